import FHIR
import Foundation
import Samples
import Testing

@testable import Validation

/// The problems that HL7's, Synthea's and MedCom's resources really have.
enum Findings {
    static let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "findings.tsv")

    static let known: Set<String> = {
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return Set(text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init))
    }()

    /// One line for each rule and element: resource, severity, rule, place without positions, how many there are.
    static func lines(_ resource: Resource, _ name: String) -> [String] {
        var counts: [String: Int] = [:]
        // That the profiles they name are not loaded is so of nearly all.
        for problem in Validator.shared.validate(resource) where problem.rule != Rule.profileNotChecked.rawValue {
            let place = problem.location.replacing(/\[[0-9]+\]/, with: "")
            counts["\(name)\t\(problem.severity.rawValue)\t\(problem.rule)\t\(place)", default: 0] += 1
        }
        return counts.sorted { $0.key < $1.key }.map { "\($0.key)\t\($0.value)" }
    }

    /// Compares with the table, and says in both directions what differs. `HELHET_FINDINGS` names files to write what was found to.
    static func compare(_ found: [String], of prefix: String) {
        if let path = ProcessInfo.processInfo.environment["HELHET_FINDINGS"] {
            let text = found.map { $0 + "\n" }.joined()
            try? Data(text.utf8).write(to: URL(filePath: "\(path)-\(prefix)"))
        }
        let expected = known.filter { $0.hasPrefix(prefix + "/") }
        let new = found.filter { !expected.contains($0) }
        let gone = expected.subtracting(found)
        #expect(new.isEmpty, "not in the table:\n\(new.prefix(40).joined(separator: "\n"))")
        #expect(gone.isEmpty, "in the table, not found:\n\(gone.sorted().prefix(40).joined(separator: "\n"))")
    }
}

@Suite("Real resources are refused for what is wrong with them only", .enabled(if: SharedData.has("data/fhir-r4"), "no shared data"))
struct FindingsTests {
    @Test("HL7's 734 examples of R4") func examples() throws {
        let lines = try SharedData.bytes("data/fhir-r4/examples.ndjson.gz").split(separator: 0x0A)
        #expect(lines.count == 734)
        var found: [String] = []
        for (number, line) in lines.enumerated() {
            guard let resource = try? Resource(json: Array(line)) else {
                found.append("examples/\(number)\tno resource")
                continue
            }
            found += Findings.lines(resource, "examples/\(number) \(resource.type)")
        }
        Findings.compare(found, of: "examples")
    }

    @Test("Synthea's thirty patients") func synthea() throws {
        let files = SharedData.files("data/synthea", endingIn: ".json.gz")
        #expect(files.count == 30)
        var found: [String] = []
        for (number, file) in files.enumerated() {
            found += try Findings.lines(Resource(json: SharedData.bytes(file)), "synthea/\(number)")
        }
        Findings.compare(found, of: "synthea")
    }

    @Test("MedCom's letters") func medcom() throws {
        var found: [String] = []
        var count = 0
        for kind in ["acknowledgement", "carecommunication", "hospitalnotification"] {
            for file in SharedData.files("data/messages/medcom-\(kind)", endingIn: ".json", ".xml") {
                count += 1
                let bytes = try SharedData.bytes(file)
                let resource = file.pathExtension == "xml" ? try Resource(xml: bytes) : try Resource(json: bytes)
                found += Findings.lines(resource, "medcom/\(file.lastPathComponent)")
            }
        }
        #expect(count >= 54)
        Findings.compare(found, of: "medcom")
    }
}
