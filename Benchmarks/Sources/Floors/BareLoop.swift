/// The rows and search terms that the hub wrote for some letters, and a bare loop that writes them again into a copy of the store.
///
/// It parses nothing, decides nothing and reads nothing: prepared statements, the same rows in the same order, commits of the same size
/// as the hub's largest, each synced to disk. The bytes of resources are given to it packed, and the terms worked out.
struct BareLoop {
    /// As many commits as the hub's committer takes at once.
    static let group = 64

    struct Row {
        var sql: String
        var cells: [Store.Cell]
    }

    struct Unit {
        var rows: [Row] = []
        var resources: [[Store.Cell]] = []
    }

    /// Where a store ends: the last number of each kind.
    struct Mark {
        var letter, subject, commit, party, resource, feed, outbox, run: Int64

        init(_ store: Store) throws {
            let row = try store.rows(
                """
                select letters, subjects, commits, (select coalesce(max(number), 0) from party), resources, feed, outbox, index_runs
                from tally
                """)[0]
            (letter, subject, commit, party) = (row[0].int, row[1].int, row[2].int, row[3].int)
            (resource, feed, outbox, run) = (row[4].int, row[5].int, row[6].int, row[7].int)
        }
    }

    /// What one letter wrote, a letter after another; then what each duplicate wrote.
    private(set) var units: [Unit] = []
    /// The runs of the hub's index, as far as they were not merged since, and what was merged meanwhile.
    private let runs: [Row]
    private(set) var tally: [Store.Cell] = []
    /// Rows and bytes by table.
    private(set) var sizes: [String: (rows: Int, bytes: Int)] = [:]

    /// Reads what stands in the store after `mark`. Each citizen must be new there and have one letter.
    init(_ store: Store, after mark: Mark) throws {
        let letters = try store.rows("select * from letter where number > ? order by number", mark.letter)
        let raws = try grouped(store.rows("select * from raw where letter > ?", mark.letter), by: 0)
        let arrivals = try grouped(store.rows("select * from arrival where letter > ? and position = 1", mark.letter), by: 0)
        let facts = try grouped(store.rows("select * from fact where subject > ?", mark.subject), by: 4)
        let subjects = try grouped(store.rows("select * from subject where number > ?", mark.subject), by: 0)
        let plans = try grouped(store.rows("select * from plan where subject > ?", mark.subject), by: 0)
        let work = try grouped(store.rows("select * from work where subject > ?", mark.subject), by: 0)
        let timers = try grouped(store.rows("select * from timer where subject > ?", mark.subject), by: 1)
        let resources = try grouped(store.rows("select * from resource where number > ?", mark.resource), by: 6)
        let spans = try grouped(store.rows("select * from feed_span where subject > ?", mark.subject), by: 0)
        let feed = try grouped(store.rows("select * from feed where number > ? order by number", mark.feed), by: 1)
        var commits = try grouped(store.rows("select * from commits where number > ?", mark.commit), by: 0)
        let outbox = try grouped(store.rows("select * from outbox where number > ?", mark.outbox), by: 7)
        let parties = try store.rows("select * from party where number > ?", mark.party)
        runs =
            try store.rows("select * from index_run where id > ? order by id", mark.run).map { Row(into: "index_run", $0) }
            + store.rows("select * from index_block where id >= ? order by id", (mark.run + 1) << 24).map { Row(into: "index_block", $0) }
        var commitOfLetter: [Int64: Int64] = [:]
        for rows in feed.values {
            for row in rows where row[2].int == 0 {
                commitOfLetter[Int64(String(decoding: row[4].bytes, as: UTF8.self)) ?? 0] = row[1].int
            }
        }
        var isFirst = true
        for letter in letters {
            let number = letter[0].int
            let subject = letter[9].int
            let commit = commitOfLetter[number] ?? 0
            var unit = Unit()
            func add(_ table: String, _ rows: [[Store.Cell]]?) {
                for row in rows ?? [] { unit.rows.append(Row(into: table, row)) }
            }
            if isFirst { add("party", parties) }
            isFirst = false
            if subject > 0 { add("subject", subjects[subject]) }
            add("letter", [letter])
            add("raw", raws[number])
            add("arrival", arrivals[number])
            add("fact", facts[number])
            add("outbox", outbox[number])
            if subject > 0 {
                add("resource", resources[subject])
                unit.resources = resources[subject] ?? []
                add("work", work[subject])
                add("timer", timers[subject])
                add("plan", plans[subject])
            }
            add("feed", feed[commit])
            add("commits", commits.removeValue(forKey: commit))
            if subject > 0 { add("feed_span", spans[subject]) }
            units.append(unit)
        }
        let again = try store.rows("select * from arrival where letter > ? and position > 1", mark.letter)
        let insert = "insert into arrival values (?, ?, ?, ?)"
        // A duplicate leaves nothing in the feed. What deadlines wrote meanwhile is left out: the loop has that much less to do.
        let silent = commits.filter { feed[$0.key] == nil }.values.sorted { $0[0][0].int < $1[0][0].int }
        for (arrival, commit) in zip(again, silent) {
            units.append(Unit(rows: [Row(sql: insert, cells: arrival), Row(sql: "insert into commits values (?, ?)", cells: commit[0])]))
        }
        tally = try store.rows("select * from tally")[0]
        for row in units.flatMap(\.rows) + runs {
            let table = row.sql.split(separator: " ")[2]
            sizes[String(table), default: (0, 0)].rows += 1
            sizes[String(table), default: (0, 0)].bytes += row.cells.reduce(0) { $0 + $1.size }
        }
    }

    /// All of it as groups, with the terms as a store is to get them.
    struct Groups {
        fileprivate var groups: [(rows: [Row], terms: [LoopStore.Terms])] = []
        fileprivate var tally: [Store.Cell]
        var terms: Int { groups.reduce(0) { $0 + $1.terms.reduce(0) { $0 + $1.entries.count } } }
    }

    func groups(for form: LoopStore.Form) throws -> Groups {
        var made = Groups(tally: Array(tally[1...10]))
        let count = (units.count + Self.group - 1) / Self.group
        for place in 0..<count {
            let part = units[place * Self.group..<min((place + 1) * Self.group, units.count)]
            var rows = part.flatMap(\.rows)
            if form == .packed { rows += runs[runs.count * place / count..<runs.count * (place + 1) / count] }
            let terms = form == .packed ? [] : try part.flatMap(\.resources).map { try LoopStore.Terms($0, for: form) }
            made.groups.append((rows, terms))
        }
        return made
    }

    /// Writes all of it into a copy of the store as it was at the mark.
    static func write(_ made: Groups, to loop: LoopStore) throws {
        let names = "commits subjects citizens letters facts resources living outbox feed ids".split(separator: " ")
        let update = "update tally set \(names.map { "\($0) = ?" }.joined(separator: ", ")) where one = 1"
        for (rows, terms) in made.groups {
            try loop.store.execute("begin immediate")
            for row in rows { try loop.store.write(row.sql, row.cells) }
            try loop.add(terms)
            try loop.store.write(update, made.tally)
            try loop.store.execute("commit")
        }
    }
}

extension BareLoop.Row {
    fileprivate init(into table: String, _ cells: [Store.Cell]) {
        self.init(sql: "insert into \(table) values (\(cells.map { _ in "?" }.joined(separator: ", ")))", cells: cells)
    }
}

private func grouped(_ rows: [[Store.Cell]], by column: Int) -> [Int64: [[Store.Cell]]] { Dictionary(grouping: rows) { $0[column].int } }
