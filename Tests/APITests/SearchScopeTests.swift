import FHIR
import Testing

@Suite("Searching the system and compartments") struct SearchScopeTests {
    @Test(
        "finds across types",
        arguments: [
            ("?_type=Patient,Observation", "w1 w2 p1 anna bent cara"), ("?_type=Patient&gender=male", "bent"),
            ("?_lastUpdated=ge2026-01-01T22:00:00Z", "list prov"), ("?_id={w1},{anna}", "w1 anna"),
            ("?_type=Patient,Practitioner&name=pr", "anna gp"), ("?_type=Patient,Practitioner&name=pr&_type=Practitioner", "gp"),
            ("?_list={list}", "w1 bent"), ("?_type=Patient&_list={list}", "bent"),
            ("?_type=Observation&_list=List/{list}&status=amended", ""),
            ("/Patient/{anna}/Observation", "w1 p1"), ("/Patient/{anna}/Observation?code=8867-4", "p1"),
            ("/Patient/{bent}/Observation", "w2"),
            ("/Patient/{cara}/Observation", ""), ("/Patient/{anna}/Patient", "anna"),
            ("/Patient/{anna}/*", "enc list w1 p1 anna prov"), ("/Patient/{anna}/*?_type=Encounter,Observation", "enc w1 p1"),
            ("/Practitioner/{gp}/Observation", "w1"), ("/Patient/none/Observation", ""),
        ])
    func find(_ target: String, _ expected: String) async throws {
        let hub = try await SearchHub()
        let reply = await hub.get(target)
        #expect(reply.status == 200, "\(reply.text)")
        // What is filed in lists and provenance may vary with the compartment's definition; the order is by type.
        #expect(
            Set(hub.names(reply)).subtracting(["list", "prov"])
                == Set(expected.split(separator: " ").map(String.init)).subtracting(["list", "prov"]))
        let parts = hub.filled(target).split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let posted = await hub.hub.send(
            "POST", "/fhir\(parts[0])/_search", ["Content-Type": "application/x-www-form-urlencoded"], parts.count > 1 ? parts[1] : nil)
        #expect(posted.bytes == reply.bytes)
    }

    @Test("pages through all types, each resource once", arguments: 1...7) func pages(_ count: Int) async throws {
        let hub = try await SearchHub()
        let whole = await hub.get("?_total=accurate")
        #expect(whole.json.root["total"]?.int == 12)
        #expect(hub.names(whole).count == 12)
        let pages = try await hub.pages("?_count=\(count)&_total=accurate")
        #expect(pages.flatMap { $0 } == hub.names(whole))
        #expect(pages.dropLast().allSatisfy { $0.count == count })
        #expect(pages.last?.isEmpty == false)
        let some = try await hub.pages("?_type=Patient,Observation&_count=\(count)")
        #expect(some.flatMap { $0 } == ["w1", "w2", "p1", "anna", "bent", "cara"])
    }

    @Test("puts several types in one order, page by page", arguments: 1...7) func sorted(_ count: Int) async throws {
        let hub = try await SearchHub()
        // Each was made an hour after the one before.
        let made = SearchHub.resources.map(\.0)
        let all = try await hub.pages("?_sort=_lastUpdated&_count=\(count)&_total=accurate")
        #expect(all.flatMap { $0 } == made)
        #expect(all.dropLast().allSatisfy { $0.count == count })
        let some = made.filter { ["w1", "w2", "p1", "anna", "bent", "cara"].contains($0) }
        let latest = try await hub.pages("?_type=Patient,Observation&_sort=-_lastUpdated&_count=\(count)")
        #expect(latest.flatMap { $0 } == some.reversed())
        let coded = try await hub.pages("?_type=Observation,Encounter&_sort=status,_lastUpdated&_count=\(count)")
        #expect(coded.flatMap { $0 } == ["w2", "w1", "p1", "enc"])
        let dated = try await hub.pages("/Patient/{anna}/*?_type=Observation,Encounter&_sort=-date,_id&_count=\(count)")
        let whole = await hub.get("/Patient/{anna}/*?_type=Observation,Encounter&_sort=-date,_id")
        #expect(dated.flatMap { $0 } == hub.names(whole) && Set(hub.names(whole)).count == hub.names(whole).count)
    }

    @Test("counts over all types, from any page") func total() async throws {
        let hub = try await SearchHub()
        #expect(await hub.get("?_summary=count").json.root["total"]?.int == 12)
        #expect(await hub.get("?_type=Patient,Observation&_count=0").json.root["total"]?.int == 6)
        let first = await hub.get("?_type=Patient,Observation&_count=4&_total=accurate")
        let next = try #require(first.target("next"))
        let second = await hub.hub.send("GET", next)
        #expect([first, second].map { $0.json.root["total"]?.int } == [6, 6])
        #expect(await hub.get("/Patient/{anna}/Observation?_summary=count").json.root["total"]?.int == 2)
    }

    @Test(
        "refuses what is not there",
        arguments: [
            ("?_type=Nothing", 400, "value", "`_type` names a type that R4 does not have."),
            ("?_type=Patient,", 400, "value", "`_type` names a type that R4 does not have."),
            ("?gender=male", 400, "not-supported", "is not known for every type that is searched"),
            ("?_type=Patient,Observation&gender=male", 400, "not-supported", "The parameter `gender` is not known for every type"),
            ("/Patient?_type=Patient", 400, "not-supported", "The parameter `_type` is not known for Patient."),
            ("?_type=Patient,Observation&_sort=birthdate", 400, "not-supported", "that Observation can be sorted by"),
            ("?_type=Patient,Observation&_sort=_lastUpdated&_page=Patient.1", 400, "value", "`_page` is not from a link of ours."),
            ("?_type=Patient,Observation&_page=*.Patient:1", 400, "value", "`_page` is not from a link of ours."),
            ("?_type=Patient,Observation&_sort=_lastUpdated&_page=*.Nothing:1", 400, "value", "`_page` is not from a link of ours."),
            ("?_type=Patient,Observation&_page=Encounter.1", 400, "value", "`_page` is not from a link of ours."),
            ("?_type=Patient,Observation&_page=41888", 400, "value", "`_page` is not from a link of ours."),
            ("/Organization/1/Patient", 404, "not-supported", "There is no compartment of Organization. There are those of: `Patient`"),
            ("/Organization/1/*", 404, "not-supported", "There is no compartment of Organization."),
            ("/Patient/1/Organization", 404, "not-supported", "Nothing of type Organization is ever in the compartment of Patient."),
            ("/Patient/1/Nothing", 404, "not-supported", "There is nothing at this address."),
            ("/Nothing/1/Patient", 404, "not-supported", "no resource type of FHIR R4"),
            ("/Patient?_list=$current-problems", 400, "value", "`_list` must be the id of a List."),
            ("/Patient?_contained=true", 400, "not-supported", "`_contained` is not offered"),
            ("/Patient?_query=x", 400, "not-supported", "`_query` is not offered"),
        ])
    func refused(_ target: String, _ status: Int, _ code: String, _ sentence: String) async {
        let reply = await Hub().send("GET", "/fhir" + target)
        #expect(reply.status == status)
        #expect(reply.code == code)
        #expect(reply.sentence.contains(sentence), "\(reply.sentence)")
        #expect(!reply.text.contains("41888"))
    }

    @Test("may stand in a batch") func batch() async throws {
        let hub = try await SearchHub()
        let body = hub.filled(
            #"{"resourceType":"Bundle","type":"batch","entry":[{"request":{"method":"GET","url":"?_type=Patient&gender=male"}},{"request":{"method":"GET","url":"Patient/{anna}/Observation?_count=1"}}]}"#
        ).replacing("%20", with: " ").replacing("%22", with: "\"")
        let reply = await hub.hub.send("POST", "/fhir", [:], body)
        let found = reply.json.root.each("entry.resource").map { $0.each("entry.resource.id").compactMap(\.text) }
        #expect(found == [[hub.ids["bent"] ?? ""], [hub.ids["w1"] ?? ""]])
    }
}
