import FHIR
import FHIRPath
import Testing

@Suite("An evaluation") struct EvaluationTests {
    /// Names and texts with escapes, several members of one choice, texts outside ASCII, values and extensions in step.
    private static let odd = #"""
        {"resourceType":"Observation","i\u0064":"o\u0031","st\u0061tus":"fin\u0061l","code":{"text":"bl\u00e5b\u00e6r \ud83d\ude00!"},
         "valueString":"second","valueInteger":1,
         "note":[{"text":"e\u0301"},{"text":"é"},{"text":"\u00e9"},{"text":"z"}],
         "category":[{"coding":[{"code":"a"},{"code":"b"}]},{"coding":[{"code":"a"}]}],
         "component":[{"code":{"text":"x"},"_valueString":{"extension":[{"url":"urn:example:why","valueCode":"unknown"}]}}],
         "performer":[{"reference":"Practitioner/1"},{"reference":"Practitioner/1"}]}
        """#

    private static func texts(_ expression: String, _ json: String = odd, _ prepare: (inout Environment) -> Void = { _ in }) throws
        -> [String]
    {
        var environment = Environment()
        prepare(&environment)
        return try Expression(expression).evaluate(Node(Sample.resource(json)), in: environment).map(\.description)
    }

    @Test(
        "reads names and texts however they are written",
        arguments: [
            ("id", ["o1"]), ("status", ["final"]), ("status = 'final'", ["true"]), ("children().where($this = 'final').count()", ["1"]),
            ("code.text.length()", ["9"]), ("code.text.substring(4)", ["ær 😀!"]), ("code.text.substring(7, 1)", ["😀"]),
            ("code.text.substring(9)", []), ("code.text.substring(2, 99)", ["åbær 😀!"]), ("code.text.substring(0, 0)", [""]),
            ("code.text.indexOf('😀')", ["7"]), ("code.text.lastIndexOf('b')", ["3"]), ("code.text.contains('bæ')", ["true"]),
            ("code.text.startsWith('blå')", ["true"]), ("code.text.endsWith('😀!')", ["true"]), ("code.text.indexOf('')", ["0"]),
            // However the accent is written, the text is the same.
            ("note.text.distinct().count()", ["2"]), ("note[0].text = note[1].text", ["true"]), ("note[0].text < 'z'", ["true"]),
            ("'z' < note[1].text", ["true"]),
        ])
    func texts(_ expression: String, _ wanted: [String]) throws { #expect(try Self.texts(expression) == wanted) }

    @Test(
        "goes down every way that a document has",
        arguments: [
            // By the names of the members, which `valueInteger` and `valueString` have.
            ("value", ["1", "second"]), ("value.count()", ["2"]), ("component.value.count()", ["1"]),
            ("component.value.exists()", ["true"]),
            ("component.value.extension('urn:example:why').value", ["unknown"]), ("component.value.hasValue()", ["false"]),
            ("category.coding.code", ["a", "b", "a"]), ("category.coding.code.distinct()", ["a", "b"]),
            ("category.coding.distinct().count()", ["2"]), ("performer.distinct().count()", ["1"]), ("performer.isDistinct()", ["false"]),
            ("category[1].coding[0].code", ["a"]), ("category.coding.where(code = 'a').count()", ["2"]),
            ("category.select(coding.first().code)", ["a", "a"]), ("category.all(coding.exists(code = 'a'))", ["true"]),
            ("category.coding.tail().code", ["b", "a"]), ("category.coding.last().code", ["a"]),
            ("category.coding.skip(1).take(1).code", ["b"]),
            ("category.coding.skip(9)", []), ("(category.coding.code | 'c').count()", ["3"]),
            ("category.where($index = 1).coding.code", ["a"]),
            ("category.select($this).count()", ["2"]), ("category.coding.combine(category.coding).count()", ["6"]),
        ])
    func places(_ expression: String, _ wanted: [String]) throws { #expect(try Self.texts(expression) == wanted) }

    @Test("keeps what was made on the way, and only that")
    func made() throws {
        let many = (0..<40).map { #"{"text":"n\#($0)"}"# }.joined(separator: ",")
        let json = #"{"resourceType":"Observation","note":[\#(many)]}"#
        #expect(try Self.texts("note.text.aggregate($total & $this & '.', '').length()", json) == ["150"])
        #expect(try Self.texts("note.select(text & '!').where($this.endsWith('9!'))", json) == ["n9!", "n19!", "n29!", "n39!"])
        #expect(try Self.texts("note.where((text & '!').startsWith('n3')).count()", json) == ["11"])
        #expect(try Self.texts("note.text.select(substring(0, 2)).distinct().count()", json) == ["10"])
        #expect(try Self.texts("(0).repeat(iif($this < 30, $this + 1, {})).count()", json) == ["30"])
        #expect(try Self.texts("note.defineVariable('t', text).select(%t).count()", json) == ["1600"])
        #expect(try Self.texts("note.text.where(defineVariable('t', $this & 'x').select(%t) = 'n7x')", json) == ["n7"])
    }

    @Test("goes into other documents and comes back")
    func documents() throws {
        let other = try Sample.resource(#"{"resourceType":"Practitioner","id":"1","name":[{"family":"Prøve"}]}"#)
        let prepare: (inout Environment) -> Void = { environment in
            environment.variables["other"] = [.node(Node(other)), .string("text")]
            environment.resolver = { $0 == "Practitioner/1" ? other : nil }
        }
        #expect(try Self.texts("%other.name.family", Self.odd, prepare) == ["Prøve"])
        #expect(try Self.texts("performer.resolve().name.family | status", Self.odd, prepare) == ["Prøve", "final"])
        #expect(try Self.texts("performer.first().resolve() = %other.first()", Self.odd, prepare) == ["true"])
        #expect(try Self.texts("%other.where($this is Practitioner).id", Self.odd, prepare) == ["1"])
        let both = try Expression("id").evaluate([.node(Node(other)), .node(Node(Sample.resource(Self.odd))), .integer(1)])
        #expect(both.map(\.description) == ["1", "o1"])
    }

    @Test("stops where many small steps are too many")
    func steps() throws {
        #expect(throws: ExpressionError.self) {
            try Self.texts("note.where(text.exists() or text = 'z').count()", Self.odd) { $0.maximumSteps = 12 }
        }
    }
}
