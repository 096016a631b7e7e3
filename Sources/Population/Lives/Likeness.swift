/// What has been made beside what the rates say, with intervals.
public struct Likeness: Sendable {
    /// One rate.
    public struct Line: Sendable, Hashable {
        public var name: String
        public var configured: Double
        public var generated: Double
        /// Where the rate of such citizens lies with 95 % confidence, had each been drawn alone.
        public var interval: ClosedRange<Double>
        public var events: Int

        /// How far the generated rate is from the configured one, as a share of it.
        public var difference: Double { configured == 0 ? (generated == 0 ? 0 : .infinity) : generated / configured - 1 }
    }

    private struct Tally: Sendable {
        var events = 0
        /// Citizens, years or stays.
        var of = 0.0
    }

    /// The rates in the order of the table; conditions and services come after them.
    private enum Row: Int, CaseIterable {
        case births, women, couples, deaths, moves, acute, planned, seenOnly, familyDoctor, emergencyCare, specialist, ambulance
        case needsServices, readmissions, readmissionsOfTheReady

        var name: String {
            switch self {
            case .births: "births"
            case .women: "women"
            case .couples: "couples"
            case .deaths: "deaths"
            case .moves: "moves"
            case .acute: "acute stays"
            case .planned: "planned stays"
            case .seenOnly: "seen only"
            case .familyDoctor: "general practice"
            case .emergencyCare: "emergency primary care"
            case .specialist: "private specialist"
            case .ambulance: "ambulance"
            case .needsServices: "needs services"
            case .readmissions: "readmissions"
            case .readmissionsOfTheReady: "readmissions of the ready"
            }
        }

        func rates(_ rates: Rates) -> [Rate] {
            switch self {
            case .births: [rates.people.births]
            case .women: rates.people.women.rates
            case .couples: rates.people.couples.rates
            case .deaths: rates.people.deaths.rates
            case .moves: rates.people.moves.rates
            case .acute: rates.stays.acute.rates
            case .planned: rates.stays.planned.rates
            case .seenOnly: rates.stays.seenOnly.rates
            case .familyDoctor: rates.contacts.familyDoctor.rates
            case .emergencyCare: rates.contacts.emergencyCare.rates
            case .specialist: rates.contacts.specialist.rates
            case .ambulance: rates.contacts.ambulance.rates
            case .needsServices: rates.stays.needsServices.rates
            case .readmissions: rates.stays.readmissions.rates
            case .readmissionsOfTheReady: [rates.stays.readmissionsOfTheReady]
            }
        }
    }

    private let lives: Lives
    private let names: [String]
    /// What is configured, for each row and age; of a row without ages under the first.
    private let rates: [[Rate]]
    private var tallies: [Tally]
    private let conditions, services: Int
    public private(set) var citizens = 0
    public private(set) var stays = 0
    public private(set) var contacts = 0

    public init(_ lives: Lives) {
        self.lives = lives
        let configured = lives.residents.rates
        conditions = Row.allCases.count
        services = conditions + configured.conditions.count
        names =
            Row.allCases.map(\.name) + configured.conditions.map { "condition \($0.id)" } + configured.services.map { "service \($0.id)" }
        rates = Row.allCases.map { $0.rates(configured) } + (configured.conditions + configured.services).map(\.share.rates)
        tallies = [Tally](repeating: Tally(), count: names.count * Age.first.count)
    }

    private mutating func note(_ row: Int, _ band: Int, _ events: Int, of count: Double) {
        tallies[row * Age.first.count + band].events += events
        tallies[row * Age.first.count + band].of += count
    }

    private mutating func note(_ row: Row, _ band: Int, _ events: Int, of count: Double) { note(row.rawValue, band, events, of: count) }

