import FHIR

/// Who lives in the places of a population: how many of each age and sex in each municipality, and so which citizen is who.
///
/// Nothing is kept of a citizen. A number from 0 on is enough to say, without looking at any other, in which municipality they live, how
/// old they are, with whom they live and which citizen number is theirs; the memory that this takes grows with the municipalities alone.
/// Within a municipality citizens are numbered from the youngest on, women of an age before men. Those born during the year come last.
public struct Residents: Sendable {
    public let nation: Nation
    public let rates: Rates
    public let seed: UInt64
    /// The year that is lived through; ages are those of its first day.
    public let year: Int
    public let municipalities: [Municipality]
    /// Citizens on the first day.
    public let count: Int
    /// Citizens and those born during the year.
    public var total: Int { count + (births.last ?? 0) }

    static let ages = Age.last + 1
    /// For each municipality the first citizen; one more at the end.
    let starts: [Int]
    /// For each municipality the number of those born in the municipalities before it; one more at the end.
    let births: [Int]
    /// For each municipality and age: how many citizens are younger, how many of that age are women.
    let younger: [Int32]
    let women: [Int32]
    /// For each municipality and age: how many women and men of that age live in the municipalities before it.
    let womenBefore: [Int32]
    let menBefore: [Int32]
    /// For each municipality and age of the mother: how many were born to younger ones.
    let bornBefore: [Int32]
    let daysOfBirthYear: [Int]

    /// - Parameters:
    ///   - citizens: how many, shared among the municipalities as the country's are.
    ///   - only: the numbers of the municipalities to take; all of them when nil.
    public init(
        _ nation: Nation, citizens: Int, seed: UInt64, year: Int = 2026, rates: Rates, only: [String]? = nil
    ) throws(PopulationError) {
        let all = Geography.municipalities(of: nation)
        for code in only ?? [] where !all.contains(where: { $0.code == code }) {
            throw PopulationError(.usage, "There is no municipality \(code) in \(nation.rawValue); look in the national list of numbers.")
        }
        let places = only.map { wanted in all.filter { wanted.contains($0.code) } } ?? all
        try self.init(nation, in: places, citizens: citizens, seed: seed, year: year, rates: rates)
    }

    /// Citizens of these places, which need not be real ones.
    public init(
        _ nation: Nation, in places: [Municipality], citizens: Int, seed: UInt64, year: Int = 2026, rates: Rates
    ) throws(PopulationError) {
        guard rates.nation == nation else {
            throw PopulationError(.usage, "The rates are another country's; use a file that begins with \"country: \(nation.rawValue)\".")
        }
        guard (2001...2039).contains(year) else { throw PopulationError(.usage, "The year must be between 2001 and 2039.") }
        guard citizens >= 1 else { throw PopulationError(.usage, "There must be at least one citizen.") }
        self.nation = nation
        self.rates = rates
        self.seed = seed
        self.year = year
        municipalities = places
        count = citizens
        daysOfBirthYear = (0...Age.last + 1).map { age in
            let first = Day(year: year - age, month: 1, day: 1)?.ordinal ?? 0
            return (Day(year: year - age + 1, month: 1, day: 1)?.ordinal ?? 0) - first
        }
        let counting = Counting(nation, rates, places, citizens, seed)
        starts = counting.starts
        births = counting.births
        younger = counting.younger
        women = counting.women
        womenBefore = counting.womenBefore
        menBefore = counting.menBefore
        bornBefore = counting.bornBefore
        for (age, most) in counting.mostOfOneSex.enumerated() {
            let room =
                switch nation {
                case .norway: CitizenNumbers.room(norwegianIn: year - 1 - age)
                case .denmark: CitizenNumbers.danishRoom
                }
            guard most <= room * 365 else {
                throw PopulationError(
                    .usage,
                    "There are not citizen numbers for so many; the country has \(Geography.municipalities(of: nation).reduce(0) { $0 + $1.citizens }) citizens."
                )
            }
        }
    }

    /// How many of an age live in a municipality, and how many of those are women.
    func size(_ place: Int, _ age: Int) -> (all: Int, women: Int) {
        let cell = place * (Self.ages + 1) + age
        return (Int(younger[cell + 1] - younger[cell]), Int(women[place * Self.ages + age]))
    }

    /// The municipality of a citizen by their number.
    func place(of index: Int) -> Int {
        let list = index < count ? starts : births
        let wanted = index < count ? index : index - count
        var (low, high) = (0, municipalities.count - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if list[middle] <= wanted { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// How many of `count` fall before a share of them that is `part` of `whole`, evenly rounded by the draw.
    static func cut(_ count: Int, _ part: Int, _ whole: Int, _ draw: UInt64) -> Int {
        guard whole > 0 else { return 0 }
        guard part < whole else { return count }
        let product = UInt64(count).multipliedFullWidth(by: UInt64(part))
        let (quotient, rest) = UInt64(whole).dividingFullWidth(product)
        return Int(quotient) + (draw.multipliedFullWidth(by: UInt64(whole)).high < rest ? 1 : 0)
    }
}

/// Why a population cannot be made, in a sentence that says the remedy.
public struct PopulationError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Kind: Sendable, Hashable {
        /// What was asked for is not possible.
        case usage
        /// Something is there already that would be overwritten.
        case taken
        /// The disk is full, or a file cannot be written.
        case disk
    }

    public var kind: Kind
    public var message: String

    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    public var description: String { message }
}
