import Conformance
import FHIR
import Foundation
import Samples
import Testing

@testable import Validation

@Suite("R4's own profiles", .enabled(if: SharedData.has("data/fhir-r4"), "no shared data")) struct R4ProfileTests {
    /// With R4's profiles, value sets and code systems.
    private static let validator: Result<Validator, any Error> = Result {
        var validator = Validator()
        validator.definitions = try Definitions(
            ["profiles", "valuesets", "codesystems"].map { name in
                try Resource(json: SharedData.bytes("data/fhir-r4/\(name).json.gz"))
            })
        return validator
    }

    private static func examples() throws -> [(number: Int, resource: Resource)] {
        let lines = try SharedData.bytes("data/fhir-r4/examples.ndjson.gz").split(separator: 0x0A)
        return lines.enumerated().compactMap { number, line in (try? Resource(json: Array(line))).map { (number, $0) } }
    }

    @Test("can all be used") func usable() throws {
        let definitions = try Self.validator.get().definitions
        #expect(definitions.count > 1200)
        #expect(definitions.remarks.isEmpty, "\(definitions.remarks)")
    }

    @Test("find in HL7's examples what is in the table") func examples() throws {
        let validator = try Self.validator.get()
        var found: [String] = []
        for (number, resource) in try Self.examples() {
            let base = Set(Validator.shared.validate(resource))
            for problem in validator.validate(resource) where !base.contains(problem) {
                let place = problem.location.replacing(/\[[0-9]+\]/, with: "")
                found.append("profiles/\(number) \(resource.type)\t\(problem.severity.rawValue)\t\(problem.rule)\t\(place)\t1")
            }
        }
        var counts: [String: Int] = [:]
        for line in found { counts[line, default: 0] += 1 }
        let lines = Set(counts.map { line, count in String(line.dropLast()) + String(count) })
        let known = Findings.known(of: "profiles")
        #expect(lines.subtracting(known).sorted() == [], "not in the table")
        #expect(known.subtracting(lines).sorted() == [], "in the table, not found")
    }
}
