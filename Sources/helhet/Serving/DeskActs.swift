import Directory
import FHIR
import Journal
import Pages
import Pathways

/// The desk as pages see it.
struct DeskActs: PageActs {
    let desk: Desk
    let clock: @Sendable () -> Instant

    func perform(_ act: Act, for citizen: SubjectID, by organisation: OrganisationID, seen: String?) async throws {
        try await desk.perform(act, for: citizen, by: organisation, seen: seen, at: clock())
    }

    func perform(_ act: Act, byCitizen citizen: SubjectID, seen: String?) async throws {
        try await desk.perform(act, byCitizen: citizen, seen: seen, at: clock())
    }

    func answer(_ canReceive: Bool, stay: Int64, citizen: SubjectID, by organisation: OrganisationID, text: String) async throws {
        try await desk.answer(canReceive, stay: stay, text: text, for: citizen, by: organisation, at: clock())
    }

    func move(letter: Int64, to citizen: SubjectID, by organisation: OrganisationID, because: String) async throws {
        try await desk.move(letter: letter, to: citizen, because: because, by: organisation, at: clock())
    }

    func handled(letter: Int64, by organisation: OrganisationID, because: String) async throws {
        try await desk.handled(letter: letter, because: because, by: organisation, at: clock())
    }

    func handled(delivery: Int64, by organisation: OrganisationID, because: String) async throws {
        try await desk.handled(delivery: delivery, because: because, by: organisation, at: clock())
    }

    func unlink(_ first: SubjectID, _ second: SubjectID, by organisation: OrganisationID, because: String) async throws {
        try await desk.unlink(first, second, because: because, by: organisation, at: clock())
    }
}
