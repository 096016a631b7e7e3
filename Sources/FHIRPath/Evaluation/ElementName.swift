import FHIR
import Synchronization

/// The name of an element with what each type of R4 means by it: worked out once for each name, so that a step only looks it up.
final class ElementName: Sendable {
    /// A member of a document: its name and, for a primitive, that of the object beside it.
    struct Place: Sendable {
        var utf8: [UInt8]
        /// `_birthDate` for a primitive; empty for what has none.
        var companion: [UInt8]
        var type: Int32

        init(_ name: String, type: Int32, isPrimitive: Bool) {
            utf8 = Array(name.utf8)
            companion = isPrimitive ? Array(("_" + name).utf8) : []
            self.type = type
        }
    }

    /// In a document that R4 does not know.
    let anywhere: Place
    /// Members that may have the value: several for a choice.
    let places: [[Place]]
    /// By index in R4's table: which of `places`; -1 where the type has no such element.
    let byType: [Int16]

    private init(_ name: String) {
        anywhere = Place(name, type: -1, isPrimitive: true)
        var places: [[Place]] = []
        var byType = [Int16](repeating: -1, count: R4.table.types.count)
        var known: [Int32: Int16] = [:]
        for (index, type) in R4.table.types.enumerated() {
            if let member = type.members[name], !R4.table.fields[Int(member.field)].isChoice {
                // Most types share what they mean by a name.
                if let same = known[member.type] {
                    byType[index] = same
                } else {
                    byType[index] = Int16(places.count)
                    known[member.type] = Int16(places.count)
                    places.append([Place(name, type: member.type, isPrimitive: Node.isPrimitive[Int(member.type)])])
                }
            } else if let names = type.choices[name] {
                byType[index] = Int16(places.count)
                places.append(
                    names.sorted().compactMap { name in
                        type.members[name].map { Place(name, type: $0.type, isPrimitive: Node.isPrimitive[Int($0.type)]) }
                    })
            }
        }
        self.places = places
        self.byType = byType
    }

    private static let known = Mutex([String: ElementName]())

    static func named(_ name: String) -> ElementName {
        known.withLock { known in
            if let name = known[name] { return name }
            let new = ElementName(name)
            known[name] = new
            return new
        }
    }
}

/// What the members of each type are, by their names' bytes: for whoever goes through all of them.
struct MemberTypes: Sendable {
    private let types: [[UInt64: (name: [UInt8], type: Int32)]]

    static let table = MemberTypes()

    private init() {
        types = R4.table.types.map { type in
            type.members.reduce(into: [:]) { all, member in
                let name = Array(member.key.utf8)
                all[name.withUnsafeBufferPointer { MemberTypes.hash($0) }] = (name, member.value.type)
            }
        }
    }

    /// -1 when the type has no such member.
    func type(of name: UnsafeBufferPointer<UInt8>, in type: Int32) -> Int32 {
        guard let found = types[Int(type)][Self.hash(name)], name.elementsEqual(found.name) else { return -1 }
        return found.type
    }

    /// FNV-1a: the names of one type are few.
    private static func hash(_ name: UnsafeBufferPointer<UInt8>) -> UInt64 {
        name.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
