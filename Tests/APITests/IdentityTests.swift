import Exchange
import FHIR
import Journal
import Samples
import Testing

@Suite("Who is who") struct IdentityTests {
    /// Works a citizen's Patient out of letters, as the hub does.
    private struct PatientOfLetters: Reaction {
        func project(_ history: History, now: Instant) throws -> Projection {
            guard !history.letters.isEmpty else { return .nothing }
            let patient = try Record(reading: history).resources().filter { $0.type == "Patient" }
            let text = Array("\(history.letters.map(\.number))".utf8)
            return Projection(plan: text, digest: ContentHash.of(text), resources: patient.map { Projection.Draft($0) })
        }
    }

    /// Of days that no citizen has.
    static let numbers = ["6801019995", "6901019992", "7001019990"]

    private func hub() -> Hub {
        Hub(react: { writer, subject in try writer.react(PatientOfLetters(), to: subject, owner: "org") })
    }

    private func admit(_ place: Int, _ hub: Hub) async throws -> SubjectID {
        try await hub.admit(Self.numbers[place], letter: place, PatientOfLetters())
    }

    private func patient(_ id: String? = nil, numbers: [String] = [], links: [String] = [], type: String = "seealso") -> String {
        let identifiers = numbers.map { #"{"system":"\#(IdentifierSystem.cpr)","value":"\#($0)"}"# }
        let others = links.map { #"{"other":{"reference":"Patient/\#($0)"},"type":"\#(type)"}"# }
        var members = [#""resourceType":"Patient""#]
        if let id { members.append(#""id":"\#(id)""#) }
        if !identifiers.isEmpty { members.append(#""identifier":[\#(identifiers.joined(separator: ","))]"#) }
        if !others.isEmpty { members.append(#""link":[\#(others.joined(separator: ","))]"#) }
        return "{\(members.joined(separator: ","))}"
    }

    private func group(of subject: SubjectID, _ hub: Hub) async throws -> [Identifier] {
        try await hub.journal.read { try $0.identifiers(of: $0.group(of: subject)) }
    }

    private func values(_ reply: Reply) -> [String] { reply.json.root.each("identifier").compactMap { $0.string("value") } }

    @Test(
        "a Patient that a client writes joins by each type of link, and leaves when it says so no more",
        arguments: ["replaced-by", "replaces", "refer", "seealso"])
    func links(_ type: String) async throws {
        let hub = hub()
        let one = try await admit(0, hub)
        let two = try await admit(1, hub)
        let id = try await hub.make(patient(numbers: [Self.numbers[0]], links: [two.description], type: type))
        #expect(try await group(of: one, hub).count == 3)
        let both = await hub.send("GET", "/fhir/Patient/\(two)")
        #expect(both.status == 200)
        #expect(values(both) == [Self.numbers[0], Self.numbers[1]])
        #expect(both.json.root["active"]?.bool == false)
        #expect(both.json.root.string("link.type") == "replaced-by" && both.json.root.string("link.other.reference") == "Patient/\(one)")
        let whole = await hub.send("GET", "/fhir/Patient/\(one)")
        #expect(values(whole) == values(both))
        #expect(whole.json.root.each("link").compactMap { $0.string("other.reference") } == ["Patient/\(two)", "Patient/\(id)"])
        // What a client wrote stays as it wrote it.
        #expect(values(await hub.send("GET", "/fhir/Patient/\(id)")) == [Self.numbers[0]])

        #expect(await hub.send("PUT", "/fhir/Patient/\(id)", [:], patient(id, numbers: [Self.numbers[1]])).status == 200)
        #expect(try await group(of: one, hub).map(\.value) == [Self.numbers[0]])
        #expect(try await group(of: two, hub).map(\.value) == [Self.numbers[1], id])
        #expect(values(await hub.send("GET", "/fhir/Patient/\(two)")) == [Self.numbers[1]])
        #expect(await hub.send("DELETE", "/fhir/Patient/\(id)").status == 204)
        #expect(try await group(of: two, hub).map(\.value) == [Self.numbers[1]])
        #expect(try await hub.journal.check() == [])
    }

    @Test("the links of a Patient that is worked out can be changed, and nothing else of it") func workedOut() async throws {
        let hub = hub()
        let one = try await admit(0, hub)
        let two = try await admit(1, hub)
        let before = [await hub.send("GET", "/fhir/Patient/\(one)"), await hub.send("GET", "/fhir/Patient/\(two)")]
        let linked = before[0].text.dropLast() + #","link":[{"other":{"reference":"\#(Hub.base)/Patient/\#(two)"},"type":"replaces"}]}"#
        let reply = await hub.send("PUT", "/fhir/Patient/\(one)", [:], String(linked))
        #expect(reply.status == 200, "\(reply.text)")
        for id in [one, two] {
            #expect(values(await hub.send("GET", "/fhir/Patient/\(id)")) == [Self.numbers[0], Self.numbers[1]])
        }
        for number in Self.numbers.prefix(2) {
            let found = await hub.send("GET", "/fhir/Patient?identifier=\(IdentifierSystem.cpr)%7C\(number)")
            #expect(found.json.root.each("entry.resource").compactMap { $0.string("id") } == [one.description])
        }
        let named = String(before[0].text.dropLast() + #","gender":"other"}"#)
        #expect(await hub.send("PUT", "/fhir/Patient/\(one)", [:], named).status == 409)
        #expect(await hub.send("PUT", "/fhir/Patient/\(two)", [:], before[1].text).status == 409)
        #expect(await hub.send("DELETE", "/fhir/Patient/\(one)").status == 409)

        let patch = await hub.send(
            "PATCH", "/fhir/Patient/\(one)", ["Content-Type": "application/json-patch+json"], #"[{"op":"remove","path":"/link"}]"#)
        #expect(patch.status == 200, "\(patch.text)")
        for (id, old) in zip([one, two], before) {
            let now = await hub.send("GET", "/fhir/Patient/\(id)")
            #expect(values(now) == values(old) && now.json.root["link"] == nil && now.json.root["active"] == nil)
        }
        #expect(try await hub.journal.check() == [])
    }

    @Test("after any number of joins and partings each citizen's own Patient is what it was", arguments: [UInt64(3), 4])
    func restored(_ seed: UInt64) async throws {
        let hub = hub()
        var subjects: [SubjectID] = []
        for place in Self.numbers.indices { subjects.append(try await admit(place, hub)) }
        let before = try await histories(subjects, hub)
        var random = SeededNumbers(seed: seed)
        let ids = (0..<3).map { "patient-of-a-client-\($0)" }
        for _ in 0..<40 {
            let id = ids[Int.random(in: 0..<3, using: &random)]
            if Int.random(in: 0..<4, using: &random) == 0 {
                #expect(await hub.send("DELETE", "/fhir/Patient/\(id)").status == 204)
                continue
            }
            let numbers = Self.numbers.filter { _ in Bool.random(using: &random) }
            let links = (ids + subjects.map(\.description)).filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
            let reply = await hub.send("PUT", "/fhir/Patient/\(id)", [:], patient(id, numbers: numbers, links: links))
            #expect([200, 201].contains(reply.status), "\(reply.text)")
            for subject in subjects {
                let shown = await hub.send("GET", "/fhir/Patient/\(subject)")
                let wanted = try await group(of: subject, hub).filter { $0.subjectKind == .person }.map(\.value).sorted()
                #expect(shown.status == 200 && values(shown).sorted() == wanted)
            }
        }
        for id in ids { #expect(await hub.send("DELETE", "/fhir/Patient/\(id)").status == 204) }
        #expect(try await histories(subjects, hub) == before)
        #expect(try await hub.journal.check() == [])
    }

    private func histories(_ subjects: [SubjectID], _ hub: Hub) async throws -> [String] {
        try await hub.journal.read { reader in
            try subjects.map { subject in
                let history = try reader.history(of: subject)
                let patient = try reader.resource("Patient", subject.description)?.resource
                let said = patient?.root.members.filter { $0.0 != "meta" }.map { "\($0.0)=\(String(decoding: $0.1.bytes, as: UTF8.self))" }
                return "\(history.subjects) \(history.letters.map(\.number)) \(history.facts.map(\.number)) \(said ?? [])"
            }
        }
    }

    @Test("an unidentified person has a journal, which a number joins later") func unidentified() async throws {
        let hub = hub()
        let one = try await admit(0, hub)
        let id = try await hub.make(patient())
        let observation = try await hub.make(
            #"{"resourceType":"Observation","status":"final","code":{"text":"x"},"subject":{"reference":"Patient/\#(id)"}}"#)
        let filed = try #require(try await hub.journal.read { try $0.resource("Observation", observation)?.subject })
        #expect(filed != one)
        #expect(try await hub.journal.read { try $0.kind(of: filed) } == .unidentified)
        #expect(await hub.send("PUT", "/fhir/Patient/\(id)", [:], patient(id, numbers: ["680101-9995"])).status == 200)
        #expect(try await hub.journal.read { try $0.group(of: filed) } == [one, filed])
        // The number was wrong.
        #expect(await hub.send("PUT", "/fhir/Patient/\(id)", [:], patient(id, numbers: [Self.numbers[2]])).status == 200)
        #expect(try await group(of: one, hub).map(\.value) == [Self.numbers[0]])
        #expect(try await group(of: filed, hub).map(\.value).sorted() == [Self.numbers[2], id].sorted())
    }

    @Test("every number of a person leads to all of them") func crossReference() async throws {
        let hub = hub()
        let one = try await admit(0, hub)
        let two = try await admit(1, hub)
        let id = try await hub.make(patient(numbers: [Self.numbers[0]], links: [two.description]))
        for source in [
            "\(IdentifierSystem.cpr)%7C\(Self.numbers[0])", "\(IdentifierSystem.cpr)%7C690101-9992", Self.numbers[1], "680101-9995",
        ] {
            let reply = await hub.send("GET", "/fhir/Patient/$ihe-pix?sourceIdentifier=\(source)")
            #expect(reply.status == 200, "\(reply.text)")
            let parameters = reply.json.root.each("parameter")
            #expect(parameters.compactMap { $0.string("valueIdentifier.value") } == [Self.numbers[0], Self.numbers[1]])
            #expect(parameters.compactMap { $0.string("valueReference.reference") } == ["Patient/\(one)", "Patient/\(id)"])
        }
        let other = await hub.send("GET", "/fhir/Patient/$ihe-pix?sourceIdentifier=\(Self.numbers[0])&targetSystem=urn:none")
        #expect(other.status == 200 && other.json.root.each("parameter").count == 2)
        for (target, status) in [
            ("/fhir/Patient/$ihe-pix?sourceIdentifier=\(Self.numbers[2])", 404), ("/fhir/Patient/$ihe-pix", 400),
            ("/fhir/Patient/$ihe-pix?sourceIdentifier=", 400), ("/fhir/Patient/$ihe-pix?sourceIdentifier=a&sourceIdentifier=b", 400),
            ("/fhir/Patient/$ihe-pix?other=1", 400), ("/fhir/Group/$ihe-pix?sourceIdentifier=1", 404),
        ] {
            let reply = await hub.send("GET", target)
            #expect(reply.status == status, "\(target) \(reply.text)")
            #expect(!reply.text.contains(Self.numbers[2]))
        }
    }
}
