import FHIR
import Journal

extension Law {
    /// Clocks are set: numbers of commits and versions order what happened, times only say when the hub thought it was.
    static let clocks: [Law] = [
        Law("A clock that jumps changes no order: versions, pages, history and what stood at a commit keep theirs") { journal in
            let subject = try await Sample.subject(1, journal)
            let jumps: [Int64] = [0, 100_000_000, -200_000_000, 50, 50, -1, 10_000, -10_000]
            for (step, seconds) in jumps.enumerated() {
                for number in 0..<6 {
                    let id = "c\(number)"
                    let now = Sample.now.adding(seconds: seconds + Int64(number % 2))
                    let stored = try await journal.commit(.people, at: now) { writer in
                        try writer.put(
                            Sample.encounter(subject, id, status: step % 2 == 0 ? "planned" : "finished"), id: id, subject: subject,
                            source: .act(0), ifVersion: Int64(step))
                    }
                    try same(stored.version, Int64(step + 1), "the version after a jump")
                    try same(stored.updated, now, "when it was changed")
                }
            }
            try await journal.read { reader in
                let versions = try reader.versions("Encounter", "c0", before: nil, limit: 100)
                try same(versions.map(\.version), (1...Int64(jumps.count)).reversed(), "versions, newest first")
                try hold(
                    zip(versions, versions.dropFirst()).allSatisfy { $0.commit > $1.commit }, "a later version is of an earlier commit")
                for version in versions {
                    let then = try reader.resource("Encounter", "c0", asOf: version.commit)
                    try same(then?.version, version.version, "what stood at its commit")
                }
            }
            // What was last changed when the clock stood elsewhere is found by that time, and by no other.
            let last = Sample.now.adding(seconds: jumps[jumps.count - 1])
            @Sendable func found(_ from: Instant?, _ to: Instant?) async throws -> Int {
                var search = Search(type: "Encounter")
                search.criteria = [.updated(from: from, to: to)]
                let asked = search
                return try await journal.read { try $0.search(asked).resources.count }
            }
            try same(try await found(last, last.adding(seconds: 2)), 6, "by the time of the last change")
            try same(try await found(last.adding(seconds: 2), nil), 0, "by the times of versions before")
            try same(try await found(nil, last), 0, "before the last change")

            // Pages by that time, while the clock jumps on: what keeps its place comes once.
            var search = Search(type: "Encounter")
            search.order = [Search.Order(nil, isDescending: true)]
            search.limit = 2
            var seen: [String] = []
            repeat {
                let asked = search
                let page = try await journal.read { try $0.search(asked) }
                seen += page.resources.map(\.id)
                search.after = page.next
                let jump = Sample.now.adding(seconds: seen.count % 4 == 0 ? 900_000_000 : -900_000_000)
                let id = "n\(seen.count)"
                _ = try await journal.commit(.people, at: jump) { writer in
                    try writer.put(Sample.encounter(subject, id), id: id, subject: subject, source: .act(0), ifVersion: 0)
                }
            } while search.after != nil && seen.count < 40
            try same(seen.filter { $0.hasPrefix("c") }.sorted(), (0..<6).map { "c\($0)" }, "each that stood throughout, once")
            try same(Set(seen).count, seen.count, "without repetition")
        }
    ]
}
