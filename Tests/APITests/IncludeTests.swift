import FHIR
import Testing

@Suite("What comes along with matches") struct IncludeTests {
    @Test(
        "is what they refer to and what refers to them, each once and never a match",
        arguments: [
            ("/Observation?_id={w1}&_include=Observation:subject", "w1", "anna"),
            ("/Observation?code=29463-7&_include=Observation:subject", "w1 w2", "anna bent"),
            ("/Observation?_include=Observation:subject:Patient", "w1 w2 p1", "anna bent"),
            ("/Observation?_include=Observation:subject:Group", "w1 w2 p1", ""),
            ("/Observation?_id={p1}&_include=Observation:has-member", "p1", "w1"),
            // What is a match already is not included too.
            ("/Observation?subject=Patient/{anna}&_include=Observation:has-member", "w1 p1", ""),
            ("/Observation?_id={w1}&_include=Observation:subject&_include=Observation:performer", "w1", "anna gp"),
            ("/Observation?_id={w1}&_include=Observation:*", "w1", "anna gp"), ("/Observation?_id={w1}&_include=*", "w1", "anna gp"),
            // Of what is included only with `:iterate`.
            ("/Observation?_id={w1}&_include=Observation:subject&_include:iterate=Patient:general-practitioner", "w1", "anna gp"),
            (
                "/Observation?_id={w2}&_include=Observation:subject&_include:iterate=Patient:organization&_include:iterate=Organization:partof",
                "w2", "bent"
            ),
            (
                "/Observation?_id={p1}&_include=Observation:subject&_include:iterate=Patient:organization&_include:iterate=Organization:partof",
                "p1", "anna unit org"
            ),
            ("/Observation?_id={p1}&_include:iterate=Observation:has-member&_include:iterate=Observation:performer", "p1", "w1 gp"),
            ("/Patient?_id={anna}&_revinclude=Observation:subject", "anna", "w1 p1"),
            ("/Patient?_id={anna}&_revinclude=Observation:subject:Patient", "anna", "w1 p1"),
            ("/Patient?_id={anna},{bent}&_revinclude=Observation:subject&_revinclude=Encounter:patient", "anna bent", "w1 w2 p1 enc"),
            ("/Patient?_id={anna}&_revinclude=Observation:subject&_revinclude:iterate=Provenance:target", "anna", "w1 p1 prov"),
            ("/Patient?_id={cara}&_revinclude=*", "cara", ""), ("/Patient?_id={bent}&_revinclude=*", "bent", "list w2"),
            ("/Patient?_id={bent}&_revinclude=Observation:*", "bent", "w2"),
            ("/Patient?name=nobody&_revinclude=*&_include=*", "", ""),
        ])
    func included(_ target: String, _ matches: String, _ included: String) async throws {
        let hub = try await SearchHub()
        let reply = await hub.get(target)
        #expect(reply.status == 200, "\(reply.text)")
        #expect(hub.names(reply).joined(separator: " ") == matches)
        #expect(Set(hub.names(reply, "include")) == Set(included.split(separator: " ").map(String.init)))
        #expect(Set(reply.ids).count == reply.ids.count)
        #expect(hub.names(reply, "outcome").isEmpty)
    }

    @Test("is not counted, and pages hold what belongs to them") func paging() async throws {
        let hub = try await SearchHub()
        let first = await hub.get("/Observation?_count=1&_total=accurate&_include=Observation:subject&_sort=date")
        #expect(first.json.root["total"]?.int == 3)
        #expect(hub.names(first) == ["w1"])
        #expect(hub.names(first, "include") == ["anna"])
        let next = try #require(first.target("next"))
        let second = await hub.hub.send("GET", next)
        #expect(hub.names(second) == ["p1"])
        #expect(hub.names(second, "include") == ["anna"])
    }

