import FHIR
import Testing
import Validation

@Suite("A primitive value") struct PrimitiveTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let type: String
        let right: [String]
        let wrong: [String]
        var testDescription: String { type }
    }

    static let cases = [
        Case(
            type: "date", right: ["2026", "2026-01", "2026-01-31", "2000-02-29", "0001-01-01"],
            wrong: [
                "", "26", "2026-1", "2026-13", "2026-00", "2026-04-31", "1900-02-29", "0000", "2026-01-31T", "2026-01-31Z", "2026/01/31",
            ]),
        Case(
            type: "dateTime",
            right: [
                "2026", "2026-01", "2026-01-31", "2026-01-31T12:00:00Z", "2026-01-31T23:59:60.123456789012+14:00",
                "2026-01-31T00:00:00-03:30",
            ],
            wrong: [
                "2026-01-31T12:00Z", "2026-01-31T12:00:00", "2026-01-31T24:00:00Z", "2026-01-31T12:60:00Z", "2026-01-31T12:00:00.Z",
                "2026-01-31T12:00:00+14:30", "2026-01-31T12:00:00+1:00", "2026-02-30T12:00:00Z", "2026-01-31 12:00:00Z",
                "2026-01-31T12:00:00z",
                "2026-01-31T12:00:00+01:000",
            ]),
        Case(
            type: "instant", right: ["2026-01-31T12:00:00Z", "2026-01-31T12:00:00.5+01:00"],
            wrong: ["2026", "2026-01-31", "2026-01-31T12:00:00", "2026-01-31T12:00:00.5"]),
        Case(
            type: "time", right: ["00:00:00", "23:59:60", "12:00:00.25"], wrong: ["12:00", "24:00:00", "12:00:00Z", "12:00:00.", "1:00:00"]),
        Case(
            type: "id", right: ["a", "A-1.b", String(repeating: "a", count: 64)],
            wrong: ["", "a b", "a_b", "å", "#a", String(repeating: "a", count: 65)]),
        Case(
            type: "oid", right: ["urn:oid:1.2.3", "urn:oid:2.16.578.1.12.4.1.4.1", "urn:oid:0.0"],
            wrong: ["1.2.3", "urn:oid:3.1", "urn:oid:1", "urn:oid:1.", "urn:oid:1.02", "urn:oid:1..2", "urn:oid:1.a", "URN:OID:1.2"]),
        Case(
            type: "uuid", right: ["urn:uuid:9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d"],
            wrong: [
                "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d", "urn:uuid:9B1DEB4D-3B7D-4BAD-9BDD-2B0D7B3DCB6D",
                "urn:uuid:9b1deb4d3b7d4bad9bdd2b0d7b3dcb6d", "urn:uuid:9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6g",
            ]),
        Case(
            type: "uri",
            right: ["http://example.org/a?b=c#d", "a/b", "urn:oid:1.2.3", "urn:uuid:9B1DEB4D-3B7D-4BAD-9BDD-2B0D7B3DCB6D", "æ"],
            wrong: ["", "a b", " a", "a\\n", "urn:oid:a", "urn:uuid:123"]),
        Case(type: "url", right: ["https://example.org", "mailto:a@example.org"], wrong: ["", "a b"]),
        Case(type: "canonical", right: ["http://example.org/a|1.0"], wrong: ["", "http://example.org/a |1.0"]),
        Case(type: "code", right: ["a", "a b", "a-b c.d"], wrong: ["", " a", "a ", "a  b", "a \\tb"]),
        Case(
            type: "base64Binary", right: ["YQ==", "YWI=", "YWJj", "YWJj YWJj\\n", "+/+/"],
            wrong: ["", "Y", "YQ", "YQ=", "YQ===", "Y=Q=", "YWJ*", "===="]),
        Case(type: "string", right: ["a", "\\t a \\n", "æ€😀"], wrong: [""]),
        Case(type: "markdown", right: ["# a\\n* b"], wrong: [""]),
    ]

    static let numbers = [
        Case(
            type: "integer", right: ["0", "-1", "2147483647", "-2147483648"],
            wrong: ["-0", "1.0", "1e2", "2147483648", "-2147483649", "99999999999999999999"]),
        Case(type: "unsignedInt", right: ["0", "2147483647"], wrong: ["-1", "2147483648", "0.5"]),
        Case(type: "positiveInt", right: ["1", "2147483647"], wrong: ["0", "-1", "2147483648"]),
        Case(type: "decimal", right: ["0", "-0", "1.00", "1e-5", "12345678901234567890.123456789"], wrong: []),
        Case(type: "boolean", right: ["true", "false"], wrong: []),
    ]

    private func rules(_ type: String, _ json: String) throws -> [String] {
        let name = "value" + type.prefix(1).uppercased() + type.dropFirst()
        let problems = try RuleCase.problems(RuleCase.basic("'\(name)':\(json)"))
        for problem in problems { #expect(problem.location == "Basic.extension[0].value.ofType(\(type))") }
        return problems.map(\.rule)
    }

    @Test("is taken when it is written as R4 asks, and refused when it is not", arguments: cases) func texts(_ one: Case) throws {
        for text in one.right { #expect(try rules(one.type, "'\(text)'").isEmpty, "\(text)") }
        for text in one.wrong { #expect(try rules(one.type, "'\(text)'") == ["format"], "\(text)") }
        #expect(try rules(one.type, "1") == ["wrong-form"])
    }

    @Test("that is a number has its range", arguments: numbers) func digits(_ one: Case) throws {
        for text in one.right { #expect(try rules(one.type, text).isEmpty, "\(text)") }
        for text in one.wrong { #expect(try rules(one.type, text) == ["format"], "\(text)") }
        #expect(try rules(one.type, "'1'") == ["wrong-form"])
    }

    @Test("with escapes is what they mean") func escapes() throws {
        #expect(try rules("date", "'\\u0032026'").isEmpty)
        #expect(try rules("date", "'\\u0032026-13'") == ["format"])
        #expect(try rules("code", "'a\\u0020'") == ["format"])
    }
}
