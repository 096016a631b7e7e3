import FHIR

extension Node {
    /// The children of a name; a choice by its name without type. https://hl7.org/fhir/R4/fhirpath.html#polymorphism
    func children(_ name: ElementName, into items: inout [Item]) {
        guard let element, element.kind == .object else {
            if let companion { Node(element: companion, companion: nil, typeIndex: Node.element).children(name, into: &items) }
            return
        }
        guard let typeIndex else { return Node.add(element, name.anywhere, nil, to: &items) }
        let meaning = name.byType[Int(typeIndex)]
        guard meaning >= 0 else { return }
        for place in name.places[Int(meaning)] { Node.add(element, place, place.type, to: &items) }
    }

    /// All children, in the order of the document.
    func children(into items: inout [Item]) {
        guard let element, element.kind == .object else {
            if let companion { Node(element: companion, companion: nil, typeIndex: Node.element).children(into: &items) }
            return
        }
        let hasCompanions = element.hasCompanions
        element.forEachMember { name, value in
            if name.elementsEqual("resourceType".utf8) { return }
            if name.first == UInt8(ascii: "_") {
                let plain = UnsafeBufferPointer(rebasing: name.dropFirst())
                guard element.member(plain) == nil else { return }
                let type = typeIndex.map { MemberTypes.table.type(of: plain, in: $0) }
                return Node.add(nil, value, type == -1 ? nil : type, to: &items)
            }
            var type: Int32?
            if let typeIndex {
                let known = MemberTypes.table.type(of: name, in: typeIndex)
                guard known >= 0 else { return }
                type = known
            }
            var companion: Element?
            if hasCompanions, value.kind != .object {
                companion = ([UInt8(ascii: "_")] + Array(name)).withUnsafeBufferPointer { element.member($0) }
            }
            Node.add(value, companion, type, to: &items)
        }
    }

    static let isPrimitive: [Bool] = R4.table.types.map { type in
        switch type.form {
        case .string, .number, .boolean, .xhtml: true
        case .object, .resource: false
        }
    }

    private static let isContainer: [Bool] = R4.table.types.map { $0.form == .resource }
    /// What the object beside a primitive is.
    private static let element = R4.table.index["Element"]

    private static func add(_ object: Element, _ place: ElementName.Place, _ type: Int32?, to items: inout [Item]) {
        let value = place.utf8.withUnsafeBufferPointer { object.member($0) }
        var companion: Element?
        if !place.companion.isEmpty, value?.kind != .object { companion = place.companion.withUnsafeBufferPointer { object.member($0) } }
        if value != nil || companion != nil { add(value, companion, type, to: &items) }
    }

    /// Adds a member's value, or each item of an array, with what stands beside it under `_name`.
    private static func add(_ value: Element?, _ companion: Element?, _ type: Int32?, to items: inout [Item]) {
        guard let value else {
            guard let companion else { return }
            for one in companion.items where one.kind == .object {
                items.append(.node(Node(element: nil, companion: one, typeIndex: type)))
            }
            return
        }
        guard value.kind == .array else { return append(value, companion, type, to: &items) }
        guard let companion, companion.kind == .array else {
            for one in value.items { append(one, nil, type, to: &items) }
            return
        }
        var beside = companion.items.makeIterator()
        for one in value.items { append(one, beside.next(), type, to: &items) }
    }

    private static func append(_ value: Element, _ companion: Element?, _ type: Int32?, to items: inout [Item]) {
        let companion = companion.flatMap { $0.kind == .object ? $0 : nil }
        let kind = value.kind
        if kind == .null {
            if let companion { items.append(.node(Node(element: nil, companion: companion, typeIndex: type))) }
            return
        }
        // A place for any resource: the resource says which it is.
        if kind == .object, type.map({ isContainer[Int($0)] }) ?? true, let name = value["resourceType"]?.text {
            items.append(.node(Node(element: value, companion: nil, typeIndex: R4.table.index[name])))
        } else {
            items.append(.node(Node(element: value, companion: companion, typeIndex: type)))
        }
    }
}

extension Element {
    /// Whether any member is an object beside a primitive: hardly any is.
    fileprivate var hasCompanions: Bool {
        var found = false
        forEachMember { name, _ in if name.first == UInt8(ascii: "_") { found = true } }
        return found
    }
}
