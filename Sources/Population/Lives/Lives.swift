public import FHIR

/// Makes the lives of citizens from the rates: each alone, the same on every machine.
///
/// ```swift
/// let lives = Lives(try Residents(.norway, citizens: 10_000, seed: 1, rates: try Rates(of: .norway)))
/// for index in 0..<lives.residents.total { use(lives.life(index)) }
/// ```
public struct Lives: Sendable {
    public let residents: Residents
    let calendar: Calendar
    private let rates: Rates
    private let acuteDays, plannedDays, officeDays, emergencyDays, evenDays: Choices
    private let acuteHours, plannedHours, officeHours, emergencyHours: Choices
    private let acuteWards, plannedWards, urgencies, deathPlaces, destinations: Choices
    /// By age: how often citizens are admitted beside those without any condition.
    private let meanAdmissions: [Int]

    public init(_ residents: Residents) {
        self.residents = residents
        let rates = residents.rates
        self.rates = rates
        let calendar = Calendar(residents.nation, year: residents.year)
        self.calendar = calendar
        let (stays, contacts) = (rates.stays, rates.contacts)
        acuteDays = calendar.choices(seasons: stays.seasons, weekdays: stays.acuteWeekdays)
        plannedDays = calendar.choices(seasons: stays.seasons, weekdays: stays.plannedWeekdays)
        officeDays = calendar.choices(seasons: stays.seasons, weekdays: contacts.officeWeekdays)
        emergencyDays = calendar.choices(seasons: stays.seasons, weekdays: contacts.emergencyWeekdays)
        evenDays = Choices([Int](repeating: 1, count: calendar.days))
        acuteHours = Choices(stays.acuteHours)
        plannedHours = Choices(stays.plannedHours)
        officeHours = Choices(contacts.officeHours)
        emergencyHours = Choices(contacts.emergencyHours)
        acuteWards = Choices(rates.wards.map(\.acute.billionths))
        plannedWards = Choices(rates.wards.map(\.planned.billionths))
        urgencies = Choices(contacts.urgency.map(\.billionths))
        deathPlaces = Choices(rates.people.deathPlaces.map(\.billionths))
        destinations = Choices(residents.municipalities.map(\.citizens))
        meanAdmissions = Age.first.indices.map { band in
            rates.conditions.reduce(1_000_000_000) { $0 + ($1.admissions * $1.share[band]).billionths }
        }
    }

    public var year: (start: Instant, end: Instant) {
        (calendar.origin, calendar.instant(calendar.minute(calendar.days, 0)))
    }

    /// Minutes of the year.
    public var minutes: Int32 { calendar.minute(calendar.days, 0) }

    /// The instant of a minute of the year.
    public func instant(_ minute: Int32) -> Instant { calendar.instant(minute) }

    public func life(_ index: Int) -> Life { life(of: residents.citizen(index)) }

    public func life(of citizen: Citizen) -> Life {
        var life = Life(citizen: citizen)
        // Those born in the year are born, and no more: nothing is known of what happens to them.
        guard !citizen.isNewborn else { return life }
        let even = residents.evenDraws(citizen)
        life.conditions = traits(rates.conditions, .condition, citizen, even)
        life.services = traits(rates.services, .service, citizen, even)
        die(&life, even)
        move(&life, even)
        stay(&life, even)
        meet(&life, even)
        return life
    }

    private func traits(_ traits: [Rates.Trait], _ stream: Stream, _ citizen: Citizen, _ even: EvenDraws) -> UInt32 {
        var held: UInt32 = 0
        for (number, trait) in traits.enumerated() {
            let share: Rate =
                if let given = trait.given {
                    held & 1 << UInt32(given) != 0 ? trait.amongThose[citizen.band] : trait.amongOthers[citizen.band]
                } else {
                    trait.share[citizen.band]
                }
            guard share > .zero else { continue }
            // Those with and without what it goes together with are drawn apart, so that each of the two shares is even.
            if share.happens(even.draw(stream, UInt64(number) << 1 | 1)) { held |= 1 << UInt32(number) }
        }
        return held
    }

    private func die(_ life: inout Life, _ even: EvenDraws) {
        let band = life.citizen.band
        guard Rate(billionths: rates.people.deaths[band].billionths).happens(even.draw(.death)) else { return }
        var draws = residents.draws(.deathPlace, life.citizen)
        let day = evenDays.choose(draws.next())
        let place = DeathPlace.allCases[deathPlaces.choose(draws.next())]
        life.death = Life.Death(at: calendar.minute(day, draws.below(1440)), place: place)
    }

    private func move(_ life: inout Life, _ even: EvenDraws) {
        guard residents.municipalities.count > 1, rates.people.moves[life.citizen.band].happens(even.draw(.move)) else { return }
        var draws = residents.draws(.destination, life.citizen)
        let at = calendar.minute(evenDays.choose(draws.next()), 720)
        // To another municipality: large ones are as likely as they are large.
        var place = life.citizen.place
        for _ in 0..<100 where place == life.citizen.place { place = destinations.choose(draws.next()) }
        guard place != life.citizen.place, life.death.map({ $0.at > at }) ?? true else { return }
        life.move = Life.Move(at: at, place: place)
    }

