import FHIR
import Journal

extension SQLiteReader {
    func outbox(_ number: Int64) throws -> OutboxItem? {
        try connection.first("select * from outbox where number = ?", number) { try Self.item($0) }
    }

    func outbox(key: String) throws -> OutboxItem? {
        try connection.first("select * from outbox where key = ?", key) { try Self.item($0) }
    }

    func outbox(letterID: String) throws -> [OutboxItem] {
        try connection.rows("select * from outbox where letter_id = ? and kind = 1 order by number", letterID) { try Self.item($0) }
    }

    func outbox(_ query: OutboxQuery) throws -> [OutboxItem] {
        let unfinished =
            query.needsAttention ? (query.states ?? [.waiting, .failed]).filter { [.waiting, .failed].contains($0) } : query.states
        let states = unfinished.map { SQLList($0.map(\.code)) }
        let kind = query.kind?.code ?? -1
        let before = query.before ?? .max
        let connection = try settled()
        let read = { (row: Row) in try Self.item(row) }
        let onlyTrouble = query.needsAttention ? 1 : 0
        if let subjects = query.subjects {
            return try connection.rows(
                """
                select * from outbox where subject in (select value from json_each(?1)) and number < ?2
                and (?3 is null or state in (select value from json_each(?3))) and (?4 < 0 or kind = ?4)
                and (?5 = 0 or state = 3 or (state = 0 and note is not null)) order by number desc limit ?6
                """, SQLList(subjects), before, states, kind, onlyTrouble, query.limit, read: read)
        }
        if let states = unfinished, states.allSatisfy({ [.waiting, .sent, .failed].contains($0) }) {
            // What is not finished is little beside the whole: one walk along its index for each state.
            let items = try Set(states).flatMap { state in
                try connection.rows(
                    """
                    select * from outbox indexed by outbox_unfinished where state = ?1 and state in (0, 1, 3) and number < ?2
                    and (?3 < 0 or kind = ?3) and (?4 = 0 or state = 3 or (state = 0 and note is not null))
                    order by number desc limit ?5
                    """, state.code, before, kind, onlyTrouble, query.limit, read: read)
            }
            return Array(items.sorted { $0.number > $1.number }.prefix(query.limit))
        }
        return try connection.rows(
            """
            select * from outbox where number < ?1 and (?2 is null or state in (select value from json_each(?2)))
            and (?3 < 0 or kind = ?3) order by number desc limit ?4
            """, before, states, kind, query.limit, read: read)
    }

    func outbox(dueBy: Instant, limit: Int) throws -> [OutboxItem] {
        try settled().rows(
            "select * from outbox where next_attempt <= ? and next_attempt is not null order by next_attempt, number limit ?", dueBy, limit
        ) { try Self.item($0) }
    }

    static func item(_ row: Row) throws(JournalError) -> OutboxItem {
        var item = OutboxItem(
            kind: try OutboxItem.Kind(code: row.int(2)), key: row.text(1), answers: row.optionalInt(7), letterID: row.text(10),
            sender: row.text(11), receiver: row.text(12), type: row.text(13), mediaType: row.text(14), subject: row.optionalSubject(8),
            body: row.bytes(16), state: try OutboxItem.State(code: row.int(3)), created: row.instant(5),
            nextAttempt: row.optionalInstant(6))
        item.number = row.int(0)
        item.attempts = Int(row.int(4))
        item.note = row.optionalText(15)
        return item
    }

    func feed(after number: Int64, limit: Int) throws -> [FeedEvent] {
        try settled().rows("select * from feed where number > ? order by number limit ?", number, limit) { try Self.event($0) }
    }

    func feed(of subjects: [SubjectID], after number: Int64, limit: Int) throws -> [FeedEvent] {
        try settled().rows(
            """
            select feed.* from feed_span join feed on feed.number between feed_span.first and feed_span.last
            and feed.subject = feed_span.subject
            where feed_span.subject in (select value from json_each(?1)) and feed_span.last > ?2 and feed.number > ?2
            order by feed.number limit ?3
            """, SQLList(subjects), number, limit
        ) { try Self.event($0) }
    }

    static func event(_ row: Row) throws(JournalError) -> FeedEvent {
        FeedEvent(
            number: row.int(0), commit: row.int(1), kind: try FeedEvent.Kind(code: row.int(2)), subject: row.optionalSubject(3),
            about: row.text(4), at: row.instant(5))
    }
}
