import FHIR
import Journal
import Testing

@Suite("Searching") struct SearchTests {
    /// A hub with three encounters and what they belong to; ids by name.
    static func filled() async throws -> (hub: Hub, ids: [String: String]) {
        let hub = Hub()
        var ids: [String: String] = [:]
        func make(_ name: String, _ json: String) async throws {
            ids[name] = try await hub.make(json)
            hub.clock.move(seconds: 3600)
        }
        for (name, system, value) in [("p1", "urn:a", "1"), ("p2", "urn:b", "1"), ("p3", "urn:a", "2")] {
            try await make(
                name, #"{"resourceType":"Patient","identifier":[{"system":"\#(system)","value":"\#(value)"}],"active":\#(name != "p3")}"#)
        }
        try await make("p4", #"{"resourceType":"Patient","identifier":[{"value":"x,y|z"}]}"#)
        for (name, status, patient, code) in [
            ("e1", "planned", "p1", "IMP"), ("e2", "finished", "p1", "EMER"), ("e3", "finished", "p2", "IMP"),
        ] {
            try await make(
                name,
                #"{"resourceType":"Encounter","status":"\#(status)","class":{"system":"urn:c","code":"\#(code)"},"subject":{"reference":"Patient/\#(ids[patient] ?? "")"}}"#
            )
        }
        try await make(
            "e4",
            #"{"resourceType":"Encounter","status":"planned","class":{"code":"IMP"},"subject":{"reference":"\#(Hub.base)/Patient/\#(ids["p2"] ?? "")"}}"#
        )
        try await make(
            "t1",
            #"{"resourceType":"Task","status":"ready","intent":"order","for":{"reference":"Patient/\#(ids["p1"] ?? "")"},"focus":{"reference":"Encounter/\#(ids["e1"] ?? "")"}}"#
        )
        return (hub, ids)
    }

    @Test(
        "finds by id, identifier, patient, status and time",
        arguments: [
            ("Patient", "p1 p2 p3 p4"), ("Patient?identifier=1", "p1 p2"), ("Patient?identifier=urn:a|1", "p1"),
            ("Patient?identifier=urn:a|", "p1 p3"),
            ("Patient?identifier=urn:a|1,urn:a|2", "p1 p3"), ("Patient?identifier=urn:a|&identifier=urn:a|1", "p1"),
            ("Patient?identifier=|1", ""),
            (#"Patient?identifier=x\,y\|z"#, "p4"), (#"Patient?identifier=|x\,y\|z"#, "p4"), ("Patient?identifier=nobody", ""),
            ("Patient?active=true", "p1 p2"), ("Patient?active=false", "p3"),
            ("Patient?_id={p1}", "p1"), ("Patient?_id={p1},{p3},none", "p1 p3"), ("Patient?_id={p1},{p2}&_id={p2},{p3}", "p2"),
            ("Patient?_id=none", ""),
            ("Encounter?patient={p1}", "e1 e2"), ("Encounter?patient=Patient/{p1}", "e1 e2"),
            ("Encounter?patient={base}/Patient/{p1}", "e1 e2"),
            ("Encounter?patient={p2}", "e3 e4"), ("Encounter?subject=Patient/{p2}", "e3 e4"), ("Encounter?subject:Patient={p2}", "e3 e4"),
            ("Encounter?subject={p1}", "e1 e2"), ("Encounter?subject:Group={p2}", ""),
            ("Encounter?patient={p1},{p2}&status=finished", "e2 e3"),
            ("Encounter?status=planned", "e1 e4"), ("Encounter?status=planned,finished", "e1 e2 e3 e4"), ("Encounter?status=onleave", ""),
            ("Encounter?class=IMP", "e1 e3 e4"), ("Encounter?class=urn:c|IMP", "e1 e3"), ("Encounter?class=|IMP", "e4"),
            ("Task?patient={p1}", "t1"), ("Task?focus=Encounter/{e1}", "t1"),
            // Made at 12, 13, 14 and 15 o'clock.
            ("Patient?_lastUpdated=2026-01-01", "p1 p2 p3 p4"), ("Patient?_lastUpdated=2026", "p1 p2 p3 p4"),
            ("Patient?_lastUpdated=2025", ""),
            ("Patient?_lastUpdated=2026-01-01T13:00:00Z", "p2"), ("Patient?_lastUpdated=eq2026-01-01T14:00:00%2B01:00", "p2"),
            ("Patient?_lastUpdated=gt2026-01-01T13:00:00Z", "p3 p4"), ("Patient?_lastUpdated=ge2026-01-01T13:00:00Z", "p2 p3 p4"),
            ("Patient?_lastUpdated=lt2026-01-01T13:00:00Z", "p1"), ("Patient?_lastUpdated=le2026-01-01T13:00:00Z", "p1 p2"),
            ("Patient?_lastUpdated=sa2026-01-01T13:00Z", "p3 p4"), ("Patient?_lastUpdated=eb2026-01-01T13:00Z", "p1"),
            ("Patient?_lastUpdated=ge2026-01-01T13:00:00Z&_lastUpdated=lt2026-01-01T15:00:00Z", "p2 p3"),
            ("Patient?_lastUpdated=gt2026-01-01", ""), ("Patient?_lastUpdated=gt2026&_lastUpdated=lt2026", ""),
        ])
    func find(_ search: String, _ expected: String) async throws {
        let (hub, ids) = try await Self.filled()
        var target = "/fhir/" + search.replacing("{base}", with: Hub.base)
        for (name, id) in ids { target = target.replacing("{\(name)}", with: id) }
        let reply = await hub.send("GET", target)
        #expect(reply.status == 200, "\(reply.text)")
        #expect(reply.json.root.string("type") == "searchset")
        let names = Dictionary(uniqueKeysWithValues: ids.map { ($1, $0) })
        #expect(reply.ids.map { names[$0] ?? $0 } == expected.split(separator: " ").map(String.init))
        #expect(reply.json.root.each("entry.search.mode").allSatisfy { $0.text == "match" })
        #expect(reply.link("self") != nil)
        let form = target.split(separator: "?", maxSplits: 1).map(String.init)
        let posted = await hub.send(
            "POST", form[0] + "/_search", ["Content-Type": "application/x-www-form-urlencoded"], form.count > 1 ? form[1] : nil)
        #expect(posted.bytes == reply.bytes)
    }

    @Test(
        "refuses what it does not know and names what it knows",
        arguments: [
            (
                "Patient?name=x", "not-supported",
                "The parameter `name` is not known for Patient. Known are: _count, _format, _id, _lastUpdated, _page, _pretty, _total, active,"
            ),
            ("Patient?_include=Patient:link", "not-supported", "The parameter `_include` is not known for Patient."),
            ("Patient?_sort=_id", "not-supported", "results come in the order in which the resources were made"),
            ("Encounter?subject.identifier=1", "not-supported", "Searching through references is not offered here."),
            ("Patient?_has:Encounter:patient:status=planned", "not-supported", "Searching through references is not offered here."),
            ("Patient?identifier:exact=1", "not-supported", "This modifier is not offered here."),
            ("Patient?_id:not=1", "not-supported", "is not known for Patient"),
            ("Encounter?status:not=planned", "not-supported", "This modifier is not offered here."),
            ("Encounter?subject:Nothing=1", "not-supported", "This modifier is not offered here."),
            ("Binary?identifier=1", "not-supported", "The parameter `identifier` is not known for Binary."),
            ("Patient?identifier=", "value", "A search parameter has no value."),
            ("Patient?identifier=a,,b", "value", "A search parameter has no value."),
            ("Encounter?status=urn:x|planned", "value", "`status` is a plain code without a system. Write the code alone."),
            ("Encounter?class=urn:c|", "value", "`class` is found by its code."),
            ("Task?focus=1", "value", "`focus` may point at any type. Write the type too: `focus=Patient/ID`."),
            ("Patient?_count=-1", "value", "`_count` must be a whole number"),
            ("Patient?_count=x", "value", "`_count` must be a whole number"),
            ("Patient?_total=all", "value", "`_total` must be"), ("Patient?_lastUpdated=soon", "value", "`_lastUpdated` needs one time"),
            ("Patient?_lastUpdated=ne2026", "value", "Use eq, gt, lt, ge, le, sa or eb."),
            ("Patient?_lastUpdated=2026,2027", "value", "`_lastUpdated` needs one time"),
            ("Patient?_page=!", "invalid", "The page key is not one of ours"),
        ])
    func refuse(_ search: String, _ code: String, _ sentence: String) async {
        let reply = await Hub().send("GET", "/fhir/" + search)
        #expect(reply.status == 400)
        #expect(reply.severity == "error")
        #expect(reply.code == code)
        #expect(reply.sentence.contains(sentence), "\(reply.sentence)")
    }

    @Test("ignores what it does not know only when told to, and says so in the answer") func lenient() async throws {
        let (hub, ids) = try await Self.filled()
        let reply = await hub.send("GET", "/fhir/Patient?name=x&active=false&_sort=name", ["Prefer": "handling=lenient"])
        #expect(reply.status == 200)
        #expect(reply.json.root.each("entry.search.mode").compactMap(\.text) == ["match", "outcome"])
        #expect(reply.ids == [ids["p3"]])
        #expect(reply.link("self") == "\(Hub.base)/Patient?active=false")
        let outcome = reply.json.root.each("entry.resource")[1]
        #expect(outcome.string("resourceType") == "OperationOutcome")
        #expect(outcome.string("issue.severity") == "warning")
        #expect(outcome.string("issue.diagnostics") == "Ignored, since not known here: `name`, `_sort`.")
        #expect(await hub.send("GET", "/fhir/Patient?_count=x", ["Prefer": "handling=lenient"]).status == 400)
        #expect(await hub.send("GET", "/fhir/Patient?name=x", ["Prefer": "handling=strict"]).status == 400)
    }

    @Test(
        "counts when asked to",
        arguments: [
            ("_count=0", 4, 0), ("_total=accurate&_count=1", 4, 1), ("_total=estimate", 4, 4), ("_total=none", nil, 4), ("", nil, 4),
            ("active=true&_count=0", 2, 0), ("active=true&_total=accurate&_count=1", 2, 1),
        ] as [(String, Int?, Int)])
    func count(_ query: String, _ total: Int?, _ entries: Int) async throws {
        let (hub, _) = try await Self.filled()
        let reply = await hub.send("GET", "/fhir/Patient?" + query)
        #expect(reply.json.root["total"]?.int == total)
        #expect(reply.ids.count == entries)
        if query.contains("_count=0") { #expect(reply.link("next") == nil) }
    }

    @Test("wants the parameters of a posted search as a form") func form() async {
        let hub = Hub()
        let wrong = await hub.send("POST", "/fhir/Patient/_search", [:], #"{"identifier":"1"}"#)
        #expect(wrong.status == 415)
        #expect(wrong.sentence.contains("application/x-www-form-urlencoded"))
        let form = ["Content-Type": "application/x-www-form-urlencoded; charset=utf-8"]
        #expect(await hub.send("POST", "/fhir/Patient/_search", form, "_format=xml").status == 400)
        #expect(await hub.send("POST", "/fhir/Patient/_search?identifier=1", form, "active=true").status == 200)
        #expect(await hub.send("POST", "/fhir/Patient/_search?name=1", form, "active=true").status == 400)
    }

    @Test("never answers with more than a thousand at once") func largePage() async throws {
        let hub = Hub()
        let entries = (0..<1001).map { _ in
            #"{"resource":{"resourceType":"Basic","code":{"text":"a"}},"request":{"method":"POST","url":"Basic"}}"#
        }
        let made = await hub.send(
            "POST", "/fhir", [:], #"{"resourceType":"Bundle","type":"transaction","entry":[\#(entries.joined(separator: ","))]}"#)
        #expect(made.status == 200)
        let page = await hub.send("GET", "/fhir/Basic?_count=5000")
        #expect(page.ids.count == 1000)
        let rest = try #require(page.target("next"))
        #expect(await hub.send("GET", rest).ids.count == 1)
        #expect(await hub.send("GET", "/fhir/Basic").ids.count == 50)
    }
}
