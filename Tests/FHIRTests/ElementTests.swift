import FHIR
import Testing

@Suite("An element") struct ElementTests {
    private func read(_ json: String) throws -> Element { try Document(json: Array(json.utf8)).root }

    private let bundle = """
        { "resourceType": "Bundle", "total": 1.00, "entry": [
          {"resource": {"resourceType": "Patient", "id": "a", "name": [{"family": "Pr\\u00f8ve", "given": ["A", "B"]}]}},
          {"resource": {"resourceType": "Patient", "id": "b", "active": true, "multipleBirthInteger": 2}} ] }
        """

    @Test("is found by name, position and path") func lookup() throws {
        let root = try read(bundle)
        #expect(root["entry"]?.kind == .array)
        #expect(root["entry"]?.count == 2)
        #expect(root["entry"]?["resource"]?["id"]?.text == "a")
        #expect(root["entry"]?[1]?["resource"]?["id"]?.text == "b")
        #expect(root["entry"]?[2] == nil)
        #expect(root["entry"]?[-1] == nil)
        #expect(root["total"]?[0]?.text == "1.00")
        #expect(root["absent"] == nil)
        #expect(root.each("entry.resource.id").compactMap(\.text) == ["a", "b"])
        #expect(root.each("entry.resource.name.given").compactMap(\.text) == ["A", "B"])
        #expect(root.string("entry.resource.name.family") == "Prøve")
        #expect(root.string("entry[1].resource.id") == "b")
        #expect(root.first("entry.resource.active")?.bool == true)
        #expect(root.first("entry.resource.multipleBirthInteger")?.int == 2)
        #expect(root.first("entry.nothing") == nil)
    }

    @Test("keeps the bytes of its value") func bytes() throws {
        let root = try read(bundle)
        #expect(root["total"].map { String(decoding: $0.bytes, as: UTF8.self) } == "1.00")
        #expect(root.first("entry.resource.name.family").map { String(decoding: $0.bytes, as: UTF8.self) } == "\"Pr\\u00f8ve\"")
        #expect(root.first("entry.resource.name.given")?.equals("A") == true)
        #expect(root.first("entry.resource.name.family")?.equals("Prøve") == true)
        #expect(root.first("entry.resource.name.family")?.equals("Prove") == false)
    }

    @Test("says where it stands", arguments: ["entry[1].resource.id", "entry[0].resource.name[0].given[1]", "total", "entry"])
    func location(_ path: String) throws {
        let element = try #require(try read(bundle).first(path) ?? nil)
        #expect(path == "entry" || element.location == "Bundle.\(path)")
    }

    @Test("does not show strange names where it says where it stands") func safeLocation() throws {
        let root = try read("{\"resourceType\":\"Patient\",\"Kari Nordmann\":{\"a\":1},\"0101\":2}")
        #expect(root["Kari Nordmann"]?["a"]?.location == "Patient.?.a")
        #expect(root["0101"]?.location == "Patient.?")
    }

    @Test("gives its items and members in order") func sequences() throws {
        let root = try read(bundle)
        #expect(root.members.map(\.name) == ["resourceType", "total", "entry"])
        #expect(root["entry"].map { $0.items.compactMap { $0.string("resource.id") } } == ["a", "b"])
        #expect(root["total"].map { Array($0.items).count } == 1)
        #expect(try read("[]").items.map(\.index).isEmpty)
    }
}

extension Element {
    fileprivate var index: String { location }
}
