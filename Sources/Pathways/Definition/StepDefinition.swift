public import Directory
public import FHIR
public import Journal

/// A step of a pathway: who does what for whom, when it opens, by when, and what closes it.
public struct StepDefinition: Sendable, Hashable {
    public var id: String
    public var phase: String
    public var owner: String
    public var counterpart: String?
    /// For professionals, as a verb: "Answer the hospital whether you can receive".
    public var title: Wording
    /// A word or two for the drawing.
    public var short: Wording
    /// What the citizen reads.
    public var citizen: Wording
    /// What opens it: the earliest that fits. Empty for a step that is only expected.
    public var opens: [Trigger]
    /// Whether it opens anew when it was closed and its trigger comes again.
    public var repeats: Bool
    /// For a step that nobody is told to do by a time: the event whose time it is thought to happen at.
    public var expected: Fact.Kind?
    public var deadlines: [Deadline]
    public var done: [EventPattern]
    /// What may mean that it was done or not: it closes nothing, and a human reads it.
    public var unclear: [EventPattern]
    public var withdrawn: [EventPattern]
    /// Who hears of it when it is late, by role.
    public var late: [String]

    /// The deadline that holds in a country for a step that opens on a day: the last to begin, one for the country before one for all.
    public func deadline(country: Country, on day: Day) -> Deadline? {
        let valid = deadlines.filter { ($0.country == nil || $0.country == country) && ($0.from.map { $0 <= day } ?? true) }
        let own = valid.filter { $0.country != nil }
        return (own.isEmpty ? valid : own).max { ($0.from?.ordinal ?? .min) < ($1.from?.ordinal ?? .min) }
    }
}

/// What opens a step.
public struct Trigger: Sendable, Hashable {
    public enum Source: Sendable, Hashable {
        case event(EventPattern)
        /// Another step was done.
        case step(String)
    }

    public var source: Source
    /// Only in this country; nil in both.
    public var country: Country?
}

/// An event by its kind and by what its details must say.
public struct EventPattern: Sendable, Hashable {
    public var kind: Fact.Kind
    /// Every name must be there with this value.
    public var details: [String: String]

    public init(_ kind: Fact.Kind, _ details: [String: String] = [:]) {
        self.kind = kind
        self.details = details
    }

    func matches(_ kind: Fact.Kind, _ said: [String: String]) -> Bool {
        self.kind == kind && details.allSatisfy { said[$0.key] == $0.value }
    }
}

/// By when a step must be done, from a day on, and who says so.
public struct Deadline: Sendable, Hashable {
    /// What the time is counted from.
    public enum Start: String, Sendable, Hashable, CaseIterable {
        /// When it happened: for whoever knows of it by himself.
        case happened
        /// When it was told, if that is later: for whoever hears of it by letter.
        case told
    }

    public var term: DeadlineTerm
    public var start: Start
    public var country: Country?
    /// The first local day that it holds on; nil since ever.
    public var from: Day?
    public var basis: Basis
}

/// What a day costs, from which day on, and who says so.
public struct PriceDefinition: Sendable, Hashable {
    public var id: String
    public var title: Wording
    public var country: Country
    public var currency: String
    /// The event whose local day is the first that counts.
    public var from: Fact.Kind
    /// Events that stop it.
    public var until: [Fact.Kind]
    /// The answer that frees from it, when it comes on the first day or before.
    public var unless: EventPattern?
    /// The answer that makes it sure.
    public var certain: EventPattern?
    public var table: [PriceRow]

    /// A row of the dated table.
    public struct PriceRow: Sendable, Hashable {
        public var from: Day
        public var amounts: [DayPrice]
        public var basis: Basis
    }

    /// The row that holds on a day.
    public func row(on day: Day) -> PriceRow? { table.filter { $0.from <= day }.max { $0.from < $1.from } }

    /// What each day costs that is counted from `first` on, by how many have been counted: every day has the rate of its own date.
    func amounts(from first: Day) -> [DayPrice] {
        guard let row = row(on: first) else { return [] }
        return table.filter { $0.from > first }.sorted { $0.from < $1.from }.reduce(row.amounts) { amounts, row in
            let start = row.from.ordinal - first.ordinal + 1
            let current = row.amounts.last { $0.day <= start }.map { [DayPrice(day: start, amount: $0.amount)] } ?? []
            return amounts.filter { $0.day < start } + current + row.amounts.filter { $0.day > start }
        }
    }
}
