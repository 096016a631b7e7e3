public import Directory
import FHIR
public import Journal
public import Pathways

/// What people may do on pages. Each deed is on record; a refusal is a ``JournalError`` whose sentence is shown.
public protocol PageActs: Sendable {
    /// `seen` is how that which it is about stood on the page; when it stands otherwise by now, the act is refused.
    func perform(_ act: Act, for citizen: SubjectID, by: OrganisationID, seen: String?) async throws
    /// What the citizen does; what the pathway does not let them do throws `CitizenRefusal`.
    func perform(_ act: Act, byCitizen citizen: SubjectID, seen: String?) async throws
    func answer(_ canReceive: Bool, stay: Int64, citizen: SubjectID, by: OrganisationID, text: String) async throws
    func move(letter: Int64, to citizen: SubjectID, by: OrganisationID, because: String) async throws
    func handled(letter: Int64, by: OrganisationID, because: String) async throws
    /// By its number in the outbox.
    func handled(delivery: Int64, by: OrganisationID, because: String) async throws
    func unlink(_ first: SubjectID, _ second: SubjectID, by: OrganisationID, because: String) async throws
}
