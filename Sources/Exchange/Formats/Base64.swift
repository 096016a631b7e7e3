package import FHIR

/// Decodes base64 (RFC 4648) in one pass; white space between the characters is allowed, as FHIR and XML have it.
package enum Base64 {
    /// Straight from the JSON where its string has no escapes.
    package static func decode(_ element: Element) -> [UInt8]? {
        guard element.kind == .string else { return nil }
        let raw = element.bytes
        if !raw.contains(UInt8(ascii: "\\")) { return decode(raw.dropFirst().dropLast()) }
        return element.text.flatMap { decode(Array($0.utf8)[...]) }
    }

    /// Nil when a character is none of base64's, when padding is missing or something follows it.
    static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        text.withUnsafeBufferPointer { input -> [UInt8]? in
            var isValid = true
            let output = [UInt8](unsafeUninitializedCapacity: input.count / 4 * 3 + 3) { buffer, count in
                var bits: UInt32 = 0
                var characters = 0
                var padding = 0
                for byte in input {
                    let value = values[Int(byte)]
                    if value < 64, padding == 0 {
                        bits = bits << 6 | UInt32(value)
                        characters += 1
                        if characters & 3 == 0 {
                            buffer[count] = UInt8(truncatingIfNeeded: bits >> 16)
                            buffer[count + 1] = UInt8(truncatingIfNeeded: bits >> 8)
                            buffer[count + 2] = UInt8(truncatingIfNeeded: bits)
                            count += 3
                        }
                    } else if value == space {
                        continue
                    } else if value == pad {
                        padding += 1
                    } else {
                        isValid = false
                        return
                    }
                }
                switch (characters & 3, padding) {
                case (0, 0): break
                case (3, 1):
                    buffer[count] = UInt8(truncatingIfNeeded: bits >> 10)
                    buffer[count + 1] = UInt8(truncatingIfNeeded: bits >> 2)
                    count += 2
                case (2, 2):
                    buffer[count] = UInt8(truncatingIfNeeded: bits >> 4)
                    count += 1
                default: isValid = false
                }
            }
            return isValid ? output : nil
        }
    }

    private static let space: UInt8 = 100
    private static let pad: UInt8 = 101

    private static let values: [UInt8] = {
        var table = [UInt8](repeating: 255, count: 256)
        for (value, byte) in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8.enumerated() {
            table[Int(byte)] = UInt8(value)
        }
        for byte in [9, 10, 11, 12, 13, 32] { table[byte] = space }
        table[Int(UInt8(ascii: "="))] = pad
        return table
    }()
}
