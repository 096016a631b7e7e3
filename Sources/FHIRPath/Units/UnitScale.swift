/// A unit of UCUM as others that measure the same can be compared with it: by what it is in base units.
package struct UnitScale: Sendable {
    /// What is measured: the same text for all units that convert to each other, in every version.
    package let dimension: String
    private let factor: Ratio
    private let zero: DecimalNumber?

    /// Nil when the code is no UCUM unit.
    package init?(code: String) {
        guard let unit = Unit(code: code) else { return nil }
        dimension = unit.dimension.text
        factor = unit.factor
        zero = unit.zero
    }

    /// Nil when the number becomes too large.
    package func inBaseUnits(_ value: DecimalNumber) -> DecimalNumber? {
        guard let zero else { return factor.applied(to: value) }
        return value.adding(zero).flatMap { factor.applied(to: $0) }
    }
}
