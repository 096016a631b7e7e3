public import FHIR

extension Directory {
    /// An organisation as it is now: the last value that the files give it, or what letters told.
    public func organisation(_ id: OrganisationID) -> Organisation? {
        register.versions[id]?.last?.organisation ?? learnedOrganisation(id, on: nil)
    }

    /// An organisation as it was at an instant; nil when the files say that it did not exist then.
    public func organisation(_ id: OrganisationID, on instant: Instant) -> Organisation? {
        guard let versions = register.versions[id] else { return learnedOrganisation(id, on: instant) }
        return versions.first { $0.span.contains(instant) }?.organisation
    }

    /// Who is reached at an address at an instant.
    ///
    /// An address that a file names belongs to the organisations and days of the files only, even when a letter says otherwise.
    public func organisation(at address: Address, on instant: Instant) -> Organisation? {
        guard let holders = register.holders[address] else { return learnedOrganisation(OrganisationID(address), on: instant) }
        return holders.first { $0.span.contains(instant) }?.organisation
    }

    /// Its id alone, which is what most ask for.
    func holder(at address: Address, on instant: Instant) -> OrganisationID? {
        guard let holders = register.holders[address] else {
            let id = OrganisationID(address)
            return learned[id] == nil ? nil : id
        }
        return holders.first { $0.span.contains(instant) }?.organisation.id
    }

    /// Who is reached at the first of several addresses of one party that anybody is reached at.
    public func organisation(atAnyOf addresses: some Sequence<Address>, on instant: Instant) -> Organisation? {
        for address in addresses {
            if let found = organisation(at: address, on: instant) { return found }
        }
        return nil
    }

    /// Whether anybody, at any time, is known at an address.
    public func knows(_ address: Address) -> Bool {
        register.holders[address] != nil || learned[OrganisationID(address)] != nil
    }

    /// The organisation that a unit is part of at an instant.
    public func parent(of id: OrganisationID, on instant: Instant) -> OrganisationID? {
        guard let versions = register.versions[id] else { return learned[id]?.parent.map { holder($0, instant) } }
        return nearest(versions, instant)?.organisation.parent
    }

    /// The topmost organisation above a unit; itself when it has none or is unknown.
    ///
    /// When letters claim a circle, all in it get its smallest id.
    public func enterprise(of id: OrganisationID, on instant: Instant) -> OrganisationID {
        // Most have nobody above them.
        parent(of: id, on: instant) == nil ? id : chain(from: id, on: instant).top
    }

    /// The enterprise that answers at an address; the address itself when nobody is known there.
    public func enterprise(at address: Address, on instant: Instant) -> OrganisationID {
        var top: OrganisationID?
        if walk(from: address, on: instant, { top = $0.organisation.id }), let top { return top }
        guard let id = holder(at: address, on: instant) else { return OrganisationID(address) }
        return enterprise(of: id, on: instant)
    }

    /// Goes from whoever is reached at an address to the topmost above, as they are at the instant. False where files alone do not tell.
    func walk(from address: Address, on instant: Instant, _ visit: (Register.Version) -> Void) -> Bool {
        guard var place = register.holders[address]?.first(where: { $0.span.contains(instant) })?.place else { return false }
        // Nobody has so many above; letters may claim a circle, which is for others to see.
        for _ in 0..<16 {
            guard let version = nearest(register.lines[place], instant) else { return false }
            visit(version)
            if version.organisation.parent == nil { return true }
            guard let above = version.above else { return false }
            place = above
        }
        return false
    }

    /// The organisation and all above it, nearest first.
    public func ancestry(of id: OrganisationID, on instant: Instant) -> [OrganisationID] {
        chain(from: id, on: instant).ids
    }

    /// The units directly below an organisation, sorted by id. Looks through everybody learned: not for hot paths.
    public func units(of id: OrganisationID, on instant: Instant) -> [OrganisationID] {
        var result = (register.units[id] ?? []).filter { organisation($0, on: instant)?.parent == id }
        for party in learned.merged.values where party.parent != nil {
            let unit = OrganisationID(party.address)
            if unit != id, parent(of: unit, on: instant) == id { result.append(unit) }
        }
        return result.sorted()
    }

    /// What the hub is for an address and a letter type; nil when it is not ours.
    ///
    /// A rule for the address goes before one for its organisation, that before one for the organisation above; a rule that names the
    /// letter type goes before one for all. Learned parties that belong to nobody in the files are ours: the hub is endpoint.
    public func part(for address: Address, letterType: String, on instant: Instant) -> Part? {
        if let part = rule(.address(address), letterType, instant) { return part }
        guard let holder = organisation(at: address, on: instant) else { return nil }
        var isOurs = holder.isLearned
        for id in ancestry(of: holder.id, on: instant) {
            if let part = rule(.organisation(id), letterType, instant) { return part }
            if register.versions[id] != nil { isOurs = false }
        }
        return isOurs && unknownParties == .learn ? .endpoint : nil
    }

    private func rule(_ subject: PartRule.Subject, _ letterType: String, _ instant: Instant) -> Part? {
        guard let rules = register.rulesOf[subject] else { return nil }
        var general: Part?
        for rule in rules where rule.span.contains(instant) {
            if rule.rule.letterType == letterType { return rule.rule.part }
            if rule.rule.letterType == nil { general = rule.rule.part }
        }
        return general
    }

    /// The value at an instant, else the last before it, else the first: what a letter from outside the days of the files is read with.
    func nearest(_ id: OrganisationID, _ instant: Instant) -> Organisation? {
        guard let versions = register.versions[id] else { return learnedOrganisation(id, on: instant) }
        return nearest(versions, instant)?.organisation
    }

    func nearest(_ versions: [Register.Version], _ instant: Instant) -> Register.Version? {
        versions.last { $0.span.start <= instant } ?? versions.first
    }

    private func chain(from id: OrganisationID, on instant: Instant) -> (ids: [OrganisationID], top: OrganisationID) {
        var ids = [id]
        while let parent = parent(of: ids[ids.count - 1], on: instant) {
            if let start = ids.firstIndex(of: parent) { return (ids, ids[start...].min() ?? parent) }
            ids.append(parent)
        }
        return (ids, ids[ids.count - 1])
    }

    private func learnedOrganisation(_ id: OrganisationID, on instant: Instant?) -> Organisation? {
        guard let party = learned[id] else { return nil }
        return Organisation(
            id: id, name: party.name.isEmpty ? party.address.description : party.name, parent: party.parent.map { holder($0, instant) },
            kinds: party.roles, addresses: [party.address], country: party.country, isLearned: true)
    }

    private func holder(_ address: Address, _ instant: Instant?) -> OrganisationID {
        guard let holders = register.holders[address], let last = holders.last else { return OrganisationID(address) }
        guard let instant else { return last.organisation.id }
        return (holders.first { $0.span.contains(instant) } ?? holders.last { $0.span.start <= instant } ?? holders[0]).organisation.id
    }
}
