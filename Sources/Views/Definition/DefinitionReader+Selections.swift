import FHIR
import FHIRPath

extension DefinitionReader {
    /// A `select` as it was read: its cells are not numbered yet.
    struct Tree {
        var place: String
        var iteration = Selection.Iteration.once
        var columns: [(column: Column, path: Path?, place: String)] = []
        var nested: [Tree] = []
        var union: [Tree] = []

        /// In the order of the output: its own, those of nested selects, those of a union.
        var allColumns: [(column: Column, path: Path?, place: String)] {
            columns + nested.flatMap(\.allColumns) + (union.first?.allColumns ?? [])
        }
    }

    /// - Parameter type: of the item that the select is asked of; nil when it is not known.
    mutating func select(_ element: Element, _ place: String, _ type: String?) -> Tree {
        var tree = Tree(place: place)
        guard isObject(element, place) else { return tree }
        refuseMisspelled(element, ["column", "select", "forEach", "forEachOrNull", "repeat", "unionAll"], place)
        let type = readIteration(element, &tree, type)
        for (index, column) in (array(element, "column", place) ?? []).enumerated() {
            readColumn(column, "\(place).column[\(index)]", type, &tree)
        }
        for (index, nested) in (array(element, "select", place) ?? []).enumerated() {
            tree.nested.append(select(nested, "\(place).select[\(index)]", type))
        }
        for (index, branch) in (array(element, "unionAll", place) ?? []).enumerated() {
            tree.union.append(select(branch, "\(place).unionAll[\(index)]", type))
        }
        refuseDiffering(tree.union)
        return tree
    }

    /// The type of the items that the select goes through.
    private mutating func readIteration(_ element: Element, _ tree: inout Tree, _ type: String?) -> String? {
        let ways = ["forEach", "forEachOrNull", "repeat"].filter { element[$0] != nil }
        guard let way = ways.first else { return type }
        if ways.count > 1 {
            note(.malformed, tree.place, "The select has \(ways.joined(separator: " and ")). Leave one, and nest a select for another.")
        }
        if way == "repeat" {
            var paths: [Path] = []
            var texts: [String] = []
            for (index, item) in (array(element, way, tree.place) ?? []).enumerated() {
                let place = "\(tree.place).repeat[\(index)]"
                guard item.kind == .string, let text = item.text else {
                    note(.malformed, place, "The path is no text. Write it in quotation marks.")
                    continue
                }
                texts.append(text)
                // A path may lead on from what another of them found, and from nowhere else: it is not checked against one type.
                if let path = compile(text, place, on: nil) { paths.append(path) }
            }
            tree.iteration = .recursively(paths)
            return StaticType.repeating(texts, on: type).name
        }
        guard let text = text(element, way, tree.place, "The select") else { return nil }
        if let path = compile(text, tree.place + "." + way, on: type) {
            tree.iteration = way == "forEach" ? .each(path) : .eachOrNull(path)
        }
        return StaticType(of: text, on: type).name
    }

    private mutating func readColumn(_ element: Element, _ place: String, _ type: String?, _ tree: inout Tree) {
        guard isObject(element, place) else { return }
        refuseMisspelled(element, ["name", "path", "type", "collection"], place)
        let name = name(element, "name", "The column", in: place)
        let text = text(element, "path", place, "The column")
        var isCollection = false
        if let member = element["collection"] {
            if member.bool == nil {
                note(.malformed, place + ".collection", "collection is no boolean. Write true or false, without quotation marks.")
            }
            isCollection = member.bool ?? false
        }
        let declared = element["type"] == nil ? nil : columnType(element, place)
        var path: Path?
        if let text { path = compile(text, place + ".path", on: type) }
        if let text { refuseWrongType(text, type, declared, place) }
        guard let name else { return }
        tree.columns.append((Column(name: name, type: declared, isCollection: isCollection), path, place))
    }

    private mutating func columnType(_ element: Element, _ place: String) -> String? {
        guard let url = text(element, "type", place, "The column") else { return nil }
        var name = url[...]
        for prefix in ["http://hl7.org/fhir/StructureDefinition/", "http://hl7.org/fhirpath/System.", "FHIR.", "System."]
        where name.hasPrefix(prefix) {
            name = name.dropFirst(prefix.count)
            break
        }
        guard Column.family(of: String(name)) != nil else {
            note(.unknownType, place + ".type", "R4 has no such type. Give the name of one, such as string, decimal or dateTime.")
            return nil
        }
        return String(name)
    }

