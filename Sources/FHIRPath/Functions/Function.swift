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

    /// A function that works on its input and on values, as items: for what is not asked for each element of a document.
    static func plain(
        _ arity: ClosedRange<Int>, gives: Answer = .unknown,
        _ body: @escaping @Sendable (_ input: [Item], _ arguments: [[Item]], _ call: Call, _ run: inout Run) throws -> [Item]
    ) -> Function {
        Function(arity: arity, gives: gives) { call in
            { run, focus in
                try run.step(Int(focus.items.count) + 1, call.offset)
                let mark = run.top
                var values: [[Item]] = []
                for argument in call.arguments {
                    var outside = focus.outside
                    values.append(run.items(try argument.code(&run, &outside)))
                }
                run.fall(to: mark)
                return run.give(try body(run.items(focus.items), values, call, &run), at: mark)
            }
        }
    }

    /// A function without arguments that works on the stack.
    static func direct(
        gives: Answer = .unknown, needsOrder: Bool = false,
        _ body: @escaping @Sendable (_ run: inout Run, _ input: Stretch, _ call: Call) throws -> Stretch
    ) -> Function {
        Function(arity: 0...0, gives: gives, needsOrder: needsOrder) { call in
            { run, focus in
                try run.step(Int(focus.items.count) &+ 1, call.offset)
                return try body(&run, focus.items, call)
            }
        }
    }

    /// A function with one argument that works on the stack: it leaves its answer from `mark` on, where its argument may lie, or in the input.
    static func direct(
        gives: Answer = .unknown, needsOrder: Bool = false,
        with body:
            @escaping @Sendable (_ run: inout Run, _ input: Stretch, _ argument: Stretch, _ call: Call, _ mark: Int) throws -> Stretch
    ) -> Function {
        Function(arity: 1...1, gives: gives, needsOrder: needsOrder) { call in
            let code = call.arguments[0].code
            return { run, focus in
                try run.step(Int(focus.items.count) &+ 1, call.offset)
                let mark = run.top
                var outside = focus.outside
                let argument = try code(&run, &outside)
                return try body(&run, focus.items, argument, call, mark)
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
final class Call: Sendable {
    let offset: Int
    let arguments: [Argument]
    /// For `sort`: which keys go down.
    let descending: [Bool]
    let type: TypeName?
    /// The arguments that are written out as strings; nil for any other.
    let literals: [String?]
    /// As a message names it.
    let what: String

    init(name: String, offset: Int, arguments: [Argument], descending: [Bool], type: TypeName?, literals: [String?]) {
        self.offset = offset
        self.arguments = arguments
        self.descending = descending
        self.type = type
        self.literals = literals
        what = "`\(name)()`"
    }
}