    @Test("goes without what is deleted or elsewhere") func dangling() async throws {
        let hub = Hub()
        _ = try await hub.make(
            ##"{"resourceType":"Encounter","status":"planned","class":{"code":"IMP"},"subject":{"reference":"Patient/none"},"serviceProvider":{"reference":"http://other.example/fhir/Organization/1"},"reasonReference":[{"reference":"#x"}]}"##
        )
        let reply = await hub.send("GET", "/fhir/Encounter?_include=*")
        #expect(reply.status == 200)
        #expect(reply.ids.count == 1)
    }

    @Test(
        "is refused where it can never be, with what there is",
        arguments: [
            ("/Observation?_include=Observation:nothing", "`_include` names no reference parameter of Observation. There are: `based-on`"),
            ("/Observation?_include=Observation:status", "`_include` names no reference parameter of Observation."),
            ("/Observation?_include=Observation", "`_include` does not name a type and a parameter."),
            ("/Observation?_include=Nothing:x", "`_include` does not name a type and a parameter."),
            ("/Observation?_include=Observation:subject:Nothing", "names a target type that the parameter never refers to"),
            ("/Observation?_include=Observation:subject:Encounter", "names a target type that the parameter never refers to"),
            ("/Observation?_include=Patient:organization", "Write `_include:iterate` to look at what is included."),
            ("/Patient?_revinclude=Encounter:part-of", "Write `_revinclude:iterate` to look at what is included."),
            ("/Patient?_summary=text&_revinclude=Observation:subject", "cannot be combined"),
        ])
    func refused(_ target: String, _ sentence: String) async throws {
        let reply = await Hub().send("GET", "/fhir" + target)
        #expect(reply.status == 400)
        #expect(reply.sentence.contains(sentence), "\(reply.sentence)")
    }

    @Test("stops at a thousand and says so") func bound() async throws {
        let hub = Hub()
        let patient = try await hub.make(#"{"resourceType":"Patient"}"#)
        let entries = (0..<1001).map { _ in
            #"{"resource":{"resourceType":"Flag","status":"active","code":{"text":"a"},"subject":{"reference":"Patient/\#(patient)"}},"request":{"method":"POST","url":"Flag"}}"#
        }
        let made = await hub.send(
            "POST", "/fhir", [:], #"{"resourceType":"Bundle","type":"transaction","entry":[\#(entries.joined(separator: ","))]}"#)
        try #require(made.status == 200)
        let reply = await hub.send("GET", "/fhir/Patient?_revinclude=Flag:patient")
        let modes = reply.json.root.each("entry.search.mode").compactMap(\.text)
        #expect(modes.count { $0 == "include" } == 1000)
        #expect(modes.last == "outcome")
        #expect(reply.text.contains("a page has at most 1000 included resources"))
    }

    @Test("ends with rounds that lead in a circle") func circle() async throws {
        let hub = Hub()
        let first = try await hub.make(#"{"resourceType":"Organization","name":"a"}"#)
        let second = try await hub.make(#"{"resourceType":"Organization","name":"b","partOf":{"reference":"Organization/\#(first)"}}"#)
        _ = await hub.send(
            "PUT", "/fhir/Organization/\(first)", [:],
            #"{"resourceType":"Organization","id":"\#(first)","name":"a","partOf":{"reference":"Organization/\#(second)"}}"#)
        let around = "_include:iterate=Organization:partof&_revinclude:iterate=Organization:partof"
        let reply = await hub.send("GET", "/fhir/Organization?_id=\(first)&\(around)")
        #expect(reply.ids == [first, second])
        // A chain that is longer than the rounds.
        var above = second
        for number in 0..<12 {
            above = try await hub.make(
                #"{"resourceType":"Organization","name":"\#(number)","partOf":{"reference":"Organization/\#(above)"}}"#)
        }
        let long = await hub.send("GET", "/fhir/Organization?_id=\(above)&_include:iterate=Organization:partof")
        #expect(long.text.contains("More may be included: what is included was looked at 8 times over."))
    }
}
