import FHIR
import Journal

extension Law {
    static let changes: [Law] = [
        Law("Every version is listed once, newest first, whichever part is asked for") { journal in
            let told = try await Told.fill(journal, seed: 1, commits: 140)
            let times = told.lines.map(\.at)
            try await journal.read { reader in
                let last = try reader.lastCommit()
                var random = Dice(seed: 7)
                var queries = [ChangeQuery(), ChangeQuery(type: "Encounter"), ChangeQuery(type: "Basic"), ChangeQuery(type: "Patient")]
                for _ in 0..<120 {
                    var query = ChangeQuery(type: random.chance(2) ? random.pick(["Encounter", "Observation", "Flag", "Basic"]) : nil)
                    if random.chance(2) { query.since = random.pick(times) }
                    if random.chance(3) { query.until = random.pick(times) }
                    if random.chance(2) { query.asOf = Int64(random.below(Int(last) + 3)) }
                    if random.chance(4) { query.subjects = random.pick([[SubjectID(1)], [SubjectID(2), SubjectID(3)], []]) }
                    queries.append(query)
                }
                for query in queries {
                    let wanted = told.lines.reversed().filter { told.asks(query, for: $0) }.map(\.name)
                    for limit in [7, 100, 10_000] where limit > 7 || wanted.count < 120 {
                        try same(try Told.all(query, limit: limit, in: reader), wanted, "\(query) by \(limit)")
                    }
                    var none = query
                    none.limit = 0
                    try hold(try reader.changes(none).versions.isEmpty, "a page of none had some")
                }
            }
            for key in ["!", "0", "-1", "01", ""] {
                try await refuses(.invalid, "The page key \(key)") {
                    var query = ChangeQuery()
                    query.after = key
                    let asked = query
                    _ = try await journal.read { try $0.changes(asked) }
                }
            }
        },
        Law("Paging through changes neither repeats nor omits while others write") { journal in
            let told = try await Told.fill(journal, seed: 2, commits: 60)
            for type in [nil, "Observation"] {
                var query = ChangeQuery(type: type)
                query.limit = 23
                let wanted = try await journal.read { [query] in try Told.all(query, limit: 1_000, in: $0) }
                var seen: [String] = []
                repeat {
                    let page = try await journal.read { [query] in try $0.changes(query) }
                    seen += page.versions.map(Told.name)
                    query.after = page.next
                    _ = try await Told.fill(journal, seed: 3, commits: 2)
                } while query.after != nil
                try same(seen, wanted, "changes of \(type ?? "all") while others write")
            }
            try hold(told.lines.count > 2, "there was nothing to page through")
        },
        Law("What was said up to a commit is what was known then") { journal in
            let (one, _) = try await Sample.admit(1, journal)
            let (two, letter) = try await Sample.admit(2, journal)
            try await journal.commit(.people, at: Sample.now) { writer in
                try writer.link(Link(one, two, source: .act(0)))
                try writer.say(Sample.fact(two, letter: letter, "discharged"))
                guard var moved = try writer.letter(letter) else { throw LawBroken("the letter is gone") }
                moved.attention = "Look."
                try writer.update(moved)
            }
            try await journal.commit(.letters, at: Sample.now) { writer in
                _ = try writer.file(Sample.letter("late", subject: two), raw: [1], envelope: nil)
            }
            let wanted: [(Int64, [Int64], [String])] = [
                (0, [], []), (1, [1], ["admitted"]), (2, [1, 2], ["admitted", "admitted"]),
                (3, [1, 2], ["admitted", "admitted", "discharged"]), (4, [1, 2, 3], ["admitted", "admitted", "discharged"]),
            ]
            try await journal.read { reader in
                for (commit, letters, facts) in wanted {
                    let history = try reader.history(of: two, asOf: commit)
                    try same(history.letters.map(\.number), letters, "letters as of \(commit)")
                    try same(history.facts.map(\.kind.rawValue), facts, "facts as of \(commit)")
                    try same(history.root, one, "root as of \(commit)")
                }
            }
        },
        Law("What stood as of a commit or a moment can be read again") { journal in
            let told = try await Told.fill(journal, seed: 4, commits: 300)
            try await journal.read { reader in
                let last = try reader.lastCommit()
                try same(last, Int64(told.commits.count), "last commit")
                var random = Dice(seed: 8)
                for at in told.commits + [Sample.now.adding(seconds: -1_000_000), Sample.now.adding(seconds: 1_000_000)] {
                    for moment in [at, at.adding(seconds: -1)] where random.chance(2) {
                        let wanted = told.commits.lastIndex { $0 <= moment }.map { Int64($0 + 1) } ?? 0
                        try same(try reader.commit(at: moment), wanted, "commit at \(moment)")
                    }
                }
                for _ in 0..<200 {
                    let commit = Int64(random.below(Int(last) + 3))
                    guard let line = told.lines.randomElement(using: &random) else { continue }
                    let wanted = told.lines.last { $0.type == line.type && $0.id == line.id && $0.commit <= commit }?.name
                    try same(
                        try reader.resource(line.type, line.id, asOf: commit).map(Told.name), wanted,
                        "\(line.type)/\(line.id) as of \(commit)")
                }
                try hold(try reader.resource("Encounter", "never", asOf: last) == nil, "there is a version of nothing")
            }
        },
    ]
}

