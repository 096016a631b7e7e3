import FHIR
import Journal

/// What makes two messages the same letter: SHA-256 of their content, however it was sent.
///
/// Left out: `Bundle.id` and `Bundle.timestamp` (the envelope) and every `meta`. A narrative counts by the words that people read, since
/// JSON and XML write the same XHTML differently.
enum MedComDigest {
    private static let envelope = Exclusions(["id", "timestamp", "*.meta", "entry.resource.text.div"])

    static func of(_ resource: Resource) -> [UInt8] {
        var content = resource.root.canonical(without: envelope)
        for narrative in resource.root.each("entry.resource.text.div") {
            content.append(0)
            content.append(contentsOf: words(in: narrative.text ?? ""))
        }
        return ContentHash.of(content)
    }

    /// The text between the tags, with character references resolved and each run of white space as one space.
    static func words(in narrative: String) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(narrative.utf8.count / 2)
        var pendingSpace = false
        var rest = narrative.utf8[...]
        func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
        while let byte = rest.first {
            switch byte {
            case UInt8(ascii: "<"):
                guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return out }
                rest = rest[rest.index(after: end)...]
                pendingSpace = true
                continue
            case UInt8(ascii: "&"):
                if let end = rest.prefix(12).firstIndex(of: UInt8(ascii: ";")) {
                    let name = String(decoding: rest[rest.index(after: rest.startIndex)..<end], as: UTF8.self)
                    if let character = character(named: name) {
                        if character == " " || character == "\u{a0}" || character.isNewline || character == "\t" {
                            pendingSpace = true
                        } else {
                            if pendingSpace, !out.isEmpty { out.append(32) }
                            pendingSpace = false
                            out.append(contentsOf: String(character).utf8)
                        }
                        rest = rest[rest.index(after: end)...]
                        continue
                    }
                }
                fallthrough
            default:
                if isSpace(byte) {
                    pendingSpace = true
                } else {
                    if pendingSpace, !out.isEmpty { out.append(32) }
                    pendingSpace = false
                    out.append(byte)
                }
                rest = rest.dropFirst()
            }
        }
        return out
    }

    private static func character(named name: String) -> Character? {
        switch name {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        case "nbsp": return "\u{a0}"
        default:
            guard name.hasPrefix("#") else { return nil }
            let digits = name.dropFirst()
            let number = digits.first == "x" || digits.first == "X" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            return number.flatMap(Unicode.Scalar.init).map(Character.init)
        }
    }
}
