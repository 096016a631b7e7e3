import FHIR

/// What profiles ask of an element while they are read: one on top of the other, from the base to the profile.
final class ElementDraft {
    /// Slices inside each other beyond this are taken for slices beside each other.
    private static let maximumNesting = 16

    let name: String
    let path: String
    /// Fields and types in R4's table.
    let fields: [Int32]
    let r4Types: [Int32]
    /// R4's own bounds, which are checked without profiles.
    let r4Minimum: Int
    let r4Maximum: Int?
    let isChoice: Bool
    var sliceName: String?

    var minimum = 0
    var maximum: Int?
    var fixed: [Element] = []
    var patterns: [Element] = []
    var types: [ElementRule.TypeChoice]?
    var bindings: [ElementRule.Binding] = []
    var maximumLength: Int?
    var limits: [ElementRule.Limit] = []
    var constraints: [Constraint] = []
    var children: [ElementDraft] = []
    /// Nil as long as nothing says how slices are told apart.
    var discriminators: [Discriminator]?
    var rules = Slicing.Rules.open
    var isOrdered = false
    var slices: [ElementDraft] = []
    var content: String?

    /// The root of a type.
    init(type: Int32) {
        name = R4.table.types[Int(type)].name
        path = name
        (fields, r4Types, r4Minimum, r4Maximum, isChoice) = ([], [type], 0, nil, false)
    }

    private init(name: String, path: String, fields: [Int32], r4Types: [Int32]) {
        (self.name, self.path, self.fields, self.r4Types) = (name, path, fields, r4Types)
        let first = fields.first.map { R4.table.fields[Int($0)] }
        (r4Minimum, r4Maximum, isChoice) = (first?.minimum ?? 0, first?.maximum, first?.isChoice ?? false)
    }

    /// The types that its own elements may belong to.
    private var owners: [Int32] {
        let all = types.map { $0.map(\.type) } ?? r4Types
        return all.map { type in
            switch R4.table.types[Int(type)].form {
            case .object, .resource: type
            case .string, .number, .boolean, .xhtml: RuleTable.r4.element
            }
        }
    }

    /// The element of this name, and for a name with a type (`valueQuantity`) the slice of that type.
    ///
    /// - Parameter segment: as a path writes it: `code`, `value[x]`, `valueQuantity`.
    func child(_ segment: String) -> ElementDraft? {
        let plain = segment.hasSuffix("[x]") ? String(segment.dropLast(3)) : segment
        if let known = children.first(where: { $0.name == plain }) { return known }
        var fields: [Int32] = []
        for owner in owners {
            guard let field = R4.table.types[Int(owner)].fields.first(where: { R4.table.fields[Int($0)].name == plain }) else { continue }
            if !fields.contains(field) { fields.append(field) }
        }
        if !fields.isEmpty { return add(plain, fields) }
        for owner in owners {
            guard let member = R4.table.types[Int(owner)].members[segment], R4.table.fields[Int(member.field)].isChoice else { continue }
            let name = R4.table.fields[Int(member.field)].name
            let choice = children.first { $0.name == name } ?? add(name, [member.field])
            let slice = choice.slice(segment)
            if slice.types == nil { slice.types = [.init(type: member.type)] }
            return slice
        }
        return nil
    }

    private func add(_ name: String, _ fields: [Int32]) -> ElementDraft {
        let types = fields.flatMap { R4.table.fields[Int($0)].types }.compactMap { R4.table.index[$0] }
        let isChoice = fields.contains { R4.table.fields[Int($0)].isChoice }
        let new = ElementDraft(name: name, path: "\(path).\(name)\(isChoice ? "[x]" : "")", fields: fields, r4Types: types)
        children.append(new)
        return new
    }

    /// The slice of this name; one inside another is written `outer/inner`.
    func slice(_ name: String) -> ElementDraft {
        if let known = slices.first(where: { $0.sliceName == name }) { return known }
        let isShallow = name.count(where: { $0 == "/" }) <= ElementDraft.maximumNesting
        if isShallow, let slash = name.lastIndex(of: "/"), let outer = slices.first(where: { $0.sliceName == String(name[..<slash]) }) {
            return outer.slice(name)
        }
        let unsliced = sliceName.map { String(path.dropLast($0.count + 1)) } ?? path
        let new = ElementDraft(name: self.name, path: "\(unsliced):\(name)", fields: fields, r4Types: types?.map(\.type) ?? r4Types)
        new.sliceName = name
        if isChoice {
            for owner in r4Types where name == self.name + R4.table.types[Int(owner)].name.capitalisedFirst {
                new.types = [.init(type: owner)]
            }
            if discriminators == nil { discriminators = [Discriminator(kind: .type, path: .this)] }
        }
        slices.append(new)
        return new
    }

    /// The same once more, for a profile that is derived.
    func copy() -> ElementDraft {
        let new = ElementDraft(name: name, path: path, fields: fields, r4Types: r4Types)
        new.sliceName = sliceName
        (new.minimum, new.maximum, new.fixed, new.patterns) = (minimum, maximum, fixed, patterns)
        (new.types, new.bindings, new.maximumLength, new.limits) = (types, bindings, maximumLength, limits)
        (new.constraints, new.discriminators, new.rules) = (constraints, discriminators, rules)
        (new.isOrdered, new.content) = (isOrdered, content)
        new.children = children.map { $0.copy() }
        new.slices = slices.map { $0.copy() }
        return new
    }
}

extension String {
    /// With a capital at the beginning, as choices write their types.
    var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
