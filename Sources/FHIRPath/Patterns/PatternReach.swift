/// From which instructions a match can still be reached, for every place in a text; asked for from its beginning to its end.
struct PatternReach {
    private let program: PatternProgram
    private let text: [Unicode.Scalar]
    /// By instruction, those that lead on to it without taking a scalar, and those that take one.
    private let silent: Sources
    private let taking: Sources
    private let words: Int
    private let length: Int
    /// One bit an instruction, for the places from `base` on.
    private var rows: [UInt64] = []
    private var base = -1
    /// The same for the borders of the blocks.
    private var borders: [UInt64] = []
    private var visits: [Int]
    private var visit = 0
    private let limit: Int
    private(set) var steps = 0

    /// Rows that take no more than this many words are kept all at once.
    private static let small = 1 << 17

    init(_ program: PatternProgram, text: [Unicode.Scalar], limit: Int, block: Int?) {
        self.limit = limit
        self.program = program
        self.text = text
        silent = Sources(program) { instruction in
            switch instruction {
            case .split(let one, let other): [one, other]
            case .save(_, let next), .assertion(_, let next): [next]
            case .consume, .match: []
            }
        }
        taking = Sources(program) { instruction in
            if case .consume(_, let next) = instruction { [next] } else { [] }
        }
        words = (program.instructions.count + 63) / 64
        visits = Array(repeating: 0, count: program.instructions.count)
        let isSmall = (text.count + 1) * words <= Self.small
        length = block ?? (isSmall ? text.count + 1 : max(64, Int(Double(text.count).squareRoot())))
    }

    /// Whether a match can be reached from an instruction at a place. The places asked for must not go back by more than one.
    mutating func isReachable(_ instruction: Int32, at place: Int) throws(PatternError) -> Bool {
        if base < 0, length <= text.count { try noteBorders() }
        if base < 0 || place < base || place > base + length { try load(block: place / length) }
        return rows[(place - base) * words + Int(instruction) / 64] >> UInt64(instruction & 63) & 1 != 0
    }

    func holds(_ assertion: PatternAssertion, at place: Int) -> Bool {
        let before = place == 0 ? PatternAssertion.Side.nothing : PatternAssertion.Side(text[place - 1].value)
        guard place < text.count else { return assertion.holds(before: before, after: .nothing) }
        let after = PatternAssertion.Side(text[place].value)
        return assertion.holds(before: before, after: after == .newline && place == text.count - 1 ? .finalNewline : after)
    }

    // MARK: Blocks

    private mutating func noteBorders() throws(PatternError) {
        borders = Array(repeating: 0, count: (text.count / length + 1) * words)
        var reached: [Int32] = []
        for place in stride(from: text.count, through: 0, by: -1) {
            reached = try back(from: reached, to: place)
            guard place % length == 0 else { continue }
            for instruction in reached { borders[place / length * words + Int(instruction) / 64] |= 1 << UInt64(instruction & 63) }
        }
    }

    private mutating func load(block: Int) throws(PatternError) {
        base = block * length
        let end = min(base + length, text.count)
        rows = Array(repeating: 0, count: (end - base + 1) * words)
        var reached: [Int32] = []
        if end < text.count {
            let border = end / length * words
            reached = program.instructions.indices.filter { borders[border + $0 / 64] >> UInt64($0 & 63) & 1 != 0 }.map { Int32($0) }
        } else {
            reached = try back(from: [], to: end)
        }
        note(reached, at: end)
        for place in stride(from: end - 1, through: base, by: -1) {
            reached = try back(from: reached, to: place)
            note(reached, at: place)
        }
    }

    private mutating func note(_ reached: [Int32], at place: Int) {
        let row = (place - base) * words
        for instruction in reached { rows[row + Int(instruction) / 64] |= 1 << UInt64(instruction & 63) }
    }

    /// The instructions at a place, from those at the place after it.
    private mutating func back(from later: [Int32], to place: Int) throws(PatternError) -> [Int32] {
        guard steps <= limit else { throw .exhausted }
        visit += 1
        var reached: [Int32] = []
        func take(_ instruction: Int32) {
            guard visits[Int(instruction)] != visit else { return }
            visits[Int(instruction)] = visit
            reached.append(instruction)
        }
        take(PatternProgram.match)
        if place < text.count {
            let scalar = text[place].value
            for instruction in later {
                for source in taking[instruction] {
                    steps += 1
                    guard case .consume(let set, _) = program.instructions[Int(source)] else { continue }
                    if program.sets[Int(set)].contains(scalar) { take(source) }
                }
            }
        }
        var index = 0
        while index < reached.count {
            for source in silent[reached[index]] {
                steps += 1
                if case .assertion(let assertion, _) = program.instructions[Int(source)], !holds(assertion, at: place) { continue }
                take(source)
            }
            index += 1
        }
        return reached
    }

    /// For each instruction, those that lead on to it.
    private struct Sources {
        private var starts: [Int32]
        private var sources: [Int32]

        init(_ program: PatternProgram, _ targets: (PatternProgram.Instruction) -> [Int32]) {
            starts = Array(repeating: 0, count: program.instructions.count + 1)
            for instruction in program.instructions {
                for target in targets(instruction) { starts[Int(target) + 1] += 1 }
            }
            for index in starts.indices.dropFirst() { starts[index] += starts[index - 1] }
            var free = starts
            sources = Array(repeating: 0, count: Int(starts[program.instructions.count]))
            for (source, instruction) in program.instructions.enumerated() {
                for target in targets(instruction) {
                    sources[Int(free[Int(target)])] = Int32(source)
                    free[Int(target)] += 1
                }
            }
        }

        subscript(target: Int32) -> ArraySlice<Int32> { sources[Int(starts[Int(target)])..<Int(starts[Int(target) + 1])] }
    }
}
