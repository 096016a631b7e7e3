/// Who asks. It is what the hub itself has found out: nothing that a request claims of its sender becomes an actor.
public struct Actor: Sendable, Hashable, CustomStringConvertible {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Whoever reaches the loopback address, as long as nobody signs in.
        case machine
        /// Who works for an organisation, in a role.
        case person
        /// Who reads the journal that is theirs.
        case citizen
        /// A program of an organisation.
        case system
        /// The hub: deadlines, deliveries, its own upkeep.
        case hub
        /// Who runs commands on the machine of the hub.
        case `operator`
    }

    public var kind: Kind
    /// By which the log knows the actor again: no national number.
    public var id: String
    /// By its id in the directory.
    public var organisation: String?
    public var role: String?

    public init(_ kind: Kind, _ id: String, organisation: String? = nil, role: String? = nil) {
        self.kind = kind
        self.id = id
        self.organisation = organisation
        self.role = role
    }

    public static let thisMachine = Actor(.machine, "loopback")
    public static let hub = Actor(.hub, "helhet")

    /// `person:4711`: how the log writes it.
    public var description: String { "\(kind.rawValue):\(id)" }

    /// Reads the form that ``description`` has.
    init?(_ text: String, organisation: String?, role: String?) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let kind = Kind(rawValue: String(parts[0])) else { return nil }
        self.init(kind, String(parts[1]), organisation: organisation, role: role)
    }
}
