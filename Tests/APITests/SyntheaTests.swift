import FHIR
import Foundation
import Samples
import Testing

/// Patients that Synthea made up, as transaction Bundles. They are not part of the project.
enum Synthea {
    static let files: [URL] = {
        func size(_ file: URL) -> Int { (try? file.resourceValues(forKeys: [.fileSizeKey]).fileSize) ?? 0 }
        guard SharedData.has("data/synthea") else { return [] }
        return SharedData.files("data/synthea", endingIn: ".json.gz").sorted { size($0) < size($1) }
    }()
}

@Suite("Synthea's transactions", .enabled(if: !Synthea.files.isEmpty, "no shared data")) struct SyntheaTests {
    @Test("go in whole, with every reference between their entries resolved", arguments: Synthea.files.prefix(5))
    func transaction(_ file: URL) async throws {
        let hub = Hub()
        let bundle = try SharedData.bytes(file)
        let entries = try Resource(json: bundle).root.each("entry").count
        let reply = await hub.send("POST", "/fhir", [:], bytes: bundle)
        try #require(reply.status == 200, "\(reply.text.prefix(500))")
        let statuses = reply.json.root.each("entry.response.status").compactMap(\.text)
        #expect(statuses == [String](repeating: "201 Created", count: entries))
        let patients = await hub.send("GET", "/fhir/Patient")
        let patient = try #require(patients.ids.first)
        let encounters = await hub.send("GET", "/fhir/Encounter?patient=\(patient)&_total=accurate&_count=1000")
        #expect(encounters.json.root["total"]?.int == encounters.ids.count)
        #expect(!encounters.ids.isEmpty)
        for type in ["Encounter", "Condition", "Observation", "Claim", "Procedure"] {
            let page = await hub.send("GET", "/fhir/\(type)?_count=1000")
            #expect(!page.text.contains("urn:uuid:"), "\(type)")
        }
    }
}
