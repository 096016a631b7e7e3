import FHIR
import Journal

/// Goes along the lines of the feed that speak of resources, newest first: through the lines of no block yet, then from block to block.
///
/// Blocks say how late anything in them or before them is, so that `since` ends the walk; `until` costs a look at each block after it.
struct ChangeWalk {
    struct Line {
        var number: Int64
        var type: String
        var id: String
        var at: Int64
        var version: Int64

        init(_ row: Row) {
            number = row.int(0)
            at = row.int(2)
            version = row.int(3)
            let about = row.text(1)
            let slash = about.firstIndex(of: "/") ?? about.endIndex
            type = String(about[..<slash])
            id = String(about[slash...].dropFirst())
        }
    }

    private let connection: Connection
    private let type: String?
    private let subjects: SQLList?
    private let since: Int64
    private let until: Int64
    /// The last line that stands in a block.
    private let closed: Int64
    /// What was walked through begins here.
    private var before: Int64

    init(_ query: ChangeQuery, _ connection: Connection) throws {
        self.connection = connection
        type = query.type
        subjects = query.subjects.map { SQLList($0) }
        since = query.since?.nanoseconds ?? .min
        until = query.until?.nanoseconds ?? .max
        closed = try connection.number("select feed from tally") / FeedBlocks.size * FeedBlocks.size
        before = try min(ChangePage.line(query.after), connection.number("select max(number) from feed") + 1)
        if let commit = query.asOf { before = try firstLine(after: commit, below: before) }
    }

    /// Commits stand in the feed in their order.
    private func firstLine(after commit: Int64, below end: Int64) throws -> Int64 {
        var (low, high) = (Int64(1), end)
        while low < high {
            let middle = low + (high - low) / 2
            if try connection.number("select commit_number from feed where number = ?", middle) > commit {
                high = middle
            } else {
                low = middle + 1
            }
        }
        return low
    }

    /// Lines that may be among those asked for, at most so many unless they stand in no block; nil at the end.
    mutating func next(_ limit: Int) throws -> [Line]? {
        guard before > 1 else { return nil }
        if let subjects { return try ofSubjects(subjects, limit) }
        if before > closed + 1 {
            let lines = try connection.rows(
                "select number, about, at, version from feed where number > ? and number < ? and kind = 1 order by number desc", closed,
                before
            ) { Line($0) }
            before = closed + 1
            return lines.filter(isAsked)
        }
        return try ofBlock(limit)
    }

    private func isAsked(_ line: Line) -> Bool { (type == nil || type == line.type) && line.at >= since && line.at < until }

    private mutating func ofSubjects(_ subjects: SQLList, _ limit: Int) throws -> [Line]? {
        let lines = try connection.rows(
            """
            select feed.number, feed.about, feed.at, feed.version from feed_span cross join feed
            on feed.number between feed_span.first and feed_span.last and feed.subject = feed_span.subject
            where feed_span.subject in (select value from json_each(?1)) and feed_span.first < ?2 and feed.number < ?2 and feed.kind = 1
            order by feed.number desc limit ?3
            """, subjects, before, limit
        ) { Line($0) }
        guard let last = lines.last else { return nil }
        before = last.number
        return lines.filter(isAsked)
    }

    private mutating func ofBlock(_ limit: Int) throws -> [Line]? {
        let found = try connection.first(
            """
            select block, latest, lines from feed_block where type = ? and block <= ? and earliest < ? order by block desc limit 1
            """, type ?? FeedBlocks.allTypes, (before - 2) / FeedBlocks.size, until
        ) { (start: $0.int(0), latest: $0.int(1), lines: $0.bytes(2)) }
        guard let found, found.latest >= since else { return nil }
        let start = found.start * FeedBlocks.size + 1
        let numbers = found.lines.lazy.map { start + Int64($0) }.filter { [before] in $0 < before }.suffix(limit)
        before = numbers.count < limit ? start : numbers.first ?? start
        return try numbers.reversed().compactMap { number in
            try connection.first("select number, about, at, version from feed where number = ?", number) { Line($0) }
        }.filter(isAsked)
    }
}
