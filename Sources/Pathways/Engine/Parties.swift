import Directory
import Exchange
import FHIR

/// Who has each role in a stay, and who stands in when nobody or several have it.
final class Parties: Sendable {
    struct Holder: Sendable {
        var organisation: OrganisationID?
        /// Why there is none.
        var problem: Attention.Kind?
    }

    private let rules: PathwayRules
    private let directory: Directory
    private let instant: Instant
    /// In the order of the definition's roles.
    let holders: [Holder]
    /// Who answers for what nobody else does.
    let standIn: OrganisationID
    /// The hospital, as facts name who said them.
    private let hospital: String?

    var definition: PathwayDefinition { rules.definition }

    init(_ course: Course, _ answers: PartyAnswers, _ takingPart: [Address]) {
        rules = course.rules
        directory = answers.directory
        instant = course.start
        let stay = course.stay
        hospital = stay?.hospital.description
        let municipality = stay?.municipality.map { answers.enterprise(at: $0, on: course.start) }
        let home = municipality ?? course.starter
        let place = home.flatMap { answers.municipality(of: $0, on: course.start) }
        let asked = answers.asking(takingPart, municipality: place, at: course.start)
        let roles = rules.definition.roles
        var holders: [Holder] = []
        holders.reserveCapacity(roles.count)
        for index in roles.indices {
            switch roles[index].party {
            case .sender where stay != nil:
                holders.append(Holder(organisation: stay.map { answers.enterprise(at: $0.hospital, on: course.start) }))
            case .receiver where municipality != nil: holders.append(Holder(organisation: municipality))
            case .sender, .receiver, nil: holders.append(asked.holder(of: roles[index].kind))
            }
        }
        self.holders = holders
        func holder(_ role: String) -> OrganisationID? { roles.firstIndex { $0.id == role }.flatMap { holders[$0].organisation } }
        standIn =
            holder(rules.definition.coordinator) ?? holder(rules.definition.fallback) ?? course.starter
            ?? holders.lazy.compactMap(\.organisation).first ?? OrganisationID("nobody")
    }

    func holder(_ role: String) -> Holder? {
        let roles = rules.definition.roles
        return roles.indices.first { roles[$0].id == role }.map { holders[$0] }
    }

    func organisation(_ role: String) -> OrganisationID? { holder(role)?.organisation }

    /// Who has a role by a hand-over that `sender` told: a hospital that took the citizen over speaks for itself.
    func owner(_ role: String, toldBy happening: Happening) -> OrganisationID {
        let roles = rules.definition.roles
        guard let place = roles.indices.first(where: { roles[$0].id == role }), roles[place].party == .sender,
            // Most often the stay's own hospital told it, and who that was then is known.
            happening.custodian != hospital || holders[place].organisation == nil, let sender = happening.sender
        else { return owner(role).id }
        return directory.enterprise(at: sender, on: instant)
    }

    /// Exactly one organisation for every role: the holder, else the coordinator, else the fallback, which always has one in a stay; else
    /// whoever began the run.
    func owner(_ role: String) -> (id: OrganisationID, isStandIn: Bool) {
        if let id = organisation(role) { return (id, false) }
        return (standIn, true)
    }

    /// The same by the role's place in the definition.
    func owner(at place: Int?) -> (id: OrganisationID, isStandIn: Bool) {
        if let place, let id = holders[place].organisation { return (id, false) }
        return (standIn, true)
    }

    /// Whether the hub reaches an organisation: it is in the directory, by a file or by its letters.
    func reaches(_ receiver: Recipient) -> Bool {
        switch receiver {
        case .organisation(let id): directory.organisation(id) != nil
        case .person: false
        }
    }

    /// The role that an organisation has here; nil when it has none.
    func role(of organisation: OrganisationID) -> String? {
        holders.firstIndex { $0.organisation == organisation }.map { rules.definition.roles[$0].id }
    }

    /// Whom the citizen turns to, when the definition says whose role that is.
    var contact: OrganisationID? { rules.definition.roles.firstIndex(where: \.isContact).map { owner(at: $0).id } }
}
