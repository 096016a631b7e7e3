import FHIR
import Journal

extension SQLiteWriter {
    @discardableResult func send(_ item: OutboxItem) throws -> Int64 { try send(item, derived: nil) }

    @discardableResult func send(_ item: OutboxItem, derived: SubjectID?) throws -> Int64 {
        if let number = try connection.first("select number from outbox where key = ?", item.key, read: { $0.int(0) }) { return number }
        if let letter = item.answers, letter < 1 || letter > tally.letters { throw JournalError.noLetter }
        try require(item.subject)
        let item = try item.ready(at: now)
        tally.outbox += 1
        try connection.run(
            "insert into outbox values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, null)", tally.outbox, item.key, item.kind.code,
            item.state.code, item.attempts, item.created, item.nextAttempt, item.answers, item.subject, derived, item.letterID, item.sender,
            item.receiver, item.type, item.mediaType, item.note, item.body)
        if let letter = item.answers { try connection.run("update letter set answer = ? where number = ?", tally.outbox, letter) }
        emit(.outbox, item.subject, String(tally.outbox))
        return tally.outbox
    }

    func update(_ item: OutboxItem) throws {
        guard let old = try outbox(item.number) else { throw JournalError.noItem }
        let ready = try item.ready(at: now)
        var new = old
        new.state = ready.state
        new.attempts = ready.attempts
        new.nextAttempt = ready.nextAttempt
        new.note = ready.note
        guard new != old else { return }
        try connection.run(
            "update outbox set state = ?, attempts = ?, next_attempt = ?, note = ? where number = ?", new.state.code, new.attempts,
            new.nextAttempt, new.note, new.number)
        if new.state != old.state { emit(.outbox, old.subject, String(old.number)) }
    }

    func want(_ number: Int64, by root: SubjectID) throws {
        guard let old = try outbox(number) else { throw JournalError.noItem }
        try connection.run(
            "update outbox set derived = ?, state = 0, next_attempt = coalesce(next_attempt, ?) where number = ?", root, now, number)
        if old.state != .waiting { emit(.outbox, old.subject, String(number)) }
    }

    func withdraw(_ number: Int64) throws {
        guard let old = try outbox(number) else { throw JournalError.noItem }
        try connection.run("update outbox set state = 4, next_attempt = null where number = ?", number)
        emit(.outbox, old.subject, String(number))
    }

    // Timers

    func remove(_ timer: Timer) throws {
        try connection.run("delete from timer where due = ? and subject = ? and key = ?", timer.due, timer.subject, timer.key)
    }

    func fire(_ timer: Timer) throws -> Bool {
        try settled()
        let changes = connection.changes
        try remove(timer)
        guard connection.changes != changes else { return false }
        // For every identity of the group, so that taking a link away makes nothing fire again.
        for member in try group(of: timer.subject) {
            try connection.run("insert into fired values (?, ?, ?) on conflict do nothing", member, timer.key, timer.due)
        }
        emit(.timer, timer.subject, timer.key)
        return true
    }
}
