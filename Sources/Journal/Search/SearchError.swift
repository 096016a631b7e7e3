/// Why a search cannot be made, in a sentence that is safe to show: it never repeats a value.
public struct SearchError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Kind: Sendable, Hashable, CaseIterable {
        /// The parameter, the modifier or the chain is not known for the type.
        case unknown
        /// The value is none that the parameter can have.
        case badValue
    }

    public var kind: Kind
    public var message: String

    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    public var description: String { message }
}
