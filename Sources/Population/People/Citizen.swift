public import FHIR

/// One citizen: who they are, and nothing of what happens to them.
public struct Citizen: Sendable, Hashable {
    /// Their number in the population, from 0 on.
    public var index: Int
    /// The place of their municipality in ``Residents/municipalities``.
    public var place: Int
    /// Whole years on the first day of the year; -1 for those born in its course.
    public var age: Int
    public var isMan: Bool
    /// Their place among those of the age and sex in the municipality.
    var local: Int
    /// Their place among those of the age and sex in the country.
    var rank: Int

    public var isNewborn: Bool { age < 0 }
    public var band: Int { Age.band(of: max(0, age)) }
}

extension Residents {
    /// The citizen of a number, 0 ..< ``total``.
    public func citizen(_ index: Int) -> Citizen { citizen(index, in: place(of: index)) }

    func citizen(_ index: Int, in place: Int) -> Citizen {
        guard index < count else { return newborn(index - count - births[place], in: place) }
        let ordinal = Int32(index - starts[place])
        let base = place * (Self.ages + 1)
        var (low, high) = (0, Self.ages - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if younger[base + middle] <= ordinal { low = middle } else { high = middle - 1 }
        }
        let within = Int(ordinal - younger[base + low])
        return member(within, age: low, in: place)
    }

    /// The citizen who is the so-and-so-many-th of an age in a municipality.
    func member(_ within: Int, age: Int, in place: Int) -> Citizen {
        let cell = place * Self.ages + age
        let women = Int(self.women[cell])
        let isMan = within >= women
        let local = isMan ? within - women : within
        return Citizen(
            index: starts[place] + Int(younger[place * (Self.ages + 1) + age]) + within, place: place, age: age, isMan: isMan, local: local,
            rank: local + Int(isMan ? menBefore[cell] : womenBefore[cell]))
    }

    func woman(_ local: Int, age: Int, in place: Int) -> Citizen? {
        guard (0...Age.last).contains(age), local >= 0, local < size(place, age).women else { return nil }
        return member(local, age: age, in: place)
    }

    func man(_ local: Int, age: Int, in place: Int) -> Citizen? {
        guard (0...Age.last).contains(age), local >= 0 else { return nil }
        let size = size(place, age)
        return local < size.all - size.women ? member(size.women + local, age: age, in: place) : nil
    }

    private func newborn(_ local: Int, in place: Int) -> Citizen {
        let rank = births[place] + local
        var draws = Draws(seed: seed, .sex, UInt64(rank))
        return Citizen(
            index: count + rank, place: place, age: -1, isMan: draws.happens(.one - rates.people.women[0]), local: local, rank: rank)
    }

    /// The day of birth. Those of one birth year and sex are spread over the days of the year in turn.
    public func born(_ citizen: Citizen) -> Day {
        let days = daysOfBirthYear[citizen.age + 1]
        // 101 has no factor in common with 365 or 366.
        let day = (citizen.rank % days * 101 + citizen.rank / days) % days
        return (Day(year: year - 1 - citizen.age, month: 1, day: 1) ?? Day(ordinal: 0)).adding(days: day)
    }

    /// Those of one day and sex, counted.
    private func order(_ citizen: Citizen) -> Int { citizen.rank / daysOfBirthYear[citizen.age + 1] }

    /// Whether the citizen has no number of their own: a D-number in Norway, a replacement number (E-CPR) in Denmark.
    public func hasStandInNumber(_ citizen: Citizen) -> Bool {
        guard !citizen.isNewborn else { return false }
        var draws = Draws(seed: seed, .dNumber, UInt64(citizen.index))
        return draws.happens(rates.people.standInNumbers)
    }

    /// The citizen number: right in form, and certain never to be a real person's.
    public func number(_ citizen: Citizen) -> CitizenNumber? {
        let text: String?
        switch nation {
        case .norway:
            text = CitizenNumbers.norwegian(
                born: born(citizen), isMan: citizen.isMan, order: order(citizen), isDNumber: hasStandInNumber(citizen))
            return text.flatMap { CitizenNumber(norwegian: $0) }
        case .denmark:
            text =
                hasStandInNumber(citizen)
                ? CitizenNumbers.replacement(born: born(citizen), isMan: citizen.isMan, order: order(citizen))
                : CitizenNumbers.danish(born: born(citizen), isMan: citizen.isMan, order: order(citizen))
            return text.flatMap { CitizenNumber(danish: $0) }
        }
    }

    func draws(_ stream: Stream, _ citizen: Citizen, _ part: Int = 0) -> Draws {
        Draws(seed: seed, stream, UInt64(citizen.index), UInt64(part))
    }

    /// Draws that are even among those of the same birth year and sex.
    func evenDraws(_ citizen: Citizen) -> EvenDraws {
        EvenDraws(
            seed: seed, cohort: UInt64((citizen.age + 1) * 2 + (citizen.isMan ? 1 : 0)), rank: citizen.rank, index: UInt64(citizen.index))
    }
}
