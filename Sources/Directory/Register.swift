import FHIR

/// What the files say, indexed once and never changed.
final class Register: Sendable {
    /// An organisation during the stretch of time that its line holds. A class, so that looking for the one that holds copies nothing.
    final class Version: Sendable {
        let organisation: Organisation
        let span: Span
        /// Where all values of the organisation stand in ``Register/lines``, and those of the one above; nil when no file names that one.
        let place: Int
        let above: Int?

        init(organisation: Organisation, span: Span, place: Int, above: Int?) {
            self.organisation = organisation
            self.span = span
            self.place = place
            self.above = above
        }
    }

    struct Rule: Sendable {
        var rule: PartRule
        var span: Span
    }

    let all: [Organisation]
    let rules: [PartRule]
    let versions: [OrganisationID: [Version]]
    /// The same by place, for going from one to the one above without looking anything up.
    let lines: [[Version]]
    let holders: [Address: [Version]]
    let rulesOf: [PartRule.Subject: [Rule]]
    let units: [OrganisationID: [OrganisationID]]
    /// Those that have a role and ever served a municipality, by the municipality.
    let serving: [Role: [String: [OrganisationID]]]
    /// Those with the role of a municipality, by its number.
    let municipalities: [String: [Version]]

    init(_ entries: Entries = Entries()) {
        all = entries.organisations.map(\.value).sorted {
            $0.id == $1.id ? $0.validity.precedes($1.validity) : $0.id < $1.id
        }
        rules = entries.parts.map(\.value).sorted { $0.precedes($1) }
        var versions: [OrganisationID: [Version]] = [:]
        var holders: [Address: [Version]] = [:]
        var units: [OrganisationID: Set<OrganisationID>] = [:]
        var serving: [Role: [String: Set<OrganisationID>]] = [:]
        var municipalities: [String: [Version]] = [:]
        var places: [OrganisationID: Int] = [:]
        for organisation in all where places[organisation.id] == nil { places[organisation.id] = places.count }
        var lines = [[Version]](repeating: [], count: places.count)
        for organisation in all {
            let place = places[organisation.id] ?? 0
            let version = Version(
                organisation: organisation, span: organisation.validity.span(in: organisation.zone), place: place,
                above: organisation.parent.flatMap { places[$0] })
            lines[place].append(version)
            versions[organisation.id, default: []].append(version)
            for address in organisation.addresses { holders[address, default: []].append(version) }
            if let parent = organisation.parent { units[parent, default: []].insert(organisation.id) }
            if let number = organisation.municipality, organisation.kinds.contains(.municipality) {
                municipalities[number, default: []].append(version)
            }
            for role in organisation.kinds {
                for area in organisation.area { serving[role, default: [:]][area, default: []].insert(organisation.id) }
            }
        }
        self.municipalities = municipalities
        self.versions = versions
        self.lines = lines
        self.holders = holders
        self.units = units.mapValues { $0.sorted() }
        self.serving = serving.mapValues { $0.mapValues { $0.sorted() } }
        rulesOf = Dictionary(grouping: rules, by: \.subject).mapValues { rules in
            rules.map { Rule(rule: $0, span: $0.span(versions: versions, holders: holders)) }
        }
    }
}

extension Validity {
    /// Earlier first day first; an open beginning before all.
    func precedes(_ other: Validity) -> Bool {
        switch (from, other.from) {
        case (nil, nil): false
        case (nil, _): true
        case (_, nil): false
        case (let a?, let b?): a < b
        }
    }
}

extension PartRule {
    func precedes(_ other: PartRule) -> Bool {
        if subject != other.subject { return subject.description.precedes(other.subject.description) }
        if letterType != other.letterType { return (letterType ?? "").precedes(other.letterType ?? "") }
        return validity.precedes(other.validity)
    }

    /// When it holds, in the local days of its subject.
    func span(versions: [OrganisationID: [Register.Version]], holders: [Address: [Register.Version]]) -> Span {
        let country: Country =
            switch subject {
            case .organisation(let id): versions[id]?.first?.organisation.country ?? .no
            case .address(let address): holders[address]?.first?.organisation.country ?? (address.isDanish ? .dk : .no)
            }
        return validity.span(in: country.zone)
    }
}

extension Address {
    /// Whether only Danish organisations are known to use the scheme.
    var isDanish: Bool { scheme == .sor || scheme == .gln }
}
