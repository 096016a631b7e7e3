import FHIR
import Foundation
import Samples
import Testing

@Suite("The shared resources", .enabled(if: SharedData.has("data/messages"), "no shared data")) struct SharedResourceTests {
    private func goesThroughXML(_ resource: Resource, _ name: String) throws {
        let canonical = resource.root.canonical()
        #expect(try Resource(json: canonical).root.canonical() == canonical, "\(name)")
        let back = try Resource(xml: resource.xml())
        #expect(back.root.canonical() == canonical, "\(name)")
    }

    @Test(
        "MedCom's letters, JSON and XML, come back equal",
        arguments: zip(["acknowledgement", "carecommunication", "hospitalnotification"], [3, 29, 22]))
    func letters(_ kind: String, _ count: Int) throws {
        let files = SharedData.files("data/messages/medcom-\(kind)", endingIn: ".json", ".xml")
        #expect(files.count >= count)
        for file in files {
            let bytes = try SharedData.bytes(file)
            let resource = file.pathExtension == "xml" ? try Resource(xml: bytes) : try Resource(json: bytes)
            #expect(resource.type == "Bundle")
            if file.pathExtension == "json" { #expect(resource.bytes == bytes) }
            try goesThroughXML(resource, file.lastPathComponent)
        }
    }

    @Test(
        "Letters that were sent twice, once in JSON and once in XML, have one canonical spelling",
        arguments: [("Tek-K", "Tek-L"), ("Tek-M", "Tek-N")])
    func twice(_ json: String, _ xml: String) throws {
        func load(_ part: String) throws -> Resource {
            let file = try #require(
                SharedData.files("data/messages/medcom-carecommunication", endingIn: ".json", ".xml").first {
                    $0.lastPathComponent.contains(part)
                })
            let bytes = try SharedData.bytes(file)
            return file.pathExtension == "xml" ? try Resource(xml: bytes) : try Resource(json: bytes)
        }
        let envelope = Exclusions(["id", "timestamp", "meta"])
        #expect(try load(json).root.canonical(without: envelope) == load(xml).root.canonical(without: envelope))
    }

    @Test("HL7's examples come back equal", arguments: [0, 1]) func examples(_ half: Int) throws {
        let bytes = try SharedData.bytes("data/fhir-r4/examples.ndjson.gz")
        let lines = bytes.split(separator: 0x0A)
        #expect(lines.count == 734)
        var withoutType = 0
        for (number, line) in lines.enumerated() where number % 2 == half {
            let document = try Document(json: Array(line))
            // One of the examples is a fragment that does not say what it is.
            guard document.root["resourceType"] != nil else {
                withoutType += 1
                continue
            }
            try goesThroughXML(Resource(document), "example \(number)")
        }
        #expect(withoutType <= 1)
    }

    @Test("Thirty synthetic patients keep their bytes, and every fifth comes back equal from XML") func patients() throws {
        let files = SharedData.files("data/synthea", endingIn: ".json.gz")
        #expect(files.count == 30)
        for (number, file) in files.enumerated() {
            let bytes = try SharedData.bytes(file)
            let resource = try Resource(json: bytes)
            #expect(resource.bytes == bytes)
            if number.isMultiple(of: 5) { try goesThroughXML(resource, "patient \(number)") }
        }
    }
}
