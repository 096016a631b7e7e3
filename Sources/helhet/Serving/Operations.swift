import API
import Access
import FHIR
import Journal
import Synchronization

/// What keeps a hub alive at night: `/health`, `/ready`, `/metrics`, and the door that closes before the disk is full.
final class Operations: Sendable {
    let metrics: Metrics
    private let journal: any Journal
    private let access: AccessControl
    private let disk: Disk
    private let clock: @Sendable () -> Instant
    private let isDraining = Atomic(false)
    /// What the disk answered last, and until when that holds.
    private let room = Mutex<(until: ContinuousClock.Instant, refusal: JournalError?)>((.now, nil))

    init(journal: any Journal, access: AccessControl, disk: Disk, clock: @escaping @Sendable () -> Instant) {
        self.journal = journal
        self.access = access
        self.disk = disk
        self.clock = clock
        metrics = Metrics(started: clock())
    }

    func drain() { isDraining.store(true, ordering: .relaxed) }

    /// Throws `.full` when nothing should be taken any more. The disk is asked ten times a second at most, since it answers by a system call,
    /// and what comes in so short a time takes little of what is left.
    func refuseWhenFull() throws(JournalError) {
        let now = ContinuousClock.now
        let refusal = room.withLock { room in
            if now < room.until { return room.refusal }
            room = (now + .milliseconds(100), nil)
            do throws(JournalError) { try disk.refuseWhenFull() } catch { room.refusal = error }
            return room.refusal
        }
        if let refusal { throw refusal }
    }

    /// nil for every other path.
    func answer(_ path: String) async throws -> APIResponse? {
        switch path {
        case "/health": return Health.live.response
        case "/ready":
            return await Health.ready(
                journal: journal, disk: disk, isDraining: isDraining.load(ordering: .relaxed), now: clock()
            ).response
        case "/metrics":
            let now = clock()
            return metrics.page(try await journal.read { try $0.counts(now: now) }, access: access.state, disk: disk.usage(), now: now)
        default: return nil
        }
    }
}
