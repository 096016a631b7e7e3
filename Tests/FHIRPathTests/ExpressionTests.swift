import FHIR
import FHIRPath
import Testing

@Suite("An expression") struct ExpressionTests {
    @Test(
        "finds places",
        arguments: [
            ("name.given", ["Kari", "Anne", "Kari"]), ("Patient.name.family", ["Prøve"]), ("name[0].given[1]", ["Anne"]),
            ("name.where(use = 'nickname').given", ["Kari"]), ("Resource.id", ["p1"]), ("deceased", ["false"]),
            ("multipleBirth is integer", ["true"]), ("extension('urn:example:weight').value.unit", ["kg"]),
            ("birthDate.extension.value", ["Fjordby"]), ("language.extension('urn:example:why').value", ["unknown"]),
            ("language.hasValue()", ["false"]), ("language.exists()", ["true"]), ("contained.name", ["Fjordby legesenter"]),
            ("generalPractitioner.resolve().name", ["Fjordby legesenter"]), ("name.suffix", []), ("{}", []),
            ("name.children().count()", ["6"]), ("descendants().where($this is Quantity).count()", ["1"]),
            ("repeat(extension).url", ["urn:example:weight"]), ("name.select(given.first())", ["Kari", "Kari"]),
            ("telecom.sort(rank).value.first()", ["x@example.org"]), ("telecom.sort(-rank).value.first()", ["00000001"]),
        ])
    func places(_ expression: String, _ wanted: [String]) throws { #expect(try Sample.texts(expression) == wanted) }

    @Test(
        "works out values",
        arguments: [
            ("1 + 2 * 3", ["7"]), ("(1 + 2) * 3", ["9"]), ("7 div 2", ["3"]), ("7 mod 2", ["1"]), ("7 / 2", ["3.5"]), ("1 / 0", []),
            ("-2.abs()", ["-2"]), ("'a' + 'b'", ["ab"]), ("'a' & {}", ["a"]), ("'a' + {}", []), ("{} = {}", []), ("{} ~ {}", ["true"]),
            ("1 = 1.0", ["true"]), ("'A' ~ 'a'", ["true"]), ("'A' = 'a'", ["false"]), ("true and {}", []), ("false and {}", ["false"]),
            ("true or {}", ["true"]), ("{} implies true", ["true"]), ("true xor {}", []), ("1 in (1 | 2)", ["true"]),
            ("(1 | 1 | 2).count()", ["2"]), ("(1).combine(1).count()", ["2"]), ("2 > 1 and 1 <= 1", ["true"]),
            ("name.given contains 'Anne'", ["true"]), ("name.given.distinct().count()", ["2"]), ("iif(active, 'yes', 'no')", ["yes"]),
            ("name.given.aggregate($total + 1, 0)", ["3"]), ("name.select($index)", ["0", "1"]), ("'abc'.substring(1)", ["bc"]),
            ("'abc'.indexOf('c')", ["2"]), ("'a,b'.split(',').join('-')", ["a-b"]), ("'4'.toInteger() + 1", ["5"]),
            ("birthDate.toString().length()", ["10"]), ("today()", ["2026-03-04"]), ("now() > @2026-01-01", ["true"]),
            ("birthDate + 85 years", ["2026-02-03"]), ("multipleBirth + 1", ["3"]), ("1.type().name", ["Integer"]),
            ("name.first().type().namespace", ["FHIR"]), ("%resource.id", ["p1"]), ("%ucum", ["http://unitsofmeasure.org"]),
            ("defineVariable('g', name.given).select(%g).count()", ["3"]), ("'kari'.matches('^k.*i$')", ["true"]),
            ("'abab'.replaceMatches('a(b)', '$1')", ["bb"]), ("extension.value > 70 'kg'", ["true"]),
            ("extension.value = 71500 'g'", ["true"]),
            ("'a b'.encode('base64').decode('base64')", ["a b"]), ("'<'.escape('html').unescape('html')", ["<"]),
            ("'2026'.toDate() = @2026", ["true"]), ("1.5.round()", ["2"]), ("coalesce(name.suffix, 'none')", ["none"]),
        ])
    func values(_ expression: String, _ wanted: [String]) throws { #expect(try Sample.texts(expression) == wanted) }

    @Test(
        "is refused before it runs",
        arguments: [
            ("name.", ExpressionError.Kind.syntax, "1:6: Here is the end, where the name of an element or function was expected."),
            ("1 +", .syntax, "1:4: Here is the end, where a value, a name or `(` was expected."),
            ("name where", .syntax, "1:6: Here is the name `where`, where an operator or the end was expected."),
            ("'abc", .syntax, "1:1: The string has no end; close it with '."), ("@2026-02-30", .syntax, "1:1: There is no such date."),
            ("/* a", .syntax, "1:1: The comment has no end; close it with `*/`."),
            ("1 ? 2", .syntax, "1:3: An expression cannot have this sign here; put names with other signs between backquotes."),
            ("name\n  .givn", .semantic, "2:4: HumanName has no element `givn`."),
            (
                "multipleBirthInteger", .semantic,
                "1:1: Patient has no element `multipleBirthInteger`; a choice is named without its type: `multipleBirth`."
            ),
            ("name.givne()", .semantic, "1:6: There is no function `givne()`."),
            ("name.Where(true)", .semantic, "1:6: There is no function `Where()`; did you mean `where()`?"),
            ("name.where()", .semantic, "1:6: `where()` has 0 arguments, and takes 1."),
            ("Encounter.status", .semantic, "1:1: Patient has no element `Encounter`."),
            (
                "'a'.matches('(')", .semantic,
                "1:5: `matches()`: The group that begins here is never closed: add its ), or write \\( for the sign itself."
            ),
            (String(repeating: "(", count: 500) + "1", .syntax, "1:201: The expression is nested too deep; cut it into parts."),
        ])
    func refusals(_ expression: String, _ kind: ExpressionError.Kind, _ sentence: String) {
        do {
            _ = try Expression(expression, type: "Patient")
            Issue.record("it was taken")
        } catch {
            #expect(error.kind == kind)
            #expect(error.description == sentence)
        }
    }

    @Test(
        "fails with a sentence",
        arguments: [
            ("name.single().use", "1:6: `single()` takes one item, and here are several; choose one, with `first()` or `where(…)`."),
            ("name.given + 'a'", "1:12: `+` takes one item, and here are several; choose one, with `first()` or `where(…)`."),
            ("1 + 'a'", "1:3: `+` does not go with a whole number and a string."),
            ("1 < 'a'", "1:3: `<` cannot compare a whole number with a string."),
            ("name.first().startsWith('a')", "1:14: `startsWith()` takes a string, and here is a HumanName."),
            ("%nobody", "1:1: There is no variable `%nobody` here."),
            (
                "birthDate + 1 'mo'",
                "1:11: Only a duration can be added to a date: years, months, weeks, days, hours, minutes, seconds, or weeks and less by UCUM."
            ),
            ("gender is Colour", "1:11: There is no type `Colour` in R4 or in FHIRPath."),
        ])
    func failures(_ expression: String, _ sentence: String) {
        do {
            _ = try Sample.texts(expression)
            Issue.record("it gave something")
        } catch let error as ExpressionError {
            #expect(error.kind == .execution)
            #expect(error.description == sentence)
        } catch { Issue.record("another error") }
    }

    @Test(
        "is stopped when it takes too many steps",
        arguments: [
            "'\(String(repeating: "a", count: 300))'.matches('(a|aa)+b')", "(1 | 2).repeatAll($this)", "repeat($this.select($this + 'a'))",
            "(1|2|3|4|5|6|7|8|9).select((1|2|3|4|5|6|7|8|9).select((1|2|3|4|5|6|7|8|9).select(1)))",
        ])
    func bound(_ expression: String) {
        do {
            _ = try Expression(expression).evaluate(
                [.string("x")],
                in: {
                    var small = Environment()
                    small.maximumSteps = 500
                    return small
                }())
            Issue.record("it came to an end")
        } catch {
            #expect(error.kind == .limit)
            #expect(error.message == "The expression took more than 500 steps and was stopped; make it select less.")
        }
    }

    @Test("is stopped when it takes too long, and only then")
    func time() throws {
        var short = Environment()
        short.maximumSteps = .max
        short.maximumTime = .milliseconds(50)
        do {
            _ = try Expression("repeatAll($this)").evaluate([.string("x")], in: short)
            Issue.record("it came to an end")
        } catch {
            #expect(error.kind == .limit)
            #expect(error.message == "The expression took longer than 0.05 seconds and was stopped; make it select less.")
        }
        // More steps than between two looks at the clock, and regular expressions among them.
        var long = Environment()
        long.maximumTime = .seconds(3_600)
        let tens = "(1|2|3|4|5|6|7|8|9|10)"
        let many = "\(tens).select(\(tens)).select(\(tens)).select(\(tens)).select(iif('a'.matches('a+'), $this, {})).count()"
        guard case .integer(let count)? = try Expression(many).evaluate([.string("x")], in: long).first else {
            Issue.record("it gives a number")
            return
        }
        #expect(count == 10_000)
    }

    @Test("asks its environment for references, value sets and profiles")
    func environment() throws {
        let found = try Sample.texts("('Patient/2').resolve().id | gender.memberOf('urn:vs').toString() | conformsTo('urn:p').toString()") {
            $0.resolver = { reference in reference == "Patient/2" ? try? Sample.resource(#"{"resourceType":"Patient","id":"two"}"#) : nil }
            $0.terminology = { set, _, code in set == "urn:vs" ? code == "female" : nil }
            $0.profiles = { _, profile in profile == "urn:p" ? false : nil }
        }
        #expect(found == ["two", "true", "false"])
        #expect(try Sample.texts("gender.memberOf('urn:unknown')") { $0.terminology = { _, _, _ in nil } } == [])
    }

    @Test("calls functions that were given to it")
    func custom() throws {
        let twice = CustomFunction(arguments: 1...1) { input, arguments, _ in input + arguments[0] }
        let expression = try Expression("name.given.first().twice(gender)", functions: ["twice": twice], type: "Patient")
        #expect(try expression.evaluate(Node(Sample.resource(Sample.patient))).map(\.description) == ["Kari", "female"])
    }
}
