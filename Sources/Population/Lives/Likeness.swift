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

    private let lives: Lives
    private var tallies: [String: [Tally]] = [:]
    private var order: [String] = []
    public private(set) var citizens = 0
    public private(set) var stays = 0
    public private(set) var contacts = 0

    public init(_ lives: Lives) { self.lives = lives }

    private mutating func note(_ name: String, _ band: Int, _ events: Int, of count: Double) {
        if tallies[name] == nil {
            tallies[name] = [Tally](repeating: Tally(), count: Age.first.count)
            order.append(name)
        }
        tallies[name]?[band].events += events
        tallies[name]?[band].of += count
    }

    public mutating func add(_ life: Life) {
        citizens += 1
        stays += life.stays.count
        contacts += life.contacts.count
        let rates = lives.residents.rates
        let band = life.citizen.band
        guard !life.citizen.isNewborn else {
            note("births", 0, 1, of: 0)
            return
        }
        note("births", 0, 0, of: 1)
        let minutes = Double(lives.minutes)
        let years = life.death.map { Double($0.at) / minutes } ?? 1
        let terminal = life.stays.last { $0.kind == .terminal }
        // Nobody is admitted from the last stay.
        let free = terminal.map { max(0, Double($0.start)) / minutes } ?? years
        note("women", band, life.citizen.isMan ? 0 : 1, of: 1)
        note("couples", band, lives.residents.partner(of: life.citizen) == nil ? 0 : 1, of: 1)
        note("deaths", band, life.death == nil ? 0 : 1, of: 1)
        for (number, trait) in rates.conditions.enumerated() {
            note("condition \(trait.id)", band, life.conditions & 1 << UInt32(number) == 0 ? 0 : 1, of: 1)
        }
        for (number, trait) in rates.services.enumerated() {
            note("service \(trait.id)", band, life.services & 1 << UInt32(number) == 0 ? 0 : 1, of: 1)
        }
        for (kind, name) in [(Life.Stay.Kind.acute, "acute stays"), (.planned, "planned stays"), (.seenOnly, "seen only")] {
            note(name, band, life.stays.count { $0.kind == kind }, of: free)
        }
        for (kind, name) in zip(
            Life.Contact.Kind.allCases, ["general practice", "emergency primary care", "private specialist", "ambulance"])
        {
            note(name, band, life.contacts.count { $0.kind == kind }, of: years)
        }
        for (number, stay) in life.stays.enumerated() where stay.kind != .seenOnly && stay.kind != .terminal {
            note("needs services", band, stay.needsServices ? 1 : 0, of: 1)
            // Those who die within the month cannot be admitted again in all of it.
            guard (life.death?.at ?? .max) > stay.end + 45 * 1440 else { continue }
            let isAgain = number + 1 < life.stays.count && life.stays[number + 1].kind == .readmission
            note(stay.needsServices ? "readmissions of the ready" : "readmissions", stay.needsServices ? 0 : band, isAgain ? 1 : 0, of: 1)
        }
    }

    /// What another part of the population came to.
    public mutating func add(_ other: Likeness) {
        citizens += other.citizens
        stays += other.stays
        contacts += other.contacts
        for name in other.order {
            for (band, tally) in (other.tallies[name] ?? []).enumerated() { note(name, band, tally.events, of: tally.of) }
        }
    }

    /// One line for each rate: over all ages, those of the citizens that there are.
    public var lines: [Line] {
        order.compactMap { name in
            guard let tallies = tallies[name] else { return nil }
            let of = tallies.reduce(0) { $0 + $1.of }
            let expected = tallies.enumerated().reduce(0.0) { $0 + configured(name, $1.offset) * $1.element.of }
            return of > 0 ? line(name, tallies.reduce(0) { $0 + $1.events }, of, expected / of) : nil
        }
    }

    /// The same for each age.
    public var linesByAge: [Line] {
        order.flatMap { name in
            (tallies[name] ?? []).enumerated().compactMap { band, tally in
                tally.of > 0 ? line("\(name), \(Age.names[band])", tally.events, tally.of, configured(name, band)) : nil
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

    private func configured(_ name: String, _ band: Int) -> Double {
        let rates = lives.residents.rates
        let rate: Rate? =
            switch name {
            case "births": rates.people.births
            case "women": rates.people.women[band]
            case "couples": rates.people.couples[band]
            case "deaths": rates.people.deaths[band]
            case "acute stays": rates.stays.acute[band]
            case "planned stays": rates.stays.planned[band]
            case "seen only": rates.stays.seenOnly[band]
            case "general practice": rates.contacts.familyDoctor[band]
            case "emergency primary care": rates.contacts.emergencyCare[band]
            case "private specialist": rates.contacts.specialist[band]
            case "ambulance": rates.contacts.ambulance[band]
            case "needs services": rates.stays.needsServices[band]
            case "readmissions": rates.stays.readmissions[band]
            case "readmissions of the ready": rates.stays.readmissionsOfTheReady
            default:
                (rates.conditions + rates.services).first { name.hasSuffix(" \($0.id)") }?.share[band]
            }
        return Double(rate?.billionths ?? 0) / 1_000_000_000
    }
}