/// What a random history has said, kept beside the journal.
private struct Told {
    struct Line {
        var type: String
        var id: String
        var version: Int
        var subject: SubjectID?
        var commit: Int64
        var at: Instant
        var isDeletion: Bool
        /// The commit of the next version.
        var next = Int64.max

        var name: String { "\(type)/\(id)/\(version) \(commit) \(subject?.value ?? 0) \(isDeletion)" }
    }

    var lines: [Line] = []
    var commits: [Instant] = []

    static func name(_ stored: StoredResource) -> String {
        "\(stored.type)/\(stored.id)/\(stored.version) \(stored.commit) \(stored.subject?.value ?? 0) \(stored.resource == nil)"
    }

    static func all(_ query: ChangeQuery, limit: Int, in reader: any JournalReader) throws -> [String] {
        var query = query
        query.limit = limit
        var seen: [String] = []
        repeat {
            let page = try reader.changes(query)
            try hold(page.versions.count <= limit, "a page of \(limit) has \(page.versions.count)")
            seen += page.versions.map(name)
            query.after = page.next
        } while query.after != nil
        return seen
    }

    func asks(_ query: ChangeQuery, for line: Line) -> Bool {
        guard query.type == nil || query.type == line.type, query.since.map({ line.at >= $0 }) ?? true,
            query.until.map({ line.at < $0 }) ?? true
        else { return false }
        if let subjects = query.subjects, !(line.subject.map(subjects.contains) ?? false) { return false }
        guard let asOf = query.asOf else { return true }
        return line.commit <= asOf && line.next > asOf && !line.isDeletion
    }

    /// Makes, changes and deletes resources of three citizens and of none, several in a commit, by a clock that jumps.
    static func fill(_ journal: any Journal, seed: UInt64, commits: Int) async throws -> Told {
        var random = Dice(seed: seed)
        var told = Told()
        var latest: [String: Int] = [:]
        for number in 1...3 { _ = try await Sample.subject(number, journal) }
        let first = try await journal.read { try $0.lastCommit() }
        for _ in 0..<first { told.commits.append(Sample.now) }
        for _ in 0..<commits {
            let at = Sample.now.adding(seconds: Int64(told.commits.count * 10) - (random.chance(8) ? 700 : 0))
            let commit = Int64(told.commits.count) + 1
            let steps = (0..<random.below(7) + 1).map { _ in
                (
                    type: random.pick(["Encounter", "Observation", "Flag"]), id: "r\(random.below(25))", who: random.below(4),
                    deletes: random.chance(5)
                )
            }
            var new: [Line] = []
            for step in steps {
                let key = "\(step.type)/\(step.id)"
                let old = latest[key].map { place in place < told.lines.count ? told.lines[place] : new[place - told.lines.count] }
                guard !step.deletes || old.map({ !$0.isDeletion }) ?? false else { continue }
                latest[key] = told.lines.count + new.count
                new.append(
                    Line(
                        type: step.type, id: step.id, version: (old?.version ?? 0) + 1,
                        subject: step.deletes ? old?.subject : step.who == 0 ? nil : SubjectID(Int64(step.who)), commit: commit, at: at,
                        isDeletion: step.deletes))
            }
            guard !new.isEmpty else { continue }
            let lines = new
            try await journal.commit(.people, at: at) { writer in
                for line in lines {
                    if line.isDeletion {
                        _ = try writer.delete(line.type, id: line.id, source: .act(0))
                    } else {
                        let resource = Resource.build(line.type, id: line.id) { $0.field("language", "v\(line.version)") }
                        _ = try writer.put(resource, id: line.id, subject: line.subject, source: .act(0), ifVersion: nil)
                    }
                }
            }
            told.commits.append(at)
            told.lines += lines
        }
        var next: [String: Int64] = [:]
        for place in told.lines.indices.reversed() {
            let key = "\(told.lines[place].type)/\(told.lines[place].id)"
            told.lines[place].next = next[key] ?? .max
            next[key] = told.lines[place].commit
        }
        return told
    }
}
