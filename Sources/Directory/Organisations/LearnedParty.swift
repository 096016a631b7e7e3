/// Somebody seen in a letter: as much of an organisation as a letter tells.
public struct LearnedParty: Hashable, Sendable {
    public var address: Address
    /// Empty when the letter gives none.
    public var name: String
    /// The enterprise that the letter says it belongs to.
    public var parent: Address?
    public var country: Country
    /// What the letter's own standard says it is, for instance the sender of an admission is a hospital.
    public var roles: Set<Role>

    public init(address: Address, name: String, parent: Address? = nil, country: Country, roles: Set<Role> = []) {
        self.address = address
        self.name = name
        self.parent = parent == address ? nil : parent
        self.country = country
        self.roles = roles
    }

    /// Both sightings as one: the smallest name that is not empty, in UTF-8 order, the smallest parent, the first country, all roles.
    ///
    /// Commutative, associative and idempotent, so that the order in which letters arrive leaves no trace.
    func joined(with other: LearnedParty) -> LearnedParty {
        var result = self
        if result.name.isEmpty || (!other.name.isEmpty && other.name.precedes(result.name)) { result.name = other.name }
        if let theirs = other.parent { result.parent = result.parent.map { min($0, theirs) } ?? theirs }
        if other.country.rawValue.precedes(result.country.rawValue) { result.country = other.country }
        result.roles.formUnion(other.roles)
        return result
    }
}

/// What happens to a sender or receiver that no file names.
public enum UnknownParties: String, Hashable, Sendable, CaseIterable {
    /// It is added to the directory; the hub is endpoint for it. For demos and files.
    case learn
    /// It stays unknown. For production.
    case refuse
}
