/// The encodings that letters come in, and their way to UTF-8.
///
/// Decoding is ours rather than libxml2's: that one guesses, accepts a wrong declaration in some cases, and depends on what iconv it was
/// built with. Rules: https://www.w3.org/TR/xml/#charencoding
enum XMLEncoding: Sendable {
    case utf8
    case utf16(bigEndian: Bool)
    /// ISO-8859-1 whose bytes 80–9F are read as windows-1252, as browsers do: what says ISO-8859-1 and has such bytes was written so.
    case windows1252

    /// The document as UTF-8 without byte order mark.
    static func decode(_ bytes: [UInt8]) throws(XMLError) -> (utf8: [UInt8], skipped: Int?) {
        let (encoding, mark) = try detect(bytes)
        switch encoding {
        case .utf8:
            let body = mark == 0 ? bytes : Array(bytes[mark...])
            if let bad = firstInvalidUTF8(body) {
                throw XMLError(
                    kind: .encoding, line: line(of: bad, in: body), offset: bad + mark,
                    message: "The bytes at offset \(bad + mark) are not UTF-8, which the document says it is. "
                        + "Send it in UTF-8, or declare the encoding it has.")
            }
            return (body, mark)
        case .utf16(let bigEndian):
            return (try utf16(bytes, from: mark, bigEndian: bigEndian), nil)
        case .windows1252:
            return (try windows1252(bytes), nil)
        }
    }

    private static func detect(_ bytes: [UInt8]) throws(XMLError) -> (XMLEncoding, mark: Int) {
        func starts(_ prefix: [UInt8]) -> Bool { bytes.starts(with: prefix) }
        if starts([0xFF, 0xFE, 0, 0]) || starts([0, 0, 0xFE, 0xFF]) || starts([0, 0, 0, 0x3C]) || starts([0x3C, 0, 0, 0]) {
            throw unsupported("UTF-32")
        }
        if starts([0xFE, 0xFF]) || starts([0xFF, 0xFE]) {
            let bigEndian = bytes[0] == 0xFE
            let head = (0..<min((bytes.count - 2) / 2, 200)).map { bytes[2 + $0 * 2 + (bigEndian ? 1 : 0)] }
            if let declared = declaration(head), !["utf-16", bigEndian ? "utf-16be" : "utf-16le"].contains(declared.lowercased()) {
                throw contradiction("a UTF-16 byte order mark")
            }
            return (.utf16(bigEndian: bigEndian), 2)
        }
        if starts([0, 0x3C, 0]) || (starts([0x3C, 0]) && bytes.count > 3 && bytes[3] == 0) {
            let bigEndian = bytes[0] == 0
            let head = (0..<min(bytes.count / 2, 200)).map { bytes[$0 * 2 + (bigEndian ? 1 : 0)] }
            if declaration(head)?.lowercased() == (bigEndian ? "utf-16be" : "utf-16le") { return (.utf16(bigEndian: bigEndian), 0) }
            throw XMLError(
                kind: .encoding, offset: 0,
                message: "The document looks like UTF-16 but has no byte order mark. Begin it with one, or send it in UTF-8.")
        }
        let mark = starts([0xEF, 0xBB, 0xBF]) ? 3 : 0
        guard let declared = declaration(bytes.dropFirst(mark).prefix(200)) else { return (.utf8, mark) }
        switch declared.lowercased() {
        case "utf-8", "utf8", "us-ascii", "ascii":
            return (.utf8, mark)
        case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "windows-1252", "cp1252":
            if mark != 0 { throw contradiction("a UTF-8 byte order mark") }
            return (.windows1252, 0)
        case "utf-16", "utf-16le", "utf-16be":
            throw contradiction("bytes that are not UTF-16")
        default:
            throw unsupported(declared)
        }
    }

    /// The name in `<?xml … encoding="NAME"?>`, if the document declares one.
    private static func declaration(_ head: some Collection<UInt8>) -> String? {
        let bytes = Array(head)
        func find(_ text: StaticString, from start: Int, to end: Int) -> Int? {
            text.withUTF8Buffer { text in (start...max(start, end - text.count)).first { bytes[$0...].starts(with: text) } }
        }
        guard find("<?xml", from: 0, to: 5) == 0, let end = find("?>", from: 0, to: bytes.count),
            let key = find("encoding", from: 0, to: end)
        else { return nil }
        let blanks = Array(" \t\r\n=".utf8)
        let rest = bytes[(key + 8)..<end].drop { blanks.contains($0) }
        guard let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
        return String(decoding: rest.dropFirst().prefix { $0 != quote }, as: UTF8.self)
    }

    private static func contradiction(_ found: String) -> XMLError {
        XMLError(
            kind: .encoding, line: 1, offset: 0,
            message: "The document has \(found), but its declaration names another encoding. Correct the declaration.")
    }

    private static func unsupported(_ name: String) -> XMLError {
        let plain = name.utf8.count <= 40 && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x3C && $0 != 0x26 }
        return XMLError(
            kind: .encoding, line: 1, offset: 0,
            message: "The encoding \(plain ? name : "that it declares") is not read here. "
                + "Send UTF-8, UTF-16, ISO-8859-1 or windows-1252.")
    }

    static func line(of offset: Int, in bytes: [UInt8]) -> Int {
        1 + bytes[..<min(offset, bytes.count)].reduce(0) { $1 == 0x0A ? $0 + 1 : $0 }
    }
}
