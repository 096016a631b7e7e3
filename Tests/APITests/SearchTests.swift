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
            ("Encounter?class=urn:c|", "e1 e2 e3"), ("Encounter?class=IMP", "e1 e3 e4"), ("Encounter?class=urn:c|IMP", "e1 e3"),
            ("Encounter?class=|IMP", "e4"),
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
                "Patient?nothing=x", "not-supported",
                "The parameter `nothing` is not known for Patient. Known are: _content, _count, _elements, _explain, _filter, _format, _id,"
            ),
            ("Patient?nothing=x", "not-supported", "birthdate"),
            ("Patient?41888=x", "not-supported", "A parameter is not known for Patient."),
            ("Encounter?nothing.identifier=1", "not-supported", "is not known for Encounter"),
            ("Encounter?subject.nothing=1", "not-supported", ""), ("Encounter?status.nothing=1", "not-supported", ""),
            ("Patient?_has:Encounter:nothing:status=planned", "not-supported", ""),
            ("Patient?_has:Nothing:patient:status=planned", "not-supported", ""),
            ("Patient?identifier:nothing=1", "not-supported", ""), ("Patient?_id:exact=1", "not-supported", ""),
            ("Encounter?subject:Nothing=1", "not-supported", ""), ("Binary?identifier=1", "not-supported", "is not known for Binary."),
            ("Patient?_sort=nothing", "not-supported", ""),
            ("Patient?identifier=", "value", "A search parameter has no value."), ("Patient?identifier=a,,b", "value", ""),
            ("Patient?birthdate=soon", "value", ""), ("Observation?value-quantity=much", "value", ""),
            ("Patient?_count=-1", "value", "`_count` must be a whole number"),
            ("Patient?_count=x", "value", "`_count` must be a whole number"),
            ("Patient?_total=all", "value", "`_total` must be"), ("Patient?_lastUpdated=soon", "value", "`_lastUpdated`"),
            ("Patient?_explain=yes", "value", "`_explain` must be `true` or `false`."),
            ("Patient?_page=!", "invalid", "The page key is not one of ours"),
        ])
    func refuse(_ search: String, _ code: String, _ sentence: String) async {
        let reply = await Hub().send("GET", "/fhir/" + search)
        #expect(reply.status == 400)
        #expect(reply.severity == "error")
        #expect(reply.code == code)
        #expect(reply.sentence.contains(sentence), "\(reply.sentence)")
        #expect(reply.sentence.count > 20)
    }

    @Test("ignores what it does not know only when told to, and says so in the answer") func lenient() async throws {
        let (hub, ids) = try await Self.filled()
        let reply = await hub.send(
            "GET", "/fhir/Patient?nothing=x&active=false&_sort=nothing&41888=1&_contained=true", ["Prefer": "handling=lenient"])
        #expect(reply.status == 200)
        #expect(reply.json.root.each("entry.search.mode").compactMap(\.text) == ["match", "outcome"])
        #expect(reply.ids == [ids["p3"]])
        #expect(reply.link("self") == "\(Hub.base)/Patient?active=false")
        let outcome = reply.json.root.each("entry.resource")[1]
        #expect(outcome.string("resourceType") == "OperationOutcome")
        #expect(outcome.string("issue.severity") == "warning")
        #expect(
            outcome.string("issue.diagnostics")
                == "Ignored, since not known here: `nothing`, `_sort`, `_contained`, a parameter whose name is not repeated here.")
        #expect(!reply.text.contains("41888"))
        #expect(await hub.send("GET", "/fhir/Patient?_count=x", ["Prefer": "handling=lenient"]).status == 400)
        #expect(await hub.send("GET", "/fhir/Patient?nothing=x", ["Prefer": "handling=strict"]).status == 400)
    }

    @Test(
        "finds by values of every kind, through references and from what refers",
        arguments: [
            ("/Patient?name=pr", "anna"), ("/Patient?family:exact=Bentsen", "bent"), ("/Patient?name:contains=uten", "cara"),
            ("/Patient?birthdate=ge1960", "bent"), ("/Patient?birthdate:missing=true", "cara"), ("/Patient?gender:not=female", "bent cara"),
            ("/Observation?value-quantity=gt80", "w2"), ("/Observation?value-quantity=70500|http://unitsofmeasure.org|g", "w1"),
            ("/Observation?date=2026-01-11", "p1"), ("/Observation?code=http://loinc.org|29463-7,8867-4", "w1 w2 p1"),
            ("/Observation?code-value-quantity=http://loinc.org|29463-7$lt80", "w1"), ("/Observation?status:not=final", "w2"),
            ("/Observation?subject:Patient.name=bent", "w2"),
            ("/Observation?patient.general-practitioner.identifier=urn:hpr|9", "w1 w2 p1"),
            ("/Observation?patient.organization.partof.name=pr", "w1 p1"),
            ("/Patient?_has:Observation:subject:value-quantity=gt80", "bent"),
            ("/Patient?_has:Observation:subject:_has:Provenance:target:agent=Practitioner/{gp}", "anna"),
            ("/Practitioner?_has:Patient:general-practitioner:gender=male", "gp"), ("/Patient?_list={list}", "bent"),
            ("/Patient?_text=skiing", "anna"), ("/Patient?_content=uten", "cara"), ("/Patient?_id={anna}&name=bent", ""),
        ])
    func kinds(_ target: String, _ expected: String) async throws {
        let hub = try await SearchHub()
        let reply = await hub.get(target)
        #expect(reply.status == 200, "\(reply.text)")
        #expect(hub.names(reply).joined(separator: " ") == expected)
    }

    @Test(
        "sorts by several, each its own way, and pages in that order",
        arguments: [
            ("/Patient?_sort=birthdate", "anna bent cara"), ("/Patient?_sort=-birthdate", "bent anna cara"),
            ("/Patient?_sort=-_lastUpdated", "cara bent anna"), ("/Patient?_sort=_lastUpdated", "anna bent cara"),
            ("/Patient?_sort=family", "bent anna cara"), ("/Patient?_sort=-family", "anna bent cara"),
            ("/Observation?_sort=-date", "w2 p1 w1"), ("/Observation?_sort=value-quantity,-date", "w1 w2 p1"),
            ("/Observation?_sort=value-quantity&_sort=date", "w1 w2 p1"),
            ("/Patient?_sort=family,-birthdate", "bent anna cara"), ("/Patient?_sort=gender", "anna bent cara"),
            ("/Patient?_sort=-gender", "bent anna cara"), ("/Observation?_sort=status,-date", "w2 p1 w1"),
            ("/Observation?_sort=-status,date", "w1 p1 w2"), ("/Patient?_sort=identifier,_id", "anna cara bent"),
            ("/Observation?_sort=-value-quantity", "w2 w1 p1"),
        ])
    func sorted(_ target: String, _ expected: String) async throws {
        let hub = try await SearchHub()
        let reply = await hub.get(target)
        #expect(reply.status == 200, "\(reply.text)")
        #expect(hub.names(reply).joined(separator: " ") == expected)
        for count in 1...2 { #expect(try await hub.pages(target + "&_count=\(count)").flatMap { $0 } == hub.names(reply)) }
    }

    @Test("explains how it was found, without values") func explain() async throws {
        let hub = try await SearchHub()
        let reply = await hub.get("/Patient?name=pr&_explain=true")
        #expect(hub.names(reply) == ["anna"])
        #expect(hub.names(reply, "outcome") == ["-"])
        #expect(reply.link("self") == "\(Hub.base)/Patient?name=pr&_explain=true")
        let outcome = try #require(reply.json.root.each("entry.resource").last)
        #expect(outcome.each("issue.severity").allSatisfy { $0.text == "information" })
        #expect(!outcome.each("issue.diagnostics").isEmpty)
        #expect(hub.names(await hub.get("/Patient?name=pr&_explain=false"), "outcome").isEmpty)
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
        #expect(await hub.send("POST", "/fhir/Patient/_search?nothing=1", form, "active=true").status == 400)
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
