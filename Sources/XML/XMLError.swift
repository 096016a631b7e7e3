/// Why a document was refused: a kind for code, a sentence for people.
///
/// The sentence never repeats content of the document, so it is safe in a receipt, a log and on a page.
public struct XMLError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Kind: String, Sendable, CaseIterable {
        /// Not well-formed XML 1.0, or a namespace prefix that is not declared.
        case malformed
        /// Bytes that contradict the declared encoding, or an encoding that is not read.
        case encoding
        case tooLarge
        case tooDeep
        /// A document type declaration or an entity of its own: never read, so never expanded or fetched.
        case forbidden
        case empty
    }

    public var kind: Kind
    /// Line of the document, from 1.
    public var line: Int?
    /// Byte offset, from 0; only where it is an offset in the bytes as they came.
    public var offset: Int?
    public var message: String

    public init(kind: Kind, line: Int? = nil, offset: Int? = nil, message: String) {
        self.kind = kind
        self.line = line
        self.offset = offset
        self.message = message
    }

    public var description: String { message }
}
