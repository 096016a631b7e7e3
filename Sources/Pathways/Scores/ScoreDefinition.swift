public import FHIR
public import FHIRPath

/// A table of points as somebody published it, in one of its variants: data, never code.
///
/// Scores of one name differ between their publications; a variant says which table it is. A value that exists has for every item rows that
/// can give exactly the range that the file says. It supports whoever assesses and decides nothing.
public struct ScoreDefinition: Sendable, Hashable {
    /// `NEWS2`.
    public var name: String
    /// `rcp-2017`.
    public var variant: String
    /// The day of its publication.
    public var from: Day
    public var title: Wording
    /// Whom it is for.
    public var audience: Wording
    public var sources: [SourceNote]
    /// The least and the most that all items can give together.
    public var range: ClosedRange<Int>
    public var inputs: [Input]
    public var items: [Item]
    /// What totals mean; the first that fits.
    public var bands: [Band]

    public func input(_ id: String) -> Input? { inputs.first { $0.id == id } }
    public func item(_ id: String) -> Item? { items.first { $0.id == id } }

    /// Something that must be known.
    public struct Input: Sendable, Hashable {
        public enum Kind: Sendable, Hashable {
            case number(Measure)
            /// One of these answers.
            case answers([Answer])
        }

        public var id: String
        public var title: Wording
        /// How Observations name it; nil when only a person can say it.
        public var code: MeasurementCode?
        public var kind: Kind
    }

    public struct Answer: Sendable, Hashable {
        public var id: String
        public var title: Wording
    }

    /// How a number is given.
    public struct Measure: Sendable, Hashable {
        /// As in UCUM.
        public var unit: String
        /// Other units that are taken, with what one of them is in `unit`.
        public var others: [String: DecimalNumber] = [:]
        /// How many digits after the point the table has: what is given with more is rounded, and the result says so. nil: as it is.
        public var decimals: Int?
        /// Outside these it is taken for a mistake, not for a value.
        public var least: DecimalNumber
        public var most: DecimalNumber
    }

    /// Something that gives points.
    public struct Item: Sendable, Hashable {
        public enum Source: Sendable, Hashable {
            case input(String)
            /// The points of every part that is there, added.
            case sum([Part])
        }

        public var id: String
        public var title: Wording
        public var source: Source
        /// The first that fits.
        public var rows: [Row]
    }

    /// A part of a sum: so many points when its answer is yes.
    public struct Part: Sendable, Hashable {
        public var input: String
        public var points: Int
        /// The milder degree of the same, which then counts nothing.
        public var insteadOf: String?
    }

    public struct Row: Sendable, Hashable {
        public enum Rule: Sendable, Hashable {
            case when(Threshold)
            case isAnswer([String])
        }

        public var rule: Rule
        /// Answers that must stand beside it.
        public var with: [String: String] = [:]
        public var points: Int
    }

    /// What a total means to those who published it.
    public struct Band: Sendable, Hashable {
        public enum Rule: Sendable, Hashable {
            case total(Threshold)
            /// Some item alone gives so much.
            case anyItem(Int)
        }

        public var id: String
        public var rule: Rule
        public var title: Wording
        /// Somebody has read its source.
        public var isVerified: Bool
    }
}
