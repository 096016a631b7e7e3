import FHIR
import Foundation
import Samples
import Testing

/// Plans that others published with what applying them must give. They are not part of the project.
enum PublicPlans {
    static let folders: [URL] = {
        guard SharedData.has("data/apply") else { return [] }
        let inside = try? FileManager.default.contentsOfDirectory(
            at: SharedData["data/apply"], includingPropertiesForKeys: [.isDirectoryKey])
        return (inside ?? []).filter { $0.hasDirectoryPath }.sorted { $0.path < $1.path }
    }()
}

@Suite("Published plans", .enabled(if: !PublicPlans.folders.isEmpty, "no shared data")) struct PublicApplyTests {
    @Test("give what was published with them", arguments: PublicPlans.folders) func golden(_ folder: URL) async throws {
        let hub = Hub()
        var wanted: [String: Resource] = [:]
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
            let bytes = try SharedData.bytes(file)
            let name = file.lastPathComponent
            if name.hasSuffix("_careplan.json") || name.hasSuffix("_bundle.json") {
                wanted[name.hasSuffix("_careplan.json") ? "$apply" : "$r5.apply"] = try Resource(json: bytes)
            } else {
                let reply = await hub.send("POST", "/fhir", [:], bytes: bytes)
                try #require(reply.status == 200, "\(name): \(reply.text.prefix(500))")
            }
        }
        #expect(!wanted.isEmpty)
        for (operation, resource) in wanted {
            let plan = try #require(resource.id)
            let subject = try #require(
                resource.root.string("subject.reference") ?? resource.root.string("entry.resource.subject.reference"))
            for reply in [
                await hub.send("GET", "/fhir/PlanDefinition/\(plan)/\(operation)?subject=\(subject)"),
                await hub.send(
                    "POST", "/fhir/PlanDefinition/\(plan)/\(operation)", [:],
                    #"{"resourceType":"Parameters","parameter":[{"name":"subject","valueString":"\#(subject)"}]}"#),
            ] {
                try #require(reply.status == 200, "\(reply.text)")
                let (found, right) = (
                    String(decoding: reply.json.root.canonical(), as: UTF8.self), String(decoding: resource.root.canonical(), as: UTF8.self)
                )
                #expect(found == right, "\(operation)")
            }
        }
    }
}
