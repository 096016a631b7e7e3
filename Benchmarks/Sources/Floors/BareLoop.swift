/// The rows and search terms that the hub wrote for some letters, and a bare loop that writes them again into a copy of the store.
///
/// It parses nothing, decides nothing and reads nothing: prepared statements, the same rows in the same order, commits of the same size
/// as the hub's largest, each synced to disk.
struct BareLoop {
    /// As many commits as the hub's committer takes at once.
    static let group = 64

    struct Row {
        var sql: String
        var cells: [Store.Cell]
    }

    /// Where a store ends: the last number of each kind.
    struct Mark {
        var letter, subject, commit, party, resource, feed, outbox: Int64

        init(_ store: Store) throws {
            let row = try store.rows(
                "select letters, subjects, commits, (select coalesce(max(number), 0) from party), resources, feed, outbox from tally")[0]
            (letter, subject, commit, party) = (row[0].int, row[1].int, row[2].int, row[3].int)
            (resource, feed, outbox) = (row[4].int, row[5].int, row[6].int)
        }
    }

    /// What one letter wrote, a letter after another; then what each duplicate wrote.
    private(set) var units: [[Row]] = []
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
            var unit: [Row] = []
            func add(_ table: String, _ rows: [[Store.Cell]]?) {
                guard let rows, let first = rows.first else { return }
                let sql = "insert into \(table) values (\(first.map { _ in "?" }.joined(separator: ", ")))"
                for row in rows { unit.append(Row(sql: sql, cells: row)) }
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
                for resource in resources[subject] ?? [] {
                    add("resource", [resource])
                    unit.append(
                        Row(
                            sql: "insert into term (rowid, keys) values (?, ?)", cells: [resource[0], .text(Self.terms(resource[9].bytes))])
                    )
                }
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
            units.append([Row(sql: insert, cells: arrival), Row(sql: "insert into commits values (?, ?)", cells: commit[0])])
        }
        tally = try store.rows("select * from tally")[0]
        for row in units.joined() {
            let table = row.sql.split(separator: " ")[2]
            sizes[String(table), default: (0, 0)].rows += 1
            sizes[String(table), default: (0, 0)].bytes += row.cells.reduce(0) { $0 + $1.size }
        }
    }

    /// Writes all of it into a copy of the store as it was at the mark.
    func write(to store: Store) throws {
        let names = "commits subjects citizens letters facts resources living outbox feed ids".split(separator: " ")
        let update = "update tally set \(names.map { "\($0) = ?" }.joined(separator: ", ")) where one = 1"
        var start = 0
        while start < units.count {
            let end = min(start + Self.group, units.count)
            try store.execute("begin immediate")
            for row in units[start..<end].joined() { try store.write(row.sql, row.cells) }
            try store.write(update, Array(tally[1...10]))
            try store.execute("commit")
            start = end
        }
    }

    private static func terms(_ keys: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        let digits = Array("0123456789abcdef".utf8)
        for (index, byte) in keys.enumerated() {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
            if index % 8 == 7 { text.append(UInt8(ascii: " ")) }
        }
        return text
    }
}

private func grouped(_ rows: [[Store.Cell]], by column: Int) -> [Int64: [[Store.Cell]]] { Dictionary(grouping: rows) { $0[column].int } }
