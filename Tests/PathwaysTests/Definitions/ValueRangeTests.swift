import Testing

@testable import Pathways

@Suite("The values of a zone") struct ValueRangeTests {
    static func measurement(_ thresholds: [String]) -> MeasurementDefinition {
        let bands = thresholds.compactMap { Threshold($0).map { MeasurementDefinition.Band(zone: .red, threshold: $0) } }
        #expect(bands.count == thresholds.count)
        let word = Wording(nb: "m", nn: "m", da: "m", en: "m")
        return MeasurementDefinition(
            id: "m", title: word, code: MeasurementCode(system: "http://loinc.org", code: "1"), unit: "1", bands: bands)
    }

    static func text(_ range: ValueRange) -> String {
        let low = range.lowest.map { ($0.isIncluded ? "[" : "(") + $0.written } ?? "("
        let high = range.highest.map { $0.written + ($0.isIncluded ? "]" : ")") } ?? ")"
        return low + ".." + high
    }

    @Test(
        "are those that no earlier zone takes",
        arguments: [
            (["< 88", "< 92", ">= 92"], ["(..88)", "[88..92)", "[92..)"]),
            ([">= 39.5", ">= 38.0", "< 38.0"], ["[39.5..)", "[38.0..39.5)", "(..38.0)"]),
            (["<= 40", "> 130", "> 40"], ["(..40]", "(130..)", "(40..130]"]),
            (["= 5", "< 9", "> 8"], ["[5..5]", "(..9)", "[9..)"]),
            (["< 1", "< 3", "< 2"], ["(..1)", "[1..3)", "[3..2)"]),
        ])
    func ranges(_ thresholds: [String], _ expected: [String]) {
        let measurement = Self.measurement(thresholds)
        #expect(measurement.bands.indices.map { Self.text(measurement.values(at: $0)) } == expected)
    }

    @Test("hold every value whose zone it is, and no other") func agree() {
        for thresholds in [["< 88", "< 92", ">= 92"], [">= 39.5", ">= 38.0", "< 38.0"], ["<= 40", "> 130", "> 40"]] {
            let measurement = Self.measurement(thresholds)
            for tenth in 0...1400 {
                let value = Double(tenth) / 10
                let holding = measurement.bands.indices.filter { place in
                    let range = measurement.values(at: place)
                    let isAbove = range.lowest.map { $0.isIncluded ? value >= $0.number : value > $0.number } ?? true
                    return isAbove && range.highest.map { $0.isIncluded ? value <= $0.number : value < $0.number } ?? true
                }
                #expect(holding == measurement.place(of: value).map { [$0] } ?? [], "\(thresholds) \(value)")
            }
        }
    }
}
