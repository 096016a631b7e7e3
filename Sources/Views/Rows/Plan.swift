import FHIR
import FHIRPath

/// A view's selection as plain tables that refer to each other by number, so that making rows counts no references.
///
/// A stage is a selection, a fork one of the parts that multiply its rows. What follows a fork is known beforehand: the next part of the same
/// stage, else what follows the stage itself, else the row is full.
final class Plan: @unchecked Sendable {
    // Sendable because nothing is written after `init`.
    enum Iteration {
        case once
        /// `path` is a number among `paths`.
        case each(path: Int, isOrNull: Bool)
        case recursively(first: Int, count: Int)
    }

    struct Stage {
        let iteration: Iteration
        /// Of an `each`, where it is direct.
        let way: TapeWay?
        let firstColumn: Int
        let columnEnd: Int
        /// The cells that it and everything in it fills.
        let slots: (first: Int, end: Int)
        /// Whether a row of nothing has columns that count.
        let counts: Bool
        /// The fork that follows its columns, and the one that follows all of it; `full` where a row is full.
        var next: Int
        let after: Int
    }

    struct Fork {
        /// Its stage: what its branches are asked of.
        let stage: Int
        /// Numbers among `branches`.
        let first: Int
        let end: Int
    }

    struct ColumnWay {
        let slot: Int
        /// Where one value is wanted and the path is direct.
        let way: TapeWay?
        let family: Column.Family?
    }

    static let full = -1

    /// Of the resource; -1 when R4 does not know it.
    let rootType: Int32
    let stages: UnsafeMutableBufferPointer<Stage>
    let forks: UnsafeMutableBufferPointer<Fork>
    let branches: UnsafeMutableBufferPointer<Int>
    let columns: UnsafeMutableBufferPointer<ColumnWay>
    /// Under the numbers that the tables say.
    let columnPaths: [ColumnPath]
    let paths: [Path]
    /// Of each stage.
    let counting: [[ColumnPath]]

    init(_ selection: Selection, resource: String) {
        rootType = R4.table.index[resource] ?? -1
        var draft = Draft()
        _ = draft.add(selection, after: Plan.full)
        stages = Plan.table(draft.stages)
        forks = Plan.table(draft.forks)
        branches = Plan.table(draft.branches)
        columns = Plan.table(
            draft.columns.map { ColumnWay(slot: $0.slot, way: $0.isCollection ? nil : $0.path.direct?.way, family: $0.family) })
        columnPaths = draft.columns
        paths = draft.paths
        counting = draft.counting
    }

    deinit {
        stages.deallocate()
        forks.deallocate()
        branches.deallocate()
        columns.deallocate()
    }

    private static func table<Row: BitwiseCopyable>(_ rows: [Row]) -> UnsafeMutableBufferPointer<Row> {
        let table = UnsafeMutableBufferPointer<Row>.allocate(capacity: rows.count)
        _ = table.initialize(from: rows)
        return table
    }

    private struct Draft {
        var stages: [Stage] = []
        var forks: [Fork] = []
        var branches: [Int] = []
        var columns: [ColumnPath] = []
        var paths: [Path] = []
        var counting: [[ColumnPath]] = []

        /// The number of the new stage.
        mutating func add(_ selection: Selection, after: Int) -> Int {
            let number = stages.count
            let firstColumn = columns.count
            columns += selection.columns
            counting.append(selection.countingColumns)
            var way: TapeWay?
            let iteration: Iteration
            switch selection.iteration {
            case .once: iteration = .once
            case .each(let path), .eachOrNull(let path):
                var isOrNull = false
                if case .eachOrNull = selection.iteration { isOrNull = true }
                iteration = .each(path: paths.count, isOrNull: isOrNull)
                paths.append(path)
                way = path.direct?.way
            case .recursively(let followed):
                iteration = .recursively(first: paths.count, count: followed.count)
                paths += followed
            }
            stages.append(
                Stage(
                    iteration: iteration, way: way, firstColumn: firstColumn, columnEnd: columns.count,
                    slots: (selection.slots.lowerBound, selection.slots.upperBound), counts: !selection.countingColumns.isEmpty,
                    next: after, after: after))
            var next = after
            for part in selection.parts.reversed() {
                let inside: [Int]
                switch part {
                case .nested(let nested): inside = [add(nested.selection, after: next)]
                case .union(let union): inside = union.map { add($0.selection, after: next) }
                }
                next = forks.count
                forks.append(Fork(stage: number, first: branches.count, end: branches.count + inside.count))
                branches += inside
            }
            stages[number].next = next
            return number
        }
    }
}
