/// Writes a pattern out as instructions, from its end to its beginning.
///
/// PCRE leaves an endless repetition after a round that took nothing. To know about that without a memory, what stands in such
/// repetitions is written once for each answer to "how many of the innermost ones have taken nothing in their present round?". Each list of
/// places below has one place an answer, from 0; taking a scalar leads to the answer 0.
struct PatternCompiler {
    /// In instructions. A larger pattern is refused.
    static let largest = 100_000

    private var instructions: [PatternProgram.Instruction] = []
    private var hasAssertions = false
    /// Parts written, those too that need no instruction.
    private var parts = 0

    static func program(for tree: PatternTree, parser: PatternParser) throws(PatternError) -> PatternProgram {
        var compiler = PatternCompiler()
        let match = try compiler.append(.match)
        let start = try compiler.write(tree, to: [match])
        return PatternProgram(
            instructions: compiler.instructions, start: start[0], sets: parser.sets, groups: parser.groups, names: parser.names,
            isAnchored: tree.isAnchored, hasAssertions: compiler.hasAssertions)
    }

    /// Writes a tree that leads on to `exits`; says where it begins.
    private mutating func write(_ tree: PatternTree, to exits: [Int32]) throws(PatternError) -> [Int32] {
        parts += 1
        try checkSize()
        switch tree {
        case .empty: return exits
        case .set(let number):
            let place = try append(.consume(set: Int32(number), next: exits[0]))
            return Array(repeating: place, count: exits.count)
        case .assertion(let assertion):
            hasAssertions = true
            return try each(exits) { .assertion(assertion, next: $0) }
        case .capture(let number, let inner):
            let end = try each(exits) { .save(slot: Int32(2 * number + 1), next: $0) }
            return try each(try write(inner, to: end)) { .save(slot: Int32(2 * number), next: $0) }
        case .sequence(let parts):
            var exits = exits
            for part in parts.reversed() { exits = try write(part, to: exits) }
            return exits
        case .choice(let branches):
            var entries: [Int32]?
            for branch in branches.reversed() {
                let entry = try write(branch, to: exits)
                entries = try entries.map { (others) throws(PatternError) in try split(entry, others, isLazy: false) } ?? entry
            }
            return entries ?? exits
        case .repetition(let inner, let repetition): return try write(inner, repetition, to: exits)
        }
    }

    private mutating func write(_ inner: PatternTree, _ repetition: PatternRepetition, to exits: [Int32]) throws(PatternError) -> [Int32] {
        let isLazy = repetition.manner == .lazy
        guard let most = repetition.most else {
            var entries = try writeLoop(inner, repetition, to: exits)
            for _ in 1..<max(repetition.least, 1) { entries = try write(inner, to: entries) }
            return entries
        }
        var entries = exits
        for _ in repetition.least..<most { entries = try split(try write(inner, to: entries), exits, isLazy: isLazy) }
        for _ in 0..<repetition.least { entries = try write(inner, to: entries) }
        return entries
    }

    /// `*` or `+`.
    private mutating func writeLoop(_ inner: PatternTree, _ repetition: PatternRepetition, to exits: [Int32]) throws(PatternError)
        -> [Int32]
    {
        let isLazy = repetition.manner == .lazy
        // Where a round that took something ends: another one, or on.
        let again = try append(.match)
        var rounds: [Int32]
        if inner.isNullable {
            rounds = try write(inner, to: [again] + exits)
            rounds.removeFirst()
        } else {
            rounds = try write(inner, to: Array(repeating: again, count: exits.count))
        }
        instructions[Int(again)] = isLazy ? .split(exits[0], rounds[0]) : .split(rounds[0], exits[0])
        guard repetition.least == 0 else { return rounds }
        return [again] + (try split(Array(rounds.dropFirst()), Array(exits.dropFirst()), isLazy: isLazy))
    }

    // MARK: Instructions

    private mutating func append(_ instruction: PatternProgram.Instruction) throws(PatternError) -> Int32 {
        instructions.append(instruction)
        try checkSize()
        return Int32(instructions.count - 1)
    }

    private func checkSize() throws(PatternError) {
        guard instructions.count <= Self.largest, parts <= 2 * Self.largest else {
            throw PatternError(
                "Written out, the pattern has more than \(Self.largest) steps: use smaller numbers in its repetitions, or nest fewer.",
                offset: 0)
        }
    }

    /// An instruction before each exit, the same before the same.
    private mutating func each(_ exits: [Int32], _ instruction: (Int32) -> PatternProgram.Instruction) throws(PatternError) -> [Int32] {
        var entries: [Int32] = []
        for (index, exit) in exits.enumerated() {
            if let same = exits[..<index].firstIndex(of: exit) {
                entries.append(entries[same])
            } else {
                entries.append(try append(instruction(exit)))
            }
        }
        return entries
    }

    private mutating func split(_ body: [Int32], _ exits: [Int32], isLazy: Bool) throws(PatternError) -> [Int32] {
        var entries: [Int32] = []
        for index in body.indices {
            if body[index] == exits[index] {
                entries.append(exits[index])
            } else if let same = body[..<index].indices.first(where: { body[$0] == body[index] && exits[$0] == exits[index] }) {
                entries.append(entries[same])
            } else {
                entries.append(try append(isLazy ? .split(exits[index], body[index]) : .split(body[index], exits[index])))
            }
        }
        return entries
    }
}
