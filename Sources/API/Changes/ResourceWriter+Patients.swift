import Access
import FHIR
import Journal

// Patients say who is who: https://hl7.org/fhir/R4/patient.html#linking
extension ResourceWriter {
    /// Writes a Patient and makes the links of its identity those that it says.
    func put(patient: Resource, id: String, over current: StoredResource?) throws -> StoredResource {
        if let current, current.source == .reaction { return try relink(current, as: patient) }
        let (subject, moved) = try journal.identify(
            PatientIdentity(patient, base: context.base), of: id, custodian: context.custodian)
        self.moved.formUnion(moved)
        patients[id] = .some(subject)
        return try put(patient, id: id, over: current, subject: subject)
    }

    /// A Patient that is worked out from letters, under any id of the citizen: its links can be changed, and nothing else. The new version
    /// follows when the commit ends.
    private func relink(_ current: StoredResource, as patient: Resource) throws -> StoredResource {
        // Under an id that is not the citizen's own, `active` says no more than the link does.
        guard let old = current.resource, let identity = SubjectID(text: current.id) ?? current.subject,
            Self.differsInLinksAlone(old.root, patient.root, besides: current.isView ? ["active"] : [])
        else { throw Problem.derived }
        try context.gate.permit(.change, .resource("Patient", current.subject))
        moved.formUnion(try journal.relink(identity, to: PatientIdentity(patient, base: context.base), custodian: context.custodian))
        return current
    }

    private static func differsInLinksAlone(_ old: Element, _ new: Element, besides names: [String]) -> Bool {
        func own(_ element: Element) -> [(String, Element)] {
            element.members.compactMap { name, value in (["link", "meta"] + names).contains(name) ? nil : (name, value) }
        }
        let (old, members) = (own(old), own(new))
        return old.count == members.count && old.allSatisfy { name, value in new[name].map(value.isEqual) ?? false }
    }

    /// Whether a change of what reactions derive may be one of links.
    static func mayChangeLinks(_ current: StoredResource) -> Bool { current.type == "Patient" && current.resource != nil }

    func forget(patient current: StoredResource) throws {
        guard current.type == "Patient" else { return }
        moved.formUnion(try journal.identify(nil, of: current.id, custodian: context.custodian).moved)
    }

    /// Every citizen who may be another than before is worked out anew, and what is a citizen of its own no more stands for nothing.
    func settleMoved() throws -> Set<SubjectID> {
        var reacted: Set<SubjectID> = []
        for subject in moved.sorted() {
            if try journal.group(of: subject).first == subject {
                try context.react(journal, subject)
                reacted.insert(subject)
            } else {
                try journal.apply(.nothing, to: subject)
            }
        }
        return reacted
    }
}
