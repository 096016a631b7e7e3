import Access
import FHIR
import Journal
import Testing

@testable import API

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

    @Test("is found by every parameter as what it says is compared, page by page")
    func compared() async throws {
        let (hub, citizen, other) = try await hub()
        for target in [
            "/fhir/Patient/\(citizen)", "/fhir/Patient/\(other)", "/fhir/Patient/none", "/fhir/Patient?_id=\(citizen)", "/fhir/Basic",
            "/fhir/Patient/\(citizen)/_history", "/fhir/metadata", "/fhir/Patient?nonsense=1",
        ] {
            _ = await hub.send("GET", target)
            hub.clock.move(seconds: 60)
        }
        let id = try await hub.make(
            #"{"resourceType":"AuditEvent","type":{"code":"rest"},"subtype":[{"code":"read"}],"recorded":"2026-01-01T00:00:00Z","outcome":"0","agent":[{"requestor":true}],"source":{"observer":{"display":"x"}}}"#
        )
        hub.clock.move(seconds: 60)
        let lines = try await hub.log.entries(LogQuery()).entries
        func ids(_ isMeant: (LogEntry) -> Bool) -> [String] { lines.filter(isMeant).map(\.auditEventID) }
        func isOf(_ entry: LogEntry, _ deeds: Deed...) -> Bool { deeds.contains(entry.deed) }
        // Each search is in the log too, later than what is asked for.
        let before = "date=lt2026-01-01T12:09:00Z"
        let questions: [(String, [String], Bool)] = [
            ("type=rest", ids { _ in true }, true),
            ("type=http://terminology.hl7.org/CodeSystem/audit-event-type|rest", ids { _ in true }, false),
            ("type=transmit", [], false),
            ("subtype=read", ids { isOf($0, .read) }, true),
            ("subtype=urn:helhet:deed|read,urn:helhet:deed|search", ids { isOf($0, .read, .search) }, false),
            ("subtype:not=read", ids { !isOf($0, .read) }, false),
            ("subtype=read&patient=\(citizen)", ids { isOf($0, .read) && $0.subjects == [citizen] }, false),
            ("subtype=read&entity=Patient/\(citizen)", ids { isOf($0, .read) && $0.subjects == [citizen] }, false),
            ("patient=\(citizen)&patient=\(other)", [], false),
            ("patient=\(citizen),\(other)", ids { !$0.subjects.isEmpty }, false),
            ("outcome=4", ids { $0.outcome == .refused }, false),
            ("outcome:not=0", ids { $0.outcome != .done }, false),
            ("action=r", ids { isOf($0, .read, .history) }, false),
            ("agent=machine:loopback,person:1&outcome=4", ids { $0.outcome == .refused }, false),
            ("agent=person:1", [], false),
            ("agent:identifier=urn:helhet:actor|machine:loopback&subtype=history", ids { isOf($0, .history) }, false),
            ("agent:identifier=urn:another|machine:loopback", [], false),
            ("entity-role=1", ids { !$0.subjects.isEmpty }, false),
            ("entity-name=zzz", [], false),
            ("_id=log.2,log.4,log.99", ids { [2, 4].contains($0.number) }, false),
            ("_id=\(id)", [], true),
            ("_filter=subtype eq history or outcome eq 4", ids { isOf($0, .history) || $0.outcome == .refused }, false),
            ("subtype=read&date=ge2026-01-01T12:01:00Z", ids { isOf($0, .read) && $0.at > Hub.noon }, false),
            ("date=ne2026-01-01T12:01:00Z&subtype=read", ids { isOf($0, .read) && $0.at != Hub.noon.adding(seconds: 60) }, true),
        ]
        for (question, wanted, hasSent) in questions {
            let query = FormEncoding.query(
                (question + "&" + before).split(separator: "&").map { pair in
                    let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
                    return (name: parts[0], value: parts[1])
                })
            for count in [2, 50] {
                var target: String? = "/fhir/AuditEvent?\(query)&_count=\(count)"
                var all: [String] = []
                while let here = target {
                    let page = await hub.send("GET", here)
                    #expect(page.status == 200 && page.ids.count <= count, "\(query): \(page.text)")
                    all += page.ids
                    target = page.target("next")
                }
                #expect(all == wanted + (hasSent ? [id] : []), "\(query)")
            }
            let counted = await hub.send("GET", "/fhir/AuditEvent?\(query)&_summary=count")
            #expect(counted.json.root["total"]?.int == wanted.count + (hasSent ? 1 : 0), "\(query)")
        }
    }

    @Test(
        "is refused in an order that it does not have, and beside a total",
        arguments: ["_sort=date", "_sort=-_id", "_sort=-date,_id", "_total=accurate", "_total=estimate"])
    func refused(_ query: String) async throws {
        let (hub, _, _) = try await hub()
        let reply = await hub.send("GET", "/fhir/AuditEvent?type=rest&\(query)")
        #expect(reply.status == 400 && reply.severity == "error" && reply.code == "value")
        #expect(
            reply.sentence.hasPrefix("The hub's own log comes newest first and is counted alone: leave out `_total` and any `_sort` but"))
        #expect(await hub.send("GET", "/fhir/AuditEvent?type=rest&_page=sent&\(query)").status == 200)
    }

    @Test("brings along whom it is about, and what refers to it, which is in the log too") func included() async throws {
        let (hub, citizen, _) = try await hub()
        _ = await hub.send("GET", "/fhir/Patient/\(citizen)")
        let target = #"{"resourceType":"Provenance","target":[{"reference":"AuditEvent/log.1"}],"recorded":"2026-01-01T12:00:00Z"}"#
        let provenance = try await hub.make(target)
        let found = await hub.send("GET", "/fhir/AuditEvent?_id=log.1&_include=AuditEvent:patient&_revinclude=Provenance:target")
        #expect(found.status == 200 && Set(found.ids) == ["log.1", citizen.description, provenance])
        #expect(found.json.root.each("entry.search.mode").compactMap(\.text) == ["match", "include", "include"])
        let entry = try #require(try await hub.log.entries(LogQuery()).entries.first)
        #expect(entry.shown.contains { $0.name == "Patient/\(citizen)" && $0.subject == citizen })
    }

    @Test("is shown in part, and says what was not understood, as other resources are") func parts() async throws {
        let (hub, citizen, _) = try await hub()
        _ = await hub.send("GET", "/fhir/Patient/\(citizen)")
        let part = await hub.send("GET", "/fhir/AuditEvent?patient=\(citizen)&_elements=recorded")
        #expect(part.json.root.string("entry.resource.meta.tag.code") == "SUBSETTED" && part.ids == ["log.1"])
        #expect(part.json.root.first("entry.resource.subtype") == nil)
        let lenient = await hub.send("GET", "/fhir/AuditEvent?subtype=read&nonsense=1", ["Prefer": "handling=lenient"])
        #expect(lenient.ids.contains("log.1") && lenient.text.contains("Ignored, since not known here: `nonsense`."))
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
