import FHIR
import Journal

/// Small material that laws are made of.
enum Sample {
    static let now = Instant(seconds: 1_767_225_600)

    static func identifier(_ number: Int) -> Identifier { Identifier(system: "urn:example:citizen", value: "c\(number)") }

    static func digest(_ text: String) -> [UInt8] { ContentHash.of(Array(text.utf8)) }

    static func letter(_ id: String, sender: String = "her:59", subject: SubjectID? = nil, content: String = "one") -> LetterRecord {
        var letter = LetterRecord(
            sender: sender, id: id, digest: digest(id + content), type: "STIN", mediaType: "application/fhir+json", received: now,
            outcome: .accepted)
        letter.subject = subject
        letter.reading = Array("{\"content\":\"\(content)\"}".utf8)
        return letter
    }

    static func fact(_ subject: SubjectID, letter: Int64, _ kind: String = "admitted") -> Fact {
        Fact(
            subject: subject, kind: Fact.Kind(kind), source: .letter(letter), said: now, happened: nil, custodian: "her:59",
            content: Array("{}".utf8))
    }

    static func encounter(_ subject: SubjectID, _ id: String, status: String = "in-progress") -> Resource {
        Resource.build("Encounter", id: id) { json in
            json.field("status", status)
            json.object("subject") { $0.field("reference", "Patient/\(subject)") }
        }
    }

    static func receipt(_ letter: Int64, key: String) -> OutboxItem {
        OutboxItem(
            kind: .receipt, key: key, answers: letter, letterID: "r-\(key)", sender: "her:1", receiver: "her:59", type: "APPREC",
            mediaType: "text/xml", subject: nil, body: [1], state: .waiting, created: now, nextAttempt: now)
    }

    static func message(_ subject: SubjectID?, key: String) -> OutboxItem {
        OutboxItem(
            kind: .letter, key: key, answers: nil, letterID: "m-\(key)", sender: "her:1", receiver: "her:59", type: "DIALOG",
            mediaType: "text/xml", subject: subject, body: [2], state: .waiting, created: now, nextAttempt: now)
    }

    static func work(_ subject: SubjectID, _ key: String, owner: String = "org", due: Int64? = nil) -> WorkItem {
        WorkItem(
            subject: subject, key: key, owner: owner, counterpart: nil, state: .open, due: due.map { now.adding(seconds: $0) },
            content: Array("{}".utf8))
    }

    static func projection(
        _ text: String, resources: [Resource] = [], work: [WorkItem] = [], timers: [Timer] = [], messages: [OutboxItem] = []
    ) -> Projection {
        let plan = Array("{\"plan\":\"\(text)\"}".utf8)
        return Projection(
            plan: plan, digest: ContentHash.of(plan), resources: resources.map { Projection.Draft($0) }, work: work, timers: timers,
            messages: messages)
    }

    /// A citizen with one letter and one fact.
    @discardableResult static func admit(_ number: Int, _ journal: any Journal) async throws -> (subject: SubjectID, letter: Int64) {
        try await journal.commit(.letters, at: now) { writer in
            let subject = try writer.ensureSubject(identifier(number))
            let letter = try writer.file(letter("l\(number)", subject: subject), raw: Array("raw \(number)".utf8), envelope: "e\(number)")
            try writer.say(fact(subject, letter: letter))
            return (subject, letter)
        }
    }

    static func subject(_ number: Int, _ journal: any Journal) async throws -> SubjectID {
        try await journal.commit(.letters, at: now) { try $0.ensureSubject(identifier(number)) }
    }

    static func apply(_ projection: Projection, to subject: SubjectID, _ journal: any Journal) async throws {
        try await journal.commit(.letters, at: now) { try $0.apply(projection, to: subject) }
    }
}

struct Stumble: Error {}
