/// Cuts an expression into words.
struct Lexer {
    private let bytes: [UInt8]
    private var at = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    static func tokens(_ text: String) throws -> [Token] {
        var lexer = Lexer(text)
        var tokens: [Token] = []
        while true {
            let token = try lexer.next()
            tokens.append(token)
            if token.kind == .end { return tokens }
        }
    }

    private func fail(_ message: String, _ offset: Int) -> Fault { Fault(.syntax, message, offset) }

    private func peek(_ ahead: Int = 0) -> UInt8 { at + ahead < bytes.count ? bytes[at + ahead] : 0 }

    private mutating func skipBlanks() throws {
        while at < bytes.count {
            switch bytes[at] {
            case 0x20, 0x09, 0x0A, 0x0D: at += 1
            case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
                while at < bytes.count, bytes[at] != 0x0A, bytes[at] != 0x0D { at += 1 }
            case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"):
                let start = at
                at += 2
                while !(peek() == UInt8(ascii: "*") && peek(1) == UInt8(ascii: "/")) {
                    guard at < bytes.count else { throw fail("The comment has no end; close it with `*/`.", start) }
                    at += 1
                }
                at += 2
            default: return
            }
        }
    }

    private mutating func next() throws -> Token {
        try skipBlanks()
        let start = at
        guard at < bytes.count else { return Token(kind: .end, offset: start) }
        return Token(kind: try kind(), offset: start)
    }

    private mutating func kind() throws -> Token.Kind {
        let start = at
        let byte = bytes[at]
        switch byte {
        case _ where Self.isLetter(byte): return .identifier(word())
        case _ where Self.isDigit(byte): return .number(number())
        case UInt8(ascii: "'"): return .string(try quoted(byte, "string"))
        case UInt8(ascii: "`"): return .quotedIdentifier(try quoted(byte, "name"))
        case UInt8(ascii: "\""): return .quotedIdentifier(try quoted(byte, "name"))
        case UInt8(ascii: "@"): return try moment()
        case UInt8(ascii: "$"):
            at += 1
            let name = word()
            guard ["this", "index", "total"].contains(name) else {
                throw fail("There is `$this`, `$index` and `$total`, and no other word that begins with `$`.", start)
            }
            return .dollar(name)
        case UInt8(ascii: "%"):
            at += 1
            switch peek() {
            case UInt8(ascii: "`"), UInt8(ascii: "'"), UInt8(ascii: "\""): return .percent(try quoted(peek(), "variable's name"))
            case let next where Self.isLetter(next): return .percent(word())
            default: throw fail("A variable's name must follow `%`.", start)
            }
        default: return try symbol()
        }
    }

