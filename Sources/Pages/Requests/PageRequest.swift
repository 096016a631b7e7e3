import Access
public import HTTPTypes
import Journal

/// A request for a page, as any web server can give it.
public struct PageRequest: Sendable {
    public var method: HTTPRequest.Method
    /// The decoded parts of the path: `/letters/12` is `["letters", "12"]`.
    public var segments: [String]
    public var query: [String: String]
    public var headers: HTTPFields
    /// The fields of a posted form.
    public var form: [String: String]
    /// The path and query as they came.
    public var target: String

    public init(method: HTTPRequest.Method, target: String, headers: HTTPFields, body: [UInt8] = []) {
        self.method = method
        self.target = target
        self.headers = headers
        let parts = target.split(separator: "?", maxSplits: 1)
        segments = (parts.first ?? "").split(separator: "/").map { Self.decoded($0) }
        query = parts.count > 1 ? Self.fields(parts[1]) : [:]
        form =
            headers[.contentType]?.hasPrefix("application/x-www-form-urlencoded") ?? false
            ? Self.fields(Substring(String(decoding: body, as: UTF8.self))) : [:]
    }

    var path: String { "/" + segments.joined(separator: "/") }

    private static func fields(_ text: Substring) -> [String: String] {
        var fields: [String: String] = [:]
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            fields[decoded(parts[0])] = parts.count > 1 ? decoded(parts[1]) : ""
        }
        return fields
    }

    /// Percent signs and plus signs as HTML forms write them: https://url.spec.whatwg.org/#application/x-www-form-urlencoded
    static func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2, rest.first != UInt8(ascii: "+"),
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

public struct PageResponse: Sendable {
    public var status: HTTPResponse.Status
    public var headers: HTTPFields
    public var body: [UInt8]
    /// All that the page shows of citizens, or changed: decided on, and in the trace, before it leaves.
    var shown: [LogEntry.Shown] = []

    public init(status: HTTPResponse.Status, headers: HTTPFields, body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

extension HTTPField.Name {
    static let fetchSite = Self.known("Sec-Fetch-Site")
    static let contentSecurity = Self.known("Content-Security-Policy")
    static let referrerPolicy = Self.known("Referrer-Policy")
    static let disposition = Self.known("Content-Disposition")
    static let typeOptions = Self.known("X-Content-Type-Options")

    private static func known(_ name: String) -> HTTPField.Name {
        guard let field = HTTPField.Name(name) else { preconditionFailure("\(name) is no name of a header") }
        return field
    }
}
