/// A function of the language: how many arguments it takes, of which sort, and how it becomes a step.
struct Function: Sendable {
    enum Arguments: Sendable {
        /// Worked out where the function stands, before it runs.
        case values
        /// Worked out on each item of the input.
        case expression
        /// Worked out on each item of the input and on its own answers.
        case loop
        case sortKeys
        /// The name of a type.
        case type
    }

    /// What is known of the answer's type.
    enum Answer: Sendable {
        case unknown, input, argument, type
        /// In no order that anybody says.
        case unordered
    }

    var arity: ClosedRange<Int>
    var takes = Arguments.values
    var gives = Answer.unknown
    /// Whether it asks which item comes first.
    var needsOrder = false
    var build: @Sendable (Call) throws -> Code

    static let all: [String: Function] = {
        let groups = [
            existence, filtering, subsetting, combining, conversion, strings, texts, mathematics, tree, utility, resources, boundaries,
            types,
        ]
        return groups.reduce(into: [:]) { all, group in all.merge(group) { first, _ in first } }
    }()

    /// A function that works on its input and on values.
    static func plain(
        _ arity: ClosedRange<Int>, gives: Answer = .unknown, needsOrder: Bool = false,
        _ body: @escaping @Sendable (_ input: [Item], _ arguments: [[Item]], _ call: Call, _ focus: Focus) throws -> [Item]
    ) -> Function {
        Function(arity: arity, gives: gives, needsOrder: needsOrder) { call in
            let codes = call.arguments
            return { focus in
                try focus.run.step(focus.items.count + 1, call.offset)
                var values: [[Item]] = []
                for code in codes {
                    var outside = focus.outside
                    values.append(try code(&outside))
                }
                return try body(focus.items, values, call, focus)
            }
        }
    }

    /// What somebody may have meant, as the end of a sentence.
    static func nearest(_ name: String) -> String {
        let lower = name.lowercased()
        let near = all.keys.filter { $0.lowercased() == lower || $0.lowercased().hasPrefix(lower) || lower.hasPrefix($0.lowercased()) }
        return near.min { ($0.count, $0) < ($1.count, $1) }.map { "; did you mean `\($0)()`?" } ?? "."
    }
}

/// Where a function is called, with its arguments compiled.
struct Call: Sendable {
    var name: String
    var offset: Int
    var arguments: [Code] = []
    /// For `sort`: which keys go down.
    var descending: [Bool] = []
    var type: TypeName?
    /// The arguments that are written out as strings; nil for any other.
    var literals: [String?] = []

    /// As a message names it.
    var what: String { "`\(name)()`" }
}
