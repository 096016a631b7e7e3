/// What a score gave, item by item: which value gave how many points by which row, and what was missing.
///
/// There is a total only when every item has its points. Until then `soFar` is what is sure: the total will be that or more.
public struct ScoreResult: Sendable, Hashable {
    public var name: String
    public var variant: String
    public var title: Wording
    public var range: ClosedRange<Int>
    public var items: [Item]
    /// Inputs without which no total can be given, in the order of the table.
    public var missing: [Missing]
    /// What the total means; nil as long as there is no total.
    public var band: ScoreDefinition.Band?
    /// What is sure already, while there is no total.
    public var reached: ScoreDefinition.Band?

    /// nil while something is missing.
    public var total: Int? { missing.isEmpty ? soFar : nil }
    /// The points of the items that have them.
    public var soFar: Int { items.reduce(0) { $0 + ($1.points ?? 0) } }

    public struct Item: Sendable, Hashable {
        public var id: String
        public var title: Wording
        /// nil while something is missing for it.
        public var points: Int?
        /// What it was worked out from.
        public var values: [Value]
        /// The row of the table that fits, for a number: `<= 8`.
        public var row: String?
    }

    /// A value as the table saw it.
    public struct Value: Sendable, Hashable {
        public var input: String
        public var title: Wording
        /// A number with its unit, or an answer.
        public var text: Wording
        /// What was given, when it was rounded or brought into another unit.
        public var given: String?
    }

    public struct Missing: Sendable, Hashable {
        public enum Reason: Sendable, Hashable {
            case notGiven
            /// Given in a unit that the table does not know.
            case unit(String)
            /// So far outside what is possible that it is taken for a slip.
            case impossible
            /// A word or a number where the other is asked for, or a word that it does not know.
            case unknownAnswer
        }

        public var input: String
        public var title: Wording
        public var reason: Reason
    }
}
