import FHIR

/// Under which figure a step counts, by its definition's deadline. Each counts under one at most.
public enum StepFigure: String, Sendable, Hashable, CaseIterable {
    /// Done by its due time.
    case onTime = "on-time"
    /// Done after it.
    case late
    /// Past it and not done: still open, or gone away since.
    case overdue
    /// Open, and not due yet or never.
    case waiting
    /// Done, and never due.
    case undated
    /// A person decided that it would not be done.
    case skipped
    /// What it was for went away, or the pathway ended, before it was due.
    case withdrawn

    /// Whether the share on time is of it: everything that has fallen due, skipped steps aside.
    public var hasFallenDue: Bool {
        switch self {
        case .onTime, .late, .overdue: true
        case .waiting, .undated, .skipped, .withdrawn: false
        }
    }

    /// Whether it is told how late.
    public var isLate: Bool { self == .late || self == .overdue }
}

/// When a step opened, was due and was closed, within its run: all that decides which figure counts it at an instant.
///
/// `distantFuture` says never.
struct StepTiming {
    /// The run's.
    var start: Instant
    var end: Instant
    var opens: Instant
    var due: Instant
    var closed: Instant
    var outcome: Step.Closing.Outcome?

    init(start: Instant, end: Instant, opens: Instant, due: Instant, closed: Instant, outcome: Step.Closing.Outcome?) {
        self.start = start
        self.end = end
        self.opens = opens
        self.due = due
        self.closed = closed
        self.outcome = outcome
    }

    init(_ step: Step, in run: Run) {
        self.init(
            start: run.start, end: run.end ?? .distantFuture, opens: step.opens ?? .distantFuture, due: step.due ?? .distantFuture,
            closed: step.closing?.at ?? .distantFuture, outcome: step.closing?.outcome)
    }

    /// nil for a step that has not opened.
    func figure(at now: Instant) -> StepFigure? {
        guard start <= now else { return nil }
        guard let outcome, closed <= now else {
            guard opens <= now, now < end else { return nil }
            return due <= now ? .overdue : .waiting
        }
        switch outcome {
        case .done: return due == .distantFuture ? .undated : closed <= due ? .onTime : .late
        case .skipped, .declined: return .skipped
        // What was past its due time when it went away was not done on time.
        case .withdrawn, .ended: return due < closed ? .overdue : opens == .distantFuture ? nil : .withdrawn
        }
    }

    /// Seconds after the due time, until it was closed or until now; 0 when it was on time.
    func lateBy(at now: Instant) -> Int64 {
        due == .distantFuture ? 0 : max(0, min(closed, now).seconds(since: due))
    }
}
