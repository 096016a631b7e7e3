import HTTPTypes

/// What a request is called in the log and in the logs of those around the hub.
///
/// A trace that a client has begun goes on (https://www.w3.org/TR/trace-context/), and an id that it gave is kept when it is a UUID or 32
/// hexadecimal digits: anything else could be a citizen's number. The answer says the id in `X-Request-Id`.
struct RequestTrace: Sendable, Hashable {
    /// 32 hexadecimal digits.
    var trace: String
    /// The client's own span; nil when the trace begins here.
    var parent: String?
    var request: String

    init(_ headers: HTTPFields) {
        let id = headers.named("X-Request-Id").flatMap { Self.isID($0) ? $0.lowercased() : nil }
        if let text = headers.named("traceparent"), let (trace, parent) = Self.read(text) {
            self.trace = trace
            self.parent = parent
            request = id ?? Self.fresh()
        } else {
            request = id ?? Self.fresh()
            trace = Self.fresh()
        }
    }

    /// `00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01`; later versions may have more behind.
    static func read(_ text: String) -> (trace: String, parent: String)? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 4, isHex(parts[0], 2), isHex(parts[1], 32), isHex(parts[2], 16), isHex(parts[3], 2) else { return nil }
        guard parts[0] != "ff", parts[0] != "00" || parts.count == 4 else { return nil }
        guard parts[1].contains(where: { $0 != "0" }), parts[2].contains(where: { $0 != "0" }) else { return nil }
        return (parts[1], parts[2])
    }

    private static func isHex(_ text: String, _ count: Int) -> Bool {
        text.utf8.count == count
            && text.utf8.allSatisfy {
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
            }
    }

    private static func isID(_ text: String) -> Bool {
        let parts = text.lowercased().split(separator: "-", omittingEmptySubsequences: false)
        return isHex(text.lowercased(), 32)
            || (parts.map(\.utf8.count) == [8, 4, 4, 4, 12] && isHex(parts.joined(), 32))
    }

    /// 32 digits at random: the system is asked for them twice, and not for each digit.
    private static func fresh() -> String {
        var words = (UInt64.random(in: 1...UInt64.max), UInt64.random(in: 0...UInt64.max))
        return withUnsafeBytes(of: &words) { bytes in
            String(unsafeUninitializedCapacity: 2 * bytes.count) { text in
                for (place, byte) in bytes.enumerated() {
                    for (side, digit) in [byte >> 4, byte & 15].enumerated() {
                        text[2 * place + side] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit
                    }
                }
                return 2 * bytes.count
            }
        }
    }
}

extension HTTPFields {
    fileprivate func named(_ name: String) -> String? { HTTPField.Name(name).flatMap { self[$0] } }

    mutating func setRequestID(_ id: String) {
        if let name = HTTPField.Name("X-Request-Id") { self[name] = id }
    }
}
