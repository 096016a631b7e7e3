import Testing

@testable import Pathways

/// Each row: an item, a value and its points, on both sides of every cut point of the published tables, written by hand.
@Suite("A score gives the published points at every cut point") struct CutPointTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var item: String
        var value: String
        var points: Int
        var with: [String: String] = [:]

        init(_ item: String, _ value: String, _ points: Int, _ with: [String: String] = [:]) {
            self.item = item
            self.value = value
            self.points = points
            self.with = with
        }

        var testDescription: String { "\(item) \(value)" }
    }

    static let sharedRows: [Row] = [
        Row("respiration", "0", 3), Row("respiration", "8", 3), Row("respiration", "9", 1), Row("respiration", "11", 1),
        Row("respiration", "12", 0), Row("respiration", "20", 0), Row("respiration", "21", 2), Row("respiration", "24", 2),
        Row("respiration", "25", 3), Row("respiration", "60", 3),
        Row("oxygen", "yes", 2), Row("oxygen", "no", 0),
        Row("systolic", "90", 3), Row("systolic", "91", 2), Row("systolic", "100", 2), Row("systolic", "101", 1), Row("systolic", "110", 1),
        Row("systolic", "111", 0), Row("systolic", "219", 0), Row("systolic", "220", 3),
        Row("pulse", "40", 3), Row("pulse", "41", 1), Row("pulse", "50", 1), Row("pulse", "51", 0), Row("pulse", "90", 0),
        Row("pulse", "91", 1), Row("pulse", "110", 1), Row("pulse", "111", 2), Row("pulse", "130", 2), Row("pulse", "131", 3),
        Row("consciousness", "alert", 0), Row("consciousness", "confusion", 3), Row("consciousness", "voice", 3),
        Row("consciousness", "pain", 3), Row("consciousness", "unresponsive", 3),
        Row("temperature", "35.0", 3), Row("temperature", "35.1", 1), Row("temperature", "36.0", 1), Row("temperature", "36.1", 0),
        Row("temperature", "38.0", 0), Row("temperature", "38.1", 1), Row("temperature", "39.0", 1), Row("temperature", "39.1", 2),
    ]

    @Test("NEWS2, in both oxygen scales alike", arguments: ["rcp-2017", "rcp-2017-scale-2"], sharedRows) func news2(
        _ variant: String, _ row: Row
    )
        throws
    {
        #expect(try ScoreCase.points("NEWS2", variant, row.item, row.value, with: row.with) == row.points)
    }

    @Test(
        "NEWS2 oxygen scale 1",
        arguments: [("91", 3), ("92", 2), ("93", 2), ("94", 1), ("95", 1), ("96", 0), ("100", 0)])
    func scaleOne(_ value: String, points: Int) throws {
        #expect(try ScoreCase.points("NEWS2", "rcp-2017", "saturation", value) == points)
        #expect(try ScoreCase.points("NEWS2", "rcp-2017", "saturation", value, with: ["oxygen": "yes"]) == points)
    }

    static let scaleTwoRows: [(String, Int, Int)] = [
        ("83", 3, 3), ("84", 2, 2), ("85", 2, 2), ("86", 1, 1), ("87", 1, 1), ("88", 0, 0), ("92", 0, 0), ("93", 0, 1), ("94", 0, 1),
        ("95", 0, 2), ("96", 0, 2), ("97", 0, 3), ("100", 0, 3),
    ]

    @Test("NEWS2 oxygen scale 2, on air and on oxygen", arguments: scaleTwoRows) func scaleTwo(_ value: String, air: Int, oxygen: Int)
        throws
    {
        #expect(try ScoreCase.points("NEWS2", "rcp-2017-scale-2", "saturation", value, with: ["oxygen": "no"]) == air)
        #expect(try ScoreCase.points("NEWS2", "rcp-2017-scale-2", "saturation", value, with: ["oxygen": "yes"]) == oxygen)
    }

    @Test(
        "LACE length of stay, where the variants part at fourteen days",
        arguments: [
            ("0", 0, 0), ("0.9", 0, 0), ("1", 1, 1), ("2", 2, 2), ("3", 3, 3), ("4", 4, 4), ("6", 4, 4), ("7", 5, 5), ("13", 5, 5),
            ("14", 7, 6),
            ("60", 7, 6),
        ])
    func lengthOfStay(_ days: String, original: Int, modified: Int) throws {
        #expect(try ScoreCase.points("LACE", "van-walraven-2010", "length-of-stay", days) == original)
        #expect(try ScoreCase.points("LACE", "uk-modified", "length-of-stay", days) == modified)
    }

    @Test(
        "LACE emergency visits", arguments: ["van-walraven-2010", "uk-modified"],
        [("0", 0), ("1", 1), ("2", 2), ("3", 3), ("4", 4), ("9", 4)])
    func visits(_ variant: String, _ row: (String, Int)) throws {
        #expect(try ScoreCase.points("LACE", variant, "emergency-visits", row.0) == row.1)
    }

    @Test("LACE acuity", arguments: ["van-walraven-2010", "uk-modified"]) func acute(_ variant: String) throws {
        #expect(try ScoreCase.points("LACE", variant, "acute", "yes") == 3)
        #expect(try ScoreCase.points("LACE", variant, "acute", "no") == 0)
    }

    /// Diseases, the points of the original and of the modified table.
    static let diseases: [([String], Int, Int)] = [
        ([], 0, 0), (["myocardial-infarction"], 1, 1), (["cerebrovascular"], 1, 1), (["peripheral-vascular"], 1, 1), (["diabetes"], 1, 1),
        (["heart-failure"], 2, 2), (["diabetes-organ-damage"], 2, 2), (["chronic-lung"], 2, 2), (["tumour"], 2, 2),
        (["diabetes", "diabetes-organ-damage"], 2, 2), (["dementia"], 3, 3), (["connective-tissue"], 3, 3),
        (["diabetes", "chronic-lung"], 3, 3), (["hiv"], 5, 4), (["dementia", "diabetes"], 5, 4), (["dementia", "chronic-lung"], 5, 5),
        (["metastatic"], 5, 6), (["tumour", "metastatic"], 5, 6), (["dementia", "chronic-lung", "heart-failure"], 5, 6),
    ]

    @Test("LACE comorbidity, where the variants part from four on", arguments: diseases)
    func comorbidity(_ named: [String], original: Int, modified: Int) throws {
        for (variant, points) in [("van-walraven-2010", original), ("uk-modified", modified)] {
            let score = try ScoreCase.score("LACE", variant)
            var inputs = ScoreCase.well(score)
            for disease in named { inputs[disease] = .answer("yes") }
            #expect(score.result(of: inputs).items.first { $0.id == "comorbidity" }?.points == points, "\(variant)")
        }
    }

    @Test("LACE of the two tables, each with the diseases that only it names") func ownDiseases() throws {
        func points(_ variant: String, _ disease: String) throws -> Int? {
            let score = try ScoreCase.score("LACE", variant)
            var inputs = ScoreCase.well(score)
            inputs[disease] = .answer("yes")
            return score.result(of: inputs).items.first { $0.id == "comorbidity" }?.points
        }
        #expect(try points("van-walraven-2010", "mild-liver-or-renal") == 2)
        #expect(try points("van-walraven-2010", "severe-liver-or-renal") == 5)
        #expect(try points("uk-modified", "peptic-ulcer") == 1)
        #expect(try points("uk-modified", "mild-liver") == 2)
        #expect(try points("uk-modified", "severe-renal") == 2)
        #expect(try points("uk-modified", "severe-liver") == 4)
    }

    @Test(
        "HOSPITAL, where the variants part by admissions in the year before",
        arguments: [("0", 0, 0), ("1", 2, 0), ("2", 2, 2), ("5", 2, 2), ("6", 5, 5), ("20", 5, 5)])
    func admissions(_ count: String, first: Int, later: Int) throws {
        #expect(try ScoreCase.points("HOSPITAL", "donze-2013", "admissions", count) == first)
        #expect(try ScoreCase.points("HOSPITAL", "donze-2016", "admissions", count) == later)
    }

    static let hospitalRows: [Row] = [
        Row("haemoglobin", "11.9", 1), Row("haemoglobin", "11.99", 1), Row("haemoglobin", "12.0", 0), Row("sodium", "134", 1),
        Row("sodium", "134.9", 1), Row("sodium", "135", 0), Row("oncology", "yes", 2), Row("oncology", "no", 0), Row("procedure", "yes", 1),
        Row("procedure", "no", 0), Row("urgent", "yes", 1), Row("urgent", "no", 0), Row("length-of-stay", "4", 0),
        Row("length-of-stay", "4.9", 0), Row("length-of-stay", "5", 2),
    ]

    @Test("HOSPITAL, the rest alike in both variants", arguments: ["donze-2013", "donze-2016"], hospitalRows)
    func hospital(_ variant: String, _ row: Row) throws {
        #expect(try ScoreCase.points("HOSPITAL", variant, row.item, row.value) == row.points)
    }
}
