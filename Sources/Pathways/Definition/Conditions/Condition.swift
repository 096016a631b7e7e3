public import FHIRPath

/// A question about the citizen in FHIRPath, read and checked when the definition is.
///
/// What it is asked about is the citizen's Patient, or the resource of a ``ResourcePattern``; `%resources` are the citizen's resources of
/// the types that it names, `%patient` the Patient. Two conditions are equal when their texts are.
public struct Condition: Sendable, Hashable, CustomStringConvertible {
    public let text: String
    public let expression: Expression
    /// The variables that it uses, without the percent sign, and every other word in it that is no text.
    let variables: Set<String>
    let words: Set<String>

    /// - Parameter type: the type of what it is asked about: what this has no elements for is refused.
    public init(_ text: String, about type: String) throws(ExpressionError) {
        self.text = text
        expression = try Expression(text, type: type)
        (words, variables) = Self.words(of: text)
    }

    /// Whether it holds: yes when the answer is, or when there is an answer that is neither yes nor no; no when there is none.
    public func holds(for node: Node, in environment: Environment = Environment()) throws(ExpressionError) -> Bool {
        let answer = try expression.evaluate(node, in: environment)
        return !answer.isEmpty && answer.allSatisfy { $0.asBoolean ?? true }
    }

    public var description: String { text }

    public static func == (a: Condition, b: Condition) -> Bool { a.text == b.text }
    public func hash(into hasher: inout Hasher) { hasher.combine(text) }

    /// Words outside of texts and comments.
    private static func words(of text: String) -> (words: Set<String>, variables: Set<String>) {
        var words: Set<String> = []
        var variables: Set<String> = []
        var rest = Substring(text)
        while let next = rest.first {
            if next == "'" {
                rest = rest.dropFirst()
                while let sign = rest.first, sign != "'" { rest = rest.dropFirst(sign == "\\" ? 2 : 1) }
                rest = rest.dropFirst()
            } else if next == "%" || next == "_" || next.isLetter {
                let start = next == "%" ? rest.dropFirst() : rest
                let word = start.prefix { $0 == "_" || $0.isLetter || $0.isNumber }
                if next == "%" { variables.insert(String(word)) } else { words.insert(String(word)) }
                rest = start.dropFirst(max(word.count, next == "%" ? 0 : 1))
            } else {
                rest = rest.dropFirst()
            }
        }
        return (words, variables)
    }
}

/// A resource of the citizen's by its type and by what must hold of it.
public struct ResourcePattern: Sendable, Hashable {
    /// Such as `Observation`.
    public var type: String
    /// Asked about the resource; nil for every one of the type.
    public var condition: Condition?

    public init(_ type: String, where condition: Condition? = nil) {
        self.type = type
        self.condition = condition
    }
}
