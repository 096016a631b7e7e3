import FHIR

/// What is known of a collection before anything is evaluated: the types that its items may have.
struct StaticType: Sendable {
    /// Indexes in R4's table; nil when nothing is known.
    var types: Set<Int32>?
    /// Whether nothing says in which order the items come: `first()` of them would mean nothing.
    var isUnordered = false

    static let unknown = StaticType(types: nil)

    init(types: Set<Int32>?, isUnordered: Bool = false) {
        self.types = types
        self.isUnordered = isUnordered
    }

    init(name: String?) { types = name.flatMap { R4.table.index[$0] }.map { [$0] } }

    /// The elements of a name. Throws when none of the types can have it.
    func member(_ name: String, atStart: Bool, _ offset: Int) throws -> StaticType {
        guard let types, !types.isEmpty else { return .unknown }
        if atStart, types.contains(where: { TypeTest.isKind($0, of: name) }) { return self }
        var found: Set<Int32> = []
        for type in types {
            let entry = R4.table.types[Int(type)]
            switch entry.form {
            // Any resource may stand here, and primitives have extensions.
            case .resource where !entry.isResource: return .unknown
            case .string, .number, .boolean, .xhtml: if name == "extension" || name == "id" { return .unknown }
            case .object, .resource: break
            }
            if let choices = entry.choices[name] {
                for choice in choices { if let member = entry.members[choice] { found.insert(member.type) } }
            } else if let member = entry.members[name], !R4.table.fields[Int(member.field)].isChoice {
                found.insert(member.type)
            }
        }
        guard found.isEmpty else { return StaticType(types: found) }
        let owner = types.map { R4.table.types[Int($0)].name }.sorted().prefix(3).joined(separator: " or ")
        throw Fault(.semantic, "\(owner) has no element `\(name)`\(Self.hint(name, types)).", offset)
    }

    /// Whoever writes `valueQuantity` means `value`.
    private static func hint(_ name: String, _ types: Set<Int32>) -> String {
        for type in types {
            let entry = R4.table.types[Int(type)]
            if let member = entry.members[name] {
                return "; a choice is named without its type: `\(R4.table.fields[Int(member.field)].name)`"
            }
        }
        return ""
    }
}
