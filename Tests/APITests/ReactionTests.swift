import Directory
import Exchange
import FHIR
import Journal
import Pathways
import Synchronization
import Testing

@Suite("A change through the API") struct ReactionTests {
    /// Who was reacted for.
    private final class Heard: Sendable {
        let subjects = Mutex<[SubjectID]>([])
    }

    private static let identifier = Identifier(system: "urn:test", value: "1")

    @Test("is a fact of the citizen's, and is reacted to in the same commit") func fact() async throws {
        let heard = Heard()
        let hub = Hub(react: { writer, subject in
            let last = try writer.history(of: subject).facts.last
            #expect(last?.kind == .resourcesChanged)
            heard.subjects.withLock { $0.append(subject) }
        })
        let subject = try await hub.derive([#"{"resourceType":"Patient","id":"ROOT"}"#], for: Self.identifier)
        let flag = #"{"resourceType":"Flag","status":"active","subject":{"reference":"Patient/\#(subject)"}}"#
        let id = try await hub.make(flag)
        let patch = #"[{"op":"replace","path":"/status","value":"inactive"}]"#
        #expect(await hub.send("PATCH", "/fhir/Flag/\(id)", ["Content-Type": "application/json-patch+json"], patch).status == 200)
        #expect(await hub.send("DELETE", "/fhir/Flag/\(id)").status == 204)
        #expect(await hub.send("DELETE", "/fhir/Flag/\(id)").status == 204)
        _ = try await hub.make(#"{"resourceType":"Flag","status":"active"}"#)
        let facts = try await hub.journal.read { try $0.history(of: subject).facts }
        #expect(
            facts.map(\.resourceChanges) == [
                [ResourceChange(.made, "Flag", id, version: 1)], [ResourceChange(.changed, "Flag", id, version: 2)],
                [ResourceChange(.deleted, "Flag", id, version: 3)],
            ])
        #expect(facts.allSatisfy { $0.custodian == "org:test" && $0.said == Hub.noon && $0.source == .act($0.number) })
        #expect(facts.allSatisfy { !String(decoding: $0.content, as: UTF8.self).contains("active") })
        #expect(heard.subjects.withLock { $0 } == [subject, subject, subject])
    }

    @Test("is said once for all that a transaction did, of each citizen") func transaction() async throws {
        let heard = Heard()
        let hub = Hub(react: { _, subject in heard.subjects.withLock { $0.append(subject) } })
        let one = try await hub.derive([#"{"resourceType":"Patient","id":"ROOT"}"#], for: Self.identifier)
        let two = try await hub.derive([#"{"resourceType":"Patient","id":"ROOT"}"#], for: Identifier(system: "urn:test", value: "2"))
        let entries = [one, two, one].map { subject in
            TransactionTests.post(#"{"resourceType":"Flag","status":"active","subject":{"reference":"Patient/\#(subject)"}}"#)
        }
        #expect(await hub.send("POST", "/fhir", [:], TransactionTests.bundle("transaction", entries)).status == 200)
        for (subject, count) in [(one, 2), (two, 1)] {
            let facts = try await hub.journal.read { try $0.history(of: subject).facts }
            #expect(facts.map(\.resourceChanges.count) == [count])
        }
        #expect(heard.subjects.withLock { $0 } == [one, two])
    }

    @Test("tells both citizens when a resource goes from one to the other") func moved() async throws {
        let hub = Hub()
        let one = try await hub.derive([#"{"resourceType":"Patient","id":"ROOT"}"#], for: Self.identifier)
        let two = try await hub.derive([#"{"resourceType":"Patient","id":"ROOT"}"#], for: Identifier(system: "urn:test", value: "2"))
        let id = try await hub.make(#"{"resourceType":"Flag","subject":{"reference":"Patient/\#(one)"}}"#)
        let moved = #"{"resourceType":"Flag","id":"\#(id)","subject":{"reference":"Patient/\#(two)"}}"#
        #expect(await hub.send("PUT", "/fhir/Flag/\(id)", [:], moved).status == 200)
        for subject in [one, two] {
            let last = try await hub.journal.read { try $0.history(of: subject).facts.last }
            #expect(last?.resourceChanges == [ResourceChange(.changed, "Flag", id, version: 2)])
        }
    }

    @Test("leaves the plan of a citizen without letters to nobody") func nothing() async throws {
        let facts = [Fact(of: SubjectID(1), changed: [ResourceChange(.made, "Flag", "a", version: 1)], custodian: "hub", said: Hub.noon)]
        let history = History(root: SubjectID(1), subjects: [SubjectID(1)], identifiers: [Self.identifier], letters: [], facts: facts)
        let reaction = PathwayReaction(directory: .init(), library: try PathwayLibrary.shipped())
        #expect(try reaction.project(history, now: Hub.noon).digest.isEmpty)
        #expect(try Record(reading: history).changes == [ResourceChange(.made, "Flag", "a", version: 1)])
    }
}
