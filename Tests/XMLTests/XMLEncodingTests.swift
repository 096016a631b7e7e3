import Testing
import XML

@Suite("Encodings of XML") struct XMLEncodingTests {
    static let text = "Blåbærsyltetøy €"

    private static func declared(_ name: String, _ text: String = text) -> String {
        "<?xml version=\"1.0\" encoding=\"\(name)\"?>\n<a b=\"æ\">\(text)</a>"
    }

    private static func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
        text.utf16.flatMap { bigEndian ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)] }
    }

    /// The euro sign is 80 in windows-1252, and everything else here is below U+0100.
    private static func latin(_ text: String) -> [UInt8] { text.unicodeScalars.map { $0 == "€" ? 0x80 : UInt8($0.value) } }

    static let readable: [(String, [UInt8])] = [
        ("UTF-8 without declaration", Array("<a b='æ'>\(text)</a>".utf8)),
        ("UTF-8", Array(declared("UTF-8").utf8)),
        ("UTF-8 with mark", [0xEF, 0xBB, 0xBF] + declared("utf-8").utf8),
        ("UTF-16 big-endian", [0xFE, 0xFF] + utf16(declared("UTF-16"), bigEndian: true)),
        ("UTF-16 little-endian", [0xFF, 0xFE] + utf16(declared("UTF-16"), bigEndian: false)),
        ("UTF-16 without declaration", [0xFF, 0xFE] + utf16("<a b='æ'>\(text)</a>", bigEndian: false)),
        ("UTF-16LE without mark", utf16(declared("UTF-16LE"), bigEndian: false)),
        ("UTF-16BE without mark", utf16(declared("UTF-16BE"), bigEndian: true)),
        ("windows-1252", latin(declared("windows-1252"))),
        ("ISO-8859-1 with a windows-1252 sign", latin(declared("ISO-8859-1"))),
        ("latin1", latin(declared("latin1"))),
    ]

    @Test("are read", arguments: readable) func reading(_ name: String, _ bytes: [UInt8]) throws {
        let root = try XMLDocument(bytes).root
        #expect(root.text == Self.text)
        #expect(root.attribute("b") == "æ")
        #expect(root.canonical() == Array("<a b=\"æ\">\(Self.text)</>".utf8))
    }

    @Test("beyond the basic plane are read from UTF-16") func surrogates() throws {
        #expect(try XMLDocument([0xFE, 0xFF] + Self.utf16("<a>🙂</a>", bigEndian: true)).root.text == "🙂")
    }

    static let contradictions: [(String, [UInt8], Int?)] = [
        ("UTF-8 declared, ISO-8859-1 bytes", latin(declared("UTF-8", "Bø")), 45),
        ("no declaration, ISO-8859-1 bytes", [0x3C, 0x61, 0x3E, 0xE5, 0x3C, 0x2F, 0x61, 0x3E], 3),
        ("an overlong sequence", [0x3C, 0x61, 0x3E, 0xC0, 0xAF, 0x3C, 0x2F, 0x61, 0x3E], 3),
        ("a surrogate in UTF-8", [0x3C, 0x61, 0x3E, 0xED, 0xA0, 0x80, 0x3C, 0x2F, 0x61, 0x3E], 3),
        ("a cut sequence", [0x3C, 0x61, 0x3E, 0xE2, 0x82], 3),
        ("UTF-16 declared, UTF-8 bytes", Array(declared("UTF-16").utf8), 0),
        ("UTF-8 declared, UTF-16 bytes", [0xFE, 0xFF] + utf16(declared("UTF-8"), bigEndian: true), 0),
        ("UTF-16LE declared, big-endian mark", [0xFE, 0xFF] + utf16(declared("UTF-16LE"), bigEndian: true), 0),
        ("UTF-16 without mark", utf16(declared("UTF-16"), bigEndian: true), 0),
        ("half a surrogate pair", [0xFE, 0xFF, 0, 0x3C, 0, 0x61, 0, 0x3E, 0xD8, 0x3D, 0, 0x3C, 0, 0x2F, 0, 0x61, 0, 0x3E], 8),
        ("UTF-16 with half a unit", [0xFE, 0xFF, 0, 0x3C, 0], 4),
        ("ISO-8859-1 declared, UTF-8 mark", [0xEF, 0xBB, 0xBF] + declared("ISO-8859-1").utf8, 0),
        (
            "windows-1252 declared, a byte it has not",
            Array(declared("windows-1252", "x").utf8.dropLast(4)) + [0x81, 0x3C, 0x2F, 0x61, 0x3E], 57
        ),
        ("UTF-32", [0, 0, 0xFE, 0xFF, 0, 0, 0, 0x3C], 0),
        ("an encoding that is not read", Array(declared("EBCDIC-CP-DK").utf8), 0),
        ("a name that is none", Array(declared("<<>>").utf8), 0),
    ]

    @Test("that the bytes contradict are refused", arguments: contradictions)
    func contradiction(_ name: String, _ bytes: [UInt8], _ offset: Int?) {
        do throws(XMLError) {
            _ = try XMLDocument(bytes)
            Issue.record("accepted")
        } catch {
            #expect(error.kind == .encoding)
            #expect(offset == nil || error.offset == offset)
            #expect(error.message.hasSuffix("."))
            #expect(error.message.contains("Send") || error.message.contains("Correct") || error.message.contains("Begin"))
        }
    }
}
