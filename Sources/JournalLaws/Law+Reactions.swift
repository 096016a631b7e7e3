import FHIR
import Journal

extension Law {
    static let reactions: [Law] = [
        Law("Applying the same again writes nothing") { journal in
            let (subject, _) = try await Sample.admit(1, journal)
            let projection = Sample.projection(
                "p", resources: [Sample.encounter(subject, "\(subject)-e1"), Sample.encounter(subject, "\(subject)-e2")],
                work: [Sample.work(subject, "w1", due: 60), Sample.work(subject, "w2")],
                timers: [Timer(subject: subject, key: "t", due: Sample.now.adding(seconds: 60))],
                messages: [Sample.message(subject, key: "m")])
            try await Sample.apply(projection, to: subject, journal)
            let before = try await journal.read { (try $0.lastFeedNumber(), try $0.lastCommit()) }
            try await Sample.apply(projection, to: subject, journal)
            let after = try await journal.read { (try $0.lastFeedNumber(), try $0.lastCommit()) }
            try same(after.0, before.0, "feed")
            try same(after.1, before.1, "last commit")
            try await journal.read { reader in
                try same(try reader.resource("Encounter", "\(subject)-e1")?.version, 1, "version")
                try same(try reader.work(WorkQuery()).map(\.key), ["w1", "w2"], "work")
            }
        },
        Law("Applying writes the differences and only these") { journal in
            let (subject, _) = try await Sample.admit(1, journal)
            let due = Sample.now.adding(seconds: 60)
            try await Sample.apply(
                Sample.projection(
                    "one", resources: [Sample.encounter(subject, "a"), Sample.encounter(subject, "b")],
                    work: [Sample.work(subject, "stays"), Sample.work(subject, "goes")],
                    timers: [Timer(subject: subject, key: "stays", due: due), Timer(subject: subject, key: "goes", due: due)],
                    messages: [Sample.message(subject, key: "goes"), Sample.message(subject, key: "stays")]), to: subject, journal)
            let last = try await journal.read { try $0.lastFeedNumber() }
            try await Sample.apply(
                Sample.projection(
                    "two", resources: [Sample.encounter(subject, "a", status: "finished"), Sample.encounter(subject, "c")],
                    work: [Sample.work(subject, "stays"), Sample.work(subject, "comes")],
                    timers: [Timer(subject: subject, key: "stays", due: due.adding(seconds: 1))],
                    messages: [Sample.message(subject, key: "stays")]), to: subject, journal)
            try await journal.read { reader in
                let events = Set(try reader.feed(after: last, limit: 100).map { "\($0.kind.rawValue) \($0.about)" })
                try same(
                    events, ["resource Encounter/a", "resource Encounter/b", "resource Encounter/c", "outbox 1", "plan \(subject)"], "feed")
                try same(try reader.resource("Encounter", "a")?.version, 2, "version of a")
                try hold(try reader.resource("Encounter", "b")?.resource == nil, "b is still there")
                try same(try reader.resource("Encounter", "b")?.source, .reaction, "source of b")
                try same(try reader.work(WorkQuery()).map(\.key), ["comes", "stays"], "work")
                try same(try reader.timers(of: subject).map(\.due), [due.adding(seconds: 1)], "timers")
                try same(try reader.outbox(key: "goes")?.state, .withdrawn, "message no longer wanted")
                try same(try reader.outbox(key: "stays")?.state, .waiting, "message still wanted")
            }
            try await Sample.apply(.nothing, to: subject, journal)
            try await journal.read { reader in
                try hold(try reader.plan(of: subject) == nil && reader.work(WorkQuery()).isEmpty, "plan or work stayed")
                try hold(try reader.timers(of: subject).isEmpty, "timers stayed")
                try hold(try reader.resource("Encounter", "c")?.resource == nil, "resources stayed")
                try same(try reader.outbox(key: "stays")?.state, .withdrawn, "message")
            }
        },
        Law("A projection that contradicts itself is refused whole") { journal in
            let (subject, _) = try await Sample.admit(1, journal)
            let (other, _) = try await Sample.admit(2, journal)
            let encounter = Sample.encounter(subject, "e")
            var short = Sample.projection("p")
            short.digest = [1]
            let bad = [
                short, Sample.projection("p", work: [Sample.work(other, "w")]), Sample.projection("p", resources: [encounter, encounter]),
                Sample.projection("p", work: [Sample.work(subject, "w"), Sample.work(subject, "w")]),
                Sample.projection("p", work: [Sample.work(subject, WorkItem.stoppedKey)]),
            ]
            for projection in bad {
                try await refuses(.invalid, "A projection") { try await Sample.apply(projection, to: subject, journal) }
            }
            try await refuses(.notFound, "A citizen who is not there") {
                try await Sample.apply(Sample.projection("p"), to: SubjectID(99), journal)
            }
            try await journal.read { try hold(try $0.plan(of: subject) == nil, "something was written") }
        },
        Law("A timer fires once for each due time, and never again") { journal in
            let (subject, _) = try await Sample.admit(1, journal)
            let timer = Timer(subject: subject, key: "t", due: Sample.now.adding(seconds: 60))
            let later = Timer(subject: subject, key: "t", due: Sample.now.adding(seconds: 90))
            try await Sample.apply(Sample.projection("p", timers: [timer]), to: subject, journal)
            try await journal.read { reader in
                try same(try reader.timers(dueBy: Sample.now, limit: 9), [], "due too early")
                try same(try reader.timers(dueBy: timer.due, limit: 9), [timer], "due")
                try same(try reader.counts(now: timer.due).timersBehind, 1, "behind")
            }
            let fired = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<20 {
                    group.addTask { try await journal.commit(.timers, at: timer.due) { try $0.fire(timer) } }
                }
                return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            try same(fired, 1, "firings")
            try await Sample.apply(Sample.projection("q", timers: [timer, later]), to: subject, journal)
            try await journal.read { reader in
                try same(try reader.timers(of: subject), [later], "waiting")
                try same(try reader.fired(of: subject), [timer], "fired")
            }
            let moved = try await journal.commit(.timers, at: later.due) { writer in
                try writer.fire(Timer(subject: subject, key: "t", due: Sample.now.adding(seconds: 80)))
            }
            try hold(!moved, "a timer fired for a time that was not its own")
        },
        Law("Work is listed by due time and counted by owner") { journal in
            let (first, _) = try await Sample.admit(1, journal)
            let (second, _) = try await Sample.admit(2, journal)
            var waits = Sample.work(second, "c", owner: "b", due: 5)
            waits.counterpart = "a"
            var planned = Sample.work(second, "d", owner: "b", due: 1)
            planned.state = .planned
            var look = Sample.work(second, "e", owner: "a", due: -5)
            look.state = .attention
            try await Sample.apply(
                Sample.projection("1", work: [Sample.work(first, "a", owner: "a", due: 10), Sample.work(first, "b", owner: "a")]),
                to: first, journal)
            try await Sample.apply(Sample.projection("2", work: [waits, planned, look]), to: second, journal)
            @Sendable func keys(_ change: @Sendable (inout WorkQuery) -> Void) async throws -> [String] {
                var query = WorkQuery()
                change(&query)
                let asked = query
                return try await journal.read { try $0.work(asked).map(\.key) }
            }
            try same(try await keys { $0.owner = "a" }, ["e", "a", "b"], "work of a")
            try same(try await keys { $0.counterpart = "a" }, ["c"], "what a waits for")
            try same(try await keys { _ in }, ["e", "c", "a", "b"], "all work")
            try same(try await keys { $0.limit = 2 }, ["e", "c"], "the first two")
            try same(
                try await keys {
                    $0.owner = "b"
                    $0.states = [.planned]
                }, ["d"], "planned work of b")
            try await journal.read { reader in
                try same(try reader.workOwners(), ["a", "b"], "owners")
                try same(
                    try reader.workCount(owner: "a", now: Sample.now), WorkCount(open: 2, late: 1, planned: 0, attention: 1), "count of a")
                try same(
                    try reader.workCount(owner: "b", now: Sample.now.adding(seconds: 3)),
                    WorkCount(open: 1, late: 1, planned: 1, attention: 0), "count of b")
            }
        },
    ]
}
