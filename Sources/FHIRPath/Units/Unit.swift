/// A unit of the Unified Code for Units of Measure, read and understood. https://ucum.org/ucum
struct Unit: Sendable {
    var dimension: Dimension
    /// How many of the base units it is.
    var factor: Ratio
    /// Where its zero stands on the scale that begins at absolute zero, counted in its own steps: 273.15 for `Cel`; nil for ratio scales.
    var zero: DecimalNumber?
    /// The atoms as they were written, with their powers, to write products with.
    var terms: [Term]

    struct Term: Sendable, Hashable {
        /// With its prefix and annotation apart: `mg` and `{creat}`.
        var code: String
        var annotation: String
        var power: Int
    }

    static let one = Unit(dimension: .none, factor: .one, zero: nil, terms: [])

    /// Nil when it is no UCUM unit, or nests or grows beyond reason.
    init?(code: String) {
        guard let unit = UnitCache.shared.unit(code) else { return nil }
        self = unit
    }

    init(dimension: Dimension, factor: Ratio, zero: DecimalNumber? = nil, terms: [Term]) {
        self.dimension = dimension
        self.factor = factor
        self.zero = zero
        self.terms = terms
    }

    var isDimensionless: Bool { dimension == .none }

    /// This times a power of another; nil when either has a zero of its own (degrees Celsius have no square).
    func multiplied(by other: Unit, power: Int = 1) -> Unit? {
        if power == 1, terms.isEmpty, zero == nil, factor.powerOfTen == 0, isDimensionless { return other }
        guard zero == nil, other.zero == nil, let dimension = dimension.adding(other.dimension, times: power),
            let raised = other.factor.power(power),
            let factor = factor.multiplied(by: raised)
        else { return nil }
        var terms = terms
        for term in other.terms {
            let added = term.power * power
            if let index = terms.firstIndex(where: { $0.code == term.code && $0.annotation == term.annotation }) {
                terms[index].power += added
            } else {
                terms.append(Term(code: term.code, annotation: term.annotation, power: added))
            }
        }
        terms.removeAll { $0.power == 0 }
        return Unit(dimension: dimension, factor: factor, terms: terms)
    }

    /// Its code, with what divides behind a slash: `mg/dL`, `kg.m/s2`; `1` when nothing is left.
    var code: String {
        let above = terms.filter { $0.power > 0 }.map { $0.written(separator: ".") }.joined(separator: ".")
        let below = terms.filter { $0.power < 0 }.map { "/" + $0.written(separator: "/") }.joined()
        return above.isEmpty && below.isEmpty ? "1" : above + below
    }
}

extension Unit.Term {
    /// Without the sign of its power. A number has no power in UCUM, so it is repeated.
    fileprivate func written(separator: String) -> String {
        let count = Int(power.magnitude)
        if code.isEmpty { return annotation }
        if count == 1 { return code + annotation }
        if code.utf8.allSatisfy({ $0 &- 48 < 10 }) { return Array(repeating: code + annotation, count: count).joined(separator: separator) }
        return code + String(count) + annotation
    }
}
