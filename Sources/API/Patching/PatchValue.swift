import FHIR

/// A value of a FHIRPath Patch: the JSON to write, and what stands beside a primitive.
struct PatchValue {
    /// The value itself; nil for a primitive with extensions alone.
    var bare: [UInt8]?
    /// Of `_valueString` and its like.
    var companion: [UInt8]?
    /// The name of its type as the names of choices end: `HumanName`, `Boolean`. nil for a resource and for what is written in parts.
    var suffix: String?
    private(set) var kind: Element.Kind?

    /// What may stand in an array.
    var json: [UInt8] { bare ?? Array("null".utf8) }

    /// Reads the part `value` (or one inside it): under the name of its type, as a resource, or in parts that are its elements.
    ///
    /// - Parameter elementType: the type in R4's table that is wanted; what is written in parts is read by it.
    init(_ part: Element, elementType: Int32?) throws(Problem) {
        if let resource = part["resource"] {
            (bare, kind) = (Array(resource.bytes), resource.kind)
            return
        }
        for (name, value) in part.members {
            if name.hasPrefix("value") {
                (bare, suffix, kind) = (Array(value.bytes), String(name.dropFirst(5)), value.kind)
            } else if name.hasPrefix("_value") {
                companion = Array(value.bytes)
                if suffix == nil { suffix = String(name.dropFirst(6)) }
            }
        }
        guard bare == nil, companion == nil else { return }
        guard let parts = part["part"] else {
            throw Problem(.invalid, "A value is empty. Write it under the name of its type, such as valueString, or in parts.")
        }
        bare = try Self.object(parts, elementType)
        kind = .object
    }

    /// An element whose type has no name of its own, written in parts: one for each of its elements, several for a list.
    private static func object(_ parts: Element, _ type: Int32?) throws(Problem) -> [UInt8] {
        var members: [(name: String, isList: Bool, values: [PatchValue])] = []
        for part in parts.items {
            guard let name = part.string("name"), !name.isEmpty else {
                throw Problem(.invalid, "A part of a value has no `name`. Name the element that it is.")
            }
            let value = try PatchValue(part, elementType: Self.type(of: name, on: type))
            let slot = try Slot(name, value, on: type)
            if let at = members.firstIndex(where: { $0.name == slot.name }) {
                guard slot.isList else { throw Problem(.unprocessable, "A value has the same element twice, and it does not repeat.") }
                members[at].values.append(value)
            } else {
                members.append((slot.name, slot.isList, [value]))
            }
        }
        var writer = JSONWriter()
        writer.object { writer in
            for (name, isList, values) in members {
                if values.contains(where: { $0.bare != nil }) {
                    if isList {
                        writer.array(name) { writer in for value in values { writer.raw(value.json) } }
                    } else if let bare = values[0].bare {
                        writer.raw(name, bare)
                    }
                }
                guard values.contains(where: { $0.companion != nil }) else { continue }
                if isList {
                    writer.array("_" + name) { writer in
                        for value in values { if let companion = value.companion { writer.raw(companion) } else { writer.null() } }
                    }
                } else if let companion = values[0].companion {
                    writer.raw("_" + name, companion)
                }
            }
        }
        return writer.bytes
    }

    /// The type of an element that is no choice.
    static func type(of name: String, on type: Int32?) -> Int32? {
        type.flatMap { R4.table.types[Int($0)].members[name]?.type }
    }

    /// The name without type of the choice that a name in a document belongs to: `deceased` of `deceasedBoolean`.
    static func choice(of name: String, on type: Int32?) -> String? {
        type.flatMap { type in R4.table.types[Int(type)].choices.first { $0.value.contains(name) }?.key }
    }
}

/// Where an element of a type stands in its object.
struct Slot {
    /// As JSON names it.
    var name: String
    var isList: Bool
    /// The choice that it is one of.
    var choice: String?

    /// Refuses an element that R4 does not have there, and a value that it cannot have. An unknown place takes anything, once.
    init(_ name: String, _ value: PatchValue, on type: Int32?) throws(Problem) {
        guard let type else {
            self.name = name
            isList = false
            return
        }
        let entry = R4.table.types[Int(type)]
        let full: String
        if entry.choices[name] != nil {
            full = name + (value.suffix ?? "")
            choice = name
        } else {
            full = name
            choice = PatchValue.choice(of: name, on: type)
        }
        guard let member = entry.members[full] else {
            throw Problem(
                .unprocessable,
                "The type of the element has none of this name and type. Check it with https://hl7.org/fhir/R4/resourcelist.html.")
        }
        let form = R4.table.types[Int(member.type)].form
        let fits =
            switch value.kind {
            case .object: form == .object || form == .resource
            case .string: form == .string || form == .xhtml
            case .number: form == .number
            case .boolean: form == .boolean
            case nil: form != .object && form != .resource
            case .array, .null: false
            }
        guard fits else {
            throw Problem(
                .unprocessable, "The value is of another type than the element. Write it under the name of the element's own type.")
        }
        self.name = full
        isList = member.isArray
    }
}
