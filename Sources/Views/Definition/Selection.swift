import FHIRPath

/// A `select` as it is run: what it goes through, the columns it fills, and what multiplies its rows.
///
/// A nested `select` that neither iterates nor unites has been folded into its parent: it gives one row for the same item.
struct Selection: Sendable {
    enum Iteration: Sendable {
        case once
        case each(Path)
        case eachOrNull(Path)
        case recursively([Path])
    }

    /// Siblings are joined crosswise; the branches of a union follow each other.
    enum Part: Sendable {
        case nested(Kept)
        case union([Kept])
    }

    /// A selection that is finished: running it copies nothing of it.
    final class Kept: Sendable {
        let selection: Selection

        init(_ selection: Selection) { self.selection = selection }
    }

    var iteration = Iteration.once
    var columns: [ColumnPath] = []
    var parts: [Part] = []
    /// The cells that it and everything in it fills.
    var slots = 0..<0

    /// The columns that have a value in the row of a `forEachOrNull` that found nothing: `%rowIndex` is 0 there, all else null.
    var countingColumns: [ColumnPath] {
        columns.filter(\.path.countsRows)
            + parts.flatMap { part in
                switch part {
                case .nested(let nested): nested.selection.countingColumns
                case .union(let branches): branches.first?.selection.countingColumns ?? []
                }
            }
    }
}

/// A column's expression, the cell that it fills, and what it may give.
final class ColumnPath: Sendable {
    let path: Path
    let slot: Int
    let isCollection: Bool
    /// Nil when the definition gives no type: then any value but one with elements of its own.
    let family: Column.Family?

    init(path: Path, slot: Int, isCollection: Bool, family: Column.Family?) {
        self.path = path
        self.slot = slot
        self.isCollection = isCollection
        self.family = family
    }
}

/// A compiled expression and the element of the definition that it stands in.
final class Path: Sendable {
    let expression: Expression
    /// The same, where it is but names.
    let direct: DirectPath?
    let place: String
    /// Whether it speaks of `%rowIndex`.
    let countsRows: Bool

    init(expression: Expression, direct: DirectPath?, place: String, countsRows: Bool) {
        self.expression = expression
        self.direct = direct
        self.place = place
        self.countsRows = countsRows
    }
}