    /// Notes a type that R4 says the path cannot give.
    private mutating func refuseWrongType(_ text: String, _ type: String?, _ declared: String?, _ place: String) {
        guard let given = StaticType(of: text, on: type).name, let family = Column.family(of: given) else { return }
        guard let declared, let wanted = Column.family(of: declared) else {
            if family == .object {
                note(
                    .wrongType, place + ".path",
                    "The path gives a \(given), which has elements of its own. Give the column this type, or go on to one of its elements.")
            }
            return
        }
        if family != wanted && !(family == .integer && wanted == .decimal) {
            note(.wrongType, place + ".type", "The path gives a \(given). Give the column this type, or another path.")
        }
    }

    /// Members that differ from known ones in capitals or a plural only: they would be passed over silently.
    private mutating func refuseMisspelled(_ element: Element, _ known: [String], _ place: String) {
        func spelling(_ name: String) -> String {
            name.lowercased().hasSuffix("s") ? String(name.lowercased().dropLast()) : name.lowercased()
        }
        for (name, _) in element.members where !known.contains(name) {
            guard let right = known.first(where: { spelling($0) == spelling(name) }) else { continue }
            note(.malformed, place, "There is a member whose name is nearly \(right). Write \(right).")
        }
    }

    // MARK: - Columns of several selects

    private mutating func refuseDiffering(_ branches: [Tree]) {
        guard let first = branches.first?.allColumns else { return }
        for branch in branches.dropFirst() {
            let columns = branch.allColumns
            guard columns.map(\.column.name) == first.map(\.column.name) else {
                note(
                    .differingColumns, branch.place,
                    "The branches of unionAll do not have the same columns. Give each the same names in the same order.")
                continue
            }
            for (one, other) in zip(first, columns) {
                let differ =
                    one.column.isCollection != other.column.isCollection
                    || one.column.type != nil && other.column.type != nil && one.column.type != other.column.type
                guard differ else { continue }
                note(
                    .differingColumns, other.place,
                    "The column has another type or collection than in the first branch of unionAll. Give both the same.")
            }
        }
    }

    mutating func refuseDuplicates(_ trees: [Tree]) {
        var seen: Set<String> = []
        for (column, _, place) in trees.flatMap(\.allColumns) where !seen.insert(column.name).inserted {
            note(.duplicate, place + ".name", "There are two columns of this name. Give each its own.")
        }
    }

    // MARK: - From trees to selections

    /// The selects of the view as one selection of the resource; `columns` gets them all.
    func joined(_ trees: [Tree], _ columns: inout [Column]) -> Selection {
        var selection = Selection()
        for tree in trees { add(tree, to: &selection, &columns) }
        selection.slots = 0..<columns.count
        return selection
    }

    private func add(_ tree: Tree, to parent: inout Selection, _ columns: inout [Column]) {
        guard case .once = tree.iteration else {
            let start = columns.count
            var selection = Selection(iteration: tree.iteration)
            fill(&selection, tree, &columns)
            selection.slots = start..<columns.count
            parent.parts.append(.nested(Selection.Kept(selection)))
            return
        }
        fill(&parent, tree, &columns)
    }

    private func fill(_ selection: inout Selection, _ tree: Tree, _ columns: inout [Column]) {
        for (column, path, _) in tree.columns {
            if let path {
                selection.columns.append(
                    ColumnPath(
                        path: path, slot: columns.count, isCollection: column.isCollection,
                        family: column.type.flatMap { Column.family(of: $0) }))
            }
            columns.append(column)
        }
        for nested in tree.nested { add(nested, to: &selection, &columns) }
        guard !tree.union.isEmpty else { return }
        let start = columns.count
        var branches: [Selection.Kept] = []
        for tree in tree.union {
            columns.removeSubrange(start...)
            var wrapper = Selection()
            add(tree, to: &wrapper, &columns)
            wrapper.slots = start..<columns.count
            if wrapper.columns.isEmpty, wrapper.parts.count == 1, case .nested(let only) = wrapper.parts[0] {
                branches.append(only)
            } else {
                branches.append(Selection.Kept(wrapper))
            }
        }
        selection.parts.append(.union(branches))
    }
}
