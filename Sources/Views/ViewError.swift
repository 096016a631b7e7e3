public import FHIRPath

/// Why a view is refused, or why it stopped: where in its definition, and the remedy.
///
/// Safe to show and to log: it never repeats what stands in a resource.
public struct ViewError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Kind: String, Sendable, CaseIterable {
        /// The JSON is no ViewDefinition.
        case noDefinition
        /// A member that must be there is not.
        case missing
        /// A member is not of the type that it must have, or is not known.
        case malformed
        /// `resource` or a column's type is no type of R4.
        case unknownType
        /// A name that a database would not take.
        case badName
        /// One name for two columns or two constants.
        case duplicate
        /// Branches of a `unionAll` that do not give the same columns.
        case differingColumns
        /// A constant that is not defined, or whose value cannot be read.
        case constant
        /// A FHIRPath expression that cannot be read or can never mean anything.
        case expression
        /// An expression that failed on a resource.
        case evaluation
        /// Several values for a column that takes one.
        case severalValues
        /// A value that is not of the column's type, or a condition that gave no boolean.
        case wrongType
        /// A `repeat` that feeds itself.
        case endless
        /// More rows or deeper nesting than one resource may give, or a line that is too long.
        case tooLarge
        /// A line of the input that is no resource.
        case noResource
    }

    /// Where in an expression, both from 1.
    public struct Position: Sendable, Hashable {
        public var line: Int
        public var column: Int

        public init(line: Int, column: Int) {
            self.line = line
            self.column = column
        }
    }

    public var kind: Kind
    /// The element of the ViewDefinition: `select[0].column[1].path`. Nil for what concerns the input only.
    public var path: String?
    /// Where in the expression at `path`.
    public var position: Position?
    /// The line of the input that the view was reading, from 1.
    public var inputLine: Int?
    public var message: String

    public init(_ kind: Kind, at path: String? = nil, _ message: String, position: Position? = nil, inputLine: Int? = nil) {
        self.kind = kind
        self.path = path
        self.position = position
        self.inputLine = inputLine
        self.message = message
    }

    /// An expression's own error, with the place of the expression.
    public init(_ error: ExpressionError, at path: String) {
        let kind: Kind =
            switch error.kind {
            case .syntax, .semantic: .expression
            case .execution: .evaluation
            case .limit: .tooLarge
            }
        self.init(kind, at: path, error.message, position: Position(line: error.line, column: error.column))
    }

    public var description: String {
        var place: [String] = []
        if let inputLine { place.append("line \(inputLine) of the input") }
        if let path, !path.isEmpty { place.append(path) }
        if let position { place.append("\(position.line):\(position.column)") }
        return place.isEmpty ? message : place.joined(separator: ", ") + ": " + message
    }
}

/// Everything that is wrong with a ViewDefinition, in the order of its elements. Never empty.
public struct ViewRefusal: Error, Sendable, Hashable, CustomStringConvertible {
    public let problems: [ViewError]

    public var description: String { problems.map(\.description).joined(separator: "\n") }
}
