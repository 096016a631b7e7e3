/// What a value is compared with.
public enum SearchTest: Sendable, Hashable {
    /// The prefix of a date, a number or a quantity: https://hl7.org/fhir/R4/search.html#prefix
    public enum Comparison: String, Sendable, CaseIterable {
        case eq, ne, gt, lt, ge, le, sa, eb, ap
    }

    /// Where a text must stand.
    public enum Place: Sendable, Hashable {
        /// At the start, however it is written.
        case start
        /// Anywhere, however it is written.
        case inside
        /// At the end of a word, however it is written.
        case end
        /// It is the text, letter by letter.
        case whole
    }

    /// How a uri stands to another.
    public enum Level: Sendable, Hashable {
        case same, below, above
    }

    /// A span of time: from its first nanosecond since 1970 to the one after its last.
    public struct Time: Sendable, Hashable {
        public var start: Int64
        public var end: Int64

        public init(start: Int64, end: Int64) {
            self.start = start
            self.end = end
        }
    }

    /// What a written number covers, to the precision of binary numbers.
    public struct Number: Sendable, Hashable {
        /// The number without half a unit of its last digit: `eq` and `ne` begin with it.
        public var low: Double
        public var value: Double
        /// The number and half a unit of its last digit; not included.
        public var high: Double
        /// Nine and eleven tenths: what `ap` means.
        public var nearLow: Double
        public var nearHigh: Double
    }

    /// The unit of a quantity.
    public enum Unit: Sendable, Hashable {
        case any
        /// One of UCUM that converts: the number is meant in base units.
        case canonical(dimension: String)
        /// `system|code`.
        case code(system: String, code: String)
        /// `||code`: the code or what people read.
        case written(String)
    }

    /// `code` (system nil), `|code` (system empty), `system|code`, `system|` (code nil). With neither: any code that stands without a system.
    case token(system: String?, code: String?)
    /// The text beside a code.
    case text(String)
    /// An identifier by its type.
    case typed(system: String, code: String, value: String)
    /// Among the codes of a value set, by its address or `ValueSet/id`.
    case member(of: String)
    /// A code or what is below it; above it.
    case below(system: String, code: String)
    case above(system: String, code: String)
    case string(String, Place)
    /// A resource that the hub may have; `base` is the address under which clients know it.
    case reference(type: String, id: String, base: String)
    /// A resource elsewhere, or a canonical address with or without `|version`.
    case address(String)
    /// A resource that the hub may have, and what stands above or below it. Each step goes through what these hold for: the gate says what may
    /// be seen.
    case hierarchy(Level, type: String, id: String, base: String, through: [Criterion])
    /// A canonical address with a version that begins so: `1` is `1`, `1.0` and `1-draft`, and not `10`.
    case version(of: String, String)
    /// The identifier beside a reference, as for a token.
    case identifier(system: String?, code: String?)
    case uri(String, Level)
    case time(Comparison, Time)
    case number(Comparison, Number)
    case quantity(Comparison, Number, Unit)
    /// One test for each component, which must hold for the same element.
    case composite([SearchTest])
    /// All the words, folded.
    case words([String])
    /// Within so many metres.
    case near(latitude: Double, longitude: Double, metres: Double)
}
