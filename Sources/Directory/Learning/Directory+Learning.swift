extension Directory {
    /// A directory that also knows a party seen in a letter.
    ///
    /// Idempotent and independent of order: equal sets of parties give equal directories. Of two names for one address the smaller in
    /// UTF-8 order is kept. Gives the same directory when unknown parties are refused or a file names the address.
    public func learning(_ party: LearnedParty) -> Directory {
        guard unknownParties == .learn else { return self }
        var result = self
        result.join(party)
        if let parent = party.parent {
            // Told by the address alone: the country of a unit may be joined with that of other sightings, in any order.
            result.join(LearnedParty(address: parent, name: "", country: parent.isDanish ? .dk : .no))
        }
        return result
    }

    /// A directory that also knows several parties, in any order.
    public func learning(_ parties: some Sequence<LearnedParty>) -> Directory {
        parties.reduce(self) { $0.learning($1) }
    }

    /// The parties among these that would change the directory: what must be kept so that learning it again gives the same.
    ///
    /// A known address counts when it is told with a smaller name, another role and so on; asking only whether an address is known would
    /// let the first letter decide.
    public func news(in parties: some Sequence<LearnedParty>) -> [LearnedParty] {
        var seen = self
        return parties.filter { party in
            let next = seen.learning(party)
            defer { seen = next }
            return next.version != seen.version
        }
    }

    private mutating func join(_ party: LearnedParty) {
        guard register.holders[party.address] == nil else { return }
        let id = OrganisationID(party.address)
        let known = learned[id]
        let joined = known?.joined(with: party) ?? party
        guard joined != known else { return }
        learned.set(id, joined)
        version += 1
        edition = Edition()
    }
}
