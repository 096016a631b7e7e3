public import FHIR

extension OutboxItem {
    /// As the outbox keeps it: a waiting item has a time for its next attempt (`now` if it was given none), a finished one has none; a
    /// receipt answers a letter.
    public func ready(at now: Instant) throws(JournalError) -> OutboxItem {
        guard (kind == .receipt) == (answers != nil) else {
            throw JournalError(.invalid, "A receipt names the letter that it answers; a letter answers none.")
        }
        guard !key.isEmpty else { throw JournalError(.invalid, "What is sent needs a key, so that it is sent once.") }
        var item = self
        switch state {
        case .waiting: item.nextAttempt = nextAttempt ?? now
        case .sent: break
        case .done, .failed, .withdrawn, .handled: item.nextAttempt = nil
        }
        return item
    }
}
