import FHIR
import Journal
import Testing

@Suite("History") struct HistoryTests {
    /// A hub in which something is done every ten seconds from noon on.
    static func hub() async throws -> Hub {
        let hub = Hub()
        func flag(_ id: String, _ status: String) -> String { #"{"resourceType":"Flag","id":"\#(id)","status":"\#(status)"}"# }
        let deeds: [(method: String, target: String, body: String?)] = [
            ("PUT", "Flag/own-a", flag("own-a", "active")), ("PUT", "Flag/own-b", flag("own-b", "active")),
            ("POST", "Basic", #"{"resourceType":"Basic"}"#), ("PUT", "Flag/own-a", flag("own-a", "inactive")),
            ("DELETE", "Flag/own-b", nil),
            ("PUT", "Flag/own-c", flag("own-c", "active")),
        ]
        for deed in deeds {
            let reply = await hub.send(deed.method, "/fhir/\(deed.target)", [:], deed.body)
            try #require(reply.status < 300, "\(reply.text)")
            hub.clock.move(seconds: 10)
        }
        return hub
    }

    static func lines(_ reply: Reply) -> [String] {
        reply.json.root.each("entry").map { entry in
            let words = [entry.string("request.method"), entry.string("request.url"), entry.string("response.etag")]
            return words.compactMap { $0 }.joined(separator: " ")
        }
    }

    static let all = [
        #"PUT Flag/own-c W/"1""#, #"DELETE Flag/own-b W/"2""#, #"PUT Flag/own-a W/"2""#, #"POST Basic W/"1""#, #"PUT Flag/own-b W/"1""#,
        #"PUT Flag/own-a W/"1""#,
    ]
    static let flags = all.filter { $0.contains("Flag") }
    static let one = all.filter { $0.contains("own-a") }

    @Test(
        "lists what was done, the newest first",
        arguments: [
            ("/fhir/_history", all), ("/fhir/Flag/_history", flags), ("/fhir/Flag/own-a/_history", one), ("/fhir/Patient/_history", []),
            ("/fhir/_history?_since=2026-01-01T12:00:30Z", Array(all[..<3])),
            ("/fhir/Flag/own-a/_history?_since=2026-01-01T12:00:30Z", [one[0]]),
            ("/fhir/Flag/own-a/_history?_since=2026-01-01T12:00:31Z", []),
            ("/fhir/_history?_since=2026-01-01T13:00:30%2B01:00", Array(all[..<3])),
            ("/fhir/Flag/own-a/_history?_at=2026-01-01T12:00:05Z", [one[1]]),
            ("/fhir/Flag/own-a/_history?_at=2026-01-01T12:00:35Z", [one[0]]),
            // In the second itself something came, and what was there stood before.
            ("/fhir/Flag/own-a/_history?_at=2026-01-01T12:00:30Z", one),
            ("/fhir/_history?_at=2026-01-01T12:00:30Z", [all[2], all[3], all[4], all[5]]),
            ("/fhir/_history?_at=2026-01-01T12:00:45Z", [all[2], all[3]]),
            ("/fhir/Flag/_history?_at=2026-01-01T12:00:15Z", [flags[3], flags[4]]),
            ("/fhir/Flag/own-b/_history?_at=2026-01-01T12:00:45Z", []), ("/fhir/Flag/own-a/_history?_at=2025", []),
            ("/fhir/_history?_at=2026", all),
        ])
    func lists(_ target: String, _ expected: [String]) async throws {
        let hub = try await Self.hub()
        let whole = await hub.send("GET", target)
        #expect(whole.status == 200, "\(whole.text)")
        #expect(whole.json.root.string("type") == "history")
        #expect(whole.link("next") == nil)
        #expect(Self.lines(whole) == expected)
        for count in [1, 2] {
            var target: String? = target + (target.contains("?") ? "&" : "?") + "_count=\(count)"
            var lines: [String] = []
            while let here = target, lines.count < 20 {
                let page = await hub.send("GET", here)
                #expect(Self.lines(page).count <= count)
                lines += Self.lines(page)
                target = page.target("next")
            }
            #expect(lines == Self.lines(whole))
        }
    }

    @Test("says of each version what asked for it and what was answered") func entries() async throws {
        let hub = try await Self.hub()
        let entries = await hub.send("GET", "/fhir/_history").json.root.each("entry")
        #expect(
            entries.map { $0.string("response.status") } == [
                "201 Created", "204 No Content", "200 OK", "201 Created", "201 Created", "201 Created",
            ])
        #expect(entries[0].string("fullUrl") == "\(Hub.base)/Flag/own-c")
        #expect(entries[0].string("response.location") == "\(Hub.base)/Flag/own-c/_history/1")
        #expect(entries[0].string("response.lastModified") == "2026-01-01T12:00:50Z")
        #expect(entries[0].string("resource.id") == "own-c")
        #expect(entries[1]["resource"] == nil)
        let xml = await hub.send("GET", "/fhir/_history?_format=xml&_pretty=true")
        #expect(xml.status == 200)
        #expect(xml.text.contains(#"<method value="DELETE"/>"#))
    }
}

@Suite("The meta of a resource") struct MetaTests {
    static func parameters(_ meta: String) -> String {
        #"{"resourceType":"Parameters","parameter":[{"name":"meta","valueMeta":\#(meta)}]}"#
    }

