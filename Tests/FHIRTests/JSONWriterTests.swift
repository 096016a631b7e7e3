import FHIR
import Testing

@Suite("Writing JSON") struct JSONWriterTests {
    /// Byte by byte, as RFC 8259 section 7 says it.
    private static func plainly(_ text: String) -> [UInt8] {
        var out: [UInt8] = [0x22]
        for byte in text.utf8 {
            switch byte {
            case 0x22, 0x5C: out += [0x5C, byte]
            case 0x08: out += Array("\\b".utf8)
            case 0x09: out += Array("\\t".utf8)
            case 0x0A: out += Array("\\n".utf8)
            case 0x0C: out += Array("\\f".utf8)
            case 0x0D: out += Array("\\r".utf8)
            case 0..<0x20: out += Array("\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
            default: out.append(byte)
            }
        }
        return out + [0x22]
    }

    private static let signs = (0..<0x80).map { String(Unicode.Scalar(UInt8($0))) } + ["å", "€", "\u{A2}", "\u{DC}", "😀", "\u{FFFF}"]

    @Test("escapes what must be escaped, wherever it stands, and nothing else", arguments: [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 24, 31])
    func escapes(_ length: Int) {
        for position in 0...length {
            for sign in Self.signs {
                for filling in ["x", "å", "[", "!"] {
                    let text =
                        String(repeating: filling, count: position) + sign + String(repeating: filling, count: length - position)
                    var json = JSONWriter(capacity: 0)
                    json.object { $0.field(text, text) }
                    let plain = Self.plainly(text)
                    if json.bytes != [0x7B] + plain + [0x3A] + plain + [0x7D] { Issue.record("\(text.unicodeScalars.map(\.value))") }
                }
            }
        }
        var empty = JSONWriter()
        empty.array { json in
            json.value("")
            json.value("")
        }
        #expect(empty.bytes == Array(#"["",""]"#.utf8))
    }

    @Test("writes whole numbers", arguments: [0, 1, 9, 10, 11, 99, 100, 1_767_225_600_000_000_000, .max, -1, -9, -10, -100, .min])
    func numbers(_ number: Int) {
        var json = JSONWriter()
        json.array { json in
            json.value(number)
            json.value(number)
        }
        #expect(json.bytes == Array("[\(number),\(number)]".utf8))
    }

    @Test("takes members that were written apart") func members() {
        var apart = JSONWriter()
        apart.field("b", 2)
        apart.object("c") { $0.field("d", true) }
        var json = JSONWriter()
        json.object { json in
            json.members(JSONWriter())
            json.field("a", 1)
            json.members(apart)
            json.members(JSONWriter())
            json.field("e", 3)
        }
        #expect(json.bytes == Array(#"{"a":1,"b":2,"c":{"d":true},"e":3}"#.utf8))
    }
}
