import Directory
import Exchange
import FHIR

/// Who has each role in a stay, and who stands in when nobody or several have it.
struct Parties {
    struct Holder {
        var organisation: OrganisationID?
        /// Why there is none.
        var problem: Attention.Kind?
    }

    let definition: PathwayDefinition
    private let directory: Directory
    private let instant: Instant
    private(set) var holders: [String: Holder] = [:]

    /// `takingPart` are the organisations that send and receive the letters of the stay.
    init(_ definition: PathwayDefinition, stay: Stay, takingPart: [OrganisationID], directory: Directory, at instant: Instant) {
        self.definition = definition
        self.directory = directory
        self.instant = instant
        let municipality = stay.municipality.map { directory.enterprise(at: $0, on: instant) }
        for role in definition.roles {
            switch role.party {
            case .sender:
                holders[role.id] = Holder(organisation: directory.enterprise(at: stay.hospital, on: instant))
                continue
            case .receiver where municipality != nil:
                holders[role.id] = Holder(organisation: municipality)
                continue
            case .receiver, nil:
                break
            }
            let place = municipality.flatMap { directory.organisation($0, on: instant)?.municipality }
            switch directory.resolve(role.kind, municipality: place, takingPart: takingPart, at: instant) {
            case .one(let id, _): holders[role.id] = Holder(organisation: id)
            case .none: holders[role.id] = Holder(problem: .nobodyHasRole)
            case .several: holders[role.id] = Holder(problem: .severalHaveRole)
            }
        }
    }

    func organisation(_ role: String) -> OrganisationID? { holders[role]?.organisation }

    /// Who has a role by a hand-over that `sender` told: a hospital that took the citizen over speaks for itself.
    func owner(_ role: String, toldBy sender: Address?) -> OrganisationID {
        guard let sender, definition.roles.contains(where: { $0.id == role && $0.party == .sender }) else { return owner(role).id }
        return directory.enterprise(at: sender, on: instant)
    }

    /// Exactly one organisation for every role: the holder, else the coordinator, else the fallback, which always has one.
    func owner(_ role: String) -> (id: OrganisationID, isStandIn: Bool) {
        if let id = organisation(role) { return (id, false) }
        let standIn = organisation(definition.coordinator) ?? organisation(definition.fallback)
        return (standIn ?? OrganisationID("nobody"), true)
    }
}
