import Directory
import Testing

@testable import Pathways

@Suite("The result of a score") struct ScoreTests {
    static func news2(_ changes: [String: ScoreInput?] = [:]) throws -> ScoreResult {
        let score = try ScoreCase.score("NEWS2", "rcp-2017")
        var inputs = ScoreCase.well(score)
        for (key, value) in changes { inputs[key] = value }
        return score.result(of: inputs)
    }

    /// Totals that differ by one around every limit.
    static let totals: [([String: String], Int, String)] = [
        ([:], 0, "none"), (["pulse": "91"], 1, "low"), (["pulse": "111", "systolic": "100"], 4, "low"), (["respiration": "8"], 3, "single"),
        (["respiration": "8", "pulse": "91"], 4, "single"), (["pulse": "111", "systolic": "100", "temperature": "38.1"], 5, "medium"),
        (["pulse": "111", "systolic": "100", "temperature": "39.1"], 6, "medium"),
        (["respiration": "8", "pulse": "131"], 6, "medium"), (["respiration": "8", "pulse": "131", "temperature": "38.1"], 7, "high"),
    ]

    @Test("names what its total means", arguments: totals) func bands(_ values: [String: String], total: Int, band: String) throws {
        let score = try ScoreCase.score("NEWS2", "rcp-2017")
        var inputs = ScoreCase.well(score)
        for (key, value) in values {
            guard case .number(let measure) = score.input(key)?.kind else { continue }
            inputs[key] = ScoreInput.quantity(value, measure.unit)
        }
        let result = score.result(of: inputs)
        #expect(result.total == total)
        #expect(result.band?.id == band)
    }

    @Test(
        "of readmission has the published groups at both sides of each limit",
        arguments: [
            ("LACE", "van-walraven-2010", ["acute"], "1", 4, "low"), ("LACE", "van-walraven-2010", ["acute"], "2", 5, "moderate"),
            ("LACE", "van-walraven-2010", ["acute", "tumour"], "4", 9, "moderate"),
            ("LACE", "van-walraven-2010", ["acute", "tumour"], "7", 10, "high"),
            ("HOSPITAL", "donze-2016", ["oncology", "urgent", "procedure"], "0", 4, "low"),
            ("HOSPITAL", "donze-2016", ["oncology", "urgent"], "5", 5, "intermediate"),
            ("HOSPITAL", "donze-2016", ["oncology", "urgent", "procedure"], "5", 6, "intermediate"),
        ])
    func groups(_ name: String, _ variant: String, _ yes: [String], _ days: String, _ total: Int, _ band: String) throws {
        let score = try ScoreCase.score(name, variant)
        var inputs = ScoreCase.well(score)
        for input in yes { inputs[input] = .answer("yes") }
        inputs["length-of-stay"] = ScoreInput.quantity(days, "d")
        var result = score.result(of: inputs)
        #expect(result.total == total && result.band?.id == band)
        guard name == "HOSPITAL", total == 6 else { return }
        inputs["haemoglobin"] = ScoreInput.quantity("11", "g/dL")
        result = score.result(of: inputs)
        #expect(result.total == 7 && result.band?.id == "high")
    }

