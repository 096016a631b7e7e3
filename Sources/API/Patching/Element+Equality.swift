import FHIR

extension Element {
    /// Whether two JSON values mean the same: members in any order, numbers by value. https://www.rfc-editor.org/rfc/rfc6902#section-4.6
    func isEqual(to other: Element) -> Bool {
        switch (kind, other.kind) {
        case (.object, .object): count == other.count && members.allSatisfy { name, value in other[name].map(value.isEqual) ?? false }
        case (.array, .array): count == other.count && zip(items, other.items).allSatisfy { $0.isEqual(to: $1) }
        case (.string, .string): text == other.text
        case (.number, .number): bytes == other.bytes || NumberValue(text ?? "") == NumberValue(other.text ?? "")
        case (.boolean, .boolean): bool == other.bool
        case (.null, .null): true
        case (.object, _), (.array, _), (.string, _), (.number, _), (.boolean, _), (.null, _): false
        }
    }
}

/// A JSON number by its value: 0.1 × 10 to the power of `scale` and so on, without zeros at the ends of its digits.
private struct NumberValue: Hashable {
    var isNegative = false
    var digits: [UInt8] = []
    var scale = 0

    /// - Parameter text: a number by JSON's grammar.
    init(_ text: String) {
        let parts = text.lowercased().split(separator: "e", maxSplits: 1)
        // An exponent that fits in no Int is that of a number of its own.
        scale = parts.count > 1 ? Int(parts[1]) ?? (parts[1].hasPrefix("-") ? .min / 2 : .max / 2) : 0
        var afterPoint = false
        for byte in (parts.first ?? "").utf8 {
            switch byte {
            case UInt8(ascii: "-"): isNegative = true
            case UInt8(ascii: "."): afterPoint = true
            default:
                digits.append(byte)
                if afterPoint { scale -= 1 }
            }
        }
        while digits.last == UInt8(ascii: "0") {
            digits.removeLast()
            scale += 1
        }
        digits = Array(digits.drop { $0 == UInt8(ascii: "0") })
        if digits.isEmpty { (isNegative, scale) = (false, 0) }
    }
}
