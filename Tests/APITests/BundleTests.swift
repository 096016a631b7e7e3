import FHIR
import Journal
import Testing

@Suite("A transaction") struct TransactionTests {
    static func bundle(_ type: String, _ entries: [String]) -> String {
        #"{"resourceType":"Bundle","type":"\#(type)","entry":[\#(entries.joined(separator: ","))]}"#
    }

    static func post(_ json: String, fullUrl: String? = nil, ifNoneExist: String? = nil) -> String {
        let type = (try? Resource(json: Array(json.utf8)))?.type ?? ""
        let url = fullUrl.map { #""fullUrl":"\#($0)","# } ?? ""
        let condition = ifNoneExist.map { #","ifNoneExist":"\#($0)""# } ?? ""
        return #"{\#(url)"resource":\#(json),"request":{"method":"POST","url":"\#(type)"\#(condition)}}"#
    }

    static let patient = #"{"resourceType":"Patient","identifier":[{"system":"urn:test","value":"1"}]}"#
    static let encounter =
        #"{"resourceType":"Encounter","status":"planned","class":{"code":"IMP"},"subject":{"reference":"urn:uuid:p","display":"urn:uuid:p"}}"#

    @Test("resolves references between its entries, whatever their order", arguments: [[0, 1, 2], [2, 1, 0], [1, 2, 0]])
    func references(_ order: [Int]) async throws {
        let hub = Hub()
        let task =
            #"{"resourceType":"Task","status":"ready","intent":"order","for":{"reference":"urn:uuid:p"},"focus":{"reference":"urn:uuid:e"},"input":[{"type":{"text":"a"},"valueUri":"urn:uuid:e"},{"type":{"text":"urn:uuid:e"},"valueDecimal":1.00}]}"#
        let entries = [
            Self.post(Self.patient, fullUrl: "urn:uuid:p"), Self.post(Self.encounter, fullUrl: "urn:uuid:e"),
            Self.post(task, fullUrl: "urn:uuid:t"),
        ]
        let reply = await hub.send(
            "POST", "/fhir", ["Prefer": "return=representation"], Self.bundle("transaction", order.map { entries[$0] }))
        #expect(reply.status == 200)
        #expect(reply.json.root.string("type") == "transaction-response")
        #expect(reply.json.root.each("entry.response.status").compactMap(\.text) == ["201 Created", "201 Created", "201 Created"])
        let resources = reply.json.root.each("entry.resource")
        func made(_ type: String) throws -> Element { try #require(resources.first { $0.string("resourceType") == type }) }
        let ids = try (patient: #require(made("Patient").string("id")), encounter: #require(made("Encounter").string("id")))
        #expect(try made("Encounter").string("subject.reference") == "Patient/\(ids.patient)")
        #expect(try made("Encounter").string("subject.display") == "urn:uuid:p")
        let stored = try made("Task")
        #expect(stored.string("for.reference") == "Patient/\(ids.patient)")
        #expect(stored.string("focus.reference") == "Encounter/\(ids.encounter)")
        #expect(stored.string("input[0].valueUri") == "Encounter/\(ids.encounter)")
        #expect(stored.string("input[1].type.text") == "urn:uuid:e")
        #expect(stored.string("input[1].valueDecimal") == "1.00")
        #expect(reply.json.root.each("entry.response.location").allSatisfy { $0.text?.hasSuffix("/_history/1") == true })
    }

    @Test(
        "does nothing at all when one entry cannot be done",
        arguments: [
            (#"{"request":{"method":"DELETE","url":"Patient"}}"#, 400, "invalid"),
            (#"{"request":{"method":"DELETE","url":"Patient/1","ifMatch":"W/\"1\""}}"#, 412, "conflict"),
            (#"{"request":{"method":"POST","url":"Patient/1"}}"#, 405, "not-supported"),
            (#"{"request":{"method":"PATCH","url":"Patient/none"}}"#, 400, "invalid"),
            (#"{"request":{"method":"GET","url":"Patient/none"}}"#, 404, "not-found"),
            (#"{"request":{"method":"GET","url":"Patient?nothing=x"}}"#, 400, "not-supported"),
            (#"{"resource":{"resourceType":"Patient","id":"none"},"request":{"method":"PUT","url":"Patient/none"}}"#, 409, "conflict"),
            (#"{"resource":{"resourceType":"Flag","status":"active"},"request":{"method":"POST","url":"Patient"}}"#, 400, "invalid"),
            (#"{"resource":{"resourceType":"Flag","status":"active"}}"#, 400, "invalid"),
            (#"{"request":{"method":"POST","url":"Patient"}}"#, 400, "invalid"),
            (#"{"request":{"method":"P OST","url":"Patient"}}"#, 400, "invalid"),
            (#"{"request":{"method":"POST","url":"$process-message"}}"#, 400, "invalid"),
            (#"{"resource":{"resourceType":"Bundle","type":"batch"},"request":{"method":"POST","url":""}}"#, 400, "invalid"),
            (
                #"{"resource":{"resourceType":"Flag","status":"active","subject":{"reference":"urn:uuid:other"}},"request":{"method":"POST","url":"Flag"}}"#,
                400, "invalid"
            ),
            (
                #"{"resource":{"resourceType":"Flag","status":"active","subject":{"reference":"Patient?identifier=nobody"}},"request":{"method":"POST","url":"Flag"}}"#,
                412, "conflict"
            ),
            (
                #"{"fullUrl":"urn:uuid:p","resource":{"resourceType":"Flag","status":"active"},"request":{"method":"POST","url":"Flag"}}"#,
                400, "invalid"
            ),
        ])
    func allOrNothing(_ entry: String, _ status: Int, _ code: String) async throws {
        let hub = Hub()
        let reply = await hub.send(
            "POST", "/fhir", [:], Self.bundle("transaction", [Self.post(Self.patient, fullUrl: "urn:uuid:p"), entry]))
        #expect(reply.status == status, "\(reply.text)")
        #expect(reply.code == code)
        #expect(reply.json.root.string("issue.expression")?.hasPrefix("Bundle.entry[1]") == true)
        #expect(await hub.send("GET", "/fhir/Patient?_count=0").json.root["total"]?.int == 0)
    }

    @Test("processes deletions, creates, updates and reads in that order, and answers in the order sent") func order() async throws {
        let hub = Hub()
        let id = try await hub.make(#"{"resourceType":"Basic","code":{"text":"old"}}"#)
        let reply = await hub.send(
            "POST", "/fhir", [:],
            Self.bundle(
                "transaction",
                [
                    #"{"request":{"method":"GET","url":"Basic/\#(id)"}}"#, #"{"request":{"method":"GET","url":"Patient?_total=accurate"}}"#,
                    #"{"resource":{"resourceType":"Basic","id":"\#(id)","code":{"text":"new"}},"request":{"method":"PUT","url":"\#(Hub.base)/Basic/\#(id)","ifMatch":"W/\"1\""}}"#,
                    Self.post(Self.patient),
                    #"{"request":{"method":"GET","url":"Basic/\#(id)","ifNoneMatch":"W/\"2\""}}"#,
                ]))
        #expect(reply.status == 200, "\(reply.text)")
        #expect(
            reply.json.root.each("entry.response.status").compactMap(\.text) == [
                "200 OK", "200 OK", "200 OK", "201 Created", "304 Not Modified",
            ])
        let entries = reply.json.root.each("entry")
        #expect(entries[0].string("resource.code.text") == "new")
        #expect(entries[1].string("resource.total") == "1")
        #expect(entries[2]["resource"] == nil)
        #expect(entries[2].string("response.etag") == #"W/"2""#)
    }

    @Test("makes what a condition does not find, once") func conditional() async throws {
        let hub = Hub()
        let existing = try await hub.make(Self.patient)
        let other = #"{"resourceType":"Patient","identifier":[{"system":"urn:test","value":"2"}]}"#
        let reply = await hub.send(
            "POST", "/fhir", ["Prefer": "return=representation"],
            Self.bundle(
                "transaction",
                [
                    Self.post(Self.patient, fullUrl: "urn:uuid:p", ifNoneExist: "identifier=urn:test|1"),
                    Self.post(other, fullUrl: "urn:uuid:q", ifNoneExist: "identifier=urn:test|2"),
                    Self.post(other, fullUrl: "urn:uuid:r", ifNoneExist: "identifier=urn:test|2"),
                    Self.post(#"{"resourceType":"Flag","status":"active","subject":{"reference":"urn:uuid:p"}}"#),
                    Self.post(#"{"resourceType":"Flag","status":"active","subject":{"reference":"urn:uuid:r"}}"#),
                    Self.post(#"{"resourceType":"Flag","status":"active","subject":{"reference":"Patient?identifier=urn:test|1"}}"#),
                ]))
        #expect(reply.status == 200, "\(reply.text)")
        #expect(
            reply.json.root.each("entry.response.status").compactMap(\.text) == [
                "200 OK", "201 Created", "200 OK", "201 Created", "201 Created", "201 Created",
            ])
        let entries = reply.json.root.each("entry")
        let second = try #require(entries[1].string("resource.id"))
        #expect(entries[2].string("resource.id") == second)
        #expect(entries[3].string("resource.subject.reference") == "Patient/\(existing)")
        #expect(entries[4].string("resource.subject.reference") == "Patient/\(second)")
        #expect(entries[5].string("resource.subject.reference") == "Patient/\(existing)")
        #expect(await hub.send("GET", "/fhir/Patient?_count=0").json.root["total"]?.int == 2)
    }

    @Test("files its entries under the citizen, though the Patient comes last") func subjects() async throws {
        let hub = Hub()
        let subject = try await hub.derive([], for: Identifier(system: "urn:test", value: "1"))
        let reply = await hub.send(
            "POST", "/fhir", ["Prefer": "return=representation"],
            Self.bundle("transaction", [Self.post(Self.encounter), Self.post(Self.patient, fullUrl: "urn:uuid:p")]))
        let id = try #require(reply.json.root.string("entry[0].resource.id"))
        let filed = try #require(try await hub.journal.read { try $0.resource("Encounter", id)?.subject })
        #expect(try await hub.journal.read { try $0.group(of: subject) } == [subject, filed])
    }

    @Test("resolves relative references against the entry's own server") func relative() async throws {
        let hub = Hub()
        let reply = await hub.send(
            "POST", "/fhir", ["Prefer": "return=representation"],
            Self.bundle(
                "transaction",
                [
                    Self.post(#"{"resourceType":"Patient","id":"7"}"#, fullUrl: "https://other.example/fhir/Patient/7"),
                    Self.post(
                        #"{"resourceType":"Flag","status":"active","subject":{"reference":"Patient/7"}}"#,
                        fullUrl: "https://other.example/fhir/Flag/1"),
                    Self.post(#"{"resourceType":"Flag","status":"active","subject":{"reference":"Patient/7"}}"#),
                ]))
        let entries = reply.json.root.each("entry")
        let id = try #require(entries[0].string("resource.id"))
        #expect(entries[1].string("resource.subject.reference") == "Patient/\(id)")
        #expect(entries[2].string("resource.subject.reference") == "Patient/7")
    }

    @Test("refuses two entries that change one resource") func overlap() async throws {
        let hub = Hub()
        let id = try await hub.make(#"{"resourceType":"Basic","code":{"text":"a"}}"#)
        let put = #"{"resource":{"resourceType":"Basic","id":"\#(id)"},"request":{"method":"PUT","url":"Basic/\#(id)"}}"#
        let reply = await hub.send("POST", "/fhir", [:], Self.bundle("transaction", [put, put]))
        #expect(reply.status == 400)
        #expect(reply.sentence == "Two entries change the same resource. Send one of them in a transaction of its own.")
        #expect(reply.json.root.string("issue.expression") == "Bundle.entry[1]")
    }

    @Test("may be empty") func empty() async {
        let reply = await Hub().send("POST", "/fhir", [:], #"{"resourceType":"Bundle","type":"transaction"}"#)
        #expect(reply.status == 200)
        #expect(reply.text == #"{"resourceType":"Bundle","type":"transaction-response"}"#)
    }
}

@Suite("A batch") struct BatchTests {
    @Test("does each entry by itself and answers in the order sent") func outcomes() async throws {
        let hub = Hub()
        let reply = await hub.send(
            "POST", "/fhir", [:],
            TransactionTests.bundle(
                "batch",
                [
                    #"{"request":{"method":"GET","url":"Patient/none"}}"#, TransactionTests.post(TransactionTests.patient),
                    #"{"request":{"method":"DELETE","url":"metadata"}}"#, "{}", #"{"request":{"method":"GET","url":"Patient?_count=0"}}"#,
                ]))
        #expect(reply.status == 200)
        #expect(reply.json.root.string("type") == "batch-response")
        #expect(
            reply.json.root.each("entry.response.status").compactMap(\.text) == [
                "404 Not Found", "201 Created", "405 Method Not Allowed", "400 Bad Request", "200 OK",
            ])
        let entries = reply.json.root.each("entry")
        #expect(entries[0].string("response.outcome.issue.code") == "not-found")
        #expect(entries[3].string("response.outcome.issue.expression") == "Bundle.entry[3].request")
        #expect(entries[4].string("resource.total") == "1")
    }

    @Test("has no references between its entries") func references() async {
        let hub = Hub()
        let reply = await hub.send(
            "POST", "/fhir", [:],
            TransactionTests.bundle(
                "batch",
                [TransactionTests.post(TransactionTests.patient, fullUrl: "urn:uuid:p"), TransactionTests.post(TransactionTests.encounter)])
        )
        #expect(reply.json.root.each("entry.response.status").compactMap(\.text) == ["201 Created", "400 Bad Request"])
        #expect(
            reply.json.root.each("entry")[1].string("response.outcome.issue.diagnostics")?.contains("Send them as a transaction.") == true)
    }
}
