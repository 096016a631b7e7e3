import FHIR
import Foundation
import Samples
import Validation

/// Real resources that others published, and what validation finds in them. Those that are true are in `Findings`.
public enum ResourceCorpus: String, Sendable, CaseIterable {
    case examples
    case synthea
    case medcom

    public struct Outcome: Sendable {
        public var resources = 0
        /// In which nothing was found.
        public var clean = 0
        /// In which nothing was found but what the table says.
        public var known = 0
        /// Lines that the table does not have.
        public var unexpected: [String] = []
        /// Lines of the table that were not found.
        public var missing: [String] = []
    }

    public var title: String {
        switch self {
        case .examples: "HL7's examples of R4"
        case .synthea: "Synthea's patients"
        case .medcom: "MedCom's letters"
        }
    }

    public var folder: String {
        switch self {
        case .examples: "data/fhir-r4"
        case .synthea: "data/synthea"
        case .medcom: "data/messages"
        }
    }

    /// Worked out once.
    public func measured() throws -> Outcome {
        switch self {
        case .examples: try Self.examplesResult.get()
        case .synthea: try Self.syntheaResult.get()
        case .medcom: try Self.medcomResult.get()
        }
    }

    private static let examplesResult = Result { try ResourceCorpus.examples.measure() }
    private static let syntheaResult = Result { try ResourceCorpus.synthea.measure() }
    private static let medcomResult = Result { try ResourceCorpus.medcom.measure() }

    private func measure() throws -> Outcome {
        var outcome = Outcome()
        let expected = Findings.known(of: rawValue)
        var all: Set<String> = []
        for (name, resource) in try resources() {
            let lines = Self.findings(of: resource, named: "\(rawValue)/\(name)")
            let new = lines.filter { !expected.contains($0) }
            outcome.resources += 1
            if lines.isEmpty { outcome.clean += 1 } else if new.isEmpty { outcome.known += 1 }
            outcome.unexpected += new
            all.formUnion(lines)
        }
        outcome.missing = expected.subtracting(all).sorted()
        return outcome
    }

    /// Each with a name that says which it is; nil for what is no resource.
    private func resources() throws -> [(String, Resource?)] {
        switch self {
        case .examples:
            return try SharedData.bytes("data/fhir-r4/examples.ndjson.gz").split(separator: 0x0A).enumerated().map { number, line in
                let resource = try? Resource(json: Array(line))
                return (resource.map { "\(number) \($0.type)" } ?? "\(number)", resource)
            }
        case .synthea:
            return try SharedData.files(folder, endingIn: ".json.gz").enumerated().map { number, file in
                ("\(number)", try Resource(json: SharedData.bytes(file)))
            }
        case .medcom:
            let kinds = ["acknowledgement", "carecommunication", "hospitalnotification"]
            return try kinds.flatMap { SharedData.files("\(folder)/medcom-\($0)", endingIn: ".json", ".xml") }.map { file in
                let bytes = try SharedData.bytes(file)
                return (file.lastPathComponent, file.pathExtension == "xml" ? try Resource(xml: bytes) : try Resource(json: bytes))
            }
        }
    }

    /// One line for each rule and element: resource, severity, rule, place without positions, how many there are.
    private static func findings(of resource: Resource?, named name: String) -> [String] {
        guard let resource else { return ["\(name)\tno resource"] }
        var counts: [String: Int] = [:]
        // That the profiles they name are not loaded is so of nearly all.
        for problem in Validator.shared.validate(resource) where problem.rule != Rule.profileNotChecked.rawValue {
            let place = problem.location.replacing(/\[[0-9]+\]/, with: "")
            counts["\(name)\t\(problem.severity.rawValue)\t\(problem.rule)\t\(place)", default: 0] += 1
        }
        return counts.sorted { $0.key < $1.key }.map { "\($0.key)\t\($0.value)" }
    }
}
