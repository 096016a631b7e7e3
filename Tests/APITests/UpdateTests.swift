import FHIR
import HTTPTypes
import Journal
import Testing

@Suite("Updating") struct UpdateTests {
    static func basic(_ id: String?, _ code: String = "a") -> String {
        #"{"resourceType":"Basic",\#(id.map { #""id":"\#($0)","# } ?? "")"identifier":[{"system":"urn:b","value":"\#(code)"}]}"#
    }

    @Test("makes a resource under an id of the client's where there is none") func asCreate() async throws {
        let hub = Hub()
        let made = await hub.send("PUT", "/fhir/Basic/mine", [:], Self.basic("mine"))
        #expect(made.status == 201)
        #expect(made.header("Location") == "\(Hub.base)/Basic/mine/_history/1")
        #expect(made.header("ETag") == #"W/"1""#)
        #expect(await hub.send("PUT", "/fhir/Basic/mine", ["If-None-Match": "*"], Self.basic("mine")).status == 412)
        let changed = await hub.send("PUT", "/fhir/Basic/mine", ["If-Match": "\"1\""], Self.basic("mine", "b"))
        #expect(changed.status == 200)
        #expect(changed.header("ETag") == #"W/"2""#)
        #expect(await hub.send("PUT", "/fhir/Basic/other", ["If-Match": "W/\"1\""], Self.basic("other")).status == 412)
        #expect(await hub.send("PUT", "/fhir/Basic/other", ["If-None-Match": "*"], Self.basic("other")).status == 201)
    }

