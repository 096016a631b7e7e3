import Foundation
import Testing

@testable import Population

@Suite("A file of rates") struct RatesTests {
    static func mistakes(_ change: (String) -> String) throws -> [String] {
        let text = change(Rates.shipped(.norway))
        return try #require(throws: RateMistakes.self) { try Rates(text, name: "mine.yaml") }.list.map(\.description)
    }

    @Test("is shipped for each country, and names the source of every figure", arguments: Nation.allCases) func shipped(nation: Nation)
        throws
    {
        let rates = try Rates(of: nation)
        #expect(rates.nation == nation)
        #expect(rates.conditions.count == 10 && rates.services.count == 5 && rates.wards.count == 6)
        #expect(rates.sources.values.allSatisfy { !$0.what.isEmpty && !$0.place.isEmpty && !$0.read.isEmpty })
        #expect(rates.sources.values.contains { $0.isVerified })
        for line in Rates.shipped(nation).split(separator: "\n")
        where !line.hasPrefix("#") && (line.contains("by age:") || line.contains("shares:")) {
            #expect(line.contains("source:"), "\(line)")
        }
    }

    @Test(
        "is refused with the line and what to do",
        arguments: [
            ("hospital: 0.3,", "hospital: 0.28,", "The shares add up to 0.98. Make them add up to 1."),
            ("provider: rehabilitation, code", "provider: spa, code", "Nobody provides \"training\": there is no provider \"spa\"."),
            ("acute: 0.42,", "acute: 0.4,", "The wards' parts of acute stays add up to 0.98."),
            ("late: {each: 0.02,", "late: {each: 1.02,", "1.02 is more than it can be. Write at most 1."),
            ("late: {each: 0.02,", "late: {each: -0.02,", "This is no rate."),
            ("late: {each: 0.02, source: assumption}", "late: {each: 0.02, source: hearsay}", "The source \"hearsay\" is not listed."),
            ("late: {each: 0.02, source: assumption}", "late: {each: 0.02}", "\"source\" is missing. Add it."),
            ("  twice: ", "  thrice: ", "\"thrice\" is not known here."),
            ("by age: [1.7, 2.95, 3.4, 3.9, 4.6]", "by age: [1.7, 2.95]", "A list by age has five rates."),
            ("weights: [24, 21, 20, 19, 16, 0, 0]", "weights: [0, 0, 0, 0, 0, 0, 0]", "These are not 7 weights."),
            (
                "among those: [0.01, 0.06, 0.14, 0.19, 0.18]", "among those: [0.01, 0.06, 0.14, 0.19, 0.9]",
                "0.9 of those with \"hypertension\" at 80+"
            ),
            ("given: hypertension, among", "given: gout, among", "\"gout\" is not listed before"),
            ("country: no", "country: se", "The country is not known. Write no or dk."),
            ("{shares: {1-6: 0.6, 7-48: 0.3,", "{shares: {1-6: 0.6, 5-48: 0.3,", "\"5-48\" is no number or stretch after the one before."),
            ("kind: planned, from age: 0", "kind: elective, from age: 0", "There are no \"elective\" stays."),
            ("role: dispatch", "role: switchboard", "The role \"switchboard\" is not known."),
        ]) func refused(old: String, new: String, sentence: String) throws
    {
        let shipped = Rates.shipped(.norway)
        let range = try #require(shipped.range(of: old), "the shipped file has it")
        let line = shipped[..<range.lowerBound].count { $0 == "\n" } + 1
        let found = try Self.mistakes { $0.replacingCharacters(in: range, with: new) }
        let mistake = try #require(found.first { $0.contains(sentence) }, "\(found)")
        // A sum is told where the list stands.
        if !sentence.contains("wards'") { #expect(mistake.hasPrefix("mine.yaml:\(line): "), "\(mistake)") }
    }

    @Test("tells everything that is wrong at once") func everything() throws {
        let found = try Self.mistakes { $0.replacing("each: 0.02", with: "each: 3").replacing("within: area", with: "within: world") }
        #expect(found.count >= 3)
    }

    @Test("is refused when it is none", arguments: ["", "- 1", "country: [no", "a: 1\na: 2"]) func noRates(text: String) throws {
        #expect(try #require(throws: RateMistakes.self) { try Rates(text, name: "mine.yaml") }.list.isEmpty == false)
    }
}
