import FHIR
import Testing

@Suite("Parts of resources") struct SubsetTests {
    private func members(_ reply: Reply) -> [String] { reply.json.root.first("entry.resource")?.members.map(\.name).sorted() ?? [] }

    @Test(
        "have what was asked for, what must be there, and a tag that says so",
        arguments: [
            (
                "/Patient?_id={anna}&_summary=true",
                "active birthDate gender id identifier managingOrganization meta name resourceType"
            ),
            ("/Patient?_id={anna}&_summary=text", "id meta resourceType text"),
            (
                "/Patient?_id={anna}&_summary=data",
                "active birthDate gender generalPractitioner id identifier managingOrganization meta name photo resourceType"
            ),
            ("/Patient?_id={anna}&_elements=birthDate", "active birthDate id meta resourceType"),
            ("/Patient?_id={anna}&_elements=birthDate,photo&_elements=name", "active birthDate id meta name photo resourceType"),
            ("/Patient?_id={anna}&_elements=Patient.gender", "active gender id meta resourceType"),
            ("/Observation?_id={w1}&_elements=value", "code id meta resourceType status valueQuantity"),
            ("/Observation?_id={w1}&_elements=value[x]", "code id meta resourceType status valueQuantity"),
            ("/Observation?_id={w1}&_elements=valueQuantity", "code id meta resourceType status valueQuantity"),
            ("/Observation?_id={w1}&_summary=text", "code id meta resourceType status"),
        ])
    func parts(_ target: String, _ expected: String) async throws {
        let hub = try await SearchHub()
        let reply = await hub.get(target)
        #expect(reply.status == 200, "\(reply.text)")
        #expect(members(reply).joined(separator: " ") == expected)
        #expect(reply.json.root.each("entry.resource.meta.tag.code").compactMap(\.text) == ["SUBSETTED"])
        #expect(reply.json.root.string("entry.resource.meta.versionId") == "1")
        let xml = await hub.get(target + "&_format=xml")
        #expect(xml.status == 200)
        #expect(xml.text.contains(#"<code value="SUBSETTED"/>"#))
    }

    @Test("are no parts where the whole is asked for") func whole() async throws {
        let hub = try await SearchHub()
        for target in ["/Patient?_id={anna}&_summary=false", "/Patient?_id={anna}"] {
            let reply = await hub.get(target)
            #expect(members(reply).count == 12)
            #expect(!reply.text.contains("SUBSETTED"))
        }
    }

    @Test("keep digits, other tags and every nested element of a summary") func nested() async throws {
        let hub = Hub()
        let id = try await hub.make(
            #"{"resourceType":"Observation","meta":{"tag":[{"system":"urn:t","code":"x"}]},"status":"final","code":{"text":"a"},"valueQuantity":{"value":1.00,"unit":"kg","extension":[{"url":"urn:e","valueString":"s"}]},"note":[{"text":"n"}],"component":[{"code":{"text":"c"},"interpretation":[{"text":"i"}],"valueInteger":1}]}"#
        )
        let reply = await hub.send("GET", "/fhir/Observation?_id=\(id)&_summary=true")
        #expect(reply.text.contains("1.00"))
        #expect(reply.json.root.each("entry.resource.meta.tag.code").compactMap(\.text) == ["x", "SUBSETTED"])
        let part = try #require(reply.json.root.first("entry.resource"))
        #expect(part["note"] == nil)
        #expect(part["valueQuantity"]?.members.map(\.name) == ["value", "unit"])
        #expect(part["component"]?.items.first { _ in true }?.members.map(\.name) == ["code", "valueInteger"])
    }

    @Test("are of included resources too, where their type is named") func included() async throws {
        let hub = try await SearchHub()
        let reply = await hub.get("/Observation?_id={w1}&_include=Observation:subject&_elements=status,Patient.birthDate")
        let names = reply.json.root.each("entry.resource").map { $0.members.map(\.name).sorted().joined(separator: " ") }
        #expect(names == ["code id meta resourceType status", "active birthDate id meta resourceType"])
        let matches = await hub.get("/Observation?_id={w1}&_include=Observation:subject&_elements=status")
        #expect(matches.json.root.each("entry.resource").last?["gender"] != nil)
    }

    @Test(
        "are read too, of any version",
        arguments: [
            ("?_summary=text", "id meta resourceType text"), ("?_elements=birthDate", "active birthDate id meta resourceType"),
            ("/_history/1?_elements=birthDate", "active birthDate id meta resourceType"),
        ])
    func read(_ rest: String, _ expected: String) async throws {
        let hub = try await SearchHub()
        let reply = await hub.get("/Patient/{anna}\(rest)")
        #expect(reply.json.root.members.map(\.name).sorted().joined(separator: " ") == expected)
        #expect(reply.header("ETag") == "W/\"1\"")
        #expect(reply.json.root.each("meta.tag.code").compactMap(\.text) == ["SUBSETTED"])
    }

    @Test("may be the number alone") func count() async throws {
        let hub = try await SearchHub()
        for target in ["/Observation?_summary=count", "/Observation?_count=0", "/Observation?_summary=count&_total=estimate"] {
            let reply = await hub.get(target)
            #expect(reply.json.root["total"]?.int == 3)
            #expect(reply.json.root["entry"] == nil)
            #expect(reply.link("next") == nil)
        }
    }

    @Test(
        "are refused where there is no such part",
        arguments: [
            ("/Patient?_summary=all", "`_summary` must be"), ("/Patient?_elements=nothing", "`_elements` names an element"),
            ("/Patient?_elements=name,", "`_elements` names an element"),
            ("/Patient?_elements=Nothing.name", "`_elements` names an element"),
            ("/Patient?_elements=name.family", "`_elements` names an element"),
        ])
    func refused(_ target: String, _ sentence: String) async {
        let reply = await Hub().send("GET", "/fhir" + target)
        #expect(reply.status == 400)
        #expect(reply.code == "value")
        #expect(reply.sentence.contains(sentence))
    }
}
