/// A program as a table: for each set of ways through it and each class of scalars, the set that comes next.
final class PatternTable: Sendable {
    private static let dead: Int32 = -1
    private static let accepted: Int32 = -2
    /// Of the table, and of the work to make it.
    private static let largest = (cells: 32_768, steps: 200_000)

    private let classes: ScalarClasses
    /// One row a state: its cells are where the next rows begin, for each class, for a newline that ends the text, and for the end.
    private let cells: [Int32]

    /// nil where the table would be too large.
    init?(_ program: PatternProgram, whole: Bool) {
        guard let classes = ScalarClasses(program.sets) else { return nil }
        var maker = Maker(program: program, whole: whole, classes: classes)
        guard maker.make() else { return nil }
        self.classes = classes
        cells = maker.cells
    }

    /// Whether the program matches.
    func run(_ text: String) -> Bool {
        text.utf8.withContiguousStorageIfAvailable { run($0) } ?? Array(text.utf8).withUnsafeBufferPointer { run($0) }
    }

    private func run(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let end = bytes.last == 10 ? bytes.count - 1 : bytes.count
        var row: Int32 = 0
        var index = 0
        while index < end {
            let byte = bytes[index]
            let column: Int
            if byte < 128 {
                column = Int(classes.ascii[Int(byte)])
                index += 1
            } else {
                let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
                var scalar = UInt32(byte) & (0x7F >> UInt32(length))
                for next in index + 1..<index + length { scalar = scalar << 6 | UInt32(bytes[next] & 0x3F) }
                column = classes.number(of: scalar)
                index += length
            }
            row = cells[Int(row) + column]
            if row < 0 { return row == Self.accepted }
        }
        if end < bytes.count {
            row = cells[Int(row) + classes.count]
            if row < 0 { return row == Self.accepted }
        }
        return cells[Int(row) + classes.count + 1] == Self.accepted
    }

    /// Finds the states one after the other.
    private struct Maker {
        private struct State: Hashable {
            var pending: [Int32]
            var before: PatternAssertion.Side
        }

        let program: PatternProgram
        let whole: Bool
        let classes: ScalarClasses
        var cells: [Int32] = []
        private var states: [State] = []
        private var numbers: [State: Int32] = [:]
        private var work = 0

        init(program: PatternProgram, whole: Bool, classes: ScalarClasses) {
            self.program = program
            self.whole = whole
            self.classes = classes
        }

        /// Whether all states could be found within the limits.
        mutating func make() -> Bool {
            var closure = PatternClosure(program)
            var leaves: [Int32] = []
            _ = row(for: State(pending: [program.start], before: side(.nothing)))
            var index = 0
            while index < states.count {
                let state = states[index]
                let base = cells.count
                cells += Array(repeating: PatternTable.dead, count: classes.count + 2)
                for after in PatternAssertion.Side.allCases {
                    let isMatch = closure.expand(state.pending, before: state.before, after: after, into: &leaves)
                    let isAccepted = isMatch && (!whole || after == .nothing)
                    for (column, kind) in columns(after) {
                        cells[base + column] =
                            isAccepted ? PatternTable.accepted : kind.map { next(leaves, class: $0) } ?? PatternTable.dead
                    }
                    guard closure.steps + work < largest.steps else { return false }
                }
                guard states.count * (classes.count + 2) <= largest.cells else { return false }
                index += 1
            }
            return true
        }

        /// The columns of a row that are filled when `after` is next, each with the class that it takes.
        private func columns(_ after: PatternAssertion.Side) -> [(column: Int, kind: Int?)] {
            switch after {
            case .nothing: [(classes.count + 1, nil)]
            case .finalNewline: [(classes.count, Int(classes.ascii[10]))]
            case .newline, .word, .other: classes.sides.indices.filter { classes.sides[$0] == after }.map { ($0, $0) }
            }
        }

        private mutating func next(_ leaves: [Int32], class kind: Int) -> Int32 {
            var pending: Set<Int32> = !whole && !program.isAnchored ? [program.start] : []
            for leaf in leaves {
                guard case .consume(let set, let next) = program.instructions[Int(leaf)] else { continue }
                if classes.members[kind][Int(set)] { pending.insert(next) }
            }
            work += leaves.count
            return pending.isEmpty ? PatternTable.dead : row(for: State(pending: pending.sorted(), before: side(classes.sides[kind])))
        }

        /// Programs without assertions do not ask what came before.
        private func side(_ side: PatternAssertion.Side) -> PatternAssertion.Side { program.hasAssertions ? side : .other }

        private mutating func row(for state: State) -> Int32 {
            if let number = numbers[state] { return number }
            let number = Int32(states.count * (classes.count + 2))
            numbers[state] = number
            states.append(state)
            return number
        }

        private var largest: (cells: Int, steps: Int) { PatternTable.largest }
    }
}
