import FHIR
import Journal

/// Whose journal a resource belongs to.
enum Subject {
    /// Whose journals Patients that were looked up belong to, by their ids: most resources of a commit are of one Patient.
    typealias Known = [String: SubjectID?]

    /// Where a resource says whom it is about, of whatever type.
    private static let paths = ["subject", "patient", "for", "beneficiary", "individual"]
    /// And where those types say it that do not say it there.
    private static let more = [
        "Appointment": "participant.actor", "AppointmentResponse": "actor", "Schedule": "actor", "AuditEvent": "agent.who",
        "Provenance": "target",
    ]

    /// The identity that a resource speaks of, if it is one of ours: that of the first Patient that it refers to. A Patient says itself who it
    /// is: ``ResourceWriter/put(patient:id:over:)``.
    static func of(_ resource: Resource, in reader: any JournalReader, _ known: inout Known) throws -> SubjectID? {
        for path in paths + [more[resource.type]].compactMap({ $0 }) {
            for element in resource.root.each(path) {
                guard let reference = element.string("reference"), let patient = Self.patient(in: reference) else { continue }
                let subject: SubjectID?
                if let found = known[patient] {
                    subject = found
                } else {
                    subject = try ours(patient, in: reader) ?? reader.resource("Patient", patient)?.subject
                    known[patient] = .some(subject)
                }
                if let subject { return subject }
            }
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
