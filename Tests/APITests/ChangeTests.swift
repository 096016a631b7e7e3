import FHIR
import HTTPTypes
import Journal
import Testing

@Suite("Making and changing resources") struct ChangeTests {
    static let patient = #"{"resourceType":"Patient","identifier":[{"system":"urn:test","value":"1"}],"active":true}"#

    @Test("makes a resource under an id of the hub's own") func create() async throws {
        let hub = Hub()
        let reply = await hub.send("POST", "/fhir/Patient", [:], #"{"resourceType":"Patient","id":"mine","active":true}"#)
        #expect(reply.status == 201)
        let id = try #require(reply.json.id)
        #expect(id != "mine")
        #expect(SubjectID(text: id) == nil)
        #expect(reply.header("Location") == "\(Hub.base)/Patient/\(id)/_history/1")
        #expect(reply.header("ETag") == #"W/"1""#)
        #expect(reply.json.root["active"]?.bool == true)
    }

    @Test(
        "answers as much as is preferred",
        arguments: [
            ("return=minimal", nil), ("return=representation", "Basic"), ("return=OperationOutcome", "OperationOutcome"),
            ("respond-async", "Basic"),
        ] as [(String, String?)])
    func prefer(_ prefer: String, _ type: String?) async {
        let reply = await Hub().send("POST", "/fhir/Basic", ["Prefer": prefer], #"{"resourceType":"Basic","code":{"text":"a"}}"#)
        #expect(reply.status == 201)
        #expect(reply.header("Location") != nil)
        #expect(reply.bytes.isEmpty == (type == nil))
        if let type { #expect(reply.json.type == type) }
    }

    @Test("changes a resource when the version is the one that the client saw") func update() async throws {
        let hub = Hub()
        let id = try await hub.make(Self.patient)
        let changed = #"{"resourceType":"Patient","id":"\#(id)","active":false}"#
        let stale = await hub.send("PUT", "/fhir/Patient/\(id)", ["If-Match": #"W/"2""#], changed)
        #expect(stale.status == 412)
        #expect(stale.code == "conflict")
        #expect(stale.sentence.contains("Read it again"))
        let reply = await hub.send("PUT", "/fhir/Patient/\(id)", ["If-Match": #"W/"1""#], changed)
        #expect(reply.status == 200)
        #expect(reply.header("ETag") == #"W/"2""#)
        #expect(reply.json.root["active"]?.bool == false)
        let unwanted = await hub.send("PUT", "/fhir/Patient/\(id)", ["If-None-Match": "*"], changed)
        #expect(unwanted.status == 412)
        let absent = await hub.send("PUT", "/fhir/Patient/none", ["If-Match": #"W/"1""#], #"{"resourceType":"Patient","id":"none"}"#)
        #expect(absent.status == 412)
    }

    @Test("lets one of two who saw the same version win") func race() async throws {
        let hub = Hub()
        let id = try await hub.make(Self.patient)
        let statuses = await withTaskGroup(of: Int.self) { group in
            for number in 0..<8 {
                group.addTask {
                    let body = #"{"resourceType":"Patient","id":"\#(id)","multipleBirthInteger":\#(number)}"#
                    return await hub.send("PUT", "/fhir/Patient/\(id)", ["If-Match": #"W/"1""#], body).status
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses.sorted() == [200] + [Int](repeating: 412, count: 7))
    }

    @Test("makes nothing when a condition fits what is there") func conditional() async throws {
        let hub = Hub()
        let condition = ["If-None-Exist": "identifier=urn:test%7C1"]
        let first = await hub.send("POST", "/fhir/Patient", condition, Self.patient)
        #expect(first.status == 201)
        let second = await hub.send("POST", "/fhir/Patient", condition, Self.patient)
        #expect(second.status == 200)
        #expect(second.json.id == first.json.id)
        #expect(second.header("Location") == first.header("Location"))
        _ = try await hub.make(Self.patient)
        let third = await hub.send("POST", "/fhir/Patient", condition, Self.patient)
        #expect(third.status == 412)
        #expect(third.code == "multiple-matches")
        #expect(third.sentence == "The condition fits more than one resource. Make it narrower.")
    }

    @Test(
        "refuses a condition that chooses nothing", arguments: ["", "_count=1", "_lastUpdated=ge2026&_count=2", "nothing=x", "identifier="])
    func badConditions(_ condition: String) async {
        let reply = await Hub().send("POST", "/fhir/Patient", ["If-None-Exist": condition], Self.patient)
        #expect(reply.status == 400)
        #expect(reply.severity == "error")
    }

    @Test("files what it makes under the citizen that it speaks of") func subjects() async throws {
        let hub = Hub()
        let subject = try await hub.derive(
            [#"{"resourceType":"Patient","id":"ROOT","active":true}"#], for: Identifier(system: "urn:test", value: "1"))
        // Of the citizen: a Patient is an identity of its own, joined to that of its number.
        func owner(_ type: String, _ id: String) async throws -> SubjectID? {
            try await hub.journal.read { reader in try reader.resource(type, id)?.subject.flatMap { try reader.group(of: $0).first } }
        }
        let patient = try await hub.make(Self.patient)
        #expect(try await owner("Patient", patient) == subject)
        let stranger = try await hub.make(#"{"resourceType":"Patient","identifier":[{"system":"urn:test","value":"2"}]}"#)
        let nobodys = try #require(try await owner("Patient", stranger))
        #expect(try await hub.journal.read { try $0.kind(of: nobodys) } == .unidentified)
        for (json, expected) in [
            (#"{"resourceType":"Flag","status":"active","subject":{"reference":"Patient/\#(subject)"}}"#, subject),
            (#"{"resourceType":"Flag","status":"active","subject":{"reference":"\#(Hub.base)/Patient/\#(subject)/_history/1"}}"#, subject),
            (#"{"resourceType":"Flag","status":"active","subject":{"reference":"Patient/\#(patient)"}}"#, subject),
            (#"{"resourceType":"Flag","status":"active","subject":{"reference":"Patient/\#(stranger)"}}"#, nobodys),
            (#"{"resourceType":"Flag","status":"active","subject":{"reference":"Patient/zzz"}}"#, nil),
            (#"{"resourceType":"Flag","status":"active","subject":{"reference":"Group/\#(subject)"}}"#, nil),
        ] as [(String, SubjectID?)] {
            #expect(try await owner("Flag", hub.make(json)) == expected)
        }
        let task = try await hub.make(
            #"{"resourceType":"Task","status":"ready","intent":"order","for":{"reference":"Patient/\#(subject)"}}"#)
        #expect(try await owner("Task", task) == subject)
    }

    @Test("leaves to letters what is worked out from letters") func derived() async throws {
        let hub = Hub()
        let subject = try await hub.derive(
            [#"{"resourceType":"Patient","id":"ROOT","active":true}"#], for: Identifier(system: "urn:test", value: "1"))
        #expect(await hub.send("GET", "/fhir/Patient/\(subject)").status == 200)
        let reply = await hub.send("PUT", "/fhir/Patient/\(subject)", [:], #"{"resourceType":"Patient","id":"\#(subject)","active":false}"#)
        #expect(reply.status == 409)
        #expect(reply.code == "conflict")
        #expect(
            reply.sentence
                == "The hub works this resource out from the letters of the citizen, and it changes when they do. Send the letter that says what holds."
        )
        let still = await hub.send("GET", "/fhir/Patient/\(subject)")
        #expect(still.json.root["active"]?.bool == true)
        #expect(still.header("ETag") == #"W/"1""#)
    }

    @Test("writes nothing while nothing may be written, and goes on reading") func admission() async {
        let hub = Hub(admit: { throw JournalError(.full, "The disk is full. Send again later.") })
        for reply in [
            await hub.send("POST", "/fhir/Patient", [:], Self.patient),
            await hub.send("PUT", "/fhir/Patient/1", [:], #"{"resourceType":"Patient","id":"1"}"#),
            await hub.send("POST", "/fhir", [:], #"{"resourceType":"Bundle","type":"transaction"}"#),
        ] {
            #expect(reply.status == 507)
            #expect(reply.header("Retry-After") == "300")
            #expect(reply.sentence == "The disk is full. Send again later.")
        }
        let batch = await hub.send("POST", "/fhir", [:], TransactionTests.bundle("batch", [TransactionTests.post(Self.patient)]))
        #expect(batch.json.root.string("entry.response.status") == "507 Insufficient Storage")
        #expect(await hub.send("GET", "/fhir/Patient").status == 200)
    }
}
