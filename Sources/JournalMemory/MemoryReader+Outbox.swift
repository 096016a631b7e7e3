import FHIR
import HashTreeCollections
import Journal

extension MemoryReader {
    private var items: [OutboxItem] {
        stride(from: Int64(state.outbox.count), to: 0, by: -1).compactMap { state.outbox[$0]?.item }
    }

    func outbox(_ number: Int64) throws -> OutboxItem? { state.outbox[number]?.item }
    func outbox(key: String) throws -> OutboxItem? { try state.outboxKeys[key].flatMap(outbox) }
    func outbox(letterID: String) throws -> [OutboxItem] { items.filter { $0.letterID == letterID && $0.kind == .letter }.reversed() }

    func outbox(_ query: OutboxQuery) throws -> [OutboxItem] {
        let matching = items.lazy.filter { item in
            (query.states?.contains(item.state) ?? true) && (query.kind.map { $0 == item.kind } ?? true)
                && (query.subjects.map { subjects in item.subject.map(subjects.contains) ?? false } ?? true)
                && (!query.needsAttention || item.state == .failed || (item.state == .waiting && item.note != nil))
                && item.number < query.before ?? .max
        }
        return Array(matching.prefix(query.limit))
    }

    func outbox(dueBy: Instant, limit: Int) throws -> [OutboxItem] {
        func order(_ item: OutboxItem) -> (Int64, Int64) { (item.nextAttempt?.nanoseconds ?? .max, item.number) }
        let due = items.filter { item in item.nextAttempt.map { $0 <= dueBy } ?? false }
        return Array(due.sorted { order($0) < order($1) }.prefix(limit))
    }

    func feed(after number: Int64, limit: Int) throws -> [FeedEvent] {
        let last = Int64(state.feed.count)
        guard number < last, limit > 0 else { return [] }
        return (max(0, number) + 1...min(last, max(0, number) + Int64(limit))).compactMap { state.feed[$0] }
    }

    func feed(of subjects: [SubjectID], after number: Int64, limit: Int) throws -> [FeedEvent] {
        let last = Int64(state.feed.count)
        guard number < last else { return [] }
        let matching = (max(0, number) + 1...last).lazy.compactMap { self.state.feed[$0] }
            .filter { event in event.subject.map(subjects.contains) ?? false }
        return Array(matching.prefix(limit))
    }

    func lastFeedNumber() throws -> Int64 { Int64(state.feed.count) }
    func learnedParties() throws -> [[UInt8]] { state.parties.map(\.content) }

    func counts(now: Instant) throws -> JournalCounts {
        var counts = JournalCounts()
        counts.letters = state.letters.count
        counts.citizens = state.identifiers.keys.count { state.group($0).first == $0 }
        counts.resources = state.resources.values.count { $0.current.resource != nil }
        counts.needingAttention = state.letters.values.count { $0.attention != nil }
        counts.outboxWaiting = items.count { $0.state == .waiting }
        counts.outboxNeedingAttention = items.count { $0.state == .failed || ($0.state == .waiting && $0.note != nil) }
        let unanswered = items.filter { $0.kind == .receipt && $0.state == .waiting }.compactMap(\.answers)
        counts.oldestUnanswered = unanswered.compactMap { state.letters[$0]?.received }.min()
        counts.timersBehind = state.timers.values.reduce(0) { $0 + $1.count { $0.due <= now } }
        counts.stoppedPlans = state.plans.values.count { $0.stopped != nil }
        return counts
    }
}