    private mutating func symbol() throws -> Token.Kind {
        let two = String(decoding: bytes[at..<min(at + 2, bytes.count)], as: UTF8.self)
        if ["<=", ">=", "!=", "!~"].contains(two) {
            at += 2
            return .symbol(two)
        }
        let one = two.prefix(1)
        guard "+-*/|&=~<>()[]{}.,".contains(one) else {
            throw fail("An expression cannot have this sign here; put names with other signs between backquotes.", at)
        }
        at += 1
        return .symbol(String(one))
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private mutating func word() -> String {
        let start = at
        while Self.isLetter(peek()) || Self.isDigit(peek()) { at += 1 }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private mutating func number() -> String {
        let start = at
        while Self.isDigit(peek()) { at += 1 }
        // A point is a part of it only before a digit: `1.is(Integer)`.
        if peek() == UInt8(ascii: "."), Self.isDigit(peek(1)) {
            at += 1
            while Self.isDigit(peek()) { at += 1 }
        }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private mutating func moment() throws -> Token.Kind {
        let start = at
        at += 1
        func isPart(_ byte: UInt8) -> Bool { Self.isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":") }
        func clock() -> String {
            let from = at
            while Self.isDigit(peek()) || peek() == UInt8(ascii: ":") || (peek() == UInt8(ascii: ".") && Self.isDigit(peek(1))) { at += 1 }
            return String(decoding: bytes[from..<at], as: UTF8.self)
        }
        if peek() == UInt8(ascii: "T") {
            at += 1
            let text = clock()
            guard Self.isTime(text) else { throw fail("A time is written `@T14:30:00.0`.", start) }
            if peek() == UInt8(ascii: "Z") || peek() == UInt8(ascii: "+") && Self.isDigit(peek(1)) {
                throw fail("A time has no offset; write a date before it, or leave the offset out.", at)
            }
            return .time(text)
        }
        let from = at
        while Self.isDigit(peek()) || (peek() == UInt8(ascii: "-") && Self.isDigit(peek(1)) && at - from < 8) { at += 1 }
        let date = String(decoding: bytes[from..<at], as: UTF8.self)
        guard [4, 7, 10].contains(date.utf8.count) else { throw fail("A date is written `@2024`, `@2024-02` or `@2024-02-29`.", start) }
        guard peek() == UInt8(ascii: "T") else { return .date(date) }
        at += 1
        var text = date + "T" + clock()
        if peek() == UInt8(ascii: "Z") {
            at += 1
            text += "Z"
        } else if !text.hasSuffix("T"), peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-"), Self.isOffset(bytes[(at + 1)...]) {
            text += String(decoding: bytes[at..<at + 6], as: UTF8.self)
            at += 6
        }
        return .dateTime(text)
    }

    /// Two digits, a colon, two digits: what follows a sign that is no minus.
    private static func isOffset(_ rest: ArraySlice<UInt8>) -> Bool {
        let five = Array(rest.prefix(5))
        return five.count == 5 && five[2] == UInt8(ascii: ":") && [0, 1, 3, 4].allSatisfy { isDigit(five[$0]) }
    }

    private static func isTime(_ text: String) -> Bool {
        let first = text.utf8.prefix(2)
        return first.count == 2 && first.allSatisfy(isDigit)
    }

    private mutating func quoted(_ mark: UInt8, _ what: String) throws -> String {
        let start = at
        at += 1
        var out: [UInt8] = []
        while true {
            guard at < bytes.count else { throw fail("The \(what) has no end; close it with \(Character(Unicode.Scalar(mark))).", start) }
            let byte = bytes[at]
            at += 1
            switch byte {
            case mark: return String(decoding: out, as: UTF8.self)
            case UInt8(ascii: "\\"): try escape(&out)
            default: out.append(byte)
            }
        }
    }

    private mutating func escape(_ out: inout [UInt8]) throws {
        let sign = peek()
        at += 1
        switch sign {
        case UInt8(ascii: "n"): out.append(0x0A)
        case UInt8(ascii: "r"): out.append(0x0D)
        case UInt8(ascii: "t"): out.append(0x09)
        case UInt8(ascii: "f"): out.append(0x0C)
        case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(sign)
        case UInt8(ascii: "u"):
            let first = try hex()
            var scalar = Unicode.Scalar(first)
            if (0xD800..<0xDC00).contains(first), peek() == UInt8(ascii: "\\"), peek(1) == UInt8(ascii: "u") {
                at += 2
                let second = try hex()
                if (0xDC00..<0xE000).contains(second) { scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) }
            }
            guard let scalar else { throw fail("The escape `\\u…` names no character.", at - 6) }
            out.append(contentsOf: String(Character(scalar)).utf8)
        default: throw fail("There is no such escape; write `\\\\` for a backslash.", at - 2)
        }
    }

    private mutating func hex() throws -> UInt32 {
        let digits = String(decoding: bytes[min(at, bytes.count)..<min(at + 4, bytes.count)], as: UTF8.self)
        guard digits.utf8.count == 4, let value = UInt32(digits, radix: 16) else {
            throw fail("Four hexadecimal digits must follow `\\u`.", at - 2)
        }
        at += 4
        return value
    }
}
