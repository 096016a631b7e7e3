public import HTTPTypes

/// A request as `API` sees it: what a web server has read, without the server.
public struct APIRequest: Sendable {
    public var method: HTTPRequest.Method
    /// The path after percent decoding, from the root: `/fhir/Patient/4k`.
    public var path: String
    /// The parameters after decoding, in the order written; a name may come more than once.
    public var query: [(name: String, value: String)]
    public var headers: HTTPFields
    public var body: [UInt8]
    /// The host and port that the client asked: links in answers name it. nil: those of the hub's own address.
    public var authority: String?

    public init(
        method: HTTPRequest.Method, path: String, query: [(name: String, value: String)] = [], headers: HTTPFields = [:],
        body: [UInt8] = [],
        authority: String? = nil
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.authority = authority
    }

    /// Reads a request line's target as it came: `/fhir/Patient?identifier=a%7Cb`.
    public init(method: HTTPRequest.Method, target: String, headers: HTTPFields = [:], body: [UInt8] = [], authority: String? = nil) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        self.init(
            method: method, path: FormEncoding.decode(parts[0], plusIsSpace: false),
            query: parts.count > 1 ? FormEncoding.pairs(parts[1]) : [], headers: headers, body: body, authority: authority)
    }
}

/// What the web server sends back.
public struct APIResponse: Sendable {
    /// Why an answer could not be completed.
    public typealias Failure = Problem

    public var status: HTTPResponse.Status
    public var headers: HTTPFields
    public var body: [UInt8]
    /// Why it is a refusal, for the log of whoever runs the hub; never patient data.
    public var cause: String?
    /// What comes after `body` where the answer is too long to be held: the next piece at each call, nil at the end.
    ///
    /// It throws when the answer cannot be completed. The server must then break the connection: an answer that ends as
    /// others do would be taken for the whole.
    public var more: (@Sendable () async throws(Failure) -> [UInt8]?)?

    public init(
        status: HTTPResponse.Status, headers: HTTPFields = [:], body: [UInt8] = [],
        more: (@Sendable () async throws(Failure) -> [UInt8]?)? = nil
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.more = more
    }
}

extension HTTPFields {
    /// The value of a header that `HTTPTypes` has no constant for; nil when it is absent.
    func text(_ name: String) -> String? { HTTPField.Name(name).flatMap { self[$0] } }

    mutating func set(_ name: String, _ value: String?) {
        if let name = HTTPField.Name(name) { self[name] = value }
    }
}
