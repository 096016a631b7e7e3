import FHIR
import Journal

extension SQLiteReader {
    func work(_ query: WorkQuery) throws -> [WorkItem] {
        let connection = try settled()
        var items: [WorkItem] = []
        // One walk along the index for each state, so that none reads more lines than are shown.
        for state in Set(query.states.map(\.code)).sorted() {
            if let owner = query.owner {
                items += try connection.rows(
                    """
                    select * from work where owner = ?1 and state = ?2 and (?3 is null or counterpart = ?3)
                    order by due, subject, key limit ?4
                    """, owner, state, query.counterpart, query.limit, read: Self.work)
            } else if let counterpart = query.counterpart {
                items += try connection.rows(
                    "select * from work where counterpart = ? and state = ? order by due, subject, key limit ?", counterpart, state,
                    query.limit, read: Self.work)
            } else {
                items += try connection.rows(
                    "select * from work where state = ? order by due, subject, key limit ?", state, query.limit, read: Self.work)
            }
        }
        func order(_ item: WorkItem) -> (Int64, SubjectID, String) { (item.due?.nanoseconds ?? .max, item.subject, item.key) }
        return Array(items.sorted { order($0) < order($1) }.prefix(query.limit))
    }

    static func work(_ row: Row) throws(JournalError) -> WorkItem {
        WorkItem(
            subject: row.subject(0), key: row.text(1), owner: row.text(2), counterpart: row.optionalText(3),
            state: try WorkItem.State(code: row.int(4)), due: row.int(5) == .max ? nil : row.instant(5), content: row.bytes(6))
    }

    func workCount(owner: String, now: Instant) throws -> WorkCount {
        let connection = try settled()
        func count(_ state: WorkItem.State) throws -> (all: Int, late: Int) {
            let all = try connection.number("select count(*) from work where owner = ? and state = ?", owner, state.code)
            let late = try connection.number("select count(*) from work where owner = ? and state = ? and due < ?", owner, state.code, now)
            return (Int(all), Int(late))
        }
        let (open, planned, attention) = (try count(.open), try count(.planned), try count(.attention))
        return WorkCount(
            open: open.all, late: open.late + planned.late + attention.late, planned: planned.all, attention: attention.all)
    }

    func workOwners() throws -> [String] {
        // Steps from owner to owner along the index instead of reading every line.
        try settled().rows(
            """
            with recursive step (owner) as (
                select min(owner) from work
                union all select (select min(owner) from work where owner > step.owner) from step where step.owner is not null)
            select owner from step where owner is not null and (
                exists (select 1 from work where owner = step.owner and state = 0)
                or exists (select 1 from work where owner = step.owner and state = 2))
            """
        ) { $0.text(0) }
    }

    func counts(now: Instant) throws -> JournalCounts {
        let connection = try settled()
        let tally = try Tally(connection)
        var counts = JournalCounts()
        counts.letters = Int(tally.letters)
        counts.citizens = Int(tally.citizens)
        counts.resources = Int(tally.living)
        counts.needingAttention = Int(
            try connection.number("select count(*) from letter indexed by letter_attention where attention is not null"))
        counts.outboxWaiting = Int(try connection.number("select count(*) from outbox indexed by outbox_waiting where state = 0"))
        counts.outboxNeedingAttention = Int(
            try connection.number(
                """
                select (select count(*) from outbox indexed by outbox_unfinished where state = 3 and state in (0, 1, 3))
                + (select count(*) from outbox indexed by outbox_waiting where state = 0 and note is not null)
                """))
        counts.oldestUnanswered = try connection.first(
            """
            select received from letter where number =
            (select min(answers) from outbox indexed by outbox_waiting where state = 0 and answers is not null)
            """
        ) { $0.instant(0) }
        counts.timersBehind = Int(try connection.number("select count(*) from timer where due <= ?", now))
        counts.stoppedPlans = Int(
            try connection.number("select count(*) from plan indexed by plan_stopped where stopped is not null"))
        return counts
    }
}
