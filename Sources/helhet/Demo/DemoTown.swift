import Directory
import FHIR
import Population

/// A municipality of the directory as a place with synthetic citizens, and the letters of their years.
struct DemoTown: Sendable {
    let id: OrganisationID
    let nation: Nation
    let place: Municipality
    let services: [Population.Organisation]

    /// The municipalities that the directory has on a day, each with its hospital; those without one have no citizens.
    static func all(in directory: Directory, on instant: Instant, citizens: Int) -> [DemoTown] {
        directory.organisations.filter { organisation in
            organisation.kinds.contains(.municipality) && organisation.parent == nil
                && directory.organisation(organisation.id, on: instant) == organisation
        }.compactMap { DemoTown($0.id, directory, on: instant, citizens: citizens) }
    }

    private init?(_ id: OrganisationID, _ directory: Directory, on instant: Instant, citizens: Int) {
        guard let municipality = directory.organisation(id, on: instant), let code = municipality.municipality,
            let hospital = directory.resolve(.hospital, municipality: code, at: instant).id
        else { return nil }
        self.id = id
        let nation: Nation = municipality.country == .no ? .norway : .denmark
        self.nation = nation
        let number = String(code.drop { $0 != ":" }.dropFirst())
        let name = municipality.name.split(separator: " ").first.map(String.init) ?? municipality.name
        place = .invented(number, name, in: nation, citizens: citizens)
        // Units that keep their own system send and get their letters themselves.
        let here = directory.organisations.filter { organisation in
            directory.organisation(organisation.id, on: instant) == organisation
                && (organisation.municipality == code || directory.enterprise(of: organisation.id, on: instant) == hospital)
                && organisation.addresses.first.flatMap { directory.part(for: $0, letterType: "", on: instant) } != .relay
        }
        services = here.enumerated().map { serial, organisation in
            let role = organisation.kinds.compactMap { Population.Role(rawValue: $0.code) }.first
            return Population.Organisation(
                id: organisation.id.text, name: organisation.name, role: role, municipality: number, parent: organisation.parent?.text,
                addresses: organisation.addresses.map(\.description), serial: 5_000_000 + serial)
        }
    }

    /// The letters of a year. Every year has citizens of its own: what began in one ends in the next.
    func letters(of year: Int) throws -> Correspondence {
        let rates = try Rates(of: nation)
        let residents = try Residents(nation, in: [place], citizens: place.citizens, seed: UInt64(year), year: year, rates: rates)
        return Correspondence(Lives(residents), try Services(residents, given: services))
    }
}