    // MARK: - Stays

    private func stay(_ life: inout Life, _ even: EvenDraws) {
        let citizen = life.citizen
        let band = citizen.band
        var times = residents.draws(.stayTimes, citizen)
        var last = life.death?.at ?? .max
        var terminal: Life.Stay?
        if let death = life.death, death.place == .hospital {
            let stay = terminalStay(death, life)
            terminal = stay
            last = stay.start
        }
        // How much more often than others of the age, by what the citizen has.
        var factor = 1_000_000_000
        for (number, condition) in rates.conditions.enumerated() where life.conditions & 1 << UInt32(number) != 0 {
            factor += condition.admissions.billionths
        }
        var starts: [(at: Int32, kind: Life.Stay.Kind, outcome: Outcome?)] = []
        // Stays that come to different ends follow Poisson's law each by itself, so each end has an even draw of its own: else the few who are
        // admitted again would be off by what chance does to a few.
        func add(_ kind: Life.Stay.Kind, _ rate: Rate, _ stream: Stream, _ days: Choices, _ hours: Choices) {
            let own = rate.times(factor, over: meanAdmissions[band])
            let needing = rates.stays.needsServices[band]
            for end: UInt64 in 0..<4 {
                let (needs, isAgain) = (end & 1 != 0, end & 2 != 0)
                let again = needs ? rates.stays.readmissionsOfTheReady : rates.stays.readmissions[band]
                let share = (needs ? needing : .one - needing) * (isAgain ? again : .one - again)
                let (count, rest) = (own * share).countAndRest(even.draw(stream, end))
                for number in 0..<count {
                    let outcome = Outcome(needs: needs, isAgain: isAgain, fate: number == 0 ? Fate(rest) : nil)
                    starts.append((time(days, hours, &times), kind, outcome))
                }
            }
        }
        add(.acute, rates.stays.acute[band], .acute, acuteDays, acuteHours)
        add(.planned, rates.stays.planned[band], .planned, plannedDays, plannedHours)
        for _ in 0..<rates.stays.seenOnly[band].count(even.draw(.seen)) {
            starts.append((time(acuteDays, acuteHours, &times), .seenOnly, nil))
        }
        for _ in 0..<(rates.stays.acute[band] * rates.letters.mistaken).count(even.draw(.mistake)) {
            life.mistakes.append(time(acuteDays, acuteHours, &times))
        }
        if starts.count > 1 { starts.sort { ($0.at, $0.kind.rawValue) < ($1.at, $1.kind.rawValue) } }
        var free: Int32 = .min
        for (at, kind, outcome) in starts where at < last {
            // Whoever is in hospital then comes as many whole weeks later as it takes: on the same day of the week.
            var at = at
            while at < free { at += 7 * 1440 }
            var next: (at: Int32, kind: Life.Stay.Kind)? = (at, kind)
            var known = outcome
            var fate = outcome?.fate
            while let (start, kind) = next {
                next = nil
                let number = life.stays.count
                var draws = residents.draws(.stay, citizen, number)
                let ends = known ?? self.outcome(band, fate ?? Fate(draws.next()))
                (known, fate) = (nil, ends.fate)
                let stay = stay(kind, start, life, &draws, needs: ends.needs)
                guard stay.end < last else { break }
                life.stays.append(stay)
                free = stay.end + 1440
                guard kind != .seenOnly, number < 40 else { continue }
                if ends.isAgain {
                    let days = rates.stays.daysToReadmission.draw(&draws)
                    let hour = acuteHours.choose(draws.next())
                    next = (
                        max(stay.end + 8 * 60, calendar.minute(calendar.day(of: stay.end) + days, hour * 60 + draws.below(60))),
                        .readmission
                    )
                }
            }
        }
        if let terminal { life.stays.append(terminal) }
        life.mistakes.removeAll { at in
            at >= last || life.stays.contains { $0.start - 2 * 1440 < at && at < $0.end + 2 * 1440 }
        }
        if let move = life.move, let stay = life.stays.first(where: { $0.start <= move.at && move.at <= $0.end }) {
            life.move = stay.end + 1440 < life.death?.at ?? .max ? Life.Move(at: stay.end + 1440, place: move.place) : nil
        }
        for index in life.stays.indices { life.stays[index].place = life.place(at: life.stays[index].start) }
    }

    private func time(_ days: Choices, _ hours: Choices, _ draws: inout Draws) -> Int32 {
        let day = days.choose(draws.next())
        return calendar.minute(day, hours.choose(draws.next()) * 60 + draws.below(60))
    }

    /// What a stay comes to: whether services are needed after it, and whether the citizen is admitted again.
    private struct Outcome {
        var needs: Bool
        var isAgain: Bool
        /// Decides what becomes of the stay after it; nil when chance is to.
        var fate: Fate?
    }

