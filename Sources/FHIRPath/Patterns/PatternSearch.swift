/// Whether a program matches, by following all ways through it at once.
struct PatternSearch {
    private let program: PatternProgram
    private let whole: Bool
    private let limit: Int
    private var closure: PatternClosure

    init(_ program: PatternProgram, whole: Bool, limit: Int) {
        self.limit = limit
        self.program = program
        self.whole = whole
        closure = PatternClosure(program)
    }

    /// Instructions visited so far.
    var steps: Int { closure.steps }

    mutating func run(_ text: String) throws(PatternError) -> Bool {
        var pending = [program.start]
        var leaves: [Int32] = []
        var before = PatternAssertion.Side.nothing
        var rest = text.unicodeScalars.makeIterator()
        var upcoming = rest.next()
        while true {
            let scalar = upcoming?.value
            if scalar != nil { upcoming = rest.next() }
            let side = scalar.map { PatternAssertion.Side($0) } ?? .nothing
            let after = side == .newline && upcoming == nil ? .finalNewline : side
            if closure.expand(pending, before: before, after: after, into: &leaves), !whole || scalar == nil { return true }
            guard closure.steps <= limit else { throw .exhausted }
            guard let scalar else { return false }
            pending.removeAll(keepingCapacity: true)
            for leaf in leaves {
                guard case .consume(let set, let next) = program.instructions[Int(leaf)] else { continue }
                if program.sets[Int(set)].contains(scalar) { pending.append(next) }
            }
            if !whole, !program.isAnchored { pending.append(program.start) }
            if pending.isEmpty { return false }
            before = side
        }
    }
}
