import FHIR
import Journal

extension Law {
    static let identities: [Law] = [
        Law("An identifier has one subject, whoever asks first") { journal in
            let subjects = try await withThrowingTaskGroup(of: SubjectID.self) { group in
                for _ in 0..<20 { group.addTask { try await Sample.subject(1, journal) } }
                return try await group.reduce(into: Set<SubjectID>()) { $0.insert($1) }
            }
            try same(subjects.count, 1, "subjects")
            try await journal.read { reader in
                try same(try reader.identifiers(of: Array(subjects)), [Sample.identifier(1)], "identifiers")
                try same(try reader.group(of: SubjectID(1)), [SubjectID(1)], "group")
                try same(try reader.group(of: SubjectID(2)), [], "group of nobody")
            }
        },
        Law("Taking a link away gives each identity its own history back") { journal in
            let (one, _) = try await Sample.admit(1, journal)
            let (two, _) = try await Sample.admit(2, journal)
            let (three, letter) = try await Sample.admit(3, journal)
            let before = try await histories([one, two, three], journal)
            let first = Link(two, three, source: .letter(letter))
            let second = Link(one, three, source: .act(0))
            let again = Link(three, two, source: .act(0))
            try await Sample.apply(
                Sample.projection(
                    "of three", resources: [Sample.encounter(three, "\(three)-e")], work: [Sample.work(three, "w")],
                    timers: [Timer(subject: three, key: "t", due: Sample.now)], messages: [Sample.message(three, key: "m")]), to: three,
                journal)
            let changes = try await journal.commit(.people, at: Sample.now) { writer in
                [try writer.link(first), try writer.link(first), try writer.link(again), try writer.link(second)]
            }
            try same(changes, [true, false, false, true], "what link returned")
            try await journal.read { reader in
                for subject in [one, two, three] { try same(try reader.group(of: subject), [one, two, three], "group of \(subject)") }
                try same(try reader.roots(after: nil, limit: 9), [one], "roots")
                try same(try reader.history(of: three).root, one, "root")
                try same(try reader.history(of: three).facts.map(\.subject), [one, two, three], "facts of all")
                try same(try reader.counts(now: Sample.now).citizens, 1, "citizens")
                try hold(try reader.plan(of: three) == nil && reader.work(WorkQuery()).isEmpty, "the other root kept its plan or work")
                try hold(try reader.timers(of: three).isEmpty, "the other root kept its timers")
                try hold(try reader.resource("Encounter", "\(three)-e")?.resource == nil, "the other root kept its resources")
                try same(try reader.outbox(key: "m")?.state, .withdrawn, "message of the other root")
            }
            try await refuses(.invalid, "A plan of an identity that is no root") {
                try await Sample.apply(Sample.projection("x"), to: three, journal)
            }
            let undone = try await journal.commit(.people, at: Sample.now) { writer in
                [try writer.unlink(first), try writer.unlink(first), try writer.unlink(second), try writer.unlink(again)]
            }
            try same(undone, [false, false, true, true], "what unlink returned")
            let after = try await histories([one, two, three], journal)
            try same(after, before, "histories")
            try await journal.read { reader in
                try same(try reader.roots(after: nil, limit: 9), [one, two, three], "roots")
                try same(try reader.roots(after: one, limit: 1), [two], "a page of roots")
                try same(try reader.counts(now: Sample.now).citizens, 3, "citizens")
                try same(try reader.links(of: [one, two, three]), [], "links")
            }
        },
        Law("What fired for a group fires again for none of its members") { journal in
            let (one, _) = try await Sample.admit(1, journal)
            let (two, _) = try await Sample.admit(2, journal)
            let mine = Timer(subject: two, key: "t", due: Sample.now)
            try await Sample.apply(Sample.projection("p", timers: [mine]), to: two, journal)
            try await journal.commit(.timers, at: Sample.now) { writer in
                try hold(try writer.fire(mine), "the timer did not fire")
                try writer.link(Link(one, two, source: .act(0)))
                try writer.apply(Sample.projection("q", timers: [Timer(subject: one, key: "t", due: Sample.now)]), to: one)
            }
            try await journal.read { reader in
                try same(try reader.timers(of: one), [], "waiting for the group")
                try same(try reader.fired(of: two).map(\.key), ["t"], "fired for the group")
            }
            let shared = Timer(subject: one, key: "g", due: Sample.now)
            try await journal.commit(.timers, at: Sample.now) { writer in
                try writer.apply(Sample.projection("r", timers: [shared]), to: one)
                try hold(try writer.fire(shared), "the group's timer did not fire")
                try writer.unlink(Link(one, two, source: .act(0)))
                try writer.apply(Sample.projection("s", timers: [Timer(subject: two, key: "g", due: Sample.now), mine]), to: two)
            }
            try await journal.read { reader in
                try same(try reader.timers(of: two), [], "waiting for one who left the group")
                try same(try reader.fired(of: two).map(\.key), ["g", "t"], "fired for one who left the group")
            }
        },
        Law("A link needs two identities that are there") { journal in
            let (one, _) = try await Sample.admit(1, journal)
            for (other, kind) in [(one, JournalError.Kind.invalid), (SubjectID(9), .notFound)] {
                try await refuses(kind, "A link with \(other)") {
                    try await journal.commit(.people, at: Sample.now) { _ = try $0.link(Link(one, other, source: .act(0))) }
                }
            }
            try await refuses(.notFound, "A fact of nobody") {
                try await journal.commit(.letters, at: Sample.now) { _ = try $0.say(Sample.fact(SubjectID(9), letter: 1)) }
            }
            try await refuses(.notFound, "The history of nobody") { _ = try await journal.read { try $0.history(of: SubjectID(9)).root } }
        },
    ]

    private static func histories(_ subjects: [SubjectID], _ journal: any Journal) async throws -> [String] {
        try await journal.read { reader in
            try subjects.map { subject in
                let history = try reader.history(of: subject)
                return "\(history.root) \(history.subjects) \(history.letters.map(\.number)) \(history.facts.map(\.number))"
            }
        }
    }
}
