/// Why a request was not done: a kind that decides status and issue code, and a sentence that says what to do.
///
/// The sentence is safe to show: it never repeats a value that may be a citizen's.
public struct Problem: Error, Sendable, CustomStringConvertible {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The body is neither JSON nor XML by the grammar, or is empty.
        case malformed
        /// Well-formed, but not the resource that the request needs.
        case invalid
        /// A search parameter, a modifier or a header that we do not know.
        case unknownParameter
        /// A parameter that we know with a value that we cannot use.
        case badValue
        /// Who asks may not see or do it.
        case forbidden
        /// No such resource, version or page.
        case notFound
        /// It was there and is deleted.
        case gone
        /// There is nothing at this address, or no such resource type or operation.
        case unknownAddress
        case methodNotAllowed
        case notAcceptable
        case unsupportedMediaType
        case tooLarge
        /// Somebody else changed it, or it is not the client's to change.
        case conflict
        /// `If-Match`, `If-None-Match` or a condition did not hold.
        case preconditionFailed
        /// A condition fits more than one resource.
        case multipleMatches
        /// What came is understood as a request, but what it holds cannot be taken.
        case unprocessable
        /// The sender must wait.
        case busy
        case full
        case readOnly
        case newerVersion
        case damaged
        case unavailable
        /// A fault of the hub's own.
        case fault
    }

    public var kind: Kind
    /// What happened and what to do about it.
    public var message: String
    /// Where in the body, as a path without values: `Bundle.entry[2].request`.
    public var path: String?
    /// What may be done instead, for the `Allow` header of a 405.
    public var allowed: [String] = []
    /// What else is wrong: an issue each.
    public var others: [Problem] = []
    /// For the log, never for the answer.
    public var cause: String?

    public init(_ kind: Kind, _ message: String, path: String? = nil, cause: String? = nil) {
        self.kind = kind
        self.message = message
        self.path = path
        self.cause = cause
    }

    public var description: String { message }
}
