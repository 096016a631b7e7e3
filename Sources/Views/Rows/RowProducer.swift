import FHIR
import FHIRPath

/// Makes the rows of resources, one after the other, without keeping them.
///
/// One row of cells is filled in place. What multiplies rows goes on with the rest of the row for each of its items, so that no product is
/// ever held.
final class RowProducer {
    let cells: RowCells
    private let view: View
    private let plan: Plan
    private var environment: Environment
    /// What each stage of the plan is asked of now.
    private let foci: UnsafeMutablePointer<Focus>
    /// What a focus is that does not stand in the resource, by the number of its stage.
    private var foreign: [Item?]
    private let places = Places()
    /// What `environment` says of it.
    private var announcedIndex = 0
    private var rowCount = 0
    /// The resource, until an expression is evaluated: a view of paths alone never says it.
    private var unannounced: Node?

    /// What a selection is asked of, as plain bits.
    private struct Focus {
        /// Its index on the tape; -1 for what is `foreign`.
        var place: Int
        /// In R4's table; -1 when R4 does not know it.
        var type: Int32
        /// Of the innermost iteration around what is evaluated.
        var rowIndex: Int
    }

    /// Whose rows are made, without keeping it.
    private struct Source {
        let document: BorrowedDocument
        let words: TapeWords
    }

    init(_ view: View) {
        self.view = view
        plan = view.plan
        cells = RowCells(count: view.columns.count)
        environment = view.environment
        environment.variables["rowIndex"] = [.integer(0)]
        foci = .allocate(capacity: plan.stages.count)
        foci.initialize(repeating: Focus(place: -1, type: -1, rowIndex: 0), count: plan.stages.count)
        foreign = Array(repeating: nil, count: plan.stages.count)
    }

    deinit { foci.deallocate() }

    /// Calls `body` for each row when `cells` has it.
    func rows(of resource: Element, _ body: () throws -> Void) throws {
        guard resource["resourceType"]?.equals(view.resource) == true else { return }
        let type = plan.rootType
        unannounced = Node(element: resource, companion: nil, typeIndex: type < 0 ? nil : type)
        defer { unannounced = nil }
        rowCount = 0
        places.fall(to: 0)
        let source = Source(document: resource.document, words: resource.document.words)
        foci[0] = Focus(place: resource.wordIndex, type: type, rowIndex: 0)
        for condition in view.conditions {
            guard try holds(condition, source) else { return }
        }
        try withExtendedLifetime(resource) { try row(0, source, body) }
    }

    /// Fills the stage's cells for what it is asked of, and goes on.
    private func row(_ stage: Int, _ source: Source, _ body: () throws -> Void) throws {
        let (first, end, next) = (plan.stages[stage].firstColumn, plan.stages[stage].columnEnd, plan.stages[stage].next)
        let (place, type) = (foci[stage].place, foci[stage].type)
        for number in first..<end {
            let column = plan.columns[number]
            if let way = column.way, place >= 0, way.type == type {
                let value = way.value(source.words, place)
                if value == TapeWay.nothing || value >= 0 && Cell.fits(source.words, value, column.family) {
                    cells.put(value, at: column.slot)
                    continue
                }
            }
            let path = plan.columnPaths[number]
            let items = try evaluate(path.path, stage, source)
            cells.put(try cell(path, items), of: source.document, at: column.slot)
        }
        try goOn(next, source, body)
    }

    /// Joins what follows crosswise; the branches of a union follow each other.
    private func goOn(_ fork: Int, _ source: Source, _ body: () throws -> Void) throws {
        guard fork != Plan.full else {
            rowCount += 1
            guard rowCount <= view.limits.rows else {
                throw ViewError(
                    .tooLarge, at: "select",
                    "One resource gives more than \(view.limits.rows) rows. Take fewer forEach, repeat and unionAll beside each other.")
            }
            return try body()
        }
        let (first, end, stage) = (plan.forks[fork].first, plan.forks[fork].end, plan.forks[fork].stage)
        for branch in first..<end { try rows(plan.branches[branch], inside: stage, source, body) }
    }

