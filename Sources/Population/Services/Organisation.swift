/// What an organisation is to a citizen, by the directory's names.
public enum Role: String, Sendable, Hashable, CaseIterable {
    case hospital, municipality
    case generalPractice = "general-practice"
    case emergencyPrimaryCare = "emergency-primary-care"
    case dispatch
    case privateSpecialist = "private-specialist"
    case homeCare = "home-care"
    case nursingHome = "nursing-home"
    case rehabilitation, pharmacy, healthcare
}

/// An organisation or a unit of one, with numbers that no register gives out.
public struct Organisation: Sendable, Hashable {
    /// The key in the directory: `bergen-4601-home-care-2`.
    public var id: String
    public var name: String
    public var role: Role?
    /// The number of the municipality where it is.
    public var municipality: String
    /// The numbers of the municipalities that it serves, when these are others than its own.
    public var serves: [String]
    /// The key of what it is a unit of.
    public var parent: String?
    var serial: Int
    var hasRESH = false

    var her: String { OrganisationNumbers.her(serial) }
    var sor: String { OrganisationNumbers.sor(serial) }
    var gln: String { OrganisationNumbers.gln(serial) }

    /// As the directory writes them: HER, organisation number of an enterprise and RESH of hospital units; SOR and GLN.
    public func addresses(in nation: Nation) -> [String] {
        switch nation {
        case .norway:
            ["her:\(her)"] + (parent == nil ? ["enh:\(OrganisationNumbers.norwegian(serial))"] : [])
                + (hasRESH ? ["resh:\(OrganisationNumbers.resh(serial))"] : [])
        case .denmark: ["sor:\(sor)", "gln:\(gln)"]
        }
    }
}

/// An enterprise and the unit within it that writes or is written to.
struct Desk: Sendable, Hashable {
    var organisation: Organisation
    var unit: Organisation?

    var innermost: Organisation { unit ?? organisation }
}
