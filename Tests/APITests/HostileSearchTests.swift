import FHIR
import Journal
import Samples
import Testing

@testable import API

@Suite("Hostile searches") struct HostileSearchTests {
    /// What stands in a citizen's resources, and what a client sends: neither may come back in a refusal.
    static let stored = "41888012345"
    static let sent = "27999054321"

    @Test("never get a 500, and no refusal tells anything of a citizen", arguments: 1...6) func fuzz(_ seed: UInt64) async throws {
        var dice = SeededNumbers(seed: seed)
        let hub = Hub()
        let patient = try await hub.make(
            #"{"resourceType":"Patient","identifier":[{"system":"urn:a","value":"\#(Self.stored)"}],"name":[{"family":"Z\#(Self.stored)"}],"birthDate":"1950-02-03"}"#
        )
        _ = try await hub.make(
            #"{"resourceType":"Observation","status":"final","code":{"text":"Z\#(Self.stored)"},"subject":{"reference":"Patient/\#(patient)"},"valueString":"Z\#(Self.stored)"}"#
        )
        for _ in 0..<120 {
            let target = Self.target(&dice, patient)
            let reply =
                Bool.random(using: &dice)
                ? await hub.send("GET", target)
                : await hub.send("GET", target, ["Prefer": "handling=lenient", "Accept": "application/fhir+xml"])
            #expect([200, 400, 404, 406].contains(reply.status), "\(reply.status) \(target)")
            if reply.status != 200 {
                #expect(!reply.text.contains(Self.stored), "\(target)")
                #expect(!reply.text.contains(Self.sent), "\(target): \(reply.text)")
                #expect(!reply.text.contains("Patient/\(patient)"), "\(target)")
            }
        }
    }

    private static func target(_ dice: inout SeededNumbers, _ patient: String) -> String {
        let types = ["Patient", "Observation", "Encounter", "Location", "Bundle", "ValueSet", "RiskAssessment"]
        func pick<Value>(_ values: [Value]) -> Value { values[Int.random(in: 0..<values.count, using: &dice)] }
        let type = pick(types)
        let places = ["/\(type)", "/\(type)", "/\(type)", "", "/Patient/\(patient)/\(type)", "/Patient/\(patient)/*", "/\(type)/\(sent)/*"]
        let codes = SearchParameters.r4.of(type).map(\.code)
        let controls = [
            "_sort", "_include", "_revinclude", "_include:iterate", "_summary", "_elements", "_count", "_total", "_page", "_filter",
            "_list",
            "_type", "_explain", "_contained", "_query", "_has", "_has:Observation:subject:code", "_text", "_content", sent,
        ]
        let modifiers = [
            "", "", "", "", ":missing", ":exact", ":contains", ":not", ":text", ":in", ":not-in", ":below", ":above", ":of-type",
            ":identifier", ":Patient", ":\(sent)", ".name", ".\(sent)", ":Patient.identifier", ".subject.patient.link.organization", ":",
            ".", "::", "..",
        ]
        let values = [
            sent, "\(sent)|\(sent)", "|", "||", "$", "\(sent)$\(sent)", ",", "\\", "\\,", "true", "ge2026", "gt\(sent)-", "sa",
            "1e999999999",
            "-1", "9999999999999999999999", "NaN", "0x10", "5.4|http://unitsofmeasure.org|mg", "2026-13-40", "9999-12-31T24:00:00Z",
            "-\(sent)", "Patient/\(sent)", "Patient/\(patient)", "urn:uuid:\(sent)", "http://\(sent)/", "Patient:\(sent)", "*", "Patient:*",
            "\(type):\(pick(codes))", "\(type):\(pick(codes)):Patient", "name eq \"\(sent)\"", "(((", "\(pick(codes)) eq \(sent)",
            "\(pick(codes)) ge 1 and not (\(pick(codes)) co x)", "-\(pick(codes))", pick(codes), "\u{0}\u{FFFD}", "😀",
            String(repeating: "a,", count: 300) + "b", String(repeating: "9", count: 400), "91|181|-1|parsec", "59|10|5|km",
        ]
        var pairs: [(name: String, value: String)] = []
        for _ in 0..<Int.random(in: 0...4, using: &dice) {
            let name = Int.random(in: 0...2, using: &dice) == 0 ? pick(controls) : pick(codes) + pick(modifiers)
            pairs.append((name, pick(values)))
        }
        let query = pairs.map { escaped($0.name) + "=" + escaped($0.value) }.joined(separator: "&")
        return "/fhir" + pick(places) + (query.isEmpty ? "" : "?" + query)
    }

    private static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            let hex = String(byte, radix: 16, uppercase: true)
            return "%" + (hex.count < 2 ? "0" : "") + hex
        }.joined()
    }

    @Test("of great number or depth are refused, not died of") func large() async {
        let hub = Hub()
        let form = ["Content-Type": "application/x-www-form-urlencoded"]
        let many = Array(repeating: "name=a", count: 501).joined(separator: "&")
        #expect(await hub.send("POST", "/fhir/Patient/_search", form, many).sentence.contains("500 parameters"))
        let chain = Array(repeating: "subject", count: 5000).joined(separator: ".")
        #expect(await hub.send("GET", "/fhir/Observation?\(chain)=1").status == 400)
        let has = String(repeating: "_has:Observation:subject:", count: 2000)
        #expect(await hub.send("GET", "/fhir/Patient?\(has)code=1").status == 400)
        let composite = String(repeating: "a$", count: 50_000) + "b"
        #expect(await hub.send("GET", "/fhir/Observation?code-value-quantity=\(composite)").status == 400)
        let includes = Inclusion.references(of: "Observation", in: .r4).map { "_include=Observation:\($0.code)" }
        let all = ResourceTypes.all.filter { !Inclusion.references(of: $0, in: .r4).isEmpty }.map { "_include:iterate=\($0):*" } + includes
        #expect(await hub.send("GET", "/fhir/Observation?" + all.joined(separator: "&")).sentence.contains("50 inclusions"))
        // A chain through parameters that may point at any type, again and again.
        for code in ["focus", "subject", "based-on", "part-of", "target", "item", "entity", "related"] {
            for type in ["Observation", "Task", "Provenance", "List", "DocumentReference"] {
                let chain = Array(repeating: code, count: 7).joined(separator: ".")
                let start = ContinuousClock.now
                #expect([200, 400].contains(await hub.send("GET", "/fhir/\(type)?\(chain)._id=1").status))
                #expect(ContinuousClock.now - start < .seconds(5), "\(type) \(code)")
            }
        }
        let sort = Array(repeating: "_lastUpdated", count: 10_000).joined(separator: ",")
        #expect([200, 400].contains(await hub.send("GET", "/fhir/Patient?_sort=\(sort)").status))
    }
}
