import FHIR
import Foundation
import Testing

/// Patients that Synthea made up, as transaction Bundles. They are not part of the project.
enum Synthea {
    static let folder: URL = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let shared = ProcessInfo.processInfo.environment["HELHET_SHARED"].map { URL(filePath: $0, relativeTo: root) }
        return (shared ?? root.appending(path: "../shared")).standardizedFileURL.appending(path: "data/synthea")
    }()

    static let files: [URL] = {
        let files = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: [.fileSizeKey])
        if files == nil {
            FileHandle.standardError.write(Data("SKIPPED: no data in \(folder.path); set HELHET_SHARED to the shared folder.\n".utf8))
        }
        func size(_ file: URL) -> Int { (try? file.resourceValues(forKeys: [.fileSizeKey]).fileSize) ?? 0 }
        return (files ?? []).filter { $0.lastPathComponent.hasSuffix(".json.gz") }.sorted { size($0) < size($1) }
    }()

    static func bundle(_ file: URL) throws -> [UInt8] {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/gunzip")
        process.arguments = ["-c", file.path]
        process.standardOutput = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return [UInt8](data)
    }
}

@Suite("Synthea's transactions", .enabled(if: !Synthea.files.isEmpty, "no shared data")) struct SyntheaTests {
    @Test("go in whole, with every reference between their entries resolved", arguments: Synthea.files.prefix(5))
    func transaction(_ file: URL) async throws {
        let hub = Hub()
        let bundle = try Synthea.bundle(file)
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
