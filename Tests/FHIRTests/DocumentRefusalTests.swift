import FHIR
import Testing

@Suite("What is no good JSON") struct DocumentRefusalTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let bytes: [UInt8]
        let kind: DocumentError.Kind
        let offset: Int
        let path: String?
        let sentence: String
        var testDescription: String { String(decoding: bytes.prefix(40), as: UTF8.self) }

        init(_ text: String, _ kind: DocumentError.Kind, _ offset: Int, _ sentence: String) {
            (bytes, self.kind, self.offset, path, self.sentence) = (Array(text.utf8), kind, offset, nil, sentence)
        }

        init(_ text: String, _ kind: DocumentError.Kind, _ offset: Int, _ path: String, _ sentence: String) {
            (bytes, self.kind, self.offset, self.path, self.sentence) = (Array(text.utf8), kind, offset, path, sentence)
        }

        init(bytes: [UInt8], _ kind: DocumentError.Kind, _ offset: Int, _ sentence: String) {
            (self.bytes, self.kind, self.offset, path, self.sentence) = (bytes, kind, offset, nil, sentence)
        }
    }

    private static let broken = "Look for a missing comma, quotation mark or bracket there."

    static let structure: [Case] = [
        Case("", .empty, 0, "The document is empty. Send the JSON itself."),
        Case(" \n\t\r ", .empty, 0, "The document is empty. Send the JSON itself."),
        Case(bytes: [0xEF, 0xBB, 0xBF], .empty, 3, "The document is empty. Send the JSON itself."),
        Case("hello", .malformed, 0, "The document is not JSON: at byte 0 there is no value. Send the JSON itself."),
        Case("<Patient/>", .malformed, 0, "The document is not JSON: at byte 0 there is no value. Send the JSON itself."),
        Case(bytes: [0, 1, 2, 0xFF], .malformed, 0, "The document is not JSON: at byte 0 there is no value. Send the JSON itself."),
        Case("{\"a\":1,}", .malformed, 7, "a", "The JSON is broken at byte 7 (a). \(broken)"),
        Case("{\"a\" 1}", .malformed, 5, "a", "The JSON is broken at byte 5 (a). \(broken)"),
        Case("{a:1}", .malformed, 1, "The JSON is broken at byte 1. \(broken)"),
        Case("{'a':1}", .malformed, 1, "The JSON is broken at byte 1. \(broken)"),
        Case("{\"a\":}", .malformed, 5, "a", "The JSON is broken at byte 5 (a). \(broken)"),
        Case("{\"a\":[1 2]}", .malformed, 8, "a[1]", "The JSON is broken at byte 8 (a[1]). \(broken)"),
        Case("[1,]", .malformed, 3, "[1]", "The JSON is broken at byte 3 ([1]). \(broken)"),
        Case("[,1]", .malformed, 1, "[0]", "The JSON is broken at byte 1 ([0]). \(broken)"),
        Case("[1}", .malformed, 2, "[1]", "The JSON is broken at byte 2 ([1]). \(broken)"),
        Case("{\"a\":1]", .malformed, 6, "a", "The JSON is broken at byte 6 (a). \(broken)"),
        Case("[tru]", .malformed, 1, "[0]", "The JSON is broken at byte 1 ([0]). \(broken)"),
        Case("[True]", .malformed, 1, "[0]", "The JSON is broken at byte 1 ([0]). \(broken)"),
        Case("[fals", .malformed, 1, "[0]", "The JSON is broken at byte 1 ([0]). \(broken)"),
        Case("[nul]", .malformed, 1, "[0]", "The JSON is broken at byte 1 ([0]). \(broken)"),
        Case("[NaN]", .malformed, 1, "[0]", "The JSON is broken at byte 1 ([0]). \(broken)"),
        Case("[1/*x*/]", .badNumber, 1, "[0]", "The number at byte 1 ([0])"),
        Case("[/*x*/1]", .malformed, 1, "[0]", "The JSON is broken at byte 1 ([0]). \(broken)"),
        Case("[\u{A0}1]", .malformed, 1, "[0]", "The JSON is broken at byte 1 ([0]). \(broken)"),
        Case("[", .incomplete, 1, "[0]", "The document breaks off at byte 1 ([0]). Send it whole."),
        Case("{", .incomplete, 1, "The document breaks off at byte 1. Send it whole."),
        Case("{\"a\"", .incomplete, 4, "a", "The document breaks off at byte 4 (a). Send it whole."),
        Case("{\"a\":", .incomplete, 5, "a", "The document breaks off at byte 5 (a). Send it whole."),
        Case("{\"a\":1", .incomplete, 6, "a", "The document breaks off at byte 6 (a). Send it whole."),
        Case("{\"a\":1,", .incomplete, 7, "a", "The document breaks off at byte 7 (a). Send it whole."),
        Case("\"abc", .incomplete, 4, "The document breaks off at byte 4. Send it whole."),
        Case("\"abc\\", .incomplete, 5, "The document breaks off at byte 5. Send it whole."),
        Case("{}{}", .trailing, 2, "Something follows the end of the document at byte 2."),
        Case("1 2", .trailing, 2, "Something follows the end of the document at byte 2."),
        Case("{} \0", .trailing, 3, "Something follows the end of the document at byte 3."),
    ]

    static let values: [Case] = [
        Case("[01]", .badNumber, 1, "[0]", "The number at byte 1 ([0]) is not written as JSON writes numbers."),
        Case("[-]", .badNumber, 1, "[0]", "The number at byte 1 ([0])"),
        Case("[-x]", .badNumber, 1, "[0]", "The number at byte 1 ([0])"),
        Case("[1.]", .badNumber, 1, "[0]", "The number at byte 1 ([0])"),
        Case("[1.e1]", .badNumber, 1, "[0]", "The number at byte 1 ([0])"),
        Case("[1e]", .badNumber, 1, "[0]", "The number at byte 1 ([0])"),
        Case("[1e+]", .badNumber, 1, "[0]", "The number at byte 1 ([0])"),
        Case("[1.2.3]", .badNumber, 1, "[0]", "The number at byte 1 ([0])"),
        Case("[0x10]", .badNumber, 1, "[0]", "The number at byte 1 ([0])"),
        Case("[-01]", .badNumber, 1, "[0]", "The number at byte 1 ([0])"),
        Case("1.", .badNumber, 0, "The number at byte 0"),
        Case("-", .badNumber, 0, "The number at byte 0"),
        Case("[.5]", .malformed, 1, "[0]", "The JSON is broken at byte 1 ([0])."),
        Case("[+1]", .malformed, 1, "[0]", "The JSON is broken at byte 1 ([0])."),
        Case("[\"\\x\"]", .badEscape, 2, "[0]", "The escape sequence at byte 2 ([0]) is none that JSON has."),
        Case("[\"\\u12\"]", .badEscape, 2, "[0]", "The escape sequence at byte 2 ([0]) is none that JSON has."),
        Case("[\"\\u12G4\"]", .badEscape, 2, "[0]", "The escape sequence at byte 2 ([0]) is none that JSON has."),
        Case("[\"\\uD800\"]", .badEscape, 2, "[0]", "The escape sequence at byte 2 ([0]) is half of a surrogate pair."),
        Case("[\"\\uD800\\n\"]", .badEscape, 2, "[0]", "The escape sequence at byte 2 ([0]) is half of a surrogate pair."),
        Case("[\"\\uD800\\uD800\"]", .badEscape, 2, "[0]", "The escape sequence at byte 2 ([0]) is half of a surrogate pair."),
        Case("[\"x\\uDC00\"]", .badEscape, 3, "[0]", "The escape sequence at byte 3 ([0]) is half of a surrogate pair."),
        Case("[\"a\nb\"]", .controlCharacter, 3, "[0]", "The text at byte 3 ([0]) has a bare control character."),
        Case("[\"\0\"]", .controlCharacter, 2, "[0]", "The text at byte 2 ([0]) has a bare control character."),
        Case("{\"a\tb\":1}", .controlCharacter, 3, "The text at byte 3 has a bare control character."),
        Case(bytes: [0x22, 0xC3, 0x22], .encoding, 1, "The text at byte 1 is not UTF-8. Send JSON in UTF-8."),
        Case(bytes: [0x22, 0xE5, 0x22], .encoding, 1, "The text at byte 1 is not UTF-8."),
        Case(bytes: [0x22, 0xC0, 0xAF, 0x22], .encoding, 1, "The text at byte 1 is not UTF-8."),
        Case(bytes: [0x22, 0xE0, 0x80, 0xAF, 0x22], .encoding, 1, "The text at byte 1 is not UTF-8."),
        Case(bytes: [0x22, 0xED, 0xA0, 0x80, 0x22], .encoding, 1, "The text at byte 1 is not UTF-8."),
        Case(bytes: [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], .encoding, 1, "The text at byte 1 is not UTF-8."),
        Case(bytes: [0x22, 0xF0, 0x8F, 0xBF, 0xBF, 0x22], .encoding, 1, "The text at byte 1 is not UTF-8."),
        Case(bytes: [0x22, 0x80, 0x22], .encoding, 1, "The text at byte 1 is not UTF-8."),
        Case(bytes: [0x22, 0xFF, 0x22], .encoding, 1, "The text at byte 1 is not UTF-8."),
        Case(bytes: [0xFE, 0xFF, 0, 0x7B, 0, 0x7D], .malformed, 0, "The document is not JSON"),
        Case("{\"a\":1,\"a\":2}", .duplicateName, 8, "a", "The name at byte 8 (a) stands twice in one object. Keep one of them."),
        Case("{\"a\":1,\"\\u0061\":2}", .duplicateName, 8, "a", "The name at byte 8"),
        Case("{\"\":1,\"\":2}", .duplicateName, 7, "The name at byte 7"),
    ]

    @Test("is refused by kind, offset, path and sentence", arguments: structure + values) func refusal(_ one: Case) {
        do throws(DocumentError) {
            _ = try Document(json: one.bytes)
            Issue.record("accepted")
        } catch {
            #expect(error.kind == one.kind)
            #expect(error.offset == one.offset)
            #expect(one.path == nil || error.path == one.path)
            #expect(error.message.hasPrefix(one.sentence), "\(error.message)")
        }
    }

    @Test("names the path through a resource") func path() {
        let text = "{\"resourceType\":\"Bundle\",\"entry\":[{},{\"resource\":{\"id\":\"x\",\"name\":[{\"given\":[\"A\",01]}]}}]}"
        let error = #expect(throws: DocumentError.self) { try Document(json: Array(text.utf8)) }
        #expect(error?.path == "Bundle.entry[1].resource.name[0].given[1]")
        #expect(error?.offset == text.utf8.count - 9)
    }

    @Test("never brings a value or a strange name into the sentence") func privacy() {
        for text in ["{\"Kari Nordmann\":01}", "{\"25094799\":01}", "{\"a\":\"Nordmann\",\"b\":01}", "Nordmann", "[\"Nordmann"] {
            let error = #expect(throws: DocumentError.self) { try Document(json: Array(text.utf8)) }
            #expect(error.map { !$0.message.contains("Nordmann") && !$0.message.contains("25094799") } == true)
        }
    }

    @Test("includes a name twice in an object of any size", arguments: [2, 31, 32, 33, 34, 100, 5000])
    func duplicates(_ count: Int) throws {
        let members = (0..<count - 1).map { "\"name\($0)ofAnElement\":\($0)" }
        #expect(throws: Never.self) { try Document(json: Array("{\(members.joined(separator: ","))}".utf8)) }
        for victim in Set([0, count / 2, count - 2]) where victim < count - 1 {
            let text = "{\((members + ["\"name\(victim)ofAnElement\":0"]).joined(separator: ","))}"
            let error = try #require(throws: DocumentError.self) { try Document(json: Array(text.utf8)) }
            #expect(error.kind == .duplicateName)
            #expect(error.offset == text.utf8.count - "name\(victim)ofAnElement\":0}".utf8.count)
        }
    }

    @Test("does not include names that only look alike") func alike() {
        let text =
            "{\"abcdefgh12345678\":1,\"abcdefghX12345678\":1,\"abcdefgh\":1,\"abcdefg\":1,\"a\":1,\"A\":1,\"a\\u0000\":1,\"b\":{\"a\":1},\"c\":{\"a\":1}}"
        #expect(throws: Never.self) { try Document(json: Array(text.utf8)) }
    }

    @Test("includes more objects and arrays inside each other than the limit, and no fewer") func depth() throws {
        func nested(_ count: Int) -> [UInt8] { Array((String(repeating: "[", count: count) + String(repeating: "]", count: count)).utf8) }
        #expect(throws: Never.self) { try Document(json: nested(200)) }
        let error = try #require(throws: DocumentError.self) { try Document(json: nested(201)) }
        #expect(error.kind == .tooDeep)
        #expect(error.offset == 200)
        #expect(error.message.hasPrefix("More than 200 objects and arrays lie inside each other at byte 200"))
        #expect(throws: DocumentError.self) { try Document(json: Array("{\"a\":{\"b\":{}}}".utf8), limits: Limits(maximumDepth: 2)) }
    }

    @Test("includes more bytes than the limit") func size() throws {
        #expect(throws: Never.self) { try Document(json: Array("[1,2]".utf8), limits: Limits(maximumBytes: 5)) }
        let error = try #require(throws: DocumentError.self) { try Document(json: Array("[1,2]".utf8), limits: Limits(maximumBytes: 4)) }
        #expect(error.kind == .tooLarge)
        #expect(error.message == "The document has 5 bytes; at most 4 are read. Send large attachments by reference.")
    }

    @Test(
        "includes what does not say which resource it is",
        arguments: ["[]", "1", "{}", "{\"resourceType\":1}", "{\"resourceType\":\"\"}", "{\"resourceType\":\"a b\"}"])
    func resource(_ text: String) throws {
        let error = try #require(throws: DocumentError.self) { try Resource(json: Array(text.utf8)) }
        #expect(error.kind == .noResource)
        #expect(error.message.hasSuffix("."))
    }
}