    public mutating func add(_ life: Life) {
        citizens += 1
        stays += life.stays.count
        contacts += life.contacts.count
        let rates = lives.residents.rates
        let band = life.citizen.band
        guard !life.citizen.isNewborn else {
            note(.births, 0, 1, of: 0)
            return
        }
        note(.births, 0, 0, of: 1)
        let minutes = Double(lives.minutes)
        let years = life.death.map { Double($0.at) / minutes } ?? 1
        let terminal = life.stays.last { $0.kind == .terminal }
        // Nobody is admitted from the last stay.
        let free = terminal.map { max(0, Double($0.start)) / minutes } ?? years
        note(.women, band, life.citizen.isMan ? 0 : 1, of: 1)
        note(.couples, band, lives.residents.partner(of: life.citizen) == nil ? 0 : 1, of: 1)
        note(.deaths, band, life.death == nil ? 0 : 1, of: 1)
        if lives.residents.municipalities.count > 1 { note(.moves, band, life.move == nil ? 0 : 1, of: years) }
        for number in rates.conditions.indices {
            note(conditions + number, band, life.conditions & 1 << UInt32(number) == 0 ? 0 : 1, of: 1)
        }
        for number in rates.services.indices { note(services + number, band, life.services & 1 << UInt32(number) == 0 ? 0 : 1, of: 1) }
        for (kind, row) in [(Life.Stay.Kind.acute, Row.acute), (.planned, .planned), (.seenOnly, .seenOnly)] {
            note(row, band, life.stays.count { $0.kind == kind }, of: free)
        }
        for (kind, row) in zip(Life.Contact.Kind.allCases, [Row.familyDoctor, .emergencyCare, .specialist, .ambulance]) {
            note(row, band, life.contacts.count { $0.kind == kind }, of: years)
        }
        for (number, stay) in life.stays.enumerated() where stay.kind != .seenOnly && stay.kind != .terminal {
            note(.needsServices, band, stay.needsServices ? 1 : 0, of: 1)
            // Whoever dies soon after cannot be admitted again and go home: a month to come in, and as long as a stay may take.
            guard (life.death?.at ?? .max) > stay.end + 120 * 1440 else { continue }
            let isAgain = number + 1 < life.stays.count && life.stays[number + 1].kind == .readmission
            if stay.needsServices {
                note(.readmissionsOfTheReady, 0, isAgain ? 1 : 0, of: 1)
            } else {
                note(.readmissions, band, isAgain ? 1 : 0, of: 1)
            }
        }
    }

    /// What another part of the population came to.
    public mutating func add(_ other: Likeness) {
        citizens += other.citizens
        stays += other.stays
        contacts += other.contacts
        for (place, tally) in other.tallies.enumerated() {
            tallies[place].events += tally.events
            tallies[place].of += tally.of
        }
    }

    /// One line for each rate: over all ages, those of the citizens that there are.
    public var lines: [Line] {
        names.indices.compactMap { row in
            let tallies = self.tallies[row * Age.first.count..<(row + 1) * Age.first.count]
            let of = tallies.reduce(0) { $0 + $1.of }
            guard of > 0 else { return nil }
            let expected = tallies.enumerated().reduce(0.0) { $0 + configured(row, $1.offset) * $1.element.of }
            return line(names[row], tallies.reduce(0) { $0 + $1.events }, of, expected / of)
        }
    }

    /// The same for each age.
    public var linesByAge: [Line] {
        names.indices.flatMap { row in
            Age.first.indices.compactMap { band in
                let tally = tallies[row * Age.first.count + band]
                return tally.of > 0 ? line("\(names[row]), \(Age.names[band])", tally.events, tally.of, configured(row, band)) : nil
            }
        }
    }

    private func line(_ name: String, _ events: Int, _ of: Double, _ configured: Double) -> Line {
        // Poisson's: the square root lies evenly about that of the expected count.
        let root = Double(events).squareRoot()
        let (low, high) = (max(0, root - 0.98), root + 0.98)
        return Line(
            name: name, configured: configured, generated: Double(events) / of, interval: low * low / of...high * high / of, events: events)
    }

    private func configured(_ row: Int, _ band: Int) -> Double {
        rates[row].indices.contains(band) ? Double(rates[row][band].billionths) / 1_000_000_000 : 0
    }
}
