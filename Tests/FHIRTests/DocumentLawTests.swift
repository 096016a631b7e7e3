import FHIR
import Foundation
import Samples
import Testing

@Suite("A document") struct DocumentLawTests {
    static let good = [
        "null", "true", "false", "0", "-0", "1.00", "-12.5e+10", "1E5", "\"\"", "[]", "{}", " { } ", "[[],{}]",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
        "\"\\u00e6\\uD83D\\uDE42\"", "\"æøå 🙂 \u{7F}\"", "{\"a\":[1,2,{\"b\":null}],\"c\":\"d\"}", "123456789012345678901234567890.000",
        "\"0123456789abcde\"", "\"0123456789abcdef\"", "\"0123456789abcdefg\"", "\"0123456789abcdeæ\"", "\"0123456789abcd\\n\"",
        "[\"\\u0000\",\"a\\\\\"]", "\t[ 1 ,\r\n 2 ]\n",
    ]

    @Test("keeps its bytes and has one canonical spelling that is a fixed point", arguments: good) func laws(_ text: String) throws {
        try check(Array(text.utf8))
    }

    @Test("drops a byte order mark") func mark() throws {
        #expect(try Document(json: [0xEF, 0xBB, 0xBF, 0x31]).bytes == [0x31])
    }

    @Test(
        "spells equal content equally",
        arguments: [
            "{\"b\":[1.00,true],\"a\":\"æ/\\u0001\"}", "{ \"a\" : \"\\u00e6\\/\\u0001\", \"b\" : [ 1.00 , true ] }",
            "{\"\\u0062\":[1.00,true],\"a\":\"\\u00E6/\\u0001\"}",
        ])
    func equal(_ text: String) throws {
        let canonical = try Document(json: Array(text.utf8)).root.canonical()
        #expect(String(decoding: canonical, as: UTF8.self) == "{\"a\":\"æ/\\u0001\",\"b\":[1.00,true]}")
    }

    @Test("leaves out what its digest should not see") func excluding() throws {
        let text = """
            {"resourceType":"Bundle","id":"1","timestamp":"2026","entry":[{"resource":{"resourceType":"Patient","meta":{"x":1},"id":"2",
            "text":{"status":"additional","div":"<div/>"},"extension":[{"any":[{"meta":1,"timestamp":"2027"}]}]}}]}
            """
        let root = try Document(json: Array(text.utf8)).root
        #expect(
            String(decoding: root.canonical(without: Exclusions(["id", "timestamp", "*.meta", "entry.resource.text.div"])), as: UTF8.self)
                == """
                {"entry":[{"resource":{"extension":[{"any":[{"timestamp":"2027"}]}],"id":"2","resourceType":"Patient",\
                "text":{"status":"additional"}}}],"resourceType":"Bundle"}
                """)
        #expect(root.canonical(without: Exclusions([])) == root.canonical())
    }

    private static let seed = Array(
        """
        {"resourceType":"Patient","id":"a","active":true,"name":[{"family":"Pr\\u00f8ve æøå","given":["A",null],"_given":[null,{"id":"x"}]}],
        "multipleBirthInteger":2,"extension":[{"url":"http://example.org/x","valueDecimal":-1.50e+2}],"text":{"div":"<div>\\n</div>"}}
        """.utf8)

    @Test("damaged at random is refused or holds every law", arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64]) func mutation(_ seed: UInt64)
    {
        var random = SeededNumbers(seed: seed)
        for _ in 0..<1500 {
            let bytes = SeededNumbers.mutated(Self.seed, "{}[]\",:\\ue0-.\0\n\u{FF}", &random)
            do throws(DocumentError) {
                let document = try Document(json: bytes)
                #expect(throws: Never.self) { try check(document.bytes) }
                // What is accepted here must be JSON for others too.
                #expect((try? JSONSerialization.jsonObject(with: Data(document.bytes), options: .fragmentsAllowed)) != nil)
            } catch {
                #expect(error.message.hasSuffix("."))
                #expect((error.offset ?? 0) <= bytes.count)
            }
        }
    }

    private func check(_ bytes: [UInt8]) throws {
        let document = try Document(json: bytes)
        #expect(document.bytes == bytes)
        let canonical = document.root.canonical()
        #expect(try Document(json: canonical).root.canonical() == canonical)
        walk(document.root)
    }

    private func walk(_ element: Element) {
        _ = (element.text, element.bool, element.int, element.bytes.count, element.location)
        for (name, value) in element.members {
            #expect(element[name] != nil)
            walk(value)
        }
        if element.kind == .array { for item in element.items { walk(item) } }
    }
}

extension SeededNumbers {
    /// One to four changes of bytes; what is put in comes from `alphabet` half the time.
    static func mutated(_ bytes: [UInt8], _ alphabet: String, _ random: inout SeededNumbers) -> [UInt8] {
        var bytes = bytes
        for _ in 0...Int.random(in: 0..<4, using: &random) where !bytes.isEmpty {
            let at = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes[at] = alphabet.utf8.randomElement(using: &random) ?? 0
            case 2: bytes.remove(at: at)
            case 3: bytes.insert(alphabet.utf8.randomElement(using: &random) ?? 0, at: at)
            default: bytes.removeSubrange(at..<min(bytes.count, at + 12))
            }
        }
        return bytes
    }
}
