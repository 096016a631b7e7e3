public import Directory
public import FHIR
public import Journal

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
    public func row(on day: Day) -> PriceRow? {
        var found: PriceRow?
        for row in table where row.from <= day && found.map({ $0.from <= row.from }) ?? true { found = row }
        return found
    }

    /// What each day costs that is counted from `first` on, by how many have been counted: every day has the rate of its own date.
    func amounts(from first: Day) -> [DayPrice] {
        guard let row = row(on: first) else { return [] }
        guard table.contains(where: { $0.from > first }) else { return row.amounts }
        return table.filter { $0.from > first }.sorted { $0.from < $1.from }.reduce(row.amounts) { amounts, row in
            let start = row.from.ordinal - first.ordinal + 1
            let current = row.amounts.last { $0.day <= start }.map { [DayPrice(day: start, amount: $0.amount)] } ?? []
            return amounts.filter { $0.day < start } + current + row.amounts.filter { $0.day > start }
        }
    }
}
