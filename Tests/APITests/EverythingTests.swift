import FHIR
import Journal
import Testing

@Suite("Everything of a patient") struct EverythingTests {
    /// A citizen whose letters derive a Patient and an Encounter, with what clients have added, and a stranger.
    static func hub() async throws -> (hub: Hub, citizen: String) {
        let hub = Hub()
        let subject = try await hub.derive(
            [
                #"{"resourceType":"Patient","id":"ROOT"}"#,
                #"{"resourceType":"Encounter","id":"ROOT-e1","status":"finished","subject":{"reference":"Patient/ROOT"},"period":{"start":"2026-01-01","end":"2026-01-05"}}"#,
            ], for: Identifier(system: "urn:test", value: "1"))
        let patient = "Patient/\(subject)"
        for json in [
            #"{"resourceType":"Organization","id":"own-org","name":"A"}"#, #"{"resourceType":"Organization","id":"own-other"}"#,
            #"{"resourceType":"Observation","id":"own-early","subject":{"reference":"\#(patient)"},"effectiveDateTime":"2025-06-01","performer":[{"reference":"Organization/own-org"}]}"#,
            #"{"resourceType":"Observation","id":"own-late","subject":{"reference":"\#(patient)"},"effectiveDateTime":"2026-01-03","encounter":{"reference":"Encounter/\#(subject)-e1"}}"#,
            #"{"resourceType":"Observation","id":"own-undated","subject":{"reference":"\#(patient)"}}"#,
            #"{"resourceType":"Observation","id":"own-stranger","subject":{"reference":"Patient/someone-else"}}"#,
            // Filed in the citizen's journal, under another Patient.
            #"{"resourceType":"Patient","id":"own-twin","identifier":[{"system":"urn:test","value":"1"}]}"#,
            #"{"resourceType":"Flag","id":"own-flag","subject":{"reference":"Patient/own-twin"},"period":{"start":"2026-01-04"}}"#,
        ] {
            let resource = try Resource(json: Array(json.utf8))
            let reply = await hub.send("PUT", "/fhir/\(resource.type)/\(resource.id ?? "")", [:], json)
            try #require(reply.status == 201, "\(reply.text)")
            hub.clock.move(seconds: 60)
        }
        return (hub, subject.description)
    }

    static func ids(_ reply: Reply) -> [String] { reply.json.root.each("entry.resource").compactMap { $0.string("id") } }

    @Test(
        "is what is kept of the citizen, and what that refers to",
        arguments: [
            ("", ["ROOT", "own-twin", "ROOT-e1", "own-flag", "own-early", "own-late", "own-undated", "own-org"]),
            ("?_type=Observation,Flag", ["own-flag", "own-early", "own-late", "own-undated"]),
            ("?start=2026-01-01", ["ROOT", "own-twin", "ROOT-e1", "own-flag", "own-late", "own-undated"]),
            ("?start=2026-01-03&end=2026-01-03&_type=Observation,Encounter", ["ROOT-e1", "own-late", "own-undated"]),
            ("?_since=2026-01-01T12:05:00Z", ["own-twin", "own-flag"]), ("?_type=Organization", []),
        ])
    func everything(_ query: String, _ expected: [String]) async throws {
        let (hub, citizen) = try await Self.hub()
        let expected = expected.map { $0.replacing("ROOT", with: citizen) }
        let whole = await hub.send("GET", "/fhir/Patient/\(citizen)/$everything\(query)")
        #expect(whole.status == 200, "\(whole.text)")
        #expect(Self.ids(whole) == expected)
        #expect(whole.json.root.string("type") == "searchset")
        var target: String? = "/fhir/Patient/\(citizen)/$everything\(query)\(query.isEmpty ? "?" : "&")_count=1"
        var found: [String] = []
        while let here = target, found.count < 50 {
            let page = await hub.send("GET", here)
            #expect(page.status == 200)
            found += Self.ids(page)
            target = page.target("next")
        }
        #expect(Set(found) == Set(expected))
        #expect(found.count == expected.count)
    }

    @Test("may be asked by POST, and of an Encounter, and of nothing else") func others() async throws {
        let (hub, citizen) = try await Self.hub()
        let parameters = #"{"resourceType":"Parameters","parameter":[{"name":"_type","valueCode":"Flag"}]}"#
        #expect(Self.ids(await hub.send("POST", "/fhir/Patient/\(citizen)/$everything", [:], parameters)) == ["own-flag"])
        #expect(Self.ids(await hub.send("GET", "/fhir/Encounter/\(citizen)-e1/$everything")) == ["\(citizen)-e1", "own-late", citizen])
        #expect(await hub.send("GET", "/fhir/Flag/own-flag/$everything").status == 404)
        #expect(await hub.send("GET", "/fhir/Patient/none/$everything").status == 404)
        #expect(await hub.send("GET", "/fhir/Patient/\(citizen)/$everything?_page=Flag").status == 400)
        #expect(await hub.send("GET", "/fhir/Patient/\(citizen)/$everything?start=soon").status == 400)
        #expect(await hub.send("GET", "/fhir/Patient/\(citizen)/$everything?_sort=x").status == 400)
    }
}
