import FHIR
import Journal

extension Law {
    /// Commits that come at once share a transaction; nobody may see that they did.
    static let groups: [Law] = [
        Law("Reactions of commits that come at once leave what they would leave one after another") { journal in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<60 {
                    group.addTask {
                        try await journal.commit(.letters, at: Sample.now) { writer in
                            let subject = try writer.ensureSubject(Sample.identifier(number % 5))
                            let letter = try writer.file(Sample.letter("l\(number)", subject: subject), raw: [1], envelope: nil)
                            try writer.say(Sample.fact(subject, letter: letter))
                            try writer.react(Counting(), to: subject, owner: "org")
                        }
                    }
                }
                try await group.waitForAll()
            }
            try await journal.read { reader in
                for root in try reader.roots(after: nil, limit: 10) {
                    try same(try reader.plan(of: root)?.plan, Sample.projection("12").plan, "plan of \(root)")
                    let versions = try reader.versions("Encounter", "\(root)-e", before: nil, limit: 100)
                    // One for each letter: the first has one fact to tell of, the last twelve.
                    try same(
                        versions.compactMap { $0.resource?.root.string("status") }, (1...12).reversed().map { "\($0)" },
                        "versions of \(root)")
                    try same(versions.map(\.commit), versions.map(\.commit).sorted(by: >), "commits of \(root)")
                }
                let feed = try reader.feed(after: 0, limit: 1_000)
                try same(feed.map(\.number), (1...Int64(feed.count)).map { $0 }, "numbers of the feed")
                try same(feed.map(\.commit), feed.map(\.commit).sorted(), "commits of the feed")
            }
        },
        Law("A commit reads what reactions of the commits before it wrote") { journal in
            let gate = Shared(false)
            let blocker = Task { try await journal.commit(.letters, at: Sample.now) { _ in while !gate.withLock({ $0 }) {} } }
            try await Task.sleep(for: .milliseconds(50))
            let first = Task {
                try await journal.commit(.letters, at: Sample.now) { writer in
                    let subject = try writer.ensureSubject(Sample.identifier(1))
                    let letter = try writer.file(Sample.letter("l", subject: subject), raw: [1], envelope: nil)
                    try writer.say(Sample.fact(subject, letter: letter))
                    try writer.react(Counting(), to: subject, owner: "org")
                }
            }
            try await Task.sleep(for: .milliseconds(50))
            let second = Task {
                try await journal.commit(.letters, at: Sample.now) { writer in
                    let root = SubjectID(1)
                    return (
                        plan: try writer.plan(of: root)?.plan, work: try writer.work(WorkQuery()).count,
                        encounter: try writer.resource("Encounter", "\(root)-e")?.version, timers: try writer.timers(of: root).count,
                        feed: try writer.lastFeedNumber()
                    )
                }
            }
            try await Task.sleep(for: .milliseconds(50))
            gate.withLock { $0 = true }
            try await blocker.value
            try await first.value
            let seen = try await second.value
            try same(seen.plan, Sample.projection("1").plan, "plan")
            try hold(seen.work == 1 && seen.encounter == 1 && seen.timers == 1 && seen.feed == 3, "something was not there yet: \(seen)")
        },
        Law("A reaction that fails among others takes none of them with it") { journal in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<40 {
                    group.addTask {
                        try await journal.commit(.letters, at: Sample.now) { writer in
                            let subject = try writer.ensureSubject(Sample.identifier(number))
                            let letter = try writer.file(Sample.letter("l\(number)", subject: subject), raw: [1], envelope: nil)
                            try writer.say(Sample.fact(subject, letter: letter))
                            // Two fail before anything is written, two while it is.
                            switch number % 10 {
                            case 3: try writer.react(Counting(isWrong: true), to: subject, owner: "org")
                            case 7: try writer.react(Counting(breaksOff: true), to: subject, owner: "org")
                            default: try writer.react(Counting(), to: subject, owner: "org")
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            try await journal.read { reader in
                let counts = try reader.counts(now: Sample.now)
                try same(counts.letters, 40, "letters")
                try same(counts.stoppedPlans, 8, "stopped plans")
                try same(counts.resources, 32, "resources")
                try same(try reader.lastCommit(), 40, "last commit")
            }
        },
    ]
}

/// Makes a plan of how many facts there are.
private struct Counting: Reaction {
    var isWrong = false
    /// Its second resource cannot be written, when the first stands already.
    var breaksOff = false

    func project(_ history: History, now: Instant) throws -> Projection {
        if isWrong { throw ReactionError("No rule fits.") }
        let encounter = Sample.encounter(history.root, "\(history.root)-e", status: "\(history.facts.count)")
        let bad =
            try breaksOff ? [Resource(json: Array(#"{"resourceType":"Encounter","id":"\#(history.root)-f","meta":"none"}"#.utf8))] : []
        return Sample.projection(
            "\(history.facts.count)", resources: [encounter] + bad, work: [Sample.work(history.root, "w")],
            timers: [Timer(subject: history.root, key: "t", due: now.adding(seconds: 60))])
    }
}
