import FHIR
import HashTreeCollections
import Journal

extension MemoryWriter {
    @discardableResult func send(_ item: OutboxItem) throws -> Int64 { try send(item, derived: nil) }

    @discardableResult func send(_ item: OutboxItem, derived: SubjectID?) throws -> Int64 {
        if let number = state.outboxKeys[item.key] { return number }
        if let letter = item.answers, state.letters[letter] == nil { throw JournalError.noLetter }
        if let subject = item.subject, state.identifiers[subject] == nil { throw JournalError.noSubject }
        var item = try item.ready(at: now)
        item.number = Int64(state.outbox.count) + 1
        state.outbox[item.number] = MemoryState.Message(item: item, derived: derived)
        state.outboxKeys[item.key] = item.number
        emit(.outbox, item.subject, String(item.number))
        return item.number
    }

    func update(_ item: OutboxItem) throws {
        guard var message = state.outbox[item.number] else { throw JournalError.noItem }
        let item = try item.ready(at: now)
        let old = message.item
        message.item.state = item.state
        message.item.attempts = item.attempts
        message.item.nextAttempt = item.nextAttempt
        message.item.note = item.note
        guard message.item != old else { return }
        keep(message, said: message.item.state != old.state)
    }

    private func keep(_ message: MemoryState.Message, said: Bool) {
        state.outbox[message.item.number] = message
        // An attempt that changed no state is no news.
        if said { emit(.outbox, message.item.subject, String(message.item.number)) } else { touch() }
    }

    func want(_ number: Int64, by root: SubjectID) throws {
        guard var message = state.outbox[number] else { throw JournalError.noItem }
        let was = message.item.state
        message.derived = root
        message.item.state = .waiting
        message.item.nextAttempt = message.item.nextAttempt ?? now
        keep(message, said: was != .waiting)
    }

    func withdraw(_ number: Int64) throws {
        guard var message = state.outbox[number] else { throw JournalError.noItem }
        message.item.state = .withdrawn
        message.item.nextAttempt = nil
        keep(message, said: true)
    }

    func fire(_ timer: Timer) throws -> Bool {
        guard state.timers[timer.subject]?.remove(timer) != nil else { return false }
        for member in state.group(timer.subject) {
            state.fired[member, default: []].insert(Timer(subject: member, key: timer.key, due: timer.due))
        }
        emit(.timer, timer.subject, timer.key)
        return true
    }
}
