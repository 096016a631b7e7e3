/// Why an expression cannot be used, or gave no answer: where, and what was expected.
public struct ExpressionError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Kind: String, Sendable, CaseIterable {
        /// It cannot be read.
        case syntax
        /// It can be read, and can never mean anything: an unknown function, an element that the type does not have.
        case semantic
        /// It failed on this input: several items where one was wanted, a type that does not fit.
        case execution
        /// It took more steps than it may.
        case limit
    }

    public var kind: Kind
    /// What is wrong and what was expected; it never repeats what stands in a resource.
    public var message: String
    /// In UTF-8 bytes of the expression, from 0.
    public var offset: Int
    /// From 1.
    public var line: Int
    /// From 1, in characters.
    public var column: Int

    public init(_ kind: Kind, _ message: String, offset: Int, line: Int = 1, column: Int = 1) {
        self.kind = kind
        self.message = message
        self.offset = offset
        self.line = line
        self.column = column
    }

    public var description: String { "\(line):\(column): \(message)" }
}
