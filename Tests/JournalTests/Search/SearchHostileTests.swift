import FHIR
import Journal
import Samples
import Testing

@Suite("Nothing that is asked or stored breaks a search") struct SearchHostileTests {
    private static let pieces = [
        "", "a", "Å", "|", ",", "\\", "$", "\\,", "-", "0", "9", "1e9", "1e-9", "1e400", "-1e37", ".", "2026", "-13", "T", "Z", "+14:00",
        ":", "://", "/", "#", "eq",
        "gt", "ap", "lt", " ", "\u{0}", "\u{301}", "😀", "http://a.example/", "urn:oid:", "Patient/", "1677-09-21T00:12:43.145224193Z",
        "2262-04-11T23:47:16.854775807Z",
        "0001-01-01", "9999-12-31", "http://unitsofmeasure.org", "mg", "%", "true",
    ]

    @Test("values", arguments: 0..<8) func values(_ seed: Int) async throws {
        var numbers = SeededNumbers(seed: UInt64(seed))
        let bench = try await SearchBench(SearchMeaningTests.patients + SearchValueTests.observations + SearchValueTests.others)
        let types = ["Patient", "Observation", "Location", "RiskAssessment", "ValueSet", "PlanDefinition"]
        var kinds: Set<Bool> = []
        for _ in 0..<500 {
            let type = types.randomElement(using: &numbers) ?? ""
            let parameter = try #require(SearchParameters.r4.of(type).randomElement(using: &numbers))
            let modifier =
                ["", "", "", ":exact", ":contains", ":not", ":below", ":above", ":text", ":identifier", ":of-type", ":missing"]
                .randomElement(using: &numbers) ?? ""
            let value = (0..<Int.random(in: 0...5, using: &numbers)).map { _ in Self.pieces.randomElement(using: &numbers) ?? "" }.joined()
            do {
                _ = try await bench.find(type, parameter.code + modifier, value)
                kinds.insert(true)
            } catch let error as SearchError {
                #expect(!error.message.isEmpty)
                kinds.insert(false)
            } catch let error as JournalError {
                #expect(error.kind == .invalid)
            }
        }
        #expect(kinds == [true, false])
    }

    @Test("names", arguments: 0..<4) func names(_ seed: Int) {
        var numbers = SeededNumbers(seed: UInt64(seed))
        let pieces = [
            "_has", ":", ".", "Patient", "Observation", "subject", "name", "missing", "_id", "", "identifier", "general-practitioner", "é",
            "\u{0}",
        ]
        for _ in 0..<2000 {
            let name = (0..<Int.random(in: 0...9, using: &numbers)).map { _ in pieces.randomElement(using: &numbers) ?? "" }.joined()
            _ = try? SearchParameters.r4.criterion(name, "x", of: "Patient", base: SearchBench.base)
        }
    }

    @Test(
        "times at the ends of what can be told",
        arguments: [
            "0001-01-01", "1600", "1677-09-21T00:12:43.145224193Z", "1677-09-21T00:12:44Z", "1677-09-22", "2262-04-11",
            "2262-04-11T23:47:16.854775807Z", "2263", "9999-12-31", "9999-12-31T23:59:59.999999999-12:00",
        ])
    func ends(_ time: String) async throws {
        let times = ["0001-01-01", "1600", "1700-01-01", "2200", "2263", "9999-12-31"]
        let bench = try await SearchBench(
            times.enumerated().map { #"{"resourceType":"Patient","id":"\#($0)","birthDate":"\#($1)"}"# }
                + times.enumerated().map { #"{"resourceType":"Encounter","id":"s\#($0)","status":"finished","period":{"start":"\#($1)"}}"# }
                + times.enumerated().map { #"{"resourceType":"Encounter","id":"e\#($0)","status":"finished","period":{"end":"\#($1)"}}"# })
        for comparison in SearchTest.Comparison.allCases {
            _ = try await bench.find("Patient", "birthdate", comparison.rawValue + time)
            _ = try await bench.find("Encounter", "date", comparison.rawValue + time)
        }
    }

    @Test(
        "resources in the wrong form",
        arguments: [
            #"{"resourceType":"Patient","id":"x","name":"Kari","birthDate":{"a":1},"identifier":[[{"value":"1"}],null,"x",{"value":{"a":1}},{"value":1}],"telecom":{"value":"1"},"gender":["male"],"active":"true"}"#,
            #"{"resourceType":"Observation","id":"x","code":[{"coding":{"code":"a"}}],"valueQuantity":{"value":"5","code":"mg"},"effectiveDateTime":20260101,"effectivePeriod":[],"component":{"valueQuantity":{"value":1e999}},"subject":"Patient/1"}"#,
            #"{"resourceType":"Observation","id":"x","code":{"coding":[{"code":"a"}]},"valueQuantity":{"value":12345678901234567890123456789012345678901234567890,"code":"mg","system":"http://unitsofmeasure.org"},"valueString":"\u0041\u00e5"}"#,
            ##"{"resourceType":"Patient","id":"x","n\u0061me":[{"family":"K\u00e5re"}],"text":{"div":7},"contained":[{"text":{"div":"x"}}],"generalPractitioner":[{"reference":"#"},{"reference":"/"},{"reference":""},{"reference":"a/_history/1"},{"reference":"//_history/"}]}"##,
            #"{"resourceType":"Bundle","id":"x","type":"message","entry":{"resource":{"resourceType":"MessageHeader","id":"m"}}}"#,
            #"{"resourceType":"Nothing","id":"x","name":"a"}"#,
        ])
    func resources(_ text: String) async throws {
        let resource = try Resource(json: Array(text.utf8))
        let entries = SearchParameters.r4.entries(of: resource.root, type: resource.type)
        #expect(entries.contains(.all(resource.type)))
        #expect(entries == entries.sorted())
        #expect(Set(entries).count == entries.count)
    }
}
