import FHIR
import Journal
import Testing

@Suite("A transaction of all verbs") struct TransactionVerbTests {
    static func entry(_ method: String, _ url: String, _ resource: String? = nil, fullUrl: String? = nil, _ more: String = "") -> String {
        let url = url.replacing("\\", with: "\\\\")
        let head = fullUrl.map { #""fullUrl":"\#($0)","# } ?? ""
        let body = resource.map { #""resource":\#($0),"# } ?? ""
        return #"{\#(head)\#(body)"request":{"method":"\#(method)","url":"\#(url)"\#(more)}}"#
    }

    static func binary(_ patch: String) -> String {
        let data = Self.base64(Array(patch.utf8))
        return #"{"resourceType":"Binary","contentType":"application/json-patch+json","data":"\#(data)"}"#
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        let signs = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let part = Array(bytes[start..<min(start + 3, bytes.count)]) + [0, 0]
            let bits = Int(part[0]) << 16 | Int(part[1]) << 8 | Int(part[2])
            for place in 0..<4 {
                text.append(start + place > bytes.count ? "=" : signs[bits >> (18 - 6 * place) & 63])
            }
        }
        return text
    }

    /// A hub with Basics `a` to `d`, each with its own identifier.
    static func hub() async -> Hub {
        let hub = Hub()
        for name in ["one", "two", "three", "four"] {
            _ = await hub.send("PUT", "/fhir/Basic/\(name)", [:], UpdateTests.basic(name, name))
        }
        return hub
    }

    static let entries = [
        entry("GET", "Basic?identifier=urn:b|new"), entry("GET", "Basic/one"),
        entry("PUT", "Basic/two", UpdateTests.basic("two", "changed"), ",\"ifMatch\":\"W/\\\"1\\\"\""),
        entry("PUT", "Basic?identifier=urn:b|absent", UpdateTests.basic(nil, "absent")),
        entry("PATCH", "Basic?identifier=urn:b|three", binary(#"[{"op":"add","path":"/language","value":"nb"}]"#)),
        entry(
            "PATCH", "Basic/four",
            FHIRPathPatchTests.parameters([FHIRPathPatchTests.add("Basic", "language", #""valueCode":"nn""#)])),
        entry("POST", "Basic", UpdateTests.basic(nil, "new"), fullUrl: "urn:uuid:n"), entry("DELETE", "Basic?identifier=urn:b|one"),
        entry("DELETE", "Basic/never"), entry("HEAD", "Basic/two"),
    ]

    @Test("does each in its turn, whatever order they come in", arguments: 0..<12) func verbs(_ turn: Int) async throws {
        let hub = await Self.hub()
        let order = (0..<Self.entries.count).map { ($0 * 7 + turn * 3) % Self.entries.count }
        // `Basic/one` is deleted first, so it cannot be read: that refuses the whole.
        let refused = await hub.send("POST", "/fhir", [:], TransactionTests.bundle("transaction", order.map { Self.entries[$0] }))
        #expect(refused.status == 410)
        #expect(await hub.send("GET", "/fhir/Basic?_count=0").json.root["total"]?.int == 4)
        let rest = order.filter { $0 != 1 }
        let reply = await hub.send("POST", "/fhir", [:], TransactionTests.bundle("transaction", rest.map { Self.entries[$0] }))
        try #require(reply.status == 200, "\(reply.text)")
        let answers = reply.json.root.each("entry")
        func answer(_ index: Int) throws -> Element { answers[try #require(rest.firstIndex(of: index))] }
        #expect(try answer(0).string("resource.entry.resource.identifier.value") == "new")
        let statuses = try (2..<10).map { try answer($0).string("response.status") }
        #expect(
            statuses == [
                "200 OK", "201 Created", "200 OK", "200 OK", "201 Created", "204 No Content", "204 No Content", "200 OK",
            ])
        #expect(await hub.send("GET", "/fhir/Basic/one").status == 410)
        #expect(await hub.send("GET", "/fhir/Basic/three").json.root.string("language") == "nb")
        #expect(await hub.send("GET", "/fhir/Basic/four").json.root.string("language") == "nn")
        #expect(await hub.send("GET", "/fhir/Basic/two").json.root.string("identifier.value") == "changed")
        #expect(await hub.send("GET", "/fhir/Basic?_count=0").json.root["total"]?.int == 5)
    }

    @Test(
        "refuses the same resource twice, however it is named",
        arguments: [
            [entry("PUT", "Basic/one", UpdateTests.basic("one")), entry("DELETE", "Basic/one")],
            [entry("DELETE", "Basic/one"), entry("DELETE", "Basic?identifier=urn:b|one")],
            [
                entry("PUT", "Basic?identifier=urn:b|one", UpdateTests.basic(nil)),
                entry("PATCH", "Basic/one", binary(#"[{"op":"add","path":"/language","value":"nb"}]"#)),
            ],
            [
                entry("PUT", "Basic?identifier=urn:b|new", UpdateTests.basic(nil, "new")),
                entry("PUT", "Basic?identifier=urn:b|new", UpdateTests.basic(nil, "new")),
            ],
            [
                entry("POST", "Basic", UpdateTests.basic(nil, "new")),
                entry("PUT", "Basic?identifier=urn:b|new", UpdateTests.basic(nil, "new")),
            ],
        ])
    func overlap(_ entries: [String]) async {
        let hub = await Self.hub()
        for entries in [entries, entries.reversed()] {
            let reply = await hub.send("POST", "/fhir", [:], TransactionTests.bundle("transaction", entries))
            #expect(reply.status == 400, "\(reply.text)")
            #expect(reply.sentence == "Two entries change the same resource. Send one of them in a transaction of its own.")
        }
        #expect(await hub.send("GET", "/fhir/Basic?_count=0").json.root["total"]?.int == 4)
    }

    @Test("makes anew what a condition found before the transaction deleted it") func deleteAndCreate() async throws {
        let hub = await Self.hub()
        let reply = await hub.send(
            "POST", "/fhir", [:],
            TransactionTests.bundle(
                "transaction",
                [
                    TransactionTests.post(UpdateTests.basic(nil, "one"), ifNoneExist: "identifier=urn:b|one"),
                    Self.entry("DELETE", "Basic/one"),
                ]))
        #expect(reply.json.root.each("entry.response.status").compactMap(\.text) == ["201 Created", "204 No Content"])
    }

    @Test(
        "resolves conditional references to what it makes itself, in any order", arguments: [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]])
    func conditionalReferences(_ order: [Int]) async throws {
        let hub = await Self.hub()
        func flag(_ reference: String) -> String {
            TransactionTests.post(#"{"resourceType":"Flag","status":"active","subject":{"reference":"\#(reference)"}}"#)
        }
        let entries = [
            TransactionTests.post(UpdateTests.basic(nil, "new")), Self.entry("PUT", "Basic/mine", UpdateTests.basic("mine", "own")),
            flag("Basic?identifier=urn:b|new"), flag("Basic?identifier=urn:b|own"),
        ]
        let reply = await hub.send(
            "POST", "/fhir", ["Prefer": "return=representation"], TransactionTests.bundle("transaction", order.map { entries[$0] }))
        try #require(reply.status == 200, "\(reply.text)")
        let answers = reply.json.root.each("entry.resource")
        func resource(_ index: Int) throws -> Element { answers[try #require(order.firstIndex(of: index))] }
        #expect(try resource(2).string("subject.reference") == "Basic/\(#require(resource(0).string("id")))")
        #expect(try resource(3).string("subject.reference") == "Basic/mine")
        let twice = await hub.send(
            "POST", "/fhir", [:],
            TransactionTests.bundle(
                "transaction", [TransactionTests.post(UpdateTests.basic(nil, "own")), flag("Basic?identifier=urn:b|own")]))
        #expect(twice.status == 412)
        #expect(twice.code == "multiple-matches")
    }

    @Test("rewrites addresses wherever R4 has them, and nowhere else") func addresses() async throws {
        let hub = Hub()
        let plan = #"""
            {"resourceType":"CarePlan","status":"active","intent":"plan","text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\"><a href=\"urn:uuid:p\">urn:uuid:p</a> <img src='urn:uuid:p'/> <a href=\"urn:uuid:x\">x</a></div>"},"subject":{"reference":"urn:uuid:p","display":"urn:uuid:p"},"instantiatesUri":["urn:uuid:p"],"instantiatesCanonical":["urn:uuid:p","urn:uuid:q"],"identifier":[{"system":"urn:uuid:p","value":"urn:uuid:p"}],"note":[{"text":"urn:uuid:p"}],"extension":[{"url":"http://e","valueOid":"urn:oid:1.2"},{"url":"http://e","valueUuid":"urn:uuid:p"},{"url":"http://e","valueString":"urn:uuid:p"},{"url":"http://e","valueUrl":"urn:uuid:p"}],"contained":[{"resourceType":"Flag","id":"f","implicitRules":"urn:x","subject":{"reference":"urn:uuid:p"}}],"activity":[{"detail":{"status":"completed","description":"1.00 urn:uuid:p","quantity":{"value":1.00}}}]}
            """#
        let reply = await hub.send(
            "POST", "/fhir", ["Prefer": "return=representation"],
            TransactionTests.bundle(
                "transaction",
                [
                    TransactionTests.post(plan), TransactionTests.post(TransactionTests.patient, fullUrl: "urn:uuid:p"),
                    TransactionTests.post(#"{"resourceType":"Flag"}"#, fullUrl: "urn:oid:1.2"),
                ]))
        try #require(reply.status == 200, "\(reply.text)")
        let entries = reply.json.root.each("entry.resource")
        let patient = "Patient/\(try #require(entries[1].string("id")))"
        let flag = "Flag/\(try #require(entries[2].string("id")))"
        let stored = entries[0]
        #expect(
            stored.string("text.div")
                == #"<div xmlns="http://www.w3.org/1999/xhtml"><a href="\#(patient)">urn:uuid:p</a> <img src='\#(patient)'/> <a href="urn:uuid:x">x</a></div>"#
        )
        #expect(stored.string("subject.reference") == patient)
        #expect(stored.string("subject.display") == "urn:uuid:p")
        #expect(stored.string("instantiatesUri") == patient)
        #expect(stored.each("instantiatesCanonical").compactMap(\.text) == [patient, "urn:uuid:q"])
        #expect(stored.string("identifier.system") == patient)
        #expect(stored.string("identifier.value") == "urn:uuid:p")
        #expect(stored.string("note.text") == "urn:uuid:p")
        #expect(stored.string("extension[0].valueOid") == flag)
        #expect(stored.string("extension[1].valueUuid") == patient)
        #expect(stored.string("extension[2].valueString") == "urn:uuid:p")
        #expect(stored.string("extension[3].valueUrl") == patient)
        #expect(stored.string("contained.subject.reference") == patient)
        #expect(stored.string("activity.detail.description") == "1.00 urn:uuid:p")
        #expect(stored.string("activity.detail.quantity.value") == "1.00")
    }

    @Test("of thousands of entries that refer to each other takes no time that grows with their square") func many() async throws {
        let hub = Hub()
        func bundle(_ count: Int) -> String {
            TransactionTests.bundle(
                "transaction",
                (0..<count).map { index in
                    let others = (0..<10).map { #"{"reference":"urn:uuid:\#((index * 31 + $0 * 17) % count)"}"# }.joined(separator: ",")
                    let json =
                        #"{"resourceType":"List","status":"current","mode":"working","note":[{"text":"\#(index)"}],"x":[\#(others)]}"#
                    return TransactionTests.post(json, fullUrl: "urn:uuid:\(index)", ifNoneExist: "identifier=urn:b|\(index)")
                })
        }
        func time(_ count: Int) async -> Duration {
            let body = bundle(count)
            let start = ContinuousClock.now
            let reply = await hub.send("POST", "/fhir", [:], body)
            #expect(reply.status == 200)
            return ContinuousClock.now - start
        }
        let small = await time(200)
        let large = await time(2_000)
        #expect(large < small * 60, "\(small) for 200, \(large) for 2,000")
    }
}

@Suite("A large batch") struct LargeBatchTests {
    @Test("answers every entry in its place") func places() async throws {
        let hub = Hub()
        let entries = (0..<300).map { index in
            index % 3 == 0
                ? TransactionVerbTests.entry("GET", "Basic/none-\(index)")
                : TransactionVerbTests.entry("PUT", "Basic/own-\(index)", UpdateTests.basic("own-\(index)", "\(index)"))
        }
        let reply = await hub.send("POST", "/fhir", ["Prefer": "return=representation"], TransactionTests.bundle("batch", entries))
        let answers = reply.json.root.each("entry")
        #expect(answers.count == 300)
        for (index, answer) in answers.enumerated() {
            #expect(answer.string("response.status") == (index % 3 == 0 ? "404 Not Found" : "201 Created"))
            if index % 3 != 0 { #expect(answer.string("resource.id") == "own-\(index)") }
        }
        #expect(await hub.send("GET", "/fhir/Basic?_count=0").json.root["total"]?.int == 200)
    }
}
