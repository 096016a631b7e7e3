import FHIR
import Journal

extension Law {
    static let commits: [Law] = [
        Law("A commit that throws leaves nothing behind") { journal in
            let before = try await journal.read { try $0.lastFeedNumber() }
            do {
                try await journal.commit(.letters, at: Sample.now) { writer in
                    let subject = try writer.ensureSubject(Sample.identifier(1))
                    let letter = try writer.file(Sample.letter("l", subject: subject), raw: [1], envelope: nil)
                    try writer.say(Sample.fact(subject, letter: letter))
                    try writer.send(Sample.receipt(letter, key: "k"))
                    _ = try writer.put(Sample.encounter(subject, "e"), id: "e", subject: subject, source: .letter(letter), ifVersion: nil)
                    try writer.set("colour", "red")
                    throw Stumble()
                }
                throw LawBroken("The error did not come out")
            } catch is Stumble {}
            try await journal.read { reader in
                try same(try reader.lastFeedNumber(), before, "feed")
                try same(try reader.lastCommit(), 0, "last commit")
                try hold(try reader.subject(Sample.identifier(1)) == nil, "the subject stayed")
                try hold(try reader.letter(1) == nil && reader.outbox(1) == nil && reader.fact(1) == nil, "something stayed")
                try hold(try reader.resource("Encounter", "e") == nil && reader.setting("colour") == nil, "something stayed")
            }
        },
        Law("A commit that fails beside others takes none of them with it") { journal in
            let outcomes = await withTaskGroup(of: Bool.self) { group in
                for number in 1...60 {
                    group.addTask {
                        do {
                            try await journal.commit(.letters, at: Sample.now) { writer in
                                let subject = try writer.ensureSubject(Sample.identifier(number))
                                let letter = try writer.file(Sample.letter("l\(number)", subject: subject), raw: [1], envelope: nil)
                                try writer.say(Sample.fact(subject, letter: letter))
                                if number % 7 == 0 { throw Stumble() }
                            }
                            return true
                        } catch {
                            return false
                        }
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            try same(outcomes, 52, "commits that succeeded")
            try await journal.read { reader in
                for number in 1...60 {
                    let isThere = try !reader.letters(sender: "her:59", id: "l\(number)").isEmpty
                    try same(isThere, number % 7 != 0, "letter \(number) is there")
                }
                try same(try reader.counts(now: Sample.now).letters, 52, "letters")
                try same(try reader.lastCommit(), 52, "last commit")
            }
        },
        Law("A savepoint undoes what it wrote and nothing else") { journal in
            try await journal.commit(.letters, at: Sample.now) { writer in
                let subject = try writer.ensureSubject(Sample.identifier(1))
                let letter = try writer.file(Sample.letter("l", subject: subject), raw: [1], envelope: nil)
                do {
                    try writer.savepoint {
                        try writer.say(Sample.fact(subject, letter: letter))
                        try writer.savepoint { _ = try writer.ensureSubject(Sample.identifier(2)) }
                        _ = try writer.newID()
                        try writer.apply(Sample.projection("p", work: [Sample.work(subject, "w")]), to: subject)
                        throw Stumble()
                    }
                    throw LawBroken("The savepoint swallowed the error")
                } catch is Stumble {}
                try writer.say(Sample.fact(subject, letter: letter, "discharged"))
            }
            try await journal.read { reader in
                let subject = SubjectID(1)
                try same(try reader.history(of: subject).facts.map(\.kind.rawValue), ["discharged"], "facts")
                try hold(try reader.plan(of: subject) == nil && reader.work(WorkQuery()).isEmpty, "plan or work stayed")
                try hold(try reader.subject(Sample.identifier(2)) == nil, "the inner savepoint stayed")
                try same(try reader.lastFeedNumber(), 1, "feed")
            }
        },
        Law("A reaction that fails leaves the letter and puts the plan before a human") { journal in
            struct Failing: Reaction {
                func project(_ history: History, now: Instant) throws -> Projection { throw ReactionError("No rule fits.") }
            }
            struct Working: Reaction {
                func project(_ history: History, now: Instant) throws -> Projection { Sample.projection("\(history.facts.count)") }
            }
            let (subject, _) = try await Sample.admit(1, journal)
            try await journal.commit(.letters, at: Sample.now) { try $0.react(Failing(), to: subject, owner: "org") }
            try await journal.read { reader in
                try same(try reader.plan(of: subject)?.stopped, "No rule fits.", "reason")
                try same(try reader.work(WorkQuery()).map(\.key), [WorkItem.stoppedKey], "work")
                try same(try reader.counts(now: Sample.now).stoppedPlans, 1, "stopped plans")
            }
            try await journal.commit(.letters, at: Sample.now) { try $0.react(Working(), to: subject, owner: "org") }
            try await journal.read { reader in
                try hold(try reader.plan(of: subject)?.stopped == nil, "the plan still stands still")
                try hold(try reader.work(WorkQuery()).isEmpty, "the line stayed")
            }
        },
        Law("A commit survives a caller that hangs up") { journal in
            let task = Task {
                try await journal.commit(.letters, at: Sample.now) { writer in
                    while !Task.isCancelled, writer.now == Sample.now.adding(seconds: 1) {}
                    _ = try writer.ensureSubject(Sample.identifier(1))
                }
            }
            task.cancel()
            _ = try? await task.value
            try await journal.commit(.people, at: Sample.now) { _ in }
            try await journal.read { try hold(try $0.subject(Sample.identifier(1)) != nil, "the commit was undone") }
        },
        Law("Letters are taken before all others, and imports after all others") { journal in
            let order = Shared<[WorkClass]>([])
            let gate = Shared(false)
            let blocker = Task {
                try await journal.commit(.letters, at: Sample.now) { _ in while !gate.withLock({ $0 }) {} }
            }
            let asked = Shared(0)
            try await Task.sleep(for: .milliseconds(50))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for work in WorkClass.allCases.reversed() {
                    for number in 0..<3 {
                        group.addTask {
                            asked.withLock { $0 += 1 }
                            try await journal.commit(work, at: Sample.now) { writer in
                                try writer.set("\(work)-\(number)", "x")
                                order.withLock { $0.append(work) }
                            }
                        }
                    }
                }
                // All have asked, then all wait in the queue.
                while asked.withLock({ $0 < 3 * WorkClass.allCases.count }) { try await Task.sleep(for: .milliseconds(20)) }
                try await Task.sleep(for: .milliseconds(300))
                gate.withLock { $0 = true }
                try await group.waitForAll()
            }
            try await blocker.value
            // Between them people may go before timers: those wait for a group of their own when one has lasted.
            let taken = order.withLock { $0 }
            try same(Array(taken.prefix(3)), [.letters, .letters, .letters], "what is taken first")
            try same(Array(taken.suffix(3)), [.background, .background, .background], "what is taken last")
        },
        Law("Closing waits for what was asked for and refuses the rest") { journal in
            let done = Shared(0)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 1...40 {
                    group.addTask {
                        do {
                            _ = try await Sample.subject(number, journal)
                            done.withLock { $0 += 1 }
                        } catch let error as JournalError where error.kind == .unavailable {}
                    }
                }
                group.addTask { try await journal.close() }
                try await group.waitForAll()
            }
            try await refuses(.unavailable, "A commit after closing") { _ = try await Sample.subject(99, journal) }
        },
    ]
}
