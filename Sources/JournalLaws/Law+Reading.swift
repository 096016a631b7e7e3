import FHIR
import Journal

extension Law {
    static let reading = [
        Law("A reaction is shown every version that clients wrote of the types it reads, its own commit's too, and nothing else") {
            journal in
            let shown = Shared<[String]>([])
            let reaction = Reading(shown: shown)
            let subject = try await journal.commit(.people, at: Sample.now) { try $0.ensureSubject(Sample.identifier(1)) }
            func write(_ type: String, _ id: String, _ status: String?, at now: Instant) async throws {
                try await journal.commit(.people, at: now) { writer in
                    let stored: StoredResource
                    if let status {
                        let json = #"{"resourceType":"\#(type)","status":"\#(status)"}"#
                        stored = try writer.put(
                            Resource(json: Array(json.utf8)), id: id, subject: subject, source: .act(0), ifVersion: nil)
                    } else {
                        stored = try writer.delete(type, id: id, source: .act(0))
                    }
                    let change = ResourceChange(status == nil ? .deleted : .changed, type, id, version: stored.version)
                    try writer.say(Fact(of: subject, changed: [change], custodian: "org", said: now))
                    try writer.react(reaction, to: subject, owner: "org")
                }
            }
            try await write("Flag", "a", "active", at: Sample.now)
            try await write("Observation", "b", "final", at: Sample.now.adding(seconds: 1))
            try await write("Observation", "b", "amended", at: Sample.now.adding(seconds: 2))
            try await write("Observation", "b", nil, at: Sample.now.adding(seconds: 3))
            let seconds = { (count: Int64) in Sample.now.adding(seconds: count).description }
            try same(
                shown.withLock { $0 },
                ["Observation/b 1 final \(seconds(1))", "Observation/b 2 amended \(seconds(2))", "Observation/b 3 deleted \(seconds(3))"],
                "what was shown last")
            let history = try await journal.read { try $0.history(of: subject) }
            try same(history.resources.count, 0, "what others are shown")
        },
        Law("What was erased is shown to no reaction") { journal in
            let shown = Shared<[String]>([])
            let reaction = Reading(shown: shown)
            let subject = try await journal.commit(.people, at: Sample.now) { writer in
                let subject = try writer.ensureSubject(Sample.identifier(1))
                for id in ["a", "b"] {
                    let json = #"{"resourceType":"Observation","status":"final"}"#
                    let stored = try writer.put(Resource(json: Array(json.utf8)), id: id, subject: subject, source: .act(0), ifVersion: nil)
                    let change = ResourceChange(.made, "Observation", id, version: stored.version)
                    try writer.say(Fact(of: subject, changed: [change], custodian: "org", said: Sample.now))
                }
                return subject
            }
            try await journal.commit(.people, at: Sample.now) { writer in
                _ = try writer.erase(.resource(type: "Observation", id: "a"), who: "org", because: "wrong citizen")
                try writer.react(reaction, to: subject, owner: "org")
            }
            try same(shown.withLock { $0 }, ["Observation/b 1 final \(Sample.now)"], "what was shown")
        },
    ]
}

/// Keeps what it was shown last.
private struct Reading: Reaction {
    var shown: Shared<[String]>
    var resourceTypes: Set<String> { ["Observation"] }

    func project(_ history: History, now: Instant) throws -> Projection {
        shown.withLock { shown in
            shown = history.resources.map { item in
                "\(item.type)/\(item.id) \(item.version) \(item.resource?.root.string("status") ?? "deleted") \(item.said)"
            }
        }
        return Sample.projection("\(history.resources.count)")
    }
}
