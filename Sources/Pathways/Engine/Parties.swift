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
    let directory: Directory
    private let instant: Instant
    private let starter: OrganisationID?
    private(set) var holders: [String: Holder] = [:]

    /// `takingPart` are the organisations that send and receive the letters of the stay; `starter` began a run that no letter did.
    init(
        _ definition: PathwayDefinition, stay: Stay?, starter: OrganisationID? = nil, takingPart: [OrganisationID], directory: Directory,
        at instant: Instant
    ) {
        self.definition = definition
        self.directory = directory
        self.instant = instant
        self.starter = starter
        let municipality = stay?.municipality.map { directory.enterprise(at: $0, on: instant) }
        let home = municipality ?? starter
        let place = home.flatMap { directory.organisation($0, on: instant)?.municipality }
        for role in definition.roles {
            switch role.party {
            case .sender where stay != nil:
                holders[role.id] = Holder(organisation: stay.map { directory.enterprise(at: $0.hospital, on: instant) })
                continue
            case .receiver where municipality != nil:
                holders[role.id] = Holder(organisation: municipality)
                continue
            case .sender, .receiver, nil:
                break
            }
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

    /// Exactly one organisation for every role: the holder, else the coordinator, else the fallback, which always has one in a stay; else
    /// whoever began the run.
    func owner(_ role: String) -> (id: OrganisationID, isStandIn: Bool) {
        if let id = organisation(role) { return (id, false) }
        return (standIn, true)
    }

    /// Who answers for what nobody else does.
    var standIn: OrganisationID {
        organisation(definition.coordinator) ?? organisation(definition.fallback) ?? starter ?? anybody ?? OrganisationID("nobody")
    }

    /// The first role of the definition that somebody has.
    private var anybody: OrganisationID? { definition.roles.lazy.compactMap { self.organisation($0.id) }.first }

    /// Whether the hub reaches an organisation: it is in the directory, by a file or by its letters.
    func reaches(_ receiver: Recipient) -> Bool {
        switch receiver {
        case .organisation(let id): directory.organisation(id) != nil
        case .person: false
        }
    }

    /// The role that an organisation has here; nil when it has none.
    func role(of organisation: OrganisationID) -> String? {
        definition.roles.first { holders[$0.id]?.organisation == organisation }?.id
    }

    /// Whom the citizen turns to, when the definition says whose role that is.
    var contact: OrganisationID? { definition.roles.first(where: \.isContact).map { owner($0.id).id } }
}
