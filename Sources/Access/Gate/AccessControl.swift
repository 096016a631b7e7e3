import FHIR
import Synchronization

/// Where decisions are made and leave their trace: everything that answers holds one, and answers nothing that has not passed it.
///
/// ```swift
/// let permit = try access.permit(Question(actor, .read, .resource("Patient", citizen), at: now))   // throws what refuses
/// …                                                                                                // make the answer
/// try await access.leave(entry)                                                                      // then, and only then, let it go
/// ```
public final class AccessControl: Sendable {
    public let log: any AccessLog
    /// Who asks, as long as nobody signs in. Nothing that a request says of its sender changes that.
    public let asker: Actor
    private let counts = Mutex(Counts())

    public init(log: any AccessLog, asker: Actor = .thisMachine) {
        self.log = log
        self.asker = asker
    }

    /// Decides, and counts the decision.
    public func decide(_ question: Question) -> Decision {
        let decision = Access.decide(question)
        counts.withLock { $0.count(decision) }
        return decision
    }

    /// The permission; throws the refusal.
    @discardableResult public func permit(_ question: Question) throws(Denial) -> Permit {
        switch decide(question) {
        case .permit(let permit): return permit
        case .deny(let denial): throw denial
        }
    }

    /// Writes the trace. When it throws, the answer must not leave.
    public func leave(_ entry: LogEntry) async throws(AccessError) {
        do {
            try await log.append(entry)
        } catch {
            counts.withLock { $0.untraced += 1 }
            throw error
        }
    }

    /// What metrics show: numbers of decisions, and nothing of anybody.
    public struct Counts: Sendable, Hashable {
        public var permitted: [Permit.Reason: Int] = [:]
        public var denied: [Denial.Reason: Int] = [:]
        /// Answers withheld, since their trace could not be written.
        public var untraced = 0
        /// Entries that wait to be written.
        public var waiting = 0
        /// Entries in the log, synced to disk.
        public var synced: Int64 = 0

        public init() {}

        mutating func count(_ decision: Decision) {
            switch decision {
            case .permit(let permit): permitted[permit.reason, default: 0] += 1
            case .deny(let denial): denied[denial.reason, default: 0] += 1
            }
        }
    }

    public var state: Counts {
        var counts = counts.withLock { $0 }
        counts.waiting = log.waiting
        counts.synced = log.synced.number
        return counts
    }
}