    @Test("explains each item, and says that it does not decide") func explains() throws {
        let lines = try Self.news2(["pulse": .quantity("96", "/min")]).lines(in: "nb")
        #expect(
            lines == [
                "Pustefrekvens: 16 /min [<= 20] → 0", "Oksygenmetning: 98 % [>= 96] → 0", "Får oksygen: nei → 0",
                "Systolisk blodtrykk: 120 mm[Hg] [<= 219] → 0", "Puls: 96 /min [<= 110] → 1", "Bevissthet: våken → 0",
                "Temperatur: 37.0 °C [<= 38.0] → 0",
                "NEWS2 (skala 1): 1 (0–20). Lav. Målinger hver fjerde til sjette time (ikke kontrollert mot kilden)",
                "Poengene støtter vurderingen. De avgjør ikke.",
            ])
    }

    @Test("gives no total while something is missing, and names it") func missing() throws {
        let result = try Self.news2(["pulse": nil as ScoreInput?, "temperature": nil as ScoreInput?])
        #expect(result.total == nil && result.band == nil && result.soFar == 0 && result.reached == nil)
        #expect(result.missing.map(\.input) == ["pulse", "temperature"])
        #expect(
            result.lines(in: "da").suffix(3) == [
                "NEWS2 (skala 1): mindst 0", "Mangler: Puls, Temperatur", "Pointene støtter vurderingen. De afgør den ikke.",
            ])
    }

    @Test("says what is sure before everything is known") func reached() throws {
        let result = try Self.news2([
            "respiration": .quantity("30", "/min"), "systolic": .quantity("85", "mm[Hg]"), "consciousness": .answer("voice"),
            "temperature": nil as ScoreInput?,
        ])
        #expect(result.total == nil && result.soFar == 9)
        #expect(result.band == nil && result.reached?.id == "high")
    }

    @Test("takes no value that cannot be right, no unit that it does not know and no word that it does not have") func refused() throws {
        let result = try Self.news2([
            "saturation": .quantity("9.7", "%"), "temperature": .quantity("99.1", "[degF]"), "consciousness": .answer("sleepy"),
            "pulse": .answer("fast"),
        ])
        #expect(result.total == nil)
        #expect(
            result.missing.map { "\($0.input) \($0.reason)" } == [
                "saturation impossible", "pulse unknownAnswer", "consciousness unknownAnswer", "temperature unit(\"[degF]\")",
            ])
    }

    @Test(
        "rounds to the digits of the table, half away from nothing, and shows what was given",
        arguments: [("35.04", 3), ("35.05", 1), ("36.04", 1), ("36.05", 0), ("39.04", 1), ("39.05", 2), ("38", 0)])
    func rounds(_ value: String, points: Int) throws {
        let result = try Self.news2(["temperature": .quantity(value, "Cel")])
        let item = try #require(result.items.last)
        #expect(item.points == points)
        #expect(item.values.first?.given == (value == "38" ? nil : "\(value) °C"))
    }

    @Test(
        "brings other units into that of the table, exactly",
        arguments: [("7.4", "mmol/L", 1), ("7.5", "mmol/L", 0), ("119", "g/L", 1), ("120", "g/L", 0)])
    func units(_ value: String, _ unit: String, points: Int) throws {
        let score = try ScoreCase.score("HOSPITAL", "donze-2016")
        var inputs = ScoreCase.well(score)
        inputs["haemoglobin"] = ScoreInput.quantity(value, unit)
        let item = try #require(score.result(of: inputs).items.first { $0.id == "haemoglobin" })
        #expect(item.points == points)
        #expect(item.values.first?.given == "\(value) \(unit)")
    }

    @Test("needs to know of oxygen only where scale 2 does") func scaleTwoNeeds() throws {
        let score = try ScoreCase.score("NEWS2", "rcp-2017-scale-2")
        #expect(try ScoreCase.points("NEWS2", "rcp-2017-scale-2", "saturation", "92") == 0)
        #expect(try ScoreCase.points("NEWS2", "rcp-2017-scale-2", "saturation", "93") == nil)
        #expect(score.result(of: ["saturation": .quantity("93", "%") ?? .answer("")]).missing.contains { $0.input == "oxygen" })
    }

    @Test("is never of a variant that somebody guessed") func variants() throws {
        #expect(
            ScoreCase.library.definitions.map { "\($0.name) \($0.variant)" } == [
                "HOSPITAL donze-2013", "HOSPITAL donze-2016", "LACE uk-modified", "LACE van-walraven-2010", "NEWS2 rcp-2017",
                "NEWS2 rcp-2017-scale-2",
            ])
        #expect(ScoreCase.library.score("LACE") == nil)
        #expect(ScoreCase.library.score("LACE", variant: "2010") == nil)
    }
}

@Suite("A file of a score") struct ScoreFileTests {
    @Test(
        "is refused with its line when it cannot be right",
        arguments: [
            ("range: {from: 0, to: 20}", "range: {from: 0, to: 19}", "The rows give 0 to 20, not 0 to 19"),
            ("of: pulse", "of: heart", "There is no input \"heart\""),
            ("when: \"<= 8\"", "when: \"up to 8\"", "\"up to 8\" is no comparison with a number"),
            ("variant: rcp-2017", "varient: rcp-2017", "The key \"varient\" is not known here"),
            ("input: pulse", "input: respiration", "The input \"respiration\" is there twice"),
            ("decimals: 0", "decimals: none", "\"decimals\" is no whole number"),
        ])
    func refused(_ old: String, _ new: String, _ sentence: String) throws {
        let file = try #require(ScoreLibrary.shippedFiles.first { $0.name.hasSuffix("news2-rcp-2017.yaml") })
        let text = file.text.replacing(old, with: new, maxReplacements: 1)
        do {
            _ = try ScoreDefinition.read(yaml: text, file: file.name)
            Issue.record("It was taken.")
        } catch {
            #expect(error.list.contains { $0.what == sentence && $0.place.line > 0 && !$0.remedy.isEmpty }, "\(error)")
        }
    }

    @Test("cites its sources, each read or said not to be") func sources() {
        for score in ScoreCase.library.definitions {
            #expect(!score.sources.isEmpty)
            #expect(score.sources.allSatisfy { $0.isVerified == ($0.read != nil) })
        }
    }

    @Test("twice the same variant is refused") func twice() {
        let files = ScoreLibrary.shippedFiles
        #expect(throws: Mistakes.self) { try ScoreLibrary.read(files + [files[0]]) }
    }
}
