import FHIR
import Journal

/// Whose journal a resource belongs to.
enum Subject {
    /// The identity that a resource speaks of, if it is one of ours: the Patient itself, or the first Patient that it refers to.
    static func of(_ resource: Resource, id: String, in reader: any JournalReader) throws -> SubjectID? {
        if resource.type == "Patient" { return try ofPatient(resource, id: id, in: reader) }
        let paths = TermParameter.of(resource.type).filter { $0.name == "patient" || $0.name == "subject" }.map(\.path)
        for path in Set(paths + ["subject", "patient"]).sorted() {
            for element in resource.root.each(path) {
                guard let reference = element.string("reference"), let patient = Self.patient(in: reference) else { continue }
                if let subject = try ours(patient, in: reader) { return subject }
                if let subject = try reader.resource("Patient", patient)?.subject { return subject }
            }
        }
        return nil
    }

    private static func ofPatient(_ patient: Resource, id: String, in reader: any JournalReader) throws -> SubjectID? {
        if let subject = try ours(id, in: reader) { return subject }
        for identifier in patient.root.each("identifier") {
            guard let system = identifier.string("system"), let value = identifier.string("value") else { continue }
            if let subject = try reader.subject(Identifier(system: system, value: value)) { return subject }
        }
        return nil
    }

    private static func ours(_ id: String, in reader: any JournalReader) throws -> SubjectID? {
        guard let subject = SubjectID(text: id), try !reader.group(of: subject).isEmpty else { return nil }
        return subject
    }

    /// The id in `Patient/4k`, also in the middle of an absolute address or before a version.
    private static func patient(in reference: String) -> String? {
        let parts = reference.split(separator: "/")
        guard let place = parts.lastIndex(of: "Patient"), place + 1 < parts.count else { return nil }
        return String(parts[place + 1])
    }
}
