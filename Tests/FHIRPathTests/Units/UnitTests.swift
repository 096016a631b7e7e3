import Samples
import Testing

@testable import FHIRPath

@Suite("Reading units") struct UnitTests {
    @Test(
        "takes what UCUM takes",
        arguments: [
            "1", "m", "mg", "kg", "mmol/L", "10*9/L", "10*-3", "10^6/uL", "10*12/L", "/min", "{beats}/min", "mm[Hg]", "cm[H2O]", "m[iU]/L",
            "[IU]/mL",
            "k[iU]/L", "kg/m2", "kg.m/s2", "mL/min/{1.73_m2}", "mg/dL{creat}", "ug/(24.h)", "(m/s)2{x}".replacing("2{x}", with: ""),
            "meq/L", "mosm/kg", "%",
            "[ppth]", "[pH]", "Cel", "[degF]", "cal_[15]", "B[10.nV]", "dB", "bit", "KiBy", "dag", "'", "''", "deg", "m[H2O]",
            "[in_i'H2O]", "{score}",
            "U/L", "kU/L", "m[IU]/mL", "mL/min/kg", "kat", "nkat/L", "g%", "mm/h", "a", "mo", "wk", "min", "h", "ms", "us", "[drp]",
            "[lb_av]", "[oz_av]", "[in_i]",
            "[foz_us]",
            "[CFU]/mL", "L/L", "pg", "fL", "mol/mol", "mmol/mol{Hb}", "[m/s2/Hz^(1/2)]", "m+2", "100", "m2.s-1", "/(m.s)",
        ])
    func units(_ code: String) { #expect(Unit(code: code) != nil) }

    @Test(
        "refuses what is no unit",
        arguments: [
            "", " ", "mg ", " mg", "mG/l ", "foo", "[s]", "[foo]", "mm[Hg", "kmin", "k[in_i]", "m//s", "m.", ".m", "m/", "()", "(m",
            "m)", "m^2", "m**2", "{a",
            "m{a}b", "{å}", "m--1", "m-", "Cel2", "Cel/m", "m0", "m61", "(m/s)2", "da", "0", "µg", "mg/dl/", "day", "1,5", "m{a{b}}",
            "10*99",
            "99999999999999999999",
            String(repeating: "(", count: 40) + "m" + String(repeating: ")", count: 40), String(repeating: "m.", count: 200) + "m",
        ])
    func refusals(_ code: String) { #expect(Unit(code: code) == nil) }

    @Test("knows every unit that is defined here") func definitions() {
        let lines = [
            UnitDefinitions.metric, UnitDefinitions.time, UnitDefinitions.other, UnitDefinitions.customary, UnitDefinitions.metricLast,
        ]
        let codes = lines.flatMap { $0.split(separator: "\n").compactMap { $0.split(separator: " ").first.map(String.init) } }
        for code in codes { #expect(Unit(code: code) != nil, "\(code)") }
        #expect(Set(codes).count == codes.count)
        let others =
            UnitDefinitions.incomparable.metric.count + UnitDefinitions.incomparable.plain.count + UnitDefinitions.temperatures.count
        // And seven base units, and the second name of the international unit.
        #expect(UnitTable.ucum.count == codes.count + others + 8)
    }

    @Test(
        "gives a product its code",
        arguments: [
            ("cm", "cm", 1, "cm2"), ("cm", "cm2", 1, "cm3"), ("cm2", "cm", -1, "cm"), ("g", "m", -1, "g/m"), ("m", "m", -1, "1"),
            ("1", "s", -1, "/s"),
            ("mg/dL", "dL", 1, "mg"), ("{cells}", "uL", -1, "{cells}/uL"), ("10*9/L", "10*9", 1, "10*18/L"), ("m", "cm", 1, "m.cm"),
            ("24.h", "24", 1, "24.24.h"),
            ("mg{a}", "mg{b}", 1, "mg{a}.mg{b}"),
        ])
    func products(_ left: String, _ right: String, _ power: Int, _ expected: String) throws {
        let product = try #require(Unit(code: left)).multiplied(by: try #require(Unit(code: right)), power: power)
        #expect(product?.code == expected)
        #expect(Unit(code: expected)?.dimension == product?.dimension)
    }

    @Test("is decided for every text, however odd", arguments: [51, 52] as [UInt64]) func anything(seed: UInt64) {
        var chance = SeededNumbers(seed: seed)
        let pieces = [
            "m", "g", "k", "10*", "10^", "[in_i]", "[", "]", "{", "}", "(", ")", ".", "/", "-", "+", "2", "60", "99", "Cel", "mol", "%",
            "'", " ", "å", "Y", "y",
        ]
        for _ in 0..<3000 {
            let code = (0..<Int.random(in: 1...9, using: &chance)).map { _ in pieces.randomElement(using: &chance) ?? "" }.joined()
            guard let unit = Unit(code: code) else { continue }
            // What is printed of a unit reads back as the same unit.
            guard let again = Unit(code: unit.code) else {
                Issue.record("\(code) is printed as \(unit.code), which is no unit")
                return
            }
            #expect(again.dimension == unit.dimension)
            #expect(again.factor.numerator == unit.factor.numerator && again.factor.exponent == unit.factor.exponent)
        }
    }
}
