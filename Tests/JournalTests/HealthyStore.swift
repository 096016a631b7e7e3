import FHIR
import Journal
import JournalSQLite

/// A small store in which a row of every kind stands.
///
/// Citizens 1 to 5, of whom 4 and 5 are linked; 1 and 4 have plans. Letters 1 to 4, of which 1 and 2 were answered and 2 came twice.
enum HealthyStore {
    static let now = Instant(seconds: 1_767_225_600)

    static func make(_ path: String) async throws {
        let journal = try JournalSQLite.open(path: path)
        try await fill(journal)
        try await journal.close()
    }

    static func fill(_ journal: any Journal) async throws {
        for number in 1...4 { try await letter(number, journal) }
        try await journal.commit(.people, at: now) { writer in
            try writer.arrived(Arrival(letter: 2, at: now, envelope: "e"))
            try writer.link(Link(writer.ensureSubject(identifier(4)), writer.ensureSubject(identifier(5)), source: .act(0)))
            _ = try writer.attach([1, 2, 3], mediaType: "image/png")
            try writer.learn([1], address: "her:1")
        }
        for version in 1...3 {
            _ = try await journal.commit(.people, at: now) { writer in
                try writer.put(encounter("plain", "\(version)"), id: "plain", subject: SubjectID(2), source: .act(0), ifVersion: nil)
            }
        }
        _ = try await journal.commit(.people, at: now) { writer in
            _ = try writer.put(encounter("gone", "x"), id: "gone", subject: SubjectID(2), source: .act(0), ifVersion: nil)
            return try writer.delete("Encounter", id: "gone", source: .act(0))
        }
        for root in [SubjectID(1), SubjectID(4)] {
            let timer = Timer(subject: root, key: "t", due: now)
            try await journal.commit(.letters, at: now) { writer in
                try writer.apply(projection(root, "1", [timer]), to: root)
                if root.value == 1 { _ = try writer.fire(timer) }
                try writer.apply(projection(root, "2", [timer, Timer(subject: root, key: "u", due: now)]), to: root)
            }
        }
    }

    static func identifier(_ number: Int) -> Identifier { Identifier(system: "urn:example:citizen", value: "c\(number)") }

    static func encounter(_ id: String, _ status: String) -> Resource {
        Resource.build("Encounter", id: id) { $0.field("status", status) }
    }

    /// What a letter usually is: bytes, a fact, a receipt.
    static func letter(_ number: Int, _ journal: any Journal) async throws {
        try await journal.commit(.letters, at: now) { writer in
            let subject = try writer.ensureSubject(identifier(number))
            var letter = LetterRecord(
                sender: "her:59", id: "l\(number)", digest: ContentHash.of(Array("l\(number)".utf8)), type: "STIN",
                mediaType: "application/fhir+json", received: now, outcome: .accepted)
            letter.subject = subject
            letter.receipt = number < 3 ? Array("{}".utf8) : nil
            let filed = try writer.file(letter, raw: Array("raw \(number)".utf8), envelope: nil)
            try writer.say(
                Fact(
                    subject: subject, kind: Fact.Kind("admitted"), source: .letter(filed), said: now, happened: nil, custodian: "her:59",
                    content: Array("{}".utf8)))
            guard number < 3 else { return }
            try writer.send(
                OutboxItem(
                    kind: .receipt, key: "receipt/\(filed)", answers: filed, letterID: "r\(filed)", sender: "her:1", receiver: "her:59",
                    type: "Acknowledgement", mediaType: "application/fhir+json", subject: nil, body: [1], state: .waiting, created: now,
                    nextAttempt: now))
        }
    }

    static func projection(_ root: SubjectID, _ text: String, _ timers: [Timer]) -> Projection {
        let plan = Array("{\"plan\":\"\(text)\"}".utf8)
        return Projection(
            plan: plan, digest: ContentHash.of(plan),
            resources: [Projection.Draft(encounter("\(root)-e", text)), Projection.Draft(encounter("\(root)-f", "same"))],
            work: [
                WorkItem(
                    subject: root, key: "w", owner: "org", counterpart: nil, state: .open, due: now, content: Array("{}".utf8))
            ], timers: timers,
            messages: [
                OutboxItem(
                    kind: .letter, key: "m/\(root)", answers: nil, letterID: "m\(root)", sender: "her:1", receiver: "her:59",
                    type: "DIALOG",
                    mediaType: "text/xml", subject: root, body: [2], state: .waiting, created: now, nextAttempt: now)
            ])
    }
}
