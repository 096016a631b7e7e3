import FHIR
import Foundation
import GRDB
import Journal
import Testing

@testable import JournalSQLite

@Suite("What is erased from a store on disk")
struct ErasureTests {
    /// Words that only the erased citizen's content has: as text, and as the sign that a letter writes for a name.
    static let secrets = ["Quellstrøm", "kvellstroem-7f3a", "6801019995", "erased-thread-19"]

    @Test("is in none of its files", arguments: [false, true])
    func gone(afterBackup: Bool) async throws {
        try await Scratch.with { folder in
            let path = folder + "/store.sqlite"
            let journal = try JournalSQLite.open(path: path)
            let citizen = try await fill(journal)
            for secret in Self.secrets { #expect(try Self.holds(secret, folder), "\(secret) was never there: the test proves nothing") }
            _ = try await journal.commit(.people, at: HealthyStore.now) { writer in
                try writer.erase(.citizen(citizen), who: "her:1", because: "The citizen asked for it.")
            }
            try await journal.sweep()
            // While the hub still runs, and after it has ended.
            for secret in Self.secrets { #expect(try !Self.holds(secret, folder), "\(secret) is in a file of the running store") }
            #expect(try await journal.check() == [])
            // One run for each part, with nothing taken away in it: so what was taken away is not in it either.
            let (parts, mixed) = try await journal.pool.read { database in
                (
                    try Int64.fetchAll(database, sql: "select part from index_run"),
                    try Int64.fetchOne(database, sql: "select count(*) from index_run where postings <> net")
                )
            }
            #expect(Set(parts).count == parts.count && mixed == 0)
            if afterBackup { try await journal.backup(to: folder + "/copy.sqlite") }
            try await journal.close()
            // The last one is how an index may keep the name.
            for secret in Self.secrets + ["quellstr"] { #expect(try !Self.holds(secret, folder), "\(secret) is in a file") }
            let again = try JournalSQLite.open(path: path)
            #expect(try await again.check() == [])
            #expect(try await again.read { try $0.counts(now: HealthyStore.now).letters } == 304)
            try await again.close()
        }
    }

    /// The citizen among hundreds of others, changed often enough that pages split and rows move.
    private func fill(_ journal: JournalSQLite) async throws -> SubjectID {
        for number in 1...100 { try await HealthyStore.letter(number, journal) }
        let citizen = try await journal.commit(.letters, at: HealthyStore.now) { writer in
            let subject = try writer.ensureSubject(Identifier(system: IdentifierSystem.cpr, value: "6801019995"))
            for part in 0..<4 {
                _ = try writer.attach(Array("png of Quellstrøm".utf8), mediaType: "image/png")
                var letter = LetterRecord(
                    sender: "her:59", id: "q\(part)", digest: ContentHash.of(Array("q\(part)".utf8)), type: "STIN",
                    mediaType: "application/fhir+json", received: HealthyStore.now, outcome: .accepted)
                letter.subject = subject
                letter.reading = Array("{\"thread\":\"erased-thread-19\",\"name\":\"Quellstrøm\"}".utf8)
                letter.because = "Quellstrøm"
                let filed = try writer.file(letter, raw: Array("<Name>Quellstrøm</Name><Id>kvellstroem-7f3a</Id>".utf8), envelope: nil)
                try writer.say(
                    Fact(
                        subject: subject, kind: Fact.Kind("admitted"), source: .letter(filed), said: HealthyStore.now, happened: nil,
                        custodian: "her:59", content: Array("{\"to\":\"kvellstroem-7f3a\"}".utf8)))
            }
            return subject
        }
        for round in 0..<40 {
            try await HealthyStore.letter(101 + round * 5, journal)
            try await journal.commit(.people, at: HealthyStore.now) { writer in
                for number in 1..<5 { try Self.file(101 + round * 5 + number, writer) }
                let name = String(repeating: "Quellstrøm ", count: round * 13 % 29 + 1)
                for id in ["a", "b", "c"] {
                    let resource = Resource.build("Patient", id: id) { json in
                        json.array("name") { $0.object { $0.field("family", name) } }
                        json.array("identifier") { json in
                            json.object { json in
                                json.field("system", IdentifierSystem.cpr)
                                json.field("value", "6801019995")
                            }
                        }
                    }
                    _ = try writer.put(resource, id: id, subject: citizen, source: .act(0), ifVersion: nil)
                }
                try writer.apply(
                    Projection(
                        plan: Array("{\"name\":\"\(name)\"}".utf8), digest: ContentHash.of(Array(name.utf8)),
                        resources: [Projection.Draft(HealthyStore.encounter("\(citizen)-e", name))],
                        work: [
                            WorkItem(
                                subject: citizen, key: "w", owner: "org", counterpart: nil, state: .open, due: nil,
                                content: Array("{\"who\":\"\(name)\"}".utf8))
                        ],
                        messages: [
                            OutboxItem(
                                kind: .letter, key: "m\(round)", answers: nil, letterID: "m\(round)", sender: "her:1", receiver: "her:59",
                                type: "DIALOG", mediaType: "text/xml", subject: citizen, body: Array("kvellstroem-7f3a".utf8),
                                state: .waiting,
                                created: HealthyStore.now, nextAttempt: nil)
                        ]), to: citizen)
            }
        }
        return citizen
    }

    private static func file(_ number: Int, _ writer: any JournalWriter) throws {
        let letter = LetterRecord(
            sender: "her:58", id: "n\(number)", digest: ContentHash.of(Array("n\(number)".utf8)), type: "STIN", mediaType: "text/xml",
            received: HealthyStore.now, outcome: .accepted)
        _ = try writer.file(letter, raw: [UInt8](repeating: 65, count: 300 + number), envelope: nil)
    }

    /// Whether a file of the folder has the words, in whatever part of it.
    private static func holds(_ words: String, _ folder: String) throws -> Bool {
        try FileManager.default.contentsOfDirectory(atPath: folder).contains { name in
            try Data(contentsOf: URL(filePath: folder + "/" + name)).range(of: Data(words.utf8)) != nil
        }
    }
}