    @Test("is read, added to and taken from, and changes nothing else") func change() async throws {
        let hub = Hub()
        let id = try await hub.make(
            #"{"resourceType":"Flag","meta":{"source":"urn:x","tag":[{"system":"s","code":"a","display":"A"}]},"status":"active","x":1.00}"#
        )
        func send(_ operation: String, _ meta: String) async -> Reply {
            await hub.send("POST", "/fhir/Flag/\(id)/$\(operation)", [:], Self.parameters(meta))
        }
        let added = await send(
            "meta-add", #"{"tag":[{"system":"s","code":"a"},{"system":"s","code":"b"}],"profile":["http://p"],"security":[{"code":"R"}]}"#)
        #expect(added.status == 200)
        #expect(added.header("ETag") == #"W/"2""#)
        let meta = try #require(added.json.root.first("parameter.valueMeta"))
        #expect(meta.each("tag.code").compactMap(\.text) == ["a", "b"])
        #expect(meta.each("tag.display").compactMap(\.text) == ["A"])
        #expect(meta.string("profile") == "http://p")
        #expect(meta.string("security.code") == "R")
        #expect(meta.string("source") == "urn:x")
        #expect(await send("meta-add", #"{"profile":["http://p"]}"#).header("ETag") == #"W/"2""#)
        let removed = await send("meta-delete", #"{"tag":[{"system":"s","code":"a"},{"system":"s","code":"b"}],"profile":["http://none"]}"#)
        #expect(removed.header("ETag") == #"W/"3""#)
        #expect(removed.json.root.first("parameter.valueMeta.tag") == nil)
        #expect(removed.json.root.string("parameter.valueMeta.profile") == "http://p")
        #expect(await hub.send("GET", "/fhir/Flag/\(id)").json.root["x"]?.text == "1.00")
        #expect(await hub.send("GET", "/fhir/Flag/\(id)/$meta").json.root.string("parameter.valueMeta.profile") == "http://p")
        #expect(await hub.send("DELETE", "/fhir/Flag/\(id)").status == 204)
        #expect(await hub.send("GET", "/fhir/Flag/\(id)/$meta").status == 410)
        #expect(await send("meta-add", #"{"profile":["http://p"]}"#).status == 410)
    }

    @Test("in use is told of a type and of all, each once, and no longer when nothing has it") func inUse() async throws {
        let hub = Hub()
        #expect(await hub.send("GET", "/fhir/$meta").text == #"{"resourceType":"Parameters"}"#)
        func make(_ type: String, _ meta: String) async throws -> String {
            try await hub.make(#"{"resourceType":"\#(type)","meta":\#(meta),"status":"active"}"#)
        }
        _ = try await make("Flag", #"{"profile":["http://b","http://a"],"tag":[{"system":"s","code":"x","display":"X"},{"code":"x"}]}"#)
        let gone = try await make(
            "Flag", #"{"profile":["http://a|1"],"security":[{"system":"c","code":"R"}],"tag":[{"system":"s","code":"x"}]}"#)
        _ = try await make(
            "Basic", #"{"tag":[{"system":"t","code":"x"},{"system":"s","code":"x"}],"security":[{"system":"c","code":"V"}]}"#)
        _ = try await make("Basic", #"{"tag":[{"system":"s","display":"no code"}]}"#)
        func told(_ target: String, _ list: String) async -> [String] {
            let reply = await hub.send("GET", target)
            #expect(reply.status == 200, "\(reply.text)")
            return (reply.json.root.first("parameter.valueMeta")?.each(list) ?? []).map { label in
                label.kind == .string ? label.text ?? "" : "\(label.string("system") ?? "")|\(label.string("code") ?? "")"
            }
        }
        #expect(await told("/fhir/Flag/$meta", "profile") == ["http://a", "http://a|1", "http://b"])
        #expect(await told("/fhir/Flag/$meta", "tag") == ["s|x", "|x"])
        #expect(await told("/fhir/Flag/$meta", "security") == ["c|R"])
        #expect(await told("/fhir/Basic/$meta", "tag") == ["s|x", "t|x"])
        #expect(await told("/fhir/$meta", "tag") == ["s|x", "t|x", "|x"])
        #expect(await told("/fhir/$meta", "security") == ["c|R", "c|V"])
        #expect(await hub.send("DELETE", "/fhir/Flag/\(gone)").status == 204)
        #expect(await told("/fhir/Flag/$meta", "profile") == ["http://a", "http://b"])
        #expect(await told("/fhir/$meta", "security") == ["c|V"])
        #expect(await told("/fhir/Patient/$meta", "tag") == [])
        #expect(await hub.send("POST", "/fhir/$meta").text == hub.send("GET", "/fhir/$meta").text)
        let refused = await hub.send("GET", "/fhir/$meta?_count=1")
        #expect(refused.status == 400 && refused.sentence == "The parameter `_count` is not known here. Known are: _format, _pretty.")
        #expect(await hub.send("GET", "/fhir/Nothing/$meta").status == 404)
    }

    @Test("of what is worked out from letters is the letters'") func derived() async throws {
        let hub = Hub()
        let subject = try await hub.derive([#"{"resourceType":"Patient","id":"ROOT"}"#], for: Identifier(system: "urn:test", value: "1"))
        let reply = await hub.send("POST", "/fhir/Patient/\(subject)/$meta-add", [:], Self.parameters(#"{"profile":["http://p"]}"#))
        #expect(reply.status == 409)
        #expect(await hub.send("GET", "/fhir/Patient/\(subject)/$meta").status == 200)
    }
}
