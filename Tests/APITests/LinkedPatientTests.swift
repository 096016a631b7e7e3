import Exchange
import FHIR
import Journal
import Testing

@Suite("A person of several ids") struct LinkedPatientTests {
    /// Works out of a citizen's letters what the hub does: a Patient, and of the plan an Encounter and a Task.
    private struct WorkedOut: Reaction {
        func project(_ history: History, now: Instant) throws -> Projection {
            guard !history.letters.isEmpty else { return .nothing }
            let root = history.root.description
            let patients = try Record(reading: history).resources().filter { $0.type == "Patient" }
            let others = try [
                #"{"resourceType":"Encounter","id":"\#(root)-e1","status":"finished","subject":{"reference":"Patient/\#(root)"}}"#,
                #"{"resourceType":"Task","id":"\#(root)-1-a","status":"requested","for":{"reference":"Patient/\#(root)"}}"#,
            ].map { WrittenResource(try Resource(json: Array($0.utf8))) }
            let text = Array("\(history.letters.map(\.number))".utf8)
            return Projection(plan: text, digest: ContentHash.of(text), resources: (patients + others).map { Projection.Draft($0) })
        }
    }

    private static let system = IdentifierSystem.cpr
    private static let numbers = IdentityTests.numbers
    private static let patch = ["Content-Type": "application/json-patch+json"]

    /// A hub with a Patient that a client wrote, and after it one that was worked out from a letter; an Observation of each.
    private struct Scene {
        let hub = Hub(react: { writer, subject in try writer.react(WorkedOut(), to: subject, owner: "org") })
        let written: String
        let known: String
        /// What the identity of the written one is called.
        let root: String
        let observations: [String]

