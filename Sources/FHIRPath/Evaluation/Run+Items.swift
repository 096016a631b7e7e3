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

    mutating func spot(_ node: Node) -> Spot {
        let document = (node.element ?? node.companion).map { keep($0) } ?? 0
        return Spot(
            index: node.element.map { Int32(truncatingIfNeeded: $0.wordIndex) } ?? -1,
            companion: node.companion.map { Int32(truncatingIfNeeded: $0.wordIndex) } ?? -1, type: node.typeIndex ?? -1, document: document)
    }
}
