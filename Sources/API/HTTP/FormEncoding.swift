/// Query strings and form bodies: https://url.spec.whatwg.org/#application/x-www-form-urlencoded
public enum FormEncoding {
    /// Names and values, decoded, in the order written.
    public static func pairs(_ text: some StringProtocol) -> [(name: String, value: String)] {
        text.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (decode(parts[0], plusIsSpace: true), parts.count > 1 ? decode(parts[1], plusIsSpace: true) : "")
        }
    }

    /// Takes percent escapes away; what is no escape stays as it is, and bytes that are no UTF-8 become U+FFFD.
    public static func decode(_ text: some StringProtocol, plusIsSpace: Bool) -> String {
        let old = Array(text.utf8)
        var new: [UInt8] = []
        new.reserveCapacity(old.count)
        var index = 0
        while index < old.count {
            if old[index] == UInt8(ascii: "%"), index + 2 < old.count, let high = hex(old[index + 1]), let low = hex(old[index + 2]) {
                new.append(high << 4 | low)
                index += 3
            } else {
                new.append(plusIsSpace && old[index] == UInt8(ascii: "+") ? UInt8(ascii: " ") : old[index])
                index += 1
            }
        }
        return String(decoding: new, as: UTF8.self)
    }

    /// Writes one name or value so that every reader decodes it alike.
    public static func encode(_ text: String) -> String {
        var new: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: ":"), UInt8(ascii: "/"),
                UInt8(ascii: ","):
                new.append(byte)
            default:
                new += [UInt8(ascii: "%"), digit(byte >> 4), digit(byte & 15)]
            }
        }
        return String(decoding: new, as: UTF8.self)
    }

    public static func query(_ pairs: [(name: String, value: String)]) -> String {
        pairs.map { encode($0.name) + "=" + encode($0.value) }.joined(separator: "&")
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10 }
}