        init() async throws {
            written = try await hub.make(#"{"resourceType":"Patient","active":true}"#)
            known = try await Self.admit(0, hub).description
            let id = written
            root = try #require(try await hub.journal.read { try $0.identity(ofPatient: id) }).description
            var made: [String] = []
            for patient in [written, known] {
                let subject = #""subject":{"reference":"Patient/\#(patient)"}"#
                made.append(try await hub.make(#"{"resourceType":"Observation","status":"final","code":{"text":"x"},\#(subject)}"#))
            }
            observations = made
        }

        static func admit(_ place: Int, _ hub: Hub) async throws -> SubjectID {
            try await hub.admit(numbers[place], letter: place, WorkedOut())
        }

        func link() async -> Reply {
            let other = #"{"other":{"reference":"Patient/\#(written)"},"type":"seealso"}"#
            return await hub.send("PATCH", "/fhir/Patient/\(known)", patch, #"[{"op":"add","path":"/link","value":[\#(other)]}]"#)
        }

        func ids(_ target: String) async -> Set<String> {
            let reply = await hub.send("GET", "/fhir/" + target)
            #expect(reply.status == 200, "\(target) \(reply.text)")
            return Set(reply.ids)
        }
    }

    @Test("is found whole under each of them, and by what leads there") func whole() async throws {
        let scene = try await Scene()
        #expect(await scene.ids("Encounter?patient=\(scene.known)") == ["\(scene.known)-e1"])
        #expect(await scene.link().status == 200)
        let (both, encounter, task) = (Set(scene.observations), "\(scene.root)-e1", "\(scene.root)-1-a")
        for id in [scene.written, scene.known, scene.root] {
            for asked in [
                "patient=\(id)", "subject=Patient/\(id)", "subject:Patient=\(id)", "subject=\(Hub.base)/Patient/\(id)", "subject=\(id)",
            ] {
                #expect(await scene.ids("Observation?\(asked)") == both, "\(asked)")
            }
            #expect(await scene.ids("Observation?_filter=subject%20re%20Patient/\(id)") == both)
            #expect(await scene.ids("Encounter?patient=\(id)") == [encounter])
            #expect(await scene.ids("Task?patient=\(id)") == [task])
            #expect(await scene.ids("Patient/\(id)/Encounter") == [encounter])
            #expect(await scene.ids("Patient/\(id)/Patient") == [scene.root, scene.written])
            let compartment = await scene.ids("Patient/\(id)/*")
            #expect(compartment == both.union([encounter, scene.root, scene.written]), "\(id)")
            #expect(await scene.ids("Patient/\(id)/$everything") == compartment, "\(id)")
            #expect(await scene.ids("Observation?subject:Patient._id=\(id)") == both)
            #expect(await scene.hub.send("GET", "/fhir/Patient/\(id)").status == 200)
            #expect(await scene.ids("AuditEvent?patient=\(id)&_count=1").count == 1)
            let counted = await scene.hub.send("GET", "/fhir/Observation?patient=\(id)&_summary=count")
            #expect(counted.json.root["total"]?.int == 2)
        }
        #expect(await scene.ids("Observation?subject:Patient.identifier=\(Self.system)%7C\(Self.numbers[0])") == both)
        for observation in scene.observations {
            #expect(await scene.ids("Patient?_has:Observation:subject:_id=\(observation)") == [scene.root, scene.written])
        }
        #expect(await scene.ids("Patient?_id=\(scene.root)&_revinclude=Observation:subject") == both.union([scene.root]))
        #expect(
            await scene.ids("Observation?_id=\(scene.observations[1])&_include=Observation:subject") == [
                scene.observations[1], scene.known,
            ])
        // An id alone is that of one resource.
        #expect(await scene.ids("Patient?_id=\(scene.root)") == [scene.root])
        #expect(try await scene.hub.journal.check() == [])
    }

    @Test("is two again when the link is taken away under any of them", arguments: ["known", "known, by PUT", "root", "root, by PUT"])
    func apart(_ how: String) async throws {
        let scene = try await Scene()
        let before = await scene.hub.send("GET", "/fhir/Patient/\(scene.known)")
        #expect(await scene.link().status == 200)
        let id = how.hasPrefix("root") ? scene.root : scene.known
        let shown = await scene.hub.send("GET", "/fhir/Patient/\(id)")
        let reply: Reply
        if how.hasSuffix("PUT") {
            // Everything but the link, as a client that reads and writes it does; the other says besides that it is in use again.
            let members = shown.json.root.members.filter { $0.0 != "link" }.map { name, value in
                #""\#(name)":"# + (name == "active" ? "true" : String(decoding: value.bytes, as: UTF8.self))
            }
            reply = await scene.hub.send("PUT", "/fhir/Patient/\(id)", [:], "{\(members.joined(separator: ","))}")
        } else {
            reply = await scene.hub.send("PATCH", "/fhir/Patient/\(id)", Self.patch, #"[{"op":"remove","path":"/link"}]"#)
        }
        #expect(reply.status == 200, "\(reply.text)")
        let now = await scene.hub.send("GET", "/fhir/Patient/\(scene.known)")
        #expect(now.status == 200 && now.json.root["link"] == nil && now.json.root["active"] == nil)
        func numbers(_ reply: Reply) -> [String] { reply.json.root.each("identifier").compactMap { $0.string("value") } }
        #expect(numbers(now) == numbers(before) && numbers(before) == [Self.numbers[0]])
        #expect(await scene.hub.send("GET", "/fhir/Patient/\(scene.root)").status == 410)
        #expect(await scene.ids("Observation?patient=\(scene.known)") == [scene.observations[1]])
        #expect(await scene.ids("Patient/\(scene.written)/Observation") == [scene.observations[0]])
        #expect(await scene.ids("Observation?patient=\(scene.root)") == [scene.observations[0]])
        #expect(await scene.ids("Encounter?patient=\(scene.known)") == ["\(scene.known)-e1"])
        #expect(await scene.ids("Encounter?patient=\(scene.written)") == [])
        #expect(try await scene.hub.journal.check() == [])
    }

    @Test("gets another one under any of them, and nothing else is changed there") func more() async throws {
        let scene = try await Scene()
        #expect(await scene.link().status == 200)
        let third = try await Scene.admit(1, scene.hub).description
        let link = #"[{"op":"add","path":"/link/-","value":{"other":{"reference":"Patient/\#(third)"},"type":"seealso"}}]"#
        #expect(await scene.hub.send("PATCH", "/fhir/Patient/\(scene.known)", Self.patch, link).status == 200)
        #expect(await scene.ids("Observation?patient=\(third)") == Set(scene.observations))
        for id in [scene.known, third] {
            let patch = #"[{"op":"add","path":"/gender","value":"other"}]"#
            let refused = await scene.hub.send("PATCH", "/fhir/Patient/\(id)", Self.patch, patch)
            #expect(refused.status == 409 && refused.code == "conflict", "\(refused.text)")
            #expect(await scene.hub.send("DELETE", "/fhir/Patient/\(id)").status == 409)
        }
        // The one that leaves leaves alone.
        #expect(await scene.hub.send("PATCH", "/fhir/Patient/\(third)", Self.patch, #"[{"op":"remove","path":"/link"}]"#).status == 200)
        #expect(await scene.ids("Observation?patient=\(third)") == [])
        #expect(await scene.ids("Observation?patient=\(scene.known)") == Set(scene.observations))
        // Who is named stays, also when only one who leaves had said so.
        let fourth = try await scene.hub.make(
            #"{"resourceType":"Patient","link":[{"other":{"reference":"Patient/\#(third)"},"type":"refer"},{"other":{"reference":"Patient/\#(scene.known)"},"type":"refer"}]}"#
        )
        #expect(await scene.ids("Observation?patient=\(third)") == Set(scene.observations))
        let named = [scene.known, third].map { #"{"other":{"reference":"Patient/\#($0)"},"type":"replaces"}"# }.joined(separator: ",")
        let replaced = #"[{"op":"replace","path":"/link","value":[\#(named)]}]"#
        #expect(await scene.hub.send("PATCH", "/fhir/Patient/\(scene.root)", Self.patch, replaced).status == 200)
        #expect(await scene.ids("Observation?patient=\(third)") == Set(scene.observations))
        #expect(await scene.ids("Observation?patient=\(fourth)") == [])
        #expect(try await scene.hub.journal.check() == [])
    }

    @Test("may be one of Patients that clients wrote alone") func written() async throws {
        let hub = Hub()
        let one = try await hub.make(#"{"resourceType":"Patient"}"#)
        let link = #""link":[{"other":{"reference":"Patient/\#(one)"},"type":"seealso"}]"#
        let two = try await hub.make(#"{"resourceType":"Patient",\#(link)}"#)
        var observations: [String] = []
        for patient in [one, two] {
            observations.append(try await hub.make(#"{"resourceType":"Observation","subject":{"reference":"Patient/\#(patient)"}}"#))
        }
        for id in [one, two] {
            #expect(await hub.send("GET", "/fhir/Observation?patient=\(id)").ids == observations)
            #expect(await hub.send("GET", "/fhir/Patient/\(id)/Observation").ids == observations)
        }
        // A condition means the same as a search.
        let made = await hub.send(
            "POST", "/fhir/Observation", ["If-None-Exist": "patient=\(one)&_id=\(observations[1])"], #"{"resourceType":"Observation"}"#)
        #expect(made.status == 200 && made.json.id == observations[1])
        #expect(await hub.send("PUT", "/fhir/Patient/\(two)", [:], #"{"resourceType":"Patient","id":"\#(two)"}"#).status == 200)
        for (id, observation) in zip([one, two], observations) {
            #expect(await hub.send("GET", "/fhir/Observation?patient=\(id)").ids == [observation])
        }
    }

    @Test("is found by a number that somebody wrote in the place of a reference") func numbers() async throws {
        let scene = try await Scene()
        let third = try await Scene.admit(1, scene.hub).description
        var made: [String] = []
        for number in Self.numbers.prefix(2) {
            let identifier = #"{"system":"\#(Self.system)","value":"\#(number)"}"#
            made.append(try await scene.hub.make(#"{"resourceType":"Observation","subject":{"identifier":\#(identifier)}}"#))
        }
        func found(_ text: String) async -> Set<String> { await scene.ids("Observation?subject:identifier=\(text)") }
        let texts = Self.numbers.prefix(2).flatMap { ["\(Self.system)%7C\($0)", $0] }
        for (place, text) in texts.enumerated() { #expect(await found(text) == [made[place / 2]]) }
        let other = #"{"other":{"reference":"Patient/\#(third)"},"type":"seealso"}"#
        let link = #"[{"op":"add","path":"/link","value":[\#(other)]}]"#
        #expect(await scene.hub.send("PATCH", "/fhir/Patient/\(scene.known)", Self.patch, link).status == 200)
        for text in texts + ["\(Self.system)%7C680101-9995"] { #expect(await found(text) == Set(made), "\(text)") }
    }

    @Test("shows under an id that is not its own a version that nothing stored has") func versions() async throws {
        let scene = try await Scene()
        let target = "/fhir/Patient/\(scene.known)"
        let before = await scene.hub.send("GET", target)
        let old = try #require(before.header("ETag"))
        #expect(await scene.link().status == 200)
        let view = await scene.hub.send("GET", target, ["If-None-Match": old])
        #expect(view.status == 200 && view.json.root["active"]?.bool == false)
        let tag = try #require(view.header("ETag"))
        #expect(tag == "W/\"\(try #require(view.json.root.string("meta.versionId")))\"")
        let history = await scene.hub.send("GET", target + "/_history")
        #expect(!history.json.root.each("entry.response.etag").compactMap(\.text).contains(tag))
        #expect(tag != (await scene.hub.send("GET", "/fhir/Patient/\(scene.root)")).header("ETag"))
        #expect(await scene.hub.send("GET", target, ["If-None-Match": tag]).status == 304)
        #expect(await scene.hub.send("GET", target + "/_history/1").bytes == before.bytes)
        #expect(await scene.hub.send("GET", target + "/_history/\(scene.root).1").status == 404)

        let unlink = #"[{"op":"remove","path":"/link"}]"#
        let stale = await scene.hub.send("PATCH", target, Self.patch.merging(["If-Match": old]) { $1 }, unlink)
        #expect(stale.status == 412, "\(stale.text)")
        // What the view is of has changed: so has the view.
        let third = try await Scene.admit(1, scene.hub).description
        let link = #"[{"op":"add","path":"/link/-","value":{"other":{"reference":"Patient/\#(third)"},"type":"seealso"}}]"#
        #expect(await scene.hub.send("PATCH", "/fhir/Patient/\(scene.root)", Self.patch, link).status == 200)
        let next = try #require((await scene.hub.send("GET", target, ["If-None-Match": tag])).header("ETag"))
        #expect(next != tag)
        let done = await scene.hub.send("PATCH", target, Self.patch.merging(["If-Match": next]) { $1 }, unlink)
        #expect(done.status == 200, "\(done.text)")
        let after = await scene.hub.send("GET", target, ["If-None-Match": "\(old), \(tag), \(next)"])
        #expect(after.status == 200 && after.json.root["link"] == nil)
    }
}