    private func rows(_ stage: Int, inside outer: Int, _ source: Source, _ body: () throws -> Void) throws {
        switch plan.stages[stage].iteration {
        case .once:
            foci[stage] = foci[outer]
            if foci[stage].place < 0 { foreign[stage] = foreign[outer] }
            try row(stage, source, body)
        case .each(let path, let isOrNull):
            if let way = plan.stages[stage].way, foci[outer].place >= 0, way.type == foci[outer].type {
                let mark = places.count
                defer { places.fall(to: mark) }
                if way.collect(source.words, foci[outer].place, into: places) {
                    let end = places.count
                    if isOrNull, mark == end { try nullRow(stage, source, body) }
                    for at in mark..<end {
                        foci[stage] = Focus(place: places[at], type: way.target, rowIndex: at &- mark)
                        try row(stage, source, body)
                    }
                    return
                }
            }
            let items = try evaluate(plan.paths[path], outer, source)
            if isOrNull, items.isEmpty { try nullRow(stage, source, body) }
            for (index, item) in items.enumerated() {
                focus(stage, item, index, source)
                try row(stage, source, body)
            }
        case .recursively(let first, let count):
            foci[stage] = foci[outer]
            if foci[stage].place < 0 { foreign[stage] = foreign[outer] }
            var descent = Descent(limits: view.limits)
            try descend(stage, first..<first + count, &descent, source, body)
        }
    }

    /// Depth first, a parent before its children; `%rowIndex` counts on through all of it.
    private func descend(
        _ stage: Int, _ paths: Range<Int>, _ descent: inout Descent, _ source: Source, _ body: () throws -> Void
    ) throws {
        let (here, other) = (foci[stage], foreign[stage])
        for number in paths {
            let path = plan.paths[number]
            foci[stage] = Focus(place: here.place, type: here.type, rowIndex: foci[stage].rowIndex)
            foreign[stage] = other
            for item in try evaluate(path, stage, source) {
                focus(stage, item, descent.count, source)
                try descent.enter(place(of: item), path.place)
                try row(stage, source, body)
                try descend(stage, paths, &descent, source, body)
                descent.leave()
            }
        }
    }

    private func place(of item: Item) -> UInt {
        guard case .node(let node) = item, let element = node.element else { return 0 }
        return Descent.place(element.document.words, element.wordIndex)
    }

    private func nullRow(_ stage: Int, _ source: Source, _ body: () throws -> Void) throws {
        let (slots, counts, after) = (plan.stages[stage].slots, plan.stages[stage].counts, plan.stages[stage].after)
        for slot in slots.first..<slots.end { cells.put(RowCells.null, at: slot) }
        if counts {
            for column in plan.counting[stage] {
                let items = try evaluate(column.path, nil, source)
                cells.put(try cell(column, items), of: source.document, at: column.slot)
            }
        }
        try goOn(after, source, body)
    }

    private func focus(_ stage: Int, _ item: Item, _ index: Int, _ source: Source) {
        if case .node(let node) = item, let element = node.element, node.companion == nil, element.document == source.document {
            foci[stage] = Focus(place: element.wordIndex, type: node.typeIndex ?? -1, rowIndex: index)
        } else {
            foci[stage] = Focus(place: -1, type: -1, rowIndex: index)
            foreign[stage] = item
        }
    }

    // MARK: - Expressions

    /// - Parameter stage: asked of its focus; nil for nothing, as in the row of a `forEachOrNull` that found nothing.
    private func evaluate(_ path: Path, _ stage: Int?, _ source: Source) throws(ViewError) -> [Item] {
        if let root = unannounced {
            environment.resource = root
            environment.rootResource = root
            unannounced = nil
        }
        let rowIndex = stage.map { foci[$0].rowIndex } ?? 0
        if path.countsRows && announcedIndex != rowIndex {
            environment.variables["rowIndex"] = [.integer(Int64(rowIndex))]
            announcedIndex = rowIndex
        }
        do throws(ExpressionError) {
            guard let stage else { return try path.expression.evaluate([], in: environment) }
            let focus = foci[stage]
            if focus.place >= 0 {
                let element = source.document.element(focus.place)
                let node = Node(element: element, companion: nil, typeIndex: focus.type < 0 ? nil : focus.type)
                return try path.expression.evaluate(node, in: environment)
            }
            guard let item = foreign[stage] else { return [] }
            if case .node(let node) = item { return try path.expression.evaluate(node, in: environment) }
            return try path.expression.evaluate([item], in: environment)
        } catch {
            throw ViewError(error, at: path.place)
        }
    }

    /// Whether the resource fulfils it.
    private func holds(_ condition: Path, _ source: Source) throws(ViewError) -> Bool {
        let items = try evaluate(condition, 0, source)
        guard let first = items.first else { return false }
        guard items.count == 1, let answer = first.asBoolean else {
            throw ViewError(
                .wrongType, at: condition.place,
                "The condition gave something else than one boolean. Make it a condition, with exists() or a comparison.")
        }
        return answer
    }

    private func cell(_ column: ColumnPath, _ items: [Item]) throws(ViewError) -> Cell {
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
