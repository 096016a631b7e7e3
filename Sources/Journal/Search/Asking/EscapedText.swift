/// The value of a parameter, taken apart at signs that no backslash stands before: https://hl7.org/fhir/R4/search.html#escaping
enum EscapedText {
    /// What stands between the separators; escapes stay.
    static func parts(_ text: String, at separator: Unicode.Scalar, atMost most: Int = .max) -> [String] {
        var parts: [String] = []
        var part = String.UnicodeScalarView()
        var isEscaped = false
        for scalar in text.unicodeScalars {
            if scalar == separator, !isEscaped, parts.count < most - 1 {
                parts.append(String(part))
                part = String.UnicodeScalarView()
            } else {
                part.append(scalar)
            }
            isEscaped = scalar == "\\" && !isEscaped
        }
        return parts + [String(part)]
    }

    /// The text without its escapes.
    static func plain(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "\\")) else { return text }
        var plain = String.UnicodeScalarView()
        var isEscaped = false
        for scalar in text.unicodeScalars {
            if scalar == "\\", !isEscaped {
                isEscaped = true
            } else {
                plain.append(scalar)
                isEscaped = false
            }
        }
        return String(plain)
    }
}