    @Test(
        "leaves to the hub the ids that it gives",
        arguments: [
            ("Patient/4k", false), ("Patient/zzzzzz", false), ("Patient/example", true), ("Patient/4K", true), ("Patient/4k-1", true),
            ("Basic/4k", true), ("Basic/0", false), ("Basic/01a", false), ("Patient/0abc", false), ("Basic/0abcdefghijk", true),
            ("Patient/0f8fad5b-d9cb-469f-a165-70867728950e", true), ("Encounter/4k-e12", false), ("Encounter/enc-1", true),
            ("Encounter/4k-e", true), ("EpisodeOfCare/1-p1", false), ("Communication/1-l1", false), ("Provenance/1-o1", false),
            ("Observation/1-o1", true), ("Task/4k-12-answer", false), ("Task/4k-12-answer-2", false), ("Task/task-a-1", true),
            ("Task/4k-12", true), ("Task/0f8f-12-answer", true),
        ])
    func reserved(_ name: String, _ isFree: Bool) async {
        let parts = name.split(separator: "/")
        let reply = await Hub().send("PUT", "/fhir/\(name)", [:], #"{"resourceType":"\#(parts[0])","id":"\#(parts[1])"}"#)
        #expect(reply.status == (isFree ? 201 : 409), "\(reply.text)")
        if !isFree { #expect(reply.sentence.contains("Choose a longer one")) }
    }

    @Test("refuses what can be no id", arguments: ["a_b", String(repeating: "a", count: 65), "æ"]) func badID(_ id: String) async {
        let reply = await Hub().send("PUT", "/fhir/Basic/\(id)", [:], Self.basic(id))
        #expect(reply.status == 400)
        #expect(reply.code == "invalid")
    }

    /// What is there, the id that is sent, the condition; and what comes of it. https://hl7.org/fhir/R4/http.html#cond-update
    @Test(
        "by conditions follows FHIR's table",
        arguments: [
            ([], nil, "a", 201, "0"), ([], "mine", "a", 201, "mine"), (["a"], nil, "a", 200, "first"), (["a"], "first", "a", 200, "first"),
            (["a"], "mine", "a", 400, ""), (["a"], "first", "b", 409, ""), (["a", "a"], nil, "a", 412, ""), (["a"], "4k-", "b", 201, "4k-"),
            (["a"], "01", "b", 409, ""),
        ] as [([String], String?, String, Int, String)])
    func conditional(_ there: [String], _ id: String?, _ condition: String, _ status: Int, _ result: String) async throws {
        let hub = Hub()
        for (name, code) in zip(["first", "second"], there) {
            #expect(await hub.send("PUT", "/fhir/Basic/\(name)", [:], Self.basic(name, code)).status == 201)
        }
        let reply = await hub.send("PUT", "/fhir/Basic?identifier=urn:b%7C\(condition)", [:], Self.basic(id, "new"))
        #expect(reply.status == status, "\(reply.text)")
        if status < 300 { #expect(try #require(reply.json.id).hasPrefix(result)) } else { #expect(reply.json.type == "OperationOutcome") }
        if status == 200 { #expect(reply.header("ETag") == #"W/"2""#) }
    }

    @Test("by conditions holds the version that is found against If-Match") func conditionalMatch() async {
        let hub = Hub()
        let target = "/fhir/Basic?identifier=a"
        #expect(await hub.send("PUT", target, ["If-Match": "W/\"1\""], Self.basic(nil)).status == 412)
        #expect(await hub.send("PUT", target, [:], Self.basic(nil)).status == 201)
        #expect(await hub.send("PUT", target, ["If-Match": "W/\"2\""], Self.basic(nil)).status == 412)
        #expect(await hub.send("PUT", target, ["If-Match": "W/\"1\""], Self.basic(nil)).status == 200)
        #expect(await hub.send("PUT", "/fhir/Basic?_count=1", [:], Self.basic(nil)).status == 400)
        #expect(await hub.send("PUT", "/fhir/Basic?nonsense=1", [:], Self.basic(nil)).status == 400)
    }
}

@Suite("Deleting") struct DeleteTests {
    @Test("is done once, and said again") func delete() async throws {
        let hub = Hub()
        let id = try await hub.make(UpdateTests.basic(nil))
        #expect(await hub.send("DELETE", "/fhir/Basic/\(id)", ["If-Match": "W/\"2\""]).status == 412)
        let first = await hub.send("DELETE", "/fhir/Basic/\(id)", ["If-Match": "W/\"1\""])
        #expect(first.status == 204)
        #expect(first.bytes.isEmpty)
        #expect(first.header("ETag") == #"W/"2""#)
        let again = await hub.send("DELETE", "/fhir/Basic/\(id)")
        #expect(again.status == 204)
        #expect(again.header("ETag") == nil)
        #expect(await hub.send("DELETE", "/fhir/Basic/never").status == 204)
        let read = await hub.send("GET", "/fhir/Basic/\(id)")
        #expect(read.status == 410)
        #expect(read.code == "deleted")
        #expect(await hub.send("GET", "/fhir/Basic/\(id)/_history/1").status == 200)
        #expect(await hub.send("GET", "/fhir/Basic/\(id)/_history/2").status == 410)
        #expect(await hub.send("GET", "/fhir/Basic/\(id)/_history/3").status == 404)
        #expect(await hub.send("GET", "/fhir/Basic?_id=\(id)").ids.isEmpty)
        let history = await hub.send("GET", "/fhir/Basic/\(id)/_history").json.root.each("entry")
        #expect(history.map { $0.string("request.method") } == ["DELETE", "POST"])
        let back = await hub.send("PUT", "/fhir/Basic/\(id)", [:], UpdateTests.basic(id))
        #expect(back.status == 201)
        #expect(back.header("ETag") == #"W/"3""#)
        #expect(await hub.send("GET", "/fhir/Basic/\(id)").status == 200)
    }

    @Test("answers with an outcome to who prefers one") func outcome() async throws {
        let hub = Hub()
        let id = try await hub.make(UpdateTests.basic(nil))
        for sentence in ["Deleted.", "There was nothing to delete."] {
            let reply = await hub.send("DELETE", "/fhir/Basic/\(id)", ["Prefer": "return=OperationOutcome"])
            #expect(reply.status == 200)
            #expect(reply.severity == "information")
            #expect(reply.sentence == sentence)
        }
    }

    @Test("by conditions deletes the one that fits, and never several") func conditional() async throws {
        let hub = Hub()
        #expect(await hub.send("DELETE", "/fhir/Basic?identifier=urn:b%7Ca").status == 204)
        let id = try await hub.make(UpdateTests.basic(nil))
        let other = try await hub.make(UpdateTests.basic(nil))
        let several = await hub.send("DELETE", "/fhir/Basic?identifier=urn:b%7Ca")
        #expect(several.status == 412)
        #expect(several.code == "multiple-matches")
        #expect(await hub.send("DELETE", "/fhir/Basic?_id=\(other)").status == 204)
        #expect(await hub.send("DELETE", "/fhir/Basic?identifier=urn:b%7Ca").status == 204)
        #expect(await hub.send("GET", "/fhir/Basic/\(id)").status == 410)
        #expect(await hub.send("DELETE", "/fhir/Basic?nonsense=1").status == 400)
    }

    @Test("leaves to letters what is worked out from letters") func derived() async throws {
        let hub = Hub()
        let subject = try await hub.derive(
            [#"{"resourceType":"Patient","id":"ROOT","active":true}"#], for: Identifier(system: "urn:test", value: "1"))
        #expect(await hub.send("DELETE", "/fhir/Patient/\(subject)").status == 409)
        let patch = #"[{"op":"remove","path":"/active"}]"#
        let patched = await hub.send("PATCH", "/fhir/Patient/\(subject)", ["Content-Type": "application/json-patch+json"], patch)
        #expect(patched.status == 409)
        #expect(patched.sentence.contains("Send the letter that says what holds."))
        #expect(await hub.send("GET", "/fhir/Patient/\(subject)").status == 200)
    }
}
