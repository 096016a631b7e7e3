import FHIR
import FHIRPath

extension TestReader {
    /// The prefix and what stands behind it; `eq` where there is none.
    private static func prefixed(_ value: String) -> (SearchTest.Comparison, String) {
        let letters = value.utf8.prefix { (0x61...0x7A).contains($0) }
        guard letters.count == 2, let comparison = SearchTest.Comparison(rawValue: String(value.prefix(2))) else { return (.eq, value) }
        return (comparison, String(value.dropFirst(2)))
    }

    static func time(_ value: String, _ code: String) throws(SearchError) -> (SearchTest.Comparison, SearchTest.Time) {
        let (comparison, text) = prefixed(EscapedText.plain(value))
        // A plus sign that was not escaped arrives as a space.
        guard let time = SearchTime(text.replacing(" ", with: "+")) else {
            throw .value(
                code, "It is a time such as `2026-01-31` or `2026-01-31T10:00:00Z`, with one of these before it: \(Self.prefixes).")
        }
        return (comparison, SearchTest.Time(start: time.start, end: time.end))
    }

    private static let prefixes = SearchTest.Comparison.allCases.map(\.rawValue).joined(separator: ", ")

    func number(_ value: String) throws(SearchError) -> SearchTest {
        let (comparison, text) = Self.prefixed(EscapedText.plain(value))
        guard let number = DecimalNumber(text), let test = SearchTest.Number(number, exponent: Self.exponent(text)) else {
            throw .value(parameter.code, "It is a number such as `0.8`, with one of these before it: \(Self.prefixes).")
        }
        return .number(comparison, test)
    }

    /// The power of ten of the last digit that was written; behind a whole number with an exponent one decimal is thought, as R4's own example
    /// has it: `1e2` is from 95 to 105.
    private static func exponent(_ text: String) -> Int {
        let parts = text.split(whereSeparator: { $0 == "e" || $0 == "E" })
        let decimals = parts[0].split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.count ?? 0
        guard parts.count > 1 else { return -decimals }
        return (Int(parts[1]) ?? 0) - max(1, decimals)
    }

    func quantities(_ value: String) throws(SearchError) -> [SearchTest] {
        let parts = EscapedText.parts(value, at: "|").map(EscapedText.plain)
        let (comparison, text) = Self.prefixed(parts[0])
        let exponent = Self.exponent(text.isEmpty ? "0" : text)
        guard let number = DecimalNumber(text), let plain = SearchTest.Number(number, exponent: exponent),
            parts.count == 1 || parts.count == 3
        else {
            throw .value(
                parameter.code,
                "It is `NUMBER`, `NUMBER|SYSTEM|CODE` or `NUMBER||UNIT`, with one of these before the number: \(Self.prefixes).")
        }
        guard parts.count == 3, parts[1...] != ["", ""] else { return [.quantity(comparison, plain, .any)] }
        if parts[1].isEmpty { return [.quantity(comparison, plain, .written(parts[2]))] }
        guard !parts[2].isEmpty else { throw .value(parameter.code, "Write the code of the unit behind its system.") }
        guard parts[1] == QuantityUnits.ucum, let scale = UnitScale(code: parts[2]) else {
            return [.quantity(comparison, plain, .code(system: parts[1], code: parts[2]))]
        }
        guard let converted = SearchTest.Number(number, exponent: exponent, converted: scale.inBaseUnits) else {
            throw .value(parameter.code, "The number is too large for its unit.")
        }
        return [.quantity(comparison, converted, .canonical(dimension: scale.dimension))]
    }
}

extension SearchTest.Time {
    /// As long again before and behind: what `ap` means.
    var widened: SearchTest.Time {
        let length = end.subtractingReportingOverflow(start)
        let extra = length.overflow ? Int64.max : length.partialValue
        let (low, under) = start.subtractingReportingOverflow(extra)
        let (high, over) = end.addingReportingOverflow(extra)
        return SearchTest.Time(start: under ? .min : low, end: over ? .max : high)
    }
}
