/// Who serves the citizens of a population: hospitals with wards, municipalities with their services, practices with lists, emergency primary
/// care, dispatch, ambulances and private specialists.
///
/// Municipalities have their own names; all other names are invented, and so is every number. The numbers of an organisation are the same
/// in every population.
public struct Services: Sendable {
    let residents: Residents
    let municipal: [MunicipalServices]
    let hospitals: [Hospital]
    let hospitalOfPlace: [Int]
    let dispatches: [Organisation]

    /// A municipality and what belongs to it.
    struct MunicipalServices: Sendable {
        var municipality: Organisation
        /// Where letters about citizens are read; nil where the municipality has no such unit.
        var office: Organisation?
        /// The units of each provider within the municipality, and the practices.
        var units: [String: [Organisation]]
    }

    struct Hospital: Sendable {
        var hospital: Organisation
        var wards: [Organisation]
        var others: [String: [Organisation]]
    }

    public init(_ residents: Residents) {
        self.residents = residents
        let nation = residents.nation
        let all = Geography.municipalities(of: nation)
        let places = residents.municipalities
        let names = Names.of(nation)
        let numberInCountry = Dictionary(all.enumerated().map { ($1.code, $0) }) { first, _ in first }
        let rates = residents.rates

        municipal = places.enumerated().map { place, municipality in
            let number = numberInCountry[municipality.code] ?? 0
            let citizens = residents.starts[place + 1] - residents.starts[place]
            return Self.municipal(municipality, number, citizens: citizens, rates, names, nation)
        }
        let sites = Set(places.map(\.hospital)).sorted()
        let allSites = Set(all.map(\.hospital)).sorted()
        hospitals = sites.map { site in
            let served = places.indices.filter { places[$0].hospital == site }
            let citizens = served.reduce(0) { $0 + residents.starts[$1 + 1] - residents.starts[$1] }
            return Self.hospital(
                allSites.firstIndex(of: site) ?? 0, at: places.first { $0.code == site } ?? places[served[0]],
                served.map { places[$0].code },
                citizens: citizens, rates, names, nation)
        }
        hospitalOfPlace = places.map { place in sites.firstIndex(of: place.hospital) ?? 0 }
        dispatches = rates.providers.filter { $0.within == .area }.flatMap { provider in
            Set(places.map(\.area)).sorted().map { area in
                let served = places.filter { $0.area == area }.map(\.code)
                return Organisation(
                    id: "\(provider.id)-\(area)", name: "\(provider.name) \(names.thing(700 + (Int(area) ?? 0)))",
                    role: Role(rawValue: provider.role), municipality: served[0], serves: served, parent: nil,
                    serial: 3_000_000 + (Int(area) ?? 0))
            }
        }
    }

    /// Every organisation, enterprises before their units.
    public var all: [Organisation] {
        var all: [Organisation] = []
        for services in municipal {
            all += [services.municipality, services.office].compactMap(\.self)
            for key in services.units.keys.sorted() { all += services.units[key] ?? [] }
        }
        for services in hospitals {
            all.append(services.hospital)
            all += services.wards
            for key in services.others.keys.sorted() { all += services.others[key] ?? [] }
        }
        return all + dispatches
    }

    // MARK: - Who serves whom

    func municipality(_ place: Int) -> Desk { Desk(organisation: municipal[place].municipality, unit: municipal[place].office) }

    func unit(_ provider: String, _ place: Int, of citizen: Citizen) -> Organisation? {
        guard let units = municipal[place].units[provider], !units.isEmpty else { return nil }
        return units[citizen.index % units.count]
    }

    func hospital(_ place: Int, ward: Int) -> Desk {
        let hospital = hospitals[hospitalOfPlace[place]]
        // A hospital that somebody else describes may have fewer wards than the rates.
        return Desk(organisation: hospital.hospital, unit: hospital.wards.isEmpty ? nil : hospital.wards[ward % hospital.wards.count])
    }

    /// Households are on one list.
    func practice(of citizen: Citizen) -> Desk {
        let practices = municipal[citizen.place].units["general-practice"] ?? []
        let household = residents.householder(of: citizen)
        var draws = Draws(seed: residents.seed, .practice, UInt64(household.index))
        return Desk(organisation: practices.isEmpty ? municipal[citizen.place].municipality : practices[draws.below(practices.count)])
    }

    func emergencyCare(_ place: Int) -> Desk {
        Desk(organisation: municipal[place].units["emergency-primary-care"]?.first ?? municipal[place].municipality)
    }

