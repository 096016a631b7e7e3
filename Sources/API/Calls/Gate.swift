import Access
import FHIR
import HTTPTypes
import Journal

/// The one place through which every resource that an answer shows or counts has gone: matches, what they include, and totals.
///
/// What may not be seen must not be found either, nor counted, nor used to choose others (a chain through a citizen's resources tells of
/// them). So the gate adds criteria to every search, inside chains too, and judges each resource again before it is written.
struct Gate: Sendable {
    var access: AccessControl
    /// Who asks, as the hub knows it: no header says.
    var actor: Actor
    var purpose = Purpose.unstated
    var care: [CareRelationship] = []
    var now: Instant

    func question(_ deed: Deed, _ matter: Matter) -> Question { Question(actor, deed, matter, for: purpose, care: care, at: now) }

    /// Throws (``Problem``, forbidden) what ``Access/decide(_:)`` refuses.
    @discardableResult func permit(_ deed: Deed, _ matter: Matter) throws(Problem) -> Permit {
        do {
            return try access.permit(question(deed, matter))
        } catch {
            throw Problem(error)
        }
    }

    /// What a resource of a type must be besides, to be found.
    func criteria(for type: String) -> [Criterion] {
        switch access.decide(question(.search, .type(type))) {
        case .permit(let permit): permit.only.map { [$0] } ?? []
        case .deny: [.ids([])]
        }
    }

    /// Whether a resource may be shown.
    func permits(_ stored: StoredResource) -> Bool {
        access.decide(question(.read, .resource(stored.type, stored.subject))).isPermitted
    }

    /// Searches what may be seen.
    func search(_ search: Search, in reader: any JournalReader) throws -> SearchPage {
        var page = try reader.search(guarded(search))
        page.resources.removeAll { !permits($0) }
        return page
    }

    /// The search for what may be seen. Whoever makes it himself must ask ``permits(_:)`` of each resource.
    func guarded(_ search: Search) -> Search {
        var guarded = search
        guarded.criteria = self.guarded(search.criteria, of: search.type)
        return guarded
    }

    /// The current version of a resource; nil when there is none that may be seen.
    func resource(_ type: String, _ id: String, in reader: any JournalReader) throws -> StoredResource? {
        try MergedPatient.current(type, id, in: reader).flatMap { permits($0) ? $0 : nil }
    }

    /// The criteria with those of the gate, for the resources that are chosen by as well.
    private func guarded(_ criteria: [Criterion], of type: String) -> [Criterion] {
        criteria.map(guarded) + self.criteria(for: type)
    }

    /// What is gone through from one resource to those above or below it is chosen by too.
    private func guarded(_ test: SearchTest) -> SearchTest {
        guard case .hierarchy(let level, let type, let id, let base, let through) = test else { return test }
        return .hierarchy(level, type: type, id: id, base: base, through: through + criteria(for: type))
    }

    /// A criterion with those of the gate, for the resources that it chooses by.
    func guarded(_ criterion: Criterion) -> Criterion {
        switch criterion {
        case .ids, .updated, .isMissing, .isFiled, .isPatient: criterion
        case .matches(let parameter, let tests): .matches(parameter, tests.map(guarded))
        case .refers(let parameter, let type, let criteria): .refers(parameter, to: type, guarded(criteria, of: type))
        case .isReferred(let parameter, let criteria): .isReferred(by: parameter, guarded(criteria, of: parameter.type))
        case .not(let criterion): .not(guarded(criterion))
        case .all(let criteria): .all(criteria.map(guarded))
        case .any(let criteria): .any(criteria.map(guarded))
        }
    }
}
