/// Steps through a FHIRPath expression's bytes, past strings, delimited names and comments: enough to see names without evaluating.
/// https://hl7.org/fhirpath/N1/#lexical-elements
struct Lexemes {
    let bytes: [UInt8]
    private(set) var at = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    var isAtEnd: Bool { at >= bytes.count }

    var next: UInt8? { at < bytes.count ? bytes[at] : nil }

    mutating func advance() { at += 1 }

    mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        at += 1
        return true
    }

    /// Takes all of a text, or nothing.
    mutating func take(_ text: String) -> Bool {
        guard bytes[min(at, bytes.count)...].starts(with: text.utf8) else { return false }
        at += text.utf8.count
        return true
    }

    /// White space and comments.
    mutating func skipSpace() {
        while at < bytes.count {
            if [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) {
                at += 1
            } else if bytes[at] == 0x2F, at + 1 < bytes.count, bytes[at + 1] == 0x2F {
                while at < bytes.count && bytes[at] != 0x0A { at += 1 }
            } else if bytes[at] == 0x2F, at + 1 < bytes.count, bytes[at + 1] == 0x2A {
                at += 2
                while at < bytes.count && !(bytes[at] == 0x2F && bytes[at - 1] == 0x2A) { at += 1 }
                at += 1
            } else {
                return
            }
        }
    }

    /// The inside of a string or delimited name that begins here, escapes left as they are.
    mutating func quoted() -> String? {
        guard let quote = next, quote == 0x27 || quote == 0x60 || quote == 0x22 else { return nil }
        let start = at + 1
        at += 1
        while at < bytes.count && bytes[at] != quote { at += bytes[at] == 0x5C ? 2 : 1 }
        let end = min(at, bytes.count)
        at = end + 1
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// A name, plain or delimited.
    mutating func name() -> String? {
        if next == 0x60 { return quoted() }
        let start = at
        while at < bytes.count, Self.isNamePart(bytes[at], first: at == start) { at += 1 }
        return at > start ? String(decoding: bytes[start..<at], as: UTF8.self) : nil
    }

    /// What stands in the parentheses that begin here.
    mutating func parenthesised() -> String? {
        guard next == 0x28 else { return nil }
        let start = at + 1
        var depth = 0
        while at < bytes.count {
            switch bytes[at] {
            case 0x27, 0x60, 0x22:
                _ = quoted()
                continue
            case 0x28: depth += 1
            case 0x29: depth -= 1
            default: break
            }
            at += 1
            if depth == 0 { return String(decoding: bytes[start..<(at - 1)], as: UTF8.self) }
        }
        return nil
    }

    /// Past the brackets that begin here.
    mutating func skipIndex() -> Bool {
        guard take(0x5B) else { return false }
        while let byte = next, byte != 0x5D {
            if quoted() == nil { at += 1 }
        }
        at += 1
        return true
    }

    private static func isNamePart(_ byte: UInt8, first: Bool) -> Bool {
        switch byte {
        case 0x41...0x5A, 0x61...0x7A, 0x5F: true
        case 0x30...0x39: !first
        default: false
        }
    }
}

/// The `%variables` that an expression speaks of, and those that it defines itself.
struct Variables {
    /// With the offset of the percent sign in bytes.
    private(set) var used: [(name: String, offset: Int)] = []
    private(set) var defined: Set<String> = []

    init(_ text: String) {
        var lexemes = Lexemes(text)
        while !lexemes.isAtEnd {
            lexemes.skipSpace()
            let start = lexemes.at
            if lexemes.take(0x25) {
                if let name = lexemes.next == 0x27 ? lexemes.quoted() : lexemes.name() { used.append((name, start)) }
            } else if let name = lexemes.name() {
                guard name == "defineVariable", let arguments = lexemes.parenthesised() else { continue }
                var inside = Lexemes(arguments)
                inside.skipSpace()
                if let variable = inside.quoted() { defined.insert(variable) }
                let nested = Variables(arguments)
                used += nested.used.map { ($0.name, start + $0.offset) }
                defined.formUnion(nested.defined)
            } else if lexemes.quoted() == nil {
                lexemes.advance()
            }
        }
    }

    /// Whether FHIRPath or R4 defines it. https://hl7.org/fhir/R4/fhirpath.html#variables
    static func isStandard(_ name: String) -> Bool {
        ["context", "resource", "rootResource", "ucum", "sct", "loinc", "rowIndex"].contains(name) || name.hasPrefix("vs-")
            || name.hasPrefix("ext-")
    }
}
