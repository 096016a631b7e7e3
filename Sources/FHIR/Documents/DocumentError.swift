/// Why a document was refused: a kind for code, the place, and a sentence for people.
///
/// The sentence never repeats a value of the document, so it is safe in a receipt, a log and on a page.
public struct DocumentError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Kind: String, Sendable, CaseIterable {
        case empty
        case tooLarge
        case tooDeep
        /// Neither JSON nor XML by the grammar.
        case malformed
        /// The document ends before it is complete.
        case incomplete
        /// Something follows the end of the document.
        case trailing
        /// Bytes that contradict their encoding.
        case encoding
        /// An escape sequence that JSON does not have, or half a surrogate pair.
        case badEscape
        /// A control character inside a string.
        case controlCharacter
        case badNumber
        case duplicateName
        /// Well-formed, but no FHIR resource.
        case noResource
        /// An element or type that R4 does not have, where its type must be known.
        case unknownElement
        /// Known, but in a form that the other format cannot carry.
        case unsuitable
        /// A document type declaration or an entity in XML.
        case forbidden
    }

    public var kind: Kind
    /// Byte offset in the document as it came, from 0.
    public var offset: Int?
    /// Where in the resource: `Bundle.entry[2].resource.birthDate`.
    public var path: String?
    public var message: String

    public init(kind: Kind, offset: Int? = nil, path: String? = nil, message: String) {
        self.kind = kind
        self.offset = offset
        self.path = path
        self.message = message
    }

    public var description: String { message }
}
