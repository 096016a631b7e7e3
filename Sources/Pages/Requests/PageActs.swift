public import Directory
import FHIR
public import Journal

/// What people may do on pages. Each deed is on record; a refusal is a ``JournalError`` whose sentence is shown.
public protocol PageActs: Sendable {
    func done(step: String, citizen: SubjectID, by: OrganisationID, because: String) async throws
    func skip(step: String, citizen: SubjectID, by: OrganisationID, because: String) async throws
    func reopen(step: String, citizen: SubjectID, by: OrganisationID, because: String) async throws
    func answer(_ canReceive: Bool, stay: Int64, citizen: SubjectID, by: OrganisationID, text: String) async throws
    func contactedAtHome(stay: Int64, citizen: SubjectID, by: OrganisationID, text: String) async throws
    func seen(attention: String, citizen: SubjectID, by: OrganisationID, because: String) async throws
    func move(letter: Int64, to citizen: SubjectID, by: OrganisationID, because: String) async throws
    func handled(letter: Int64, by: OrganisationID, because: String) async throws
    func unlink(_ first: SubjectID, _ second: SubjectID, by: OrganisationID, because: String) async throws
}
