import Journal

/// Ids that MedCom writes as UUIDs, in the one form that they are compared in.
enum UUIDText {
    /// Lower case, without `urn:uuid:`, and with hyphens: FHIR writes them, OIOXML and EDIFACT do not.
    static func normal(_ text: String) -> String {
        var value = text.lowercased().nonBlank ?? ""
        if value.hasPrefix("urn:uuid:") { value.removeFirst(9) }
        guard value.utf8.count == 32, value.utf8.allSatisfy(isHexDigit) else { return value }
        return hyphenated(Array(value.utf8))
    }

    static func isUUID(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 36 else { return false }
        return bytes.enumerated().allSatisfy {
            [8, 13, 18, 23].contains($0.offset) ? $0.element == UInt8(ascii: "-") : isHexDigit($0.element)
        }
    }

    /// `urn:uuid:…` for a UUID, the text itself for anything else.
    static func urn(_ text: String) -> String { isUUID(text) ? "urn:uuid:\(text)" : text }

    /// The same UUID for the same seed and name, so that a letter sent again has the same ids inside. It has the form of version 4,
    /// which the profiles ask for.
    static func derived(from seed: String, _ name: String) -> String {
        var bytes = Array(ContentHash.of(Array("\(seed)/\(name)".utf8)).prefix(16))
        bytes[6] = bytes[6] & 0x0f | 0x40
        bytes[8] = bytes[8] & 0x3f | 0x80
        return hyphenated(Array(bytes.hex.utf8))
    }

    /// 32 digits in the form of a UUID.
    static func hyphenated(_ digits: [UInt8]) -> String {
        String(unsafeUninitializedCapacity: 36) { out in
            var end = 0
            for (offset, digit) in digits.enumerated() {
                if offset == 8 || offset == 12 || offset == 16 || offset == 20 {
                    out[end] = UInt8(ascii: "-")
                    end += 1
                }
                out[end] = digit
                end += 1
            }
            return end
        }
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (97...102).contains(byte) || (65...70).contains(byte)
    }
}

extension String {
    /// Without white space at either end; nil when there is nothing else in it.
    var nonBlank: String? {
        // Nearly every value begins and ends with a plain letter or digit.
        func isPlain(_ byte: UInt8?) -> Bool { byte.map { $0 > 0x20 && $0 < 0x7F } ?? false }
        if isPlain(utf8.first), isPlain(utf8.last) { return self }
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else { return nil }
        return String(self[first...last])
    }
}
