import FHIR

/// A value for a place in a resource, and its type in R4.
struct PartValue {
    var part: Part
    var type: String?
}

extension Part {
    private struct Step {
        var name: String
        var index: Int?
    }

    /// Sets what a path says: `title`, `code.text`, `payload[0].contentString`, a choice with its type or without.
    ///
    /// The value takes the form that R4 wants there: text for a concept becomes the concept's text, several values a list.
    ///
    /// - Parameters:
    ///   - path: below the element whose type is `type`.
    ///   - Returns: false when the path says nothing.
    @discardableResult mutating func set(_ path: String, to values: [PartValue], in type: String) -> Bool {
        let steps = path.split(separator: ".").map { piece -> Step in
            let parts = piece.split(separator: "[")
            return Step(name: String(parts[0]), index: parts.count > 1 ? Int(parts[1].dropLast()) : nil)
        }
        guard !steps.isEmpty, !values.isEmpty else { return false }
        set(steps[...], to: values, in: type)
        return true
    }

    private mutating func set(_ steps: ArraySlice<Step>, to values: [PartValue], in type: String?) {
        guard let step = steps.first else { return }
        let rest = steps.dropFirst()
        let field = type.flatMap { R4.element("\($0).\(step.name)") }
        var name = step.name
        var types = field?.types ?? []
        if let field, field.isChoice {
            let others = names(of: field)
            if field.name == step.name {
                // The name says no type: that of the value, or the one that stands.
                let wanted = rest.isEmpty ? Self.fitting(values[0], field.types) : nil
                let held = others.first { self[$0] != nil }
                name = wanted.map { field.name + $0.prefix(1).uppercased() + $0.dropFirst() } ?? held ?? field.name
                types = R4.element("\(type ?? "").\(name)")?.types ?? types
            }
            remove(Set(others).subtracting([name]))
        }
        if case .object = self {} else { self = .object([]) }
        let isArray = field?.isArray ?? false
        if rest.isEmpty {
            let parts = values.map { Self.adapted($0, to: types) }
            if isArray, let index = step.index {
                put(name, self[name].placing(parts[0], at: index))
            } else {
                put(name, isArray || parts.count > 1 ? .array(parts) : parts[0])
            }
            return
        }
        if isArray {
            let index = step.index ?? 0
            var item = self[name].item(index) ?? .object([])
            item.set(rest, to: values, in: types.first)
            put(name, self[name].placing(item, at: index))
        } else {
            var child = self[name] ?? .object([])
            // The value of a primitive is the primitive.
            if case .object = child { child.set(rest, to: values, in: types.first) } else { child = Self.adapted(values[0], to: types) }
            put(name, child)
        }
    }

    /// The names that a choice can have.
    private func names(of field: R4.Field) -> [String] {
        guard case .object(let members) = self else { return [] }
        return members.map(\.name).filter { name in
            guard name.hasPrefix(field.name), name.utf8.count > field.name.utf8.count else { return false }
            let type = name.dropFirst(field.name.count)
            return field.types.contains { $0.prefix(1).uppercased() + $0.dropFirst() == type }
        }
    }

    /// The type of a choice that a value goes into.
    private static func fitting(_ value: PartValue, _ types: [String]) -> String {
        if let type = value.type, types.contains(type) { return type }
        for (given, wanted) in substitutes where value.type == given && types.contains(wanted) { return wanted }
        return types.first { R4.form(of: $0) == .string } ?? types.first ?? value.type ?? "string"
    }

    private static let substitutes = [
        ("Coding", "CodeableConcept"), ("code", "CodeableConcept"), ("date", "dateTime"), ("dateTime", "date"), ("integer", "positiveInt"),
        ("integer", "decimal"), ("code", "string"), ("uri", "string"), ("markdown", "string"), ("string", "markdown"),
        ("string", "CodeableConcept"), ("Quantity", "SimpleQuantity"), ("Quantity", "Duration"), ("Quantity", "Age"),
        ("string", "Reference"),
    ]

    private static func adapted(_ value: PartValue, to types: [String]) -> Part {
        if let type = value.type, types.contains(type) { return value.part }
        let isText = value.part.string != nil
        if types.contains("CodeableConcept") {
            if value.type == "Coding" { return .object([("coding", .array([value.part]))]) }
            if value.type == "code" { return .object([("coding", .array([.object([("code", value.part)])]))]) }
            if isText { return .object([("text", value.part)]) }
        }
        if types.contains("Coding"), case .array(let codings)? = value.part["coding"], let first = codings.first { return first }
        if types.contains("Reference"), let text = value.part.string { return reference(text) }
        if types.contains("Annotation"), let text = value.part.string { return .object([("text", .text(text))]) }
        if let text = value.part.string, let type = types.first { return primitive(text, as: type) }
        return value.part
    }
}

extension Part? {
    fileprivate func item(_ index: Int) -> Part? {
        guard case .array(let items)? = self, items.indices.contains(index) else { return nil }
        return items[index]
    }

    fileprivate func placing(_ part: Part, at index: Int) -> Part {
        guard case .array(var items)? = self else { return .array([part]) }
        if items.indices.contains(index) { items[index] = part } else { items.append(part) }
        return .array(items)
    }
}
