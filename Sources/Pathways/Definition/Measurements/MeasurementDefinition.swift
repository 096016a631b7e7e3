/// Something that is measured of the citizen, and what its values mean.
public struct MeasurementDefinition: Sendable, Hashable {
    /// The traffic light of a self-care plan.
    public enum Zone: String, Sendable, Hashable, CaseIterable { case red, yellow, green }

    /// Values that mean the same.
    public struct Band: Sendable, Hashable {
        public var zone: Zone
        public var threshold: Threshold
        /// What the citizen does when a value falls into it.
        public var citizen: Wording?
    }

    public var id: String
    public var title: Wording
    /// How Observations name it.
    public var code: MeasurementCode
    /// As in UCUM: `%`, `mm[Hg]`, `kg`.
    public var unit: String
    /// The first that fits counts.
    public var bands: [Band]

    /// What a value in its unit means; nil when no band fits.
    public func band(for value: Double) -> Band? { bands.first { $0.threshold.holds(for: value) } }
}

/// A code and its system, written `http://loinc.org|59408-5`.
public struct MeasurementCode: Sendable, Hashable, CustomStringConvertible {
    public var system: String
    public var code: String

    public init(system: String, code: String) {
        self.system = system
        self.code = code
    }

    public init?(_ text: String) {
        let parts = text.split(separator: "|", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, !text.contains(where: \.isWhitespace) else { return nil }
        self.init(system: String(parts[0]), code: String(parts[1]))
    }

    public var description: String { system + "|" + code }
}

/// A comparison with a number, written `>= 92`.
public struct Threshold: Sendable, Hashable, CustomStringConvertible {
    public enum Comparison: String, Sendable, Hashable, CaseIterable {
        case less = "<"
        case atMost = "<="
        case more = ">"
        case atLeast = ">="
        case equal = "="
    }

    public var comparison: Comparison
    public var number: Double
    /// The number as it was written.
    public var written: String

    public init?(_ text: String) {
        let signs = text.prefix { "<>=".contains($0) }
        let digits = text.dropFirst(signs.count).drop { $0 == " " }
        guard let comparison = Comparison(rawValue: String(signs)), let number = Double(digits), number.isFinite,
            digits.allSatisfy({ "0123456789.-".contains($0) })
        else { return nil }
        self.comparison = comparison
        self.number = number
        written = String(digits)
    }

    public func holds(for value: Double) -> Bool {
        switch comparison {
        case .less: value < number
        case .atMost: value <= number
        case .more: value > number
        case .atLeast: value >= number
        case .equal: value == number
        }
    }

    public var description: String { "\(comparison.rawValue) \(written)" }
}