    private func outcome(_ band: Int, _ fate: Fate) -> Outcome {
        var fate = fate
        let needs = fate.happens(rates.stays.needsServices[band])
        let isAgain = fate.happens(needs ? rates.stays.readmissionsOfTheReady : rates.stays.readmissions[band])
        return Outcome(needs: needs, isAgain: isAgain, fate: fate)
    }

    private func stay(_ kind: Life.Stay.Kind, _ start: Int32, _ life: Life, _ draws: inout Draws, needs: Bool) -> Life.Stay {
        let band = life.citizen.band
        var stay = Life.Stay(
            kind: kind, start: start, admitted: start, end: start,
            ward: (kind == .planned ? plannedWards : acuteWards).choose(draws.next()), place: life.citizen.place,
            condition: condition(life, &draws))
        if kind == .seenOnly {
            stay.end = start + Int32(draws.within(60...540))
            return stay
        }
        if kind != .planned, draws.happens(rates.stays.seenFirst) { stay.admitted = start + Int32(draws.within(45...360)) }
        let lengths = kind == .planned ? rates.stays.plannedLengths : rates.stays.acuteLengths
        let length = lengths[band].draw(&draws)
        let day = calendar.day(of: stay.admitted)
        // A stay of no night ends in the evening or, when it began then, some hours later.
        var well = calendar.minute(day + length, draws.within(9 * 60...13 * 60))
        well = max(well, stay.admitted + Int32(draws.within(180...480)))
        guard needs else {
            stay.end = max(well, calendar.minute(calendar.day(of: well), draws.within(10 * 60...15 * 60)))
            takeLeave(&stay, length, &draws)
            return stay
        }
        stay.ready = well
        var standing = well
        if draws.happens(rates.stays.notReady) {
            let notReady = well + Int32(draws.within(240...1200))
            let again = calendar.minute(calendar.day(of: notReady) + draws.within(1...3), draws.within(9 * 60...13 * 60))
            (stay.notReady, stay.readyAgain) = (notReady, again)
            standing = again
        }
        stay.waiting = rates.stays.waitingDays.draw(&draws)
        stay.end =
            stay.waiting == 0
            ? standing + Int32(draws.within(120...300))
            : calendar.minute(calendar.day(of: standing) + stay.waiting, draws.within(600...840))
        return stay
    }

    private func takeLeave(_ stay: inout Life.Stay, _ length: Int, _ draws: inout Draws) {
        guard length >= 4, draws.happens(rates.stays.leave) else { return }
        let day = calendar.day(of: stay.admitted) + 1 + draws.below(length - 3)
        let from = calendar.minute(day, draws.within(600...900))
        let to = calendar.minute(day + 1, draws.within(960...1200))
        if from > stay.admitted, to < stay.end { stay.leave = from...to }
    }

    private func terminalStay(_ death: Life.Death, _ life: Life) -> Life.Stay {
        var draws = residents.draws(.terminal, life.citizen)
        let days = rates.stays.beforeDeath.draw(&draws)
        let hour = acuteHours.choose(draws.next())
        let start = min(
            death.at - Int32(draws.within(30...180)), calendar.minute(calendar.day(of: death.at) - days, hour * 60 + draws.below(60)))
        return Life.Stay(
            kind: .terminal, start: start, admitted: start, end: death.at, ward: acuteWards.choose(draws.next()), place: life.citizen.place,
            condition: condition(life, &draws))
    }

    /// What a stay is for: mostly one of those that the citizen has.
    private func condition(_ life: Life, _ draws: inout Draws) -> Int? {
        let own = life.conditions.nonzeroBitCount
        let choice = draws.below(own + 1)
        guard choice < own else { return nil }
        var bits = life.conditions
        for _ in 0..<choice { bits &= bits - 1 }
        return bits.trailingZeroBitCount
    }

    // MARK: - Contacts

    private func meet(_ life: inout Life, _ even: EvenDraws) {
        let band = life.citizen.band
        let contacts = rates.contacts
        var draws = residents.draws(.contactTimes, life.citizen)
        let last = life.death?.at ?? .max
        func add(_ rate: Rate, _ stream: Stream, _ kind: Life.Contact.Kind, _ days: Choices, _ hours: Choices, _ written: Rate) {
            for _ in 0..<rate.count(even.draw(stream)) {
                let at = time(days, hours, &draws)
                let isWritten = draws.happens(written)
                let urgency = Urgency.allCases[urgencies.choose(draws.next())]
                if at < last { life.contacts.append(Life.Contact(kind: kind, urgency: urgency, isWrittenOf: isWritten, at: at)) }
            }
        }
        add(contacts.familyDoctor[band], .familyDoctor, .familyDoctor, officeDays, officeHours, contacts.referred)
        add(contacts.emergencyCare[band], .emergencyCare, .emergencyCare, emergencyDays, emergencyHours, contacts.emergencyLetters)
        add(contacts.specialist[band], .specialist, .specialist, officeDays, officeHours, .zero)
        add(contacts.ambulance[band], .ambulance, .ambulance, emergencyDays, emergencyHours, .zero)
    }
}
