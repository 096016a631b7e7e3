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
    /// Its own numbers as a directory writes them; those that are missing follow from the serial number.
    var given: [String] = []

    /// One that somebody else's directory names.
    ///
    /// - Parameters:
    ///   - serial: another for each; names of its people and ids in its letters follow from it.
    ///   - addresses: its numbers as the directory writes them: `her:990000100`.
    public init(
        id: String, name: String, role: Role?, municipality: String, parent: String?, addresses: [String], serial: Int
    ) {
        self.init(
            id: id, name: name, role: role, municipality: municipality, serves: [], parent: parent, serial: serial, given: addresses)
    }

    init(
        id: String, name: String, role: Role?, municipality: String, serves: [String], parent: String?, serial: Int, hasRESH: Bool = false,
        given: [String] = []
    ) {
        self.id = id
        self.name = name
        self.role = role
        self.municipality = municipality
        self.serves = serves
        self.parent = parent
        self.serial = serial
        self.hasRESH = hasRESH
        self.given = given
    }

    var her: String { number("her") ?? OrganisationNumbers.her(serial) }
    var sor: String { number("sor") ?? OrganisationNumbers.sor(serial) }
    var gln: String { number("gln") ?? OrganisationNumbers.gln(serial) }

    private func number(_ scheme: String) -> String? {
        given.first { $0.hasPrefix(scheme + ":") }.map { String($0.dropFirst(scheme.count + 1)) }
    }

    /// As the directory writes them: HER, organisation number of an enterprise and RESH of hospital units; SOR and GLN.
    public func addresses(in nation: Nation) -> [String] {
        guard given.isEmpty else { return given }
        return switch nation {
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
