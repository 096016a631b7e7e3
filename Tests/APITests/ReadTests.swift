import FHIR
import Journal
import Testing

@Suite("Reading a resource") struct ReadTests {
    @Test("gives the stored bytes with digits, ETag and time") func read() async throws {
        let hub = Hub()
        let id = try await hub.make(
            #"{"resourceType":"Observation","status":"final","code":{"text":"a"},"valueQuantity":{"value":1.00},"_x":{"own":1e2}}"#)
        let reply = await hub.send("GET", "/fhir/Observation/\(id)")
        #expect(reply.status == 200)
        #expect(reply.header("Content-Type") == "application/fhir+json; charset=utf-8")
        #expect(reply.header("ETag") == #"W/"1""#)
        #expect(reply.header("Last-Modified") == "Thu, 01 Jan 2026 12:00:00 GMT")
        #expect(reply.header("Cache-Control") == "no-store")
        #expect(reply.text.contains(#""valueQuantity":{"value":1.00}"#))
        #expect(reply.text.contains(#""_x":{"own":1e2}"#))
        #expect(reply.json.root.string("meta.versionId") == "1")
    }

    @Test("answers a HEAD like a GET without its body") func head() async throws {
        let hub = Hub()
        let id = try await hub.make(#"{"resourceType":"Basic","code":{"text":"a"}}"#)
        let reply = await hub.send("HEAD", "/fhir/Basic/\(id)")
        #expect(reply.status == 200)
        #expect(await reply.header("Content-Length") == String(hub.send("GET", "/fhir/Basic/\(id)").bytes.count))
        #expect(reply.header("ETag") == #"W/"1""#)
        #expect(reply.bytes.isEmpty)
        let refusal = await hub.send("HEAD", "/fhir/Basic/none")
        let length = await hub.send("GET", "/fhir/Basic/none").bytes.count
        #expect(refusal.status == 404)
        #expect(refusal.header("Content-Length") == String(length))
    }

    @Test(
        "sends nothing again to who has it",
        arguments: [
            (["If-None-Match": #"W/"1""#], 304), (["If-None-Match": #""1""#], 304), (["If-None-Match": "*"], 304),
            (["If-None-Match": #"W/"7", W/"1""#], 304), (["If-None-Match": #"W/"2""#], 200),
            (["If-Modified-Since": "Thu, 01 Jan 2026 12:00:00 GMT"], 304), (["If-Modified-Since": "Thu, 01 Jan 2026 11:59:59 GMT"], 200),
            (["If-Modified-Since": "yesterday"], 200),
            (["If-None-Match": #"W/"2""#, "If-Modified-Since": "Thu, 01 Jan 2026 12:00:00 GMT"], 200),
        ])
    func conditions(_ headers: [String: String], _ status: Int) async throws {
        let hub = Hub()
        let id = try await hub.make(#"{"resourceType":"Basic","code":{"text":"a"}}"#)
        let reply = await hub.send("GET", "/fhir/Basic/\(id)", headers)
        #expect(reply.status == status)
        #expect(reply.bytes.isEmpty == (status == 304))
        #expect(reply.header("ETag") == #"W/"1""#)
    }

    @Test("gives any version there was") func versions() async throws {
        let hub = Hub()
        let id = try await hub.make(#"{"resourceType":"Basic","code":{"text":"a"}}"#)
        hub.clock.move(seconds: 60)
        _ = await hub.send("PUT", "/fhir/Basic/\(id)", [:], #"{"resourceType":"Basic","id":"\#(id)","code":{"text":"b"}}"#)
        let first = await hub.send("GET", "/fhir/Basic/\(id)/_history/1")
        #expect(first.status == 200)
        #expect(first.json.root.string("code.text") == "a")
        #expect(first.header("ETag") == #"W/"1""#)
        let second = await hub.send("GET", "/fhir/Basic/\(id)/_history/2")
        #expect(second.json.root.string("code.text") == "b")
        #expect(second.header("Last-Modified") == "Thu, 01 Jan 2026 12:01:00 GMT")
        for version in ["3", "0", "-1", "01", "x"] {
            let none = await hub.send("GET", "/fhir/Basic/\(id)/_history/\(version)")
            #expect(none.status == 404)
            #expect(none.code == "not-found")
            #expect(none.sentence == "There is no such version. `_history` lists those that there are.")
        }
    }

    @Test("says that what was withdrawn is gone, and keeps its history") func gone() async throws {
        let hub = Hub()
        let identifier = Identifier(system: "urn:test", value: "1")
        let encounter = #"{"resourceType":"Encounter","id":"ROOT-e1","status":"planned","class":{"code":"IMP"}}"#
        let subject = try await hub.derive([encounter], for: identifier)
        _ = try await hub.derive([], for: identifier)
        let reply = await hub.send("GET", "/fhir/Encounter/\(subject)-e1")
        #expect(reply.status == 410)
        #expect(reply.code == "deleted")
        #expect(reply.sentence == "It was deleted. Its earlier versions stand in its `_history`.")
        #expect(await hub.send("GET", "/fhir/Encounter/\(subject)-e1/_history/1").status == 200)
        #expect(await hub.send("GET", "/fhir/Encounter/\(subject)-e1/_history/2").status == 410)
        let history = await hub.send("GET", "/fhir/Encounter/\(subject)-e1/_history")
        #expect(history.json.root.each("entry.request.method").compactMap(\.text) == ["DELETE", "PUT"])
    }

    @Test("says of what was erased that it was, and lists nothing of it but its end") func erased() async throws {
        let hub = Hub()
        let id = try await hub.make(#"{"resourceType":"Basic","code":{"text":"a"}}"#)
        _ = await hub.send("PUT", "/fhir/Basic/\(id)", [:], #"{"resourceType":"Basic","id":"\#(id)","code":{"text":"b"}}"#)
        let other = try await hub.make(#"{"resourceType":"Basic","code":{"text":"c"}}"#)
        _ = await hub.send("DELETE", "/fhir/Basic/\(other)")
        _ = try await hub.journal.commit(.people, at: Hub.noon) { writer in
            try writer.erase(.resource(type: "Basic", id: id), who: "a", because: "b")
        }
        let erased = "It was erased for good, with its earlier versions: nothing of what it said is kept."
        for target in ["/fhir/Basic/\(id)", "/fhir/Basic/\(id)/_history/1", "/fhir/Basic/\(id)/_history/2", "/fhir/Basic/\(id)/_history/3"]
        {
            let reply = await hub.send("GET", target)
            #expect(reply.status == 410, "\(target)")
            #expect(reply.code == "deleted")
            #expect(reply.sentence == erased)
        }
        let meta = #"{"resourceType":"Parameters","parameter":[{"name":"meta","valueMeta":{"profile":["http://p"]}}]}"#
        let patch = ["Content-Type": "application/json-patch+json"]
        let deleted = "It was deleted. Its earlier versions stand in its `_history`."
        for (id, sentence) in [(id, erased), (other, deleted)] {
            for (method, operation, headers, body) in [
                ("PATCH", "", patch, #"[{"op":"add","path":"/language","value":"nb"}]"#), ("GET", "/$meta", [:], nil),
                ("POST", "/$meta", [:], nil), ("POST", "/$meta-add", [:], meta), ("POST", "/$meta-delete", [:], meta),
            ] as [(String, String, [String: String], String?)] {
                let reply = await hub.send(method, "/fhir/Basic/\(id)\(operation)", headers, body)
                #expect(reply.status == 410 && reply.code == "deleted", "\(method) \(operation)")
                #expect(reply.sentence == sentence, "\(method) \(operation)")
            }
        }
        #expect(await hub.send("GET", "/fhir/Basic/\(id)/_history/4").status == 404)
        let own = await hub.send("GET", "/fhir/Basic/\(id)/_history")
        #expect(own.json.root.each("entry.response.etag").compactMap(\.text) == [#"W/"3""#])
        let all = await hub.send("GET", "/fhir/Basic/_history")
        #expect(all.json.root.each("entry.request.method").compactMap(\.text) == ["DELETE", "DELETE", "POST"])
        // A deletion like any other says what it said before.
        #expect(await hub.send("GET", "/fhir/Basic/\(other)").sentence == deleted)
    }

    @Test("pages through history, the newest first, also while it grows") func history() async throws {
        let hub = Hub()
        let id = try await hub.make(#"{"resourceType":"Basic","code":{"text":"1"}}"#)
        func change(_ version: Int) async {
            _ = await hub.send("PUT", "/fhir/Basic/\(id)", [:], #"{"resourceType":"Basic","id":"\#(id)","code":{"text":"\#(version)"}}"#)
        }
        for version in 2...7 { await change(version) }
        var seen: [String] = []
        var target: String? = "/fhir/Basic/\(id)/_history?_count=3"
        while let page = target {
            let reply = await hub.send("GET", page)
            #expect(reply.json.root.string("type") == "history")
            seen += reply.json.root.each("entry.resource.meta.versionId").compactMap(\.text)
            target = reply.target("next")
            await change(99)
        }
        #expect(seen == ["7", "6", "5", "4", "3", "2", "1"])
        let last = await hub.send("GET", "/fhir/Basic/\(id)/_history?_page=2")
        #expect(last.json.root.each("entry.request.method").compactMap(\.text) == ["POST"])
        #expect(last.json.root.string("entry.response.etag") == #"W/"1""#)
        #expect(last.json.root.string("entry.fullUrl") == "\(Hub.base)/Basic/\(id)")
    }
}
