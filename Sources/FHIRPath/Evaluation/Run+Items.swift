import FHIR

// Between what is outside and what lies on the stack.
extension Run {
    func items(_ stretch: Stretch) -> [Item] {
        if stretch.isEmpty { return [] }
        if stretch.count == 1 { return [item(self[stretch.start])] }
        var items: [Item] = []
        items.reserveCapacity(Int(stretch.count))
        for at in stretch.lower..<stretch.upper { items.append(item(self[at])) }
        return items
    }

    func item(_ value: Value) -> Item {
        switch value {
        case .node(let spot): .node(node(spot))
        case .boolean(let value): .boolean(value)
        case .integer(let value): .integer(value)
        case .decimal(let digits): .decimal(digits.number)
        case .text(let text): .string(text.string)
        case .temporal(let value): .temporal(value)
        case .quantity(let index): .quantity(quantity(index))
        }
    }

    func node(_ spot: Spot) -> Node {
        Node(
            element: element(spot.index, of: spot.document), companion: element(spot.companion, of: spot.document),
            typeIndex: spot.type < 0 ? nil : spot.type)
    }

    mutating func push(_ item: Item) { push(value(item)) }

    mutating func push(_ items: [Item]) -> Stretch {
        let mark = top
        for item in items { push(item) }
        return Stretch(mark, top)
    }

    mutating func value(_ item: Item) -> Value {
        switch item {
        case .node(let node): .node(spot(node))
        case .boolean(let value): .boolean(value)
        case .integer(let value): .integer(value)
        case .decimal(let number): .decimal(Digits(number))
        case .string(let text): .text(keep(text))
        case .temporal(let value): .temporal(value)
        case .quantity(let quantity): keep(quantity)
        }
    }

    mutating func spot(_ node: Node) -> Spot { Spot(node, in: (node.element ?? node.companion).map { keep($0) } ?? 0) }
}

extension Spot {
    init(_ node: Node, in document: Int32) {
        self.init(index: -1, companion: -1, type: node.typeIndex ?? -1, document: document)
        if let element = node.element { index = Int32(truncatingIfNeeded: element.wordIndex) }
        if let companion = node.companion { self.companion = Int32(truncatingIfNeeded: companion.wordIndex) }
    }
}

extension Node {
    var document: BorrowedDocument? {
        if let element { return element.document }
        if let companion { return companion.document }
        return nil
    }
}
