import FHIR
import Foundation
import GRDB
import Journal
import Synchronization
import Testing

@testable import JournalSQLite

@Suite("The sync of the log", .timeLimit(.minutes(1)))
struct LogSyncTests {
    /// What happened, in order; whoever waits for an event sleeps until it is there.
    private final class Course: Sendable {
        private let events = Mutex<[String]>([])
        private let changed = DispatchSemaphore(value: 0)

        var all: [String] { events.withLock { $0 } }

        func note(_ event: String) {
            events.withLock { $0.append(event) }
            changed.signal()
        }

        /// For a thread that may be held up: the sync's own.
        func wait(for event: String) {
            while !all.contains(event) { changed.wait() }
        }
    }

    @Test("goes on while the next commit is written, and nothing is acknowledged before its end")
    func beside() async throws {
        try await Scratch.with { folder in
            let course = Course()
            let isWatched = Mutex(false)
            let journal = try JournalSQLite.open(
                path: folder + "/store.sqlite",
                log: LogSync { file in
                    guard isWatched.withLock({ $0 }) else { return file.sync() }
                    if !course.all.contains("first synced") {
                        // Held up until a second commit has run and a read has seen the first.
                        course.wait(for: "second written")
                        course.wait(for: "seen")
                    }
                    let code = file.sync()
                    course.note(course.all.contains("first synced") ? "second synced" : "first synced")
                    return code
                })
            try await HealthyStore.letter(10, journal)
            isWatched.withLock { $0 = true }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    try await HealthyStore.letter(11, journal)
                    course.note("first answered")
                }
                while try await journal.pool.read({ try Int.fetchOne($0, sql: "select count(*) from letter") }) != 2 { await Task.yield() }
                group.addTask {
                    _ = try await journal.commit(.people, at: HealthyStore.now) { writer in
                        _ = try writer.ensureSubject(HealthyStore.identifier(99))
                        course.note("second written")
                    }
                    course.note("second answered")
                }
                group.addTask {
                    _ = try await journal.read { reader in
                        let count = try reader.letters(LetterQuery()).count
                        course.note(count == 2 ? "seen" : "not seen")
                    }
                    course.note("shown")
                }
                try await group.waitForAll()
            }
            let events = course.all
            let place = Dictionary(events.enumerated().map { ($1, $0) }) { first, _ in first }
            let synced = try #require(place["first synced"])
            #expect(try #require(place["second written"]) < synced)
            #expect(try #require(place["seen"]) < synced)
            #expect(try #require(place["first answered"]) > synced)
            #expect(try #require(place["shown"]) > synced)
            #expect(try #require(place["second answered"]) > #require(place["second synced"]))
            try await journal.close()
        }
    }

    @Test("refuses everything after a disk that failed, and the next opening finds what was acknowledged")
    func failure() async throws {
        try await Scratch.with { folder in
            let path = folder + "/store.sqlite"
            let fails = Mutex(false)
            let journal = try JournalSQLite.open(path: path, log: LogSync { fails.withLock { $0 } ? 10 : $0.sync() })
            try await HealthyStore.letter(10, journal)
            fails.withLock { $0 = true }
            let sentence = "The disk failed while the store was in use. Look at the disk, then start the hub again."
            func refusal(_ body: () async throws -> Void) async -> String? {
                do {
                    try await body()
                    return nil
                } catch { return (error as? JournalError)?.message }
            }
            #expect(await refusal { try await HealthyStore.letter(11, journal) } == sentence)
            // The disk may say that all is well now: what it lost it will not say.
            fails.withLock { $0 = false }
            #expect(await refusal { try await HealthyStore.letter(12, journal) } == sentence)
            #expect(await refusal { _ = try await journal.read { try $0.letters(LetterQuery()) } } == sentence)
            try await journal.close()

            let survivor = try JournalSQLite.open(path: path)
            let letters = try await survivor.read { try $0.letters(sender: "her:59", id: "l10") }
            #expect(letters.count == 1)
            // Nothing of what came after the failure was so much as written.
            try await HealthyStore.letter(12, survivor)
            #expect(try await survivor.check() == [])
            try await survivor.close()
        }
    }
}
