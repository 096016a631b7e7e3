/// Why a regular expression cannot be used: what is wrong with it, what to write instead, and where.
public struct PatternError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A sentence with the remedy. Of the pattern it repeats nothing but the sign that is wrong.
    public let message: String
    /// In Unicode scalars of the pattern, from 0.
    public let offset: Int

    /// The budget that the caller set is used up.
    static let exhausted = PatternError(
        "The pattern took more steps on the text than it may: use a smaller pattern or a shorter text.", offset: 0)

    public init(_ message: String, offset: Int) {
        self.message = message
        self.offset = offset
    }

    public var description: String { "\(offset): \(message)" }
}
