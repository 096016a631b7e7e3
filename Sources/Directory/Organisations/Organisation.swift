public import FHIR

/// An enterprise or a unit of one, as it is during one stretch of days: a change of name, parent or address is a further value.
public struct Organisation: Hashable, Sendable {
    public var id: OrganisationID
    public var name: String
    /// The organisation that this one is a unit of.
    public var parent: OrganisationID?
    public var kinds: Set<Role>
    /// Sorted.
    public var addresses: [Address]
    /// Where it is: `no:4601`, `dk:461`.
    public var municipality: String?
    /// The municipalities whose citizens it serves, sorted; its own when the files say nothing.
    public var serves: [String]
    public var country: Country
    public var validity: Validity
    /// Who took over when it ended, for instance the municipality that it was merged into.
    public var successor: OrganisationID?
    /// True when no file names it: it was seen in a letter.
    public var isLearned: Bool

    public init(
        id: OrganisationID, name: String, parent: OrganisationID? = nil, kinds: Set<Role> = [], addresses: [Address] = [],
        municipality: String? = nil, serves: [String] = [], country: Country, validity: Validity = .always,
        successor: OrganisationID? = nil, isLearned: Bool = false
    ) {
        self.id = id
        self.name = name
        self.parent = parent
        self.kinds = kinds
        self.addresses = addresses.sorted()
        self.municipality = municipality
        self.serves = serves.sorted { $0.precedes($1) }
        self.country = country
        self.validity = validity
        self.successor = successor
        self.isLearned = isLearned
    }

    /// The local time in which its days begin and end.
    public var zone: Zone { country.zone }

    /// The municipalities that it answers for.
    var area: [String] { serves.isEmpty ? municipality.map { [$0] } ?? [] : serves }

    /// Whether it answers for one.
    func isIn(_ municipality: String) -> Bool { serves.isEmpty ? self.municipality == municipality : serves.contains(municipality) }
}
