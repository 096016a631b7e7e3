/// A word of CQL: https://cql.hl7.org/09-b-cqlreference.html
struct CQLToken: Equatable {
    enum Kind: Equatable {
        /// A keyword or a plain name.
        case word
        /// A name in double quotes or backticks.
        case quoted
        case text
        case number
        /// `@2026-01-01`, with its sign.
        case time
        case sign
        case end
    }

    var kind: Kind
    var text: String
    var line: Int

    func isWord(_ word: String) -> Bool { kind == .word && text == word }
    func isSign(_ sign: String) -> Bool { kind == .sign && text == sign }

    /// All words of a text; the last is the end.
    static func all(_ text: String) throws(CQLError) -> [CQLToken] {
        var reader = Reader(bytes: Array(text.utf8))
        return try reader.tokens()
    }

    private struct Reader {
        let bytes: [UInt8]
        var at = 0
        var line = 1

        private func byte(_ offset: Int = 0) -> UInt8? { at + offset < bytes.count ? bytes[at + offset] : nil }
        private func has(_ text: StaticString) -> Bool {
            text.withUTF8Buffer { wanted in
                at + wanted.count <= bytes.count && zip(wanted, bytes[at...]).allSatisfy { $0 == $1 }
            }
        }

        private static let signs = ["!=", "!~", "<=", ">=", "->"]

        mutating func tokens() throws(CQLError) -> [CQLToken] {
            var tokens: [CQLToken] = []
            while let next = byte() {
                if next == UInt8(ascii: "\n") { line += 1 }
                if next <= 0x20 {
                    at += 1
                } else if has("//") {
                    while let next = byte(), next != UInt8(ascii: "\n") { at += 1 }
                } else if has("/*") {
                    while byte() != nil, !has("*/") {
                        if byte() == UInt8(ascii: "\n") { line += 1 }
                        at += 1
                    }
                    at += 2
                } else {
                    tokens.append(try token(next))
                }
            }
            tokens.append(CQLToken(kind: .end, text: "", line: line))
            return tokens
        }

        private mutating func token(_ first: UInt8) throws(CQLError) -> CQLToken {
            let line = line
            switch first {
            case UInt8(ascii: "'"): return CQLToken(kind: .text, text: try quoted(by: first), line: line)
            case UInt8(ascii: "\""), UInt8(ascii: "`"): return CQLToken(kind: .quoted, text: try quoted(by: first), line: line)
            case UInt8(ascii: "@"):
                return CQLToken(
                    kind: .time, text: take { Self.isLetter($0) || Self.isDigit($0) || [0x40, 0x2D, 0x3A, 0x2B, 0x2E].contains($0) },
                    line: line)
            case let first where Self.isDigit(first):
                let start = at
                while let next = byte(), Self.isDigit(next) { at += 1 }
                if byte() == UInt8(ascii: "."), let next = byte(1), Self.isDigit(next) {
                    at += 1
                    while let next = byte(), Self.isDigit(next) { at += 1 }
                }
                return CQLToken(kind: .number, text: String(decoding: bytes[start..<at], as: UTF8.self), line: line)
            case let first where Self.isLetter(first):
                return CQLToken(kind: .word, text: take { Self.isLetter($0) || Self.isDigit($0) }, line: line)
            default:
                if let next = byte(1) {
                    let pair = String(decoding: [first, next], as: UTF8.self)
                    if Self.signs.contains(pair) {
                        at += 2
                        return CQLToken(kind: .sign, text: pair, line: line)
                    }
                }
                at += 1
                return CQLToken(kind: .sign, text: String(UnicodeScalar(first)), line: line)
            }
        }

        private mutating func take(while isWanted: (UInt8) -> Bool) -> String {
            let start = at
            while let next = byte(), isWanted(next) { at += 1 }
            return String(decoding: bytes[start..<at], as: UTF8.self)
        }

        private mutating func quoted(by quote: UInt8) throws(CQLError) -> String {
            var text: [UInt8] = []
            at += 1
            while let next = byte() {
                at += 1
                if next == quote { return String(decoding: text, as: UTF8.self) }
                if next == UInt8(ascii: "\n") { line += 1 }
                guard next == UInt8(ascii: "\\"), let escaped = byte() else {
                    text.append(next)
                    continue
                }
                at += 1
                switch escaped {
                case UInt8(ascii: "n"): text.append(0x0A)
                case UInt8(ascii: "t"): text.append(0x09)
                case UInt8(ascii: "r"): text.append(0x0D)
                default: text.append(escaped)
                }
            }
            throw CQLError("A text of the library does not end.")
        }

        private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
        private static func isLetter(_ byte: UInt8) -> Bool {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                || byte == UInt8(ascii: "_")
        }
    }
}
