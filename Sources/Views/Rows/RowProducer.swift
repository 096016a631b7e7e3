import FHIR
import FHIRPath

/// Makes the rows of resources, one after the other, without keeping them.
///
/// One row of cells is filled in place. What multiplies rows calls the rest of the row for each of its items, so that no product is ever held.
final class RowProducer {
    private let view: View
    private var row: [Cell]
    private var environment: Environment
    /// Of the innermost iteration around what is evaluated.
    private var rowIndex: Int64 = 0
    /// What `environment` says of it.
    private var announcedIndex: Int64 = 0
    private var rowCount = 0
    /// The resource, until an expression is evaluated: a view of paths alone never says it.
    private var unannounced: Node?

    init(_ view: View) {
        self.view = view
        row = Array(repeating: .null, count: view.columns.count)
        environment = view.environment
        environment.variables["rowIndex"] = [.integer(0)]
    }

    func rows(of resource: Element, _ body: ([Cell]) throws -> Void) throws {
        guard resource["resourceType"]?.equals(view.resource) == true else { return }
        let root = Node(resource)
        unannounced = root
        rowIndex = 0
        rowCount = 0
        for condition in view.conditions {
            guard try holds(condition, .node(root)) else { return }
        }
        try rows(view.selection, .node(root)) {
            rowCount += 1
            guard rowCount <= view.limits.rows else {
                throw ViewError(
                    .tooLarge, at: "select",
                    "One resource gives more than \(view.limits.rows) rows. Take fewer forEach, repeat and unionAll beside each other.")
            }
            try body(row)
        }
    }

    /// Fills the selection's cells for each of its rows, and calls `next` for each.
    private func rows(_ selection: Selection, _ focus: Item, _ next: () throws -> Void) throws {
        switch selection.iteration {
        case .once:
            try row(selection, focus, next)
        case .each(let path):
            try each(items(path, focus), of: selection, next)
        case .eachOrNull(let path):
            let items = try items(path, focus)
            if items.isEmpty { try nullRow(selection, next) } else { try each(items, of: selection, next) }
        case .recursively(let paths):
            let outer = rowIndex
            defer { rowIndex = outer }
            var descent = Descent(limits: view.limits)
            try descend(selection, paths, focus, &descent, next)
        }
    }

    private func each(_ items: [Item], of selection: Selection, _ next: () throws -> Void) throws {
        let outer = rowIndex
        defer { rowIndex = outer }
        for (index, item) in items.enumerated() {
            rowIndex = Int64(index)
            try row(selection, item, next)
        }
    }

    /// Depth first, a parent before its children; `%rowIndex` counts on through all of it.
    private func descend(
        _ selection: Selection, _ paths: [Path], _ focus: Item, _ descent: inout Descent, _ next: () throws -> Void
    ) throws {
        for path in paths {
            for item in try items(path, focus) {
                rowIndex = Int64(descent.count)
                try descent.enter(item, path.place)
                try row(selection, item, next)
                try descend(selection, paths, item, &descent, next)
                descent.leave()
            }
        }
    }

    private func row(_ selection: Selection, _ focus: Item, _ next: () throws -> Void) throws {
        for column in selection.columns { row[column.slot] = try cell(column, focus) }
        try product(selection.parts, 0, focus, next)
    }

    /// Joins the parts from `position` on crosswise.
    private func product(_ parts: [Selection.Part], _ position: Int, _ focus: Item, _ next: () throws -> Void) throws {
        guard position < parts.count else { return try next() }
        let index = rowIndex
        // The siblings that follow stand outside the iteration of this part.
        func others() throws {
            let inner = rowIndex
            rowIndex = index
            defer { rowIndex = inner }
            try product(parts, position + 1, focus, next)
        }
        switch parts[position] {
        case .nested(let nested): try rows(nested.selection, focus, others)
        case .union(let branches): for branch in branches { try rows(branch.selection, focus, others) }
        }
    }

    private func nullRow(_ selection: Selection, _ next: () throws -> Void) throws {
        let outer = rowIndex
        defer { rowIndex = outer }
        rowIndex = 0
        for slot in selection.slots { row[slot] = .null }
        for column in selection.countingColumns { row[column.slot] = try cell(column, nil) }
        try next()
    }

    // MARK: - Expressions

    /// What an iteration goes through.
    private func items(_ path: Path, _ focus: Item) throws(ViewError) -> [Item] {
        if let direct = path.direct, case .node(let node) = focus, let items = direct.items(of: node) { return items }
        return try evaluate(path, focus)
    }

    private func evaluate(_ path: Path, _ focus: Item?) throws(ViewError) -> [Item] {
        if let root = unannounced {
            environment.resource = root
            environment.rootResource = root
            unannounced = nil
        }
        if path.countsRows && announcedIndex != rowIndex {
            environment.variables["rowIndex"] = [.integer(rowIndex)]
            announcedIndex = rowIndex
        }
        do throws(ExpressionError) {
            switch focus {
            case .some(.node(let node)): return try path.expression.evaluate(node, in: environment)
            case let item?: return try path.expression.evaluate([item], in: environment)
            case nil: return try path.expression.evaluate([], in: environment)
            }
        } catch {
            throw ViewError(error, at: path.place)
        }
    }

    private func holds(_ condition: Path, _ focus: Item) throws(ViewError) -> Bool {
        let items = try evaluate(condition, focus)
        guard let first = items.first else { return false }
        guard items.count == 1, let answer = first.asBoolean else {
            throw ViewError(
                .wrongType, at: condition.place,
                "The condition gave something else than one boolean. Make it a condition, with exists() or a comparison.")
        }
        return answer
    }

    private func cell(_ column: ColumnPath, _ focus: Item?) throws(ViewError) -> Cell {
        if let direct = column.path.direct, !column.isCollection, case .node(let node)? = focus {
            switch direct.value(of: node) {
            case .nothing: return .null
            case .one(let element): return try Cell(element, column)
            case .unsure: break
            }
        }
        let items = try evaluate(column.path, focus)
        if column.isCollection {
            var cells: [Cell] = []
            cells.reserveCapacity(items.count)
            for item in items { cells.append(try Cell(item, column)) }
            return .list(cells)
        }
        guard items.count <= 1 else {
            throw ViewError(
                .severalValues, at: column.path.place,
                "A resource has several values for this column. Choose one with first() or where(…), make a row of each with forEach, or set "
                    + "collection to true.")
        }
        guard let item = items.first else { return .null }
        return try Cell(item, column)
    }
}
