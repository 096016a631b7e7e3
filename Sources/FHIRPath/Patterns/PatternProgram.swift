/// A compiled pattern: instructions that lead on to each other. No way through them comes back to where it was without taking a scalar.
struct PatternProgram: Sendable {
    enum Instruction: Sendable {
        /// Takes one scalar of a set.
        case consume(set: Int32, next: Int32)
        /// Two ways on, the preferred one first.
        case split(Int32, Int32)
        /// Notes where a group begins (slot 2 n) or ends (2 n + 1).
        case save(slot: Int32, next: Int32)
        case assertion(PatternAssertion, next: Int32)
        case match
    }

    /// Where `match` stands in every program.
    static let match: Int32 = 0

    let instructions: [Instruction]
    let start: Int32
    let sets: [ScalarSet]
    let groups: Int
    let names: [String: Int]
    /// Whether it can only match where the text begins.
    let isAnchored: Bool
    let hasAssertions: Bool
}

/// Where a set of ways through a program can get to before the next scalar is taken.
struct PatternClosure {
    private let program: PatternProgram
    /// When an instruction was last visited.
    private var visits: [UInt32]
    private var visit: UInt32 = 0
    private var stack: [Int32] = []
    private(set) var steps = 0

    init(_ program: PatternProgram) {
        self.program = program
        visits = Array(repeating: 0, count: program.instructions.count)
    }

    /// Puts the `consume` instructions that can be reached into `leaves`; says whether `match` can.
    mutating func expand(
        _ pending: [Int32], before: PatternAssertion.Side, after: PatternAssertion.Side, into leaves: inout [Int32]
    ) -> Bool {
        leaves.removeAll(keepingCapacity: true)
        if visit == .max {
            visit = 0
            for index in visits.indices { visits[index] = 0 }
        }
        visit += 1
        stack.append(contentsOf: pending)
        var isMatch = false
        while let at = stack.popLast() {
            guard visits[Int(at)] != visit else { continue }
            visits[Int(at)] = visit
            steps += 1
            switch program.instructions[Int(at)] {
            case .consume: leaves.append(at)
            case .split(let one, let other):
                stack.append(other)
                stack.append(one)
            case .save(_, let next): stack.append(next)
            case .assertion(let assertion, let next):
                if assertion.holds(before: before, after: after) { stack.append(next) }
            case .match: isMatch = true
            }
        }
        return isMatch
    }
}
