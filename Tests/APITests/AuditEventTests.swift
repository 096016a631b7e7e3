import Access
import FHIR
import Journal
import Testing

@Suite("The log as AuditEvents")
struct AuditEventTests {
    private func hub() async throws -> (Hub, SubjectID, SubjectID) {
        let hub = Hub()
        var citizens: [SubjectID] = []
        for number in ["1", "2"] {
            let patient = #"{"resourceType":"Patient","id":"ROOT","active":true}"#
            citizens.append(try await hub.derive([patient], for: Identifier(system: "urn:test", value: number)))
        }
        return (hub, citizens[0], citizens[1])
    }

    @Test("says of each reading who, when, what and of whom, in JSON and XML")
    func reading() async throws {
        let (hub, citizen, other) = try await hub()
        #expect(await hub.send("GET", "/fhir/Patient/\(citizen)").status == 200)
        hub.clock.move(seconds: 60)
        #expect(await hub.send("GET", "/fhir/Patient/\(other)").status == 200)
        let found = await hub.send("GET", "/fhir/AuditEvent?patient=\(citizen)")
        #expect(found.status == 200 && found.ids == ["log.1"])
        let event = await hub.send("GET", "/fhir/AuditEvent/log.1")
        #expect(event.status == 200 && event.header("ETag") == "W/\"1\"")
        let root = event.json.root
        #expect(root.string("recorded") == "2026-01-01T12:00:00Z" && root.string("action") == "R" && root.string("outcome") == "0")
        #expect(root.string("subtype.code") == "read" && root.string("agent.who.identifier.value") == "machine:loopback")
        #expect(root.string("entity.what.reference") == "Patient/\(citizen)")
        let xml = await hub.send("GET", "/fhir/AuditEvent/log.1", ["Accept": "application/fhir+xml"])
        #expect(xml.status == 200 && xml.text.contains("<recorded value=\"2026-01-01T12:00:00Z\"/>"))
        let valid = await hub.send("POST", "/fhir/AuditEvent/$validate", [:], event.text)
        #expect(valid.status == 200 && !valid.text.contains("\"severity\":\"error\""), "\(valid.text)")
        #expect(await hub.send("GET", "/fhir/AuditEvent/log.99").status == 404)
        #expect(await hub.send("GET", "/fhir/AuditEvent/log.x").status == 404)
    }

    @Test("is found by date, agent, action and entity, page by page, and reading it is in it")
    func searching() async throws {
        let (hub, citizen, _) = try await hub()
        for _ in 0..<5 {
            _ = await hub.send("GET", "/fhir/Patient/\(citizen)")
            hub.clock.move(seconds: 3_600)
        }
        func ids(_ query: String) async -> [String] { await hub.send("GET", "/fhir/AuditEvent?\(query)").ids }
        #expect(await ids("patient=Patient/\(citizen)&date=lt2026-01-01T14:00:00Z&date=ge2026-01-01T13:00:00Z") == ["log.2"])
        #expect(await ids("entity=Patient/\(citizen)&action=R&date=lt2026-01-01T13:00:00Z") == ["log.1"])
        #expect(await ids("agent=machine:loopback&action=U") == [])
        #expect(await ids("patient=\(citizen)&action=R").first == "log.7", "the citizen's log was shown, which is in the log")
        var target: String? = "/fhir/AuditEvent?patient=\(citizen)&date=lt2026-01-01T17:00:00Z&_count=2"
        var all: [String] = []
        while let here = target {
            let page = await hub.send("GET", here)
            #expect(page.status == 200 && page.ids.count <= 2)
            all += page.ids
            target = page.target("next")
        }
        #expect(all == ["log.5", "log.4", "log.3", "log.2", "log.1"])
        #expect(await hub.send("GET", "/fhir/AuditEvent?nonsense=1").status == 400)
        #expect(await hub.send("GET", "/fhir/AuditEvent?_page=log.x").status == 400)
    }

    @Test("is counted, with those that clients send", arguments: ["_summary=count", "_count=0"])
    func counting(_ counts: String) async throws {
        let (hub, citizen, _) = try await hub()
        for _ in 0..<3 { _ = await hub.send("GET", "/fhir/Patient/\(citizen)") }
        let event = #"{"resourceType":"AuditEvent","action":"R","agent":[{"requestor":true}],"source":{"observer":{"display":"x"}}}"#
        _ = try await hub.make(event)
        let all = await hub.send("GET", "/fhir/AuditEvent?\(counts)")
        #expect(all.json.root["total"]?.int == 5)
        #expect(all.ids == [])
        #expect(await hub.send("GET", "/fhir/AuditEvent?patient=\(citizen)&action=R&\(counts)").json.root["total"]?.int == 3)
        #expect(await hub.send("GET", "/fhir/AuditEvent?action=R&\(counts)").json.root["total"]?.int == 6)
    }

    @Test("stands before those that clients send, which stay theirs; nobody writes in the log")
    func others() async throws {
        let (hub, citizen, _) = try await hub()
        let event =
            #"{"resourceType":"AuditEvent","type":{"code":"rest"},"recorded":"2026-01-01T00:00:00Z","agent":[{"requestor":true}],"source":{"observer":{"display":"x"}}"#
        let id = try await hub.make(event + "}")
        #expect(await hub.send("GET", "/fhir/AuditEvent/\(id)").status == 200)
        _ = await hub.send("GET", "/fhir/Patient/\(citizen)")
        let first = await hub.send("GET", "/fhir/AuditEvent?_count=50")
        #expect(first.ids == ["log.3", "log.2", "log.1"])
        let second = await hub.send("GET", try #require(first.target("next")))
        #expect(second.ids == [id] && second.target("next") == nil)
        for (method, body) in [("PUT", event + #","id":"log.1"}"#), ("DELETE", nil)] {
            let reply = await hub.send(method, "/fhir/AuditEvent/log.1", [:], body)
            #expect(reply.status == 409 && reply.sentence.hasPrefix("This AuditEvent is a line of the hub's own log"))
        }
        let form = ["Content-Type": "application/x-www-form-urlencoded"]
        #expect(await hub.send("POST", "/fhir/AuditEvent/_search", form, "patient=\(citizen)&action=R").ids.contains("log.3"))
    }
}
