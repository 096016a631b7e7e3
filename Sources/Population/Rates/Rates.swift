/// What citizens of a country are like and what happens to them: every rate, from a dated file that names its sources.
///
/// ```swift
/// let rates = try Rates(of: .norway)                     // the file that is shipped
/// let mine = try Rates(text, name: "no.yaml")            // another; throws ``RateMistakes`` with line and remedy
/// rates.stays.acute[Age.band(of: 83)]                    // 0.38 a year
/// ```
/// Lists by age have five: see ``Age``.
public struct Rates: Sendable, Hashable {
    public var nation: Nation
    /// The first day that the figures hold from, as it is written.
    public var from: String
    public var sources: [String: Source]
    public var people: People
    public var conditions: [Trait]
    public var providers: [Provider]
    public var services: [Trait]
    public var wards: [Ward]
    public var contacts: Contacts
    public var stays: Stays
    public var letters: Letters
    public var networks: Networks

    /// Where a figure is from.
    public struct Source: Sendable, Hashable {
        public var what: String
        public var place: String
        public var read: String
        /// Whether somebody has read the figure at its source.
        public var isVerified: Bool
    }

    /// Five rates, by age.
    public struct ByAge: Sendable, Hashable {
        public var rates: [Rate]
        public var source: String

        public subscript(band: Int) -> Rate { rates.indices.contains(band) ? rates[band] : .zero }
    }

    /// Something that a citizen has or has not: a condition, or a municipal service.
    public struct Trait: Sendable, Hashable {
        public var id: String
        /// ICD-10 for a condition, kodeverk 9151 for a service.
        public var code: String
        public var name: String
        public var share: ByAge
        /// The place of the earlier trait in the list that it goes together with, and how many of those who have that one have this too.
        public var given: Int?
        public var amongThose: [Rate]
        public var amongOthers: [Rate]
        /// How much more often those who have it are admitted: 0.5 is half as often again.
        public var admissions: Rate
        /// The role that provides a service.
        public var provider: String?
    }

    /// A kind of organisation, and how many there are.
    public struct Provider: Sendable, Hashable {
        public enum Extent: String, Sendable, CaseIterable { case municipality, hospital, area }

        public var id: String
        /// As the directory names it.
        public var role: String
        public var within: Extent
        /// Citizens for one of them.
        public var each: Int
        public var name: String
    }

    public struct Ward: Sendable, Hashable {
        public var id: String
        public var name: String
        /// Its part of the acute and of the planned stays.
        public var acute: Rate
        public var planned: Rate
    }

    public struct People: Sendable, Hashable {
        /// Denmark only, whose table has no ages: the parts of the five ages.
        public var ages: [Rate]?
        public var women, couples, thinning, deaths, moves: ByAge
        public var births: Rate
        public var mothers: Spread
        /// hospital, nursing-home, home.
        public var deathPlaces: [Rate]
        /// How many have a D-number (Norway) or a replacement number (Denmark).
        public var standInNumbers: Rate
    }

    public struct Contacts: Sendable, Hashable {
        public var familyDoctor, emergencyCare, specialist, ambulance: ByAge
        /// acute, urgent, ordinary.
        public var urgency: [Rate]
        public var officeWeekdays, officeHours, emergencyWeekdays, emergencyHours: [Int]
        public var referred, emergencyLetters: Rate
    }

    public struct Stays: Sendable, Hashable {
        public var acute, planned, seenOnly, needsServices, readmissions: ByAge
        public var seasons, acuteWeekdays, acuteHours, plannedWeekdays, plannedHours: [Int]
        public var seenFirst, notReady, readmissionsOfTheReady, leave: Rate
        /// By age, five each.
        public var acuteLengths, plannedLengths: [Spread]
        public var waitingDays, daysToReadmission, beforeDeath: Spread
    }

    public struct Letters: Sendable, Hashable {
        public var hoursToReport, hoursToEarlyNotice, minutesToAnswer, daysToSummary: Spread
        public var updated, asked, writtenAbout, corrected, mistaken: Rate
    }

    public struct Networks: Sendable, Hashable {
        public var late, twice, outOfOrder: Rate
        public var hoursLate: Spread
    }
}

/// The five ages of every table: 0–17, 18–44, 45–66, 67–79, 80 and over.
public enum Age {
    public static let first = [0, 18, 45, 67, 80]
    /// Nobody is older.
    public static let last = 105
    public static let names = ["0-17", "18-44", "45-66", "67-79", "80+"]

    public static func band(of age: Int) -> Int { first.lastIndex { $0 <= age } ?? 0 }
}
