extension TapeParser.Failure {
    func error(at offset: Int, in bytes: [UInt8], mark: Int, parser: TapeParser, maximumDepth: Int) -> DocumentError {
        let empty = bytes.allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
        if empty { return DocumentError(kind: .empty, offset: mark, message: "The document is empty. Send the JSON itself.") }
        let path = parser.path(in: bytes)
        let place = "at byte \(offset + mark)" + (path.map { " (\($0))" } ?? "")
        let (kind, message): (DocumentError.Kind, String) =
            switch self {
            case .unexpected:
                if parser.tapeCount == 0 {
                    (.malformed, "The document is not JSON: \(place) there is no value. Send the JSON itself.")
                } else {
                    (.malformed, "The JSON is broken \(place). Look for a missing comma, quotation mark or bracket there.")
                }
            case .incomplete: (.incomplete, "The document breaks off \(place). Send it whole.")
            case .trailing: (.trailing, "Something follows the end of the document \(place). Remove it, or send one document at a time.")
            case .tooDeep:
                (.tooDeep, "More than \(maximumDepth) objects and arrays lie inside each other \(place). Send it with less nesting.")
            case .invalidUTF8: (.encoding, "The text \(place) is not UTF-8. Send JSON in UTF-8.")
            case .badEscape: (.badEscape, "The escape sequence \(place) is none that JSON has. Write the character itself.")
            case .loneSurrogate: (.badEscape, "The escape sequence \(place) is half of a surrogate pair. Write the character itself.")
            case .controlCharacter: (.controlCharacter, "The text \(place) has a bare control character. Escape it, for example as \\n.")
            case .badNumber: (.badNumber, "The number \(place) is not written as JSON writes numbers. Correct it, or send it as text.")
            case .duplicateName: (.duplicateName, "The name \(place) stands twice in one object. Keep one of them.")
            }
        return DocumentError(kind: kind, offset: offset + mark, path: path, message: message)
    }
}

extension TapeParser {
    /// The path to where the parser stopped, from the objects and arrays still open. Names that are not plain ASCII words become `?`.
    func path(in bytes: [UInt8]) -> String? {
        guard depth > 0 else { return nil }
        var path = ""
        for level in 0..<depth {
            let index = frames[level].index
            let end = level + 1 < depth ? frames[level + 1].index : tapeCount
            var i = index + 2
            if frames[level].isObject {
                var last: UInt64?
                while i < end {
                    if level == 0, Path.name(tape[i], bytes) == "resourceType", i + 1 < end, Tape.kind(tape[i + 1]) == .string, path.isEmpty
                    {
                        path = Path.name(tape[i + 1], bytes)
                    }
                    last = tape[i]
                    i = i + 1 < end ? Tape.after(i + 1, UnsafePointer(tape)) : end
                }
                if let last { path += (path.isEmpty ? "" : ".") + Path.name(last, bytes) }
            } else {
                path += "[\(frames[level].count)]"
            }
        }
        return path.isEmpty ? nil : path
    }
}

/// Names in paths.
enum Path {
    /// A name that is safe to show: what is no plain word (a letter or `_`, then at most 63 ASCII letters, digits, `_`, `-`) becomes `?`.
    static func name(_ word: UInt64, _ bytes: [UInt8]) -> String {
        let name = bytes[Tape.offset(word)..<Tape.end(word)]
        let plain = name.count <= 64 && (name.first.map { $0 > 0x40 } ?? false) && name.allSatisfy { isWord($0) }
        return plain ? String(decoding: name, as: UTF8.self) : "?"
    }

    static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D: true
        default: false
        }
    }
}