    func specialist(_ place: Int, of citizen: Citizen) -> Desk {
        let hospital = hospitals[hospitalOfPlace[place]]
        let specialists = hospital.others["private-specialist"] ?? []
        return Desk(organisation: specialists.isEmpty ? hospital.hospital : specialists[citizen.index % specialists.count])
    }

    // MARK: - Making them

    private static func municipal(
        _ place: Municipality, _ number: Int, citizens: Int, _ rates: Rates, _ names: Names, _ nation: Nation
    ) -> MunicipalServices {
        let key = "\(slug(place.name))-\(place.code)"
        let title = nation == .norway ? "\(place.name) kommune" : "\(place.name) Kommune"
        let municipality = Organisation(
            id: key, name: title, role: .municipality, municipality: place.code, serves: [], parent: nil, serial: number * 1000)
        let office = Organisation(
            id: "\(key)-office", name: nation == .norway ? "Tildelingskontoret i \(place.name)" : "Visitationen i \(place.name)", role: nil,
            municipality: place.code, serves: [], parent: key, serial: number * 1000 + 1)
        var units: [String: [Organisation]] = [:]
        var serial = number * 1000 + 2
        for (kind, provider) in rates.providers.enumerated() where provider.within == .municipality {
            let count = max(1, (citizens + provider.each - 1) / provider.each)
            let isPractice = provider.role == Role.generalPractice.rawValue
            units[provider.id] = (0..<count).map { step in
                let thing = names.thing(number * 61 + kind * 17 + step * 3)
                let name =
                    provider.name.first?.isUppercase == true ? "\(provider.name) \(place.name) \(thing)" : "\(thing) \(provider.name)"
                defer { if !isPractice { serial += 1 } }
                return Organisation(
                    id: "\(key)-\(provider.id)-\(step + 1)", name: name, role: Role(rawValue: provider.role), municipality: place.code,
                    serves: [], parent: isPractice || provider.role == Role.emergencyPrimaryCare.rawValue ? nil : key,
                    serial: isPractice ? 1_000_000 + number * 1000 + step : serial)
            }
        }
        return MunicipalServices(municipality: municipality, office: office, units: units)
    }

    private static func hospital(
        _ number: Int, at place: Municipality, _ served: [String], citizens: Int, _ rates: Rates, _ names: Names, _ nation: Nation
    ) -> Hospital {
        let name = "\(names.thing(number)) \(nation == .norway ? "sykehus" : "Sygehus")"
        let key = "hospital-\(place.hospital)"
        let hospital = Organisation(
            id: key, name: name, role: .hospital, municipality: place.code, serves: served, parent: nil, serial: 2_000_000 + number * 1000,
            hasRESH: true)
        let wards = rates.wards.enumerated().map { step, ward in
            Organisation(
                id: "\(key)-\(ward.id)", name: "\(name), \(ward.name)", role: nil, municipality: place.code, serves: served, parent: key,
                serial: 2_000_001 + number * 1000 + step, hasRESH: true)
        }
        var others: [String: [Organisation]] = [:]
        var serial = 2_000_100 + number * 1000
        for (kind, provider) in rates.providers.enumerated() where provider.within == .hospital {
            others[provider.id] = (0..<max(1, (citizens + provider.each - 1) / provider.each)).map { step in
                defer { serial += 1 }
                return Organisation(
                    id: "\(key)-\(provider.id)-\(step + 1)", name: "\(names.thing(400 + number * 13 + kind * 7 + step)) \(provider.name)",
                    role: Role(rawValue: provider.role), municipality: place.code, serves: served, parent: nil, serial: serial)
            }
        }
        return Hospital(hospital: hospital, wards: wards, others: others)
    }

    /// A name as a key of the directory: letters without marks, and hyphens.
    private static func slug(_ name: String) -> String {
        let plain: [Character: String] = [
            "æ": "ae", "ø": "o", "å": "a", "á": "a", "š": "s", "đ": "d", "ŋ": "n", "é": "e", "ö": "o", "ä": "a",
        ]
        var slug = ""
        for character in name.lowercased() {
            if character.isASCII, character.isLetter || character.isNumber {
                slug.append(character)
            } else if let written = plain[character] {
                slug += written
            } else if !slug.hasSuffix("-") {
                slug += "-"
            }
        }
        return slug.hasSuffix("-") ? String(slug.dropLast()) : slug
    }
}
