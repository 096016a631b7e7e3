import FHIR
import Journal

/// A reference to a Patient means the person, and so every Patient that links say is the same one.
extension SearchGround {
    /// The ids by which something may be referred to that these ids name.
    func names(of ids: [String], _ type: String) throws -> [String] {
        type == "Patient" ? try reader.patientIDs(with: ids) : ids
    }

    /// The same of references of which there may be many and only the numbers are known: everybody who has several ids is gone over.
    func widened(_ values: Set<UInt64>, _ type: String) throws -> Set<UInt64> {
        guard type == "Patient", !values.isEmpty else { return values }
        var wide = values
        var person: (root: Int64, names: [UInt64]) = (0, [])
        func settle() {
            if person.names.contains(where: values.contains) { wide.formUnion(person.names) }
        }
        let rows = try connection.rows(
            """
            select root, number, case when system = ? then value end from subject
            where root <> number or system = ? or number in (select root from subject where root <> number) order by root
            """, Identifier.personSystem, Identifier.personSystem
        ) { row in (root: row.int(0), subject: row.subject(1), written: row.optionalText(2)) }
        for row in rows {
            if row.root != person.root {
                settle()
                person = (row.root, [])
            }
            person.names.append(meaning.reference(type, row.subject.description))
            if let written = row.written { person.names.append(meaning.reference(type, written)) }
        }
        settle()
        return wide
    }

    /// The same of the few references that some resources have, whose texts tell which Patients they name.
    func widened(_ values: Set<UInt64>, saidBy referrers: [StoredResource], _ type: String) throws -> Set<UInt64> {
        guard type == "Patient", !values.isEmpty else { return values }
        var ids: Set<String> = []
        func visit(_ element: Element) {
            switch element.kind {
            case .object:
                if element.string("resourceType") == type, let id = element.string("id") { ids.insert(id) }
                for (name, value) in element.members {
                    if name == "reference", value.kind == .string {
                        if let local = LocalReference(value.text ?? "", base: ""), local.type == type { ids.insert(local.id) }
                    } else {
                        visit(value)
                    }
                }
            case .array: for item in element.items { visit(item) }
            case .string, .number, .boolean, .null: return
            }
        }
        for referrer in referrers { if let root = referrer.resource?.root { visit(root) } }
        let named = ids.filter { values.contains(meaning.reference(type, $0)) }
        return try values.union(names(of: named.sorted(), type).map { meaning.reference(type, $0) })
    }
}
