import FHIR

// Changes to elements as FHIR sees them: lists where R4 has lists, choices under the name of their type, and the extensions of primitives
// (`_birthDate`, `_given`) beside their values.
extension EditedDocument {
    /// Adds an element: the next item where R4 has a list, else where there is none yet.
    mutating func add(_ name: String, _ part: Element, to place: JSONPointer) throws(Problem) {
        var place = place
        if let element = place.element(in: root), element.kind != .object {
            // A primitive: what can be added to it stands beside it.
            guard name == "extension" || name == "id", place.steps.last?.index == nil, let step = place.steps.last else { throw .notThere }
            let companion = place.parent.appending("_" + step.text)
            if companion.element(in: root) == nil, let parent = place.parent.element(in: root) {
                try set("_" + step.text, of: parent, to: Array("{}".utf8))
            }
            place = companion
        }
        guard let parent = place.element(in: root), parent.kind == .object else { throw .notThere }
        let type = type(at: place)
        let value = try PatchValue(part, elementType: PatchValue.type(of: name, on: type))
        let slot = try Slot(name, value, on: type)
        let target = place.appending(slot.name)
        if slot.isList {
            let count = target.element(in: root).map { $0.kind == .array ? $0.count : 1 } ?? 0
            return try insert(value, at: count, into: target)
        }
        guard target.element(in: root) == nil, !hasOther(slot, of: parent, type) else {
            throw Problem(.unprocessable, "There is such an element already, and it does not repeat. Replace it instead.")
        }
        try write(value, slot.name, of: place)
    }

    mutating func insert(_ part: Element, at index: Int, into list: JSONPointer) throws(Problem) {
        let type = type(at: list.parent)
        guard let name = list.steps.last?.text else { throw .notThere }
        let value = try PatchValue(part, elementType: PatchValue.type(of: name, on: type))
        guard try Slot(name, value, on: type).isList else {
            throw Problem(.unprocessable, "The element is no list. Replace it, or add what is missing.")
        }
        try insert(value, at: index, into: list)
    }

    private mutating func insert(_ value: PatchValue, at index: Int, into list: JSONPointer) throws(Problem) {
        guard let name = list.steps.last?.text, let parent = list.parent.element(in: root) else { throw .notThere }
        let count = list.element(in: root).map { $0.kind == .array ? $0.count : 0 } ?? 0
        guard index <= count else {
            throw Problem(.unprocessable, "The list has no such place. It has \(count) items; the first is 0.")
        }
        if let array = list.element(in: root), array.kind == .array {
            try insert(value.json, at: index, of: array)
        } else {
            try set(name, of: parent, to: [UInt8(ascii: "[")] + value.json + [UInt8(ascii: "]")])
        }
        try editCompanions(of: list, count: count) { $0.insert(value.companion, at: index) }
    }

    mutating func delete(_ place: JSONPointer) throws(Problem) {
        guard let step = place.steps.last else { throw Problem(.unprocessable, "A patch cannot remove the whole resource. Use DELETE.") }
        guard let index = step.index else {
            try remove(place)
            return try remove(place.parent.appending("_" + step.text))
        }
        let count = place.parent.element(in: root)?.count ?? 0
        try remove(place)
        try editCompanions(of: place.parent, count: count) { $0.remove(at: index) }
        if count == 1, let name = place.parent.steps.last?.text { try remove(place.parent.parent.appending("_" + name)) }
    }

    mutating func replace(_ place: JSONPointer, _ part: Element) throws(Problem) {
        guard let step = place.steps.last else { throw Problem(.unprocessable, "A patch cannot replace the whole resource. Use PUT.") }
        let owner = step.index == nil ? place.parent : place.parent.parent
        guard let name = step.index == nil ? step.text : place.parent.steps.last?.text else { throw .notThere }
        let type = type(at: owner)
        let base = PatchValue.choice(of: name, on: type) ?? name
        let value = try PatchValue(part, elementType: PatchValue.type(of: base, on: type))
        let slot = try Slot(base, value, on: type)
        if let index = step.index {
            guard let old = place.element(in: root) else { throw .notThere }
            let count = place.parent.element(in: root)?.count ?? 0
            try replace(old, with: value.json)
            return try editCompanions(of: place.parent, count: count) { $0[index] = value.companion }
        }
        if slot.name != name { try remove(place) }
        try remove(owner.appending("_" + name))
        try write(value, slot.name, of: owner)
    }

    mutating func move(_ source: Int, to destination: Int, within list: JSONPointer) throws(Problem) {
        guard let array = list.element(in: root), array.kind == .array, source < array.count, destination < array.count else {
            throw Problem(.unprocessable, "The list has no such place. Count its items from 0.")
        }
        guard source != destination, let item = array[source] else { return }
        let json = Array(item.bytes)
        let count = array.count
        try remove(list.appending(source))
        guard let rest = list.element(in: root) else { return }
        try insert(json, at: destination, of: rest)
        try editCompanions(of: list, count: count) { $0.insert($0.remove(at: source), at: destination) }
    }

    private mutating func write(_ value: PatchValue, _ name: String, of place: JSONPointer) throws(Problem) {
        guard let parent = place.element(in: root) else { throw .notThere }
        if let json = value.bare { try set(name, of: parent, to: json) }
        guard let companion = value.companion, let parent = place.element(in: root) else { return }
        try set("_" + name, of: parent, to: companion)
    }

    /// Changes the extensions that stand beside the items of a list, one for each item; nothing where there are none and none come.
    private mutating func editCompanions(
        of list: JSONPointer, count: Int, _ edit: (inout [[UInt8]?]) -> Void
    ) throws(Problem) {
        guard let name = list.steps.last?.text, let parent = list.parent.element(in: root) else { return }
        let old = parent["_" + name]
        var companions = old?.items.map { $0.kind == .null ? nil : Array($0.bytes) } ?? []
        let had = companions.contains { $0 != nil }
        companions += [[UInt8]?](repeating: nil, count: max(0, count - companions.count))
        edit(&companions)
        guard had || companions.contains(where: { $0 != nil }) else { return }
        guard companions.contains(where: { $0 != nil }) else { return try remove(list.parent.appending("_" + name)) }
        var writer = JSONWriter()
        writer.array { writer in
            for companion in companions { if let companion { writer.raw(companion) } else { writer.null() } }
        }
        try set("_" + name, of: parent, to: writer.bytes)
    }

    /// Whether another type of the same choice is there.
    private func hasOther(_ slot: Slot, of parent: Element, _ type: Int32?) -> Bool {
        guard let type, let base = slot.choice else { return false }
        return R4.table.types[Int(type)].choices[base]?.contains { parent[$0] != nil || parent["_" + $0] != nil } ?? false
    }

    /// The type, in R4's table, of what stands at a place; nil when R4 does not know the place.
    private func type(at place: JSONPointer) -> Int32? {
        var element = root
        var type = root.string("resourceType").flatMap { R4.table.index[$0] }
        for step in place.steps {
            let next = JSONPointer([step]).element(in: element)
            if element.kind == .object {
                type = type.flatMap { type in
                    step.text.hasPrefix("_") ? R4.table.index["Element"] : R4.table.types[Int(type)].members[step.text]?.type
                }
            }
            guard let next else { return type }
            element = next
            if element.kind == .object, let own = element["resourceType"]?.text { type = R4.table.index[own] ?? type }
        }
        return type
    }
}

extension Problem {
    fileprivate static let notThere = Problem(
        .unprocessable, "Nothing can be written at the place that the path finds. Name an element that has elements of its own.")
}
