/// What the entries of one request have in common.
public enum TraceID {
    /// 16 hexadecimal digits that nobody else has.
    public static func fresh() -> String {
        let digits = String(UInt64.random(in: .min ... .max), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// The trace id of a `traceparent` header, so that the sender's own logs lead here; a fresh one when there is none.
    /// https://www.w3.org/TR/trace-context/#trace-id
    public static func of(traceparent: String?) -> String {
        guard let parts = traceparent?.split(separator: "-", omittingEmptySubsequences: false), parts.count >= 4, parts[1].utf8.count == 32,
            parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }), parts[1].contains(where: { $0 != "0" })
        else { return fresh() }
        return String(parts[1])
    }
}
