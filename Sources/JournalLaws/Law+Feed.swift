import FHIR
import Journal

extension Law {
    static let feed: [Law] = [
        Law("The feed has no gap and skips nothing under concurrent commits") { journal in
            let reader = Task {
                var seen: [FeedEvent] = []
                for await _ in journal.wakeups() {
                    let last = seen.last?.number ?? 0
                    seen += try await journal.read { try $0.feed(after: last, limit: 1_000) }
                    if seen.count >= 200 { break }
                }
                return seen
            }
            try await Task.sleep(for: .milliseconds(20))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<200 {
                    group.addTask { try await Sample.admit(number, journal) }
                }
                try await group.waitForAll()
            }
            let seen = try await reader.value
            try same(seen.map(\.number), Array(1...200), "numbers")
            try same(Set(seen.map(\.about)).count, 200, "letters in the feed")
            try await journal.read { try same(try $0.lastFeedNumber(), 200, "last number") }
        },
        Law("A citizen's feed is the part of the feed that is theirs") { journal in
            for round in 0..<3 {
                for number in 1...4 {
                    let id = "l\(round)-\(number)"
                    try await journal.commit(.letters, at: Sample.now) { writer in
                        let subject = try writer.ensureSubject(Sample.identifier(number))
                        let other = try writer.ensureSubject(Sample.identifier(number % 4 + 1))
                        _ = try writer.put(
                            Sample.encounter(subject, "e\(number)"), id: "e\(number)", subject: subject, source: .act(0), ifVersion: nil)
                        _ = try writer.file(Sample.letter(id, subject: other), raw: [1], envelope: nil)
                        _ = try writer.put(
                            Sample.encounter(subject, "f\(number)"), id: "f\(number)", subject: subject, source: .act(0), ifVersion: nil)
                    }
                }
            }
            try await journal.read { reader in
                let all = try reader.feed(after: 0, limit: 1_000)
                for subjects in [[SubjectID(1)], [SubjectID(2), SubjectID(3)], []] {
                    for after in [Int64(0), 7, 20, 1_000] {
                        let wanted = all.filter { event in event.number > after && event.subject.map(subjects.contains) ?? false }
                        try same(try reader.feed(of: subjects, after: after, limit: 1_000), wanted, "feed of \(subjects) after \(after)")
                        try same(try reader.feed(of: subjects, after: after, limit: 3), Array(wanted.prefix(3)), "a page of it")
                    }
                }
            }
        },
        Law("Waking ends when the journal closes") { journal in
            let stream = journal.wakeups()
            try await journal.close()
            for await _ in stream {}
            for await _ in journal.wakeups() {}
        },
    ]
}
