import Directory
import FHIR
import Journal

/// All that figures are counted from: of each citizen the times of every step that has opened, and what people did otherwise.
///
/// Small enough (about 50 bytes a step) to be kept in memory for a hundred thousand running pathways. Counting walks one pathway's part of
/// it, so that what is late is late at the instant of asking, without anybody having to write it down.
struct FigureTally: Sendable {
    /// One pathway.
    struct Table: Sendable {
        var shares: [SubjectID: Share] = [:]
        /// Step and organisation, by the number that entries carry.
        var lines: [Line] = []
        var lineNumbers: [Line: Int32] = [:]
        var versions: [String] = []
    }

    struct Line: Sendable, Hashable {
        var step: String
        var organisation: OrganisationID
    }

    /// What one citizen adds.
    struct Share: Sendable {
        var runs: [RunEntry] = []
        var steps: [StepEntry] = []
        var deviations: [DeviationEntry] = []
    }

    struct RunEntry: Sendable {
        var version: Int32
        /// In the plan's runs.
        var place: Int32
        var start: Instant
        var end: Instant
        /// Its part of the share's steps.
        var steps: Range<Int>
    }

    struct StepEntry: Sendable {
        var line: Int32
        /// In the run's steps.
        var place: Int32
        var outcome: Step.Closing.Outcome?
        var opens: Instant
        var due: Instant
        var closed: Instant

        func timing(in run: RunEntry) -> StepTiming {
            StepTiming(start: run.start, end: run.end, opens: opens, due: due, closed: closed, outcome: outcome)
        }
    }

    struct DeviationEntry: Sendable {
        var kind: Deviation.Kind
        /// In the share's runs.
        var run: Int32
        /// nil for a whole run.
        var step: String?
        var reason: Int32
        var at: Instant
        var fact: Int64
    }

    private(set) var tables: [String: Table] = [:]
    /// Reasons as they were first written, by the number that entries carry; equal but for case is equal.
    private(set) var reasons: [String] = []
    private var reasonNumbers: [String: Int32] = [:]

    /// Puts what a citizen adds in the place of what was there; without a plan nothing is left.
    mutating func set(_ subject: SubjectID, _ plan: Plan?, _ deviations: [Deviation]) {
        var shares: [String: Share] = [:]
        for (place, run) in (plan?.runs ?? []).enumerated() where !run.isCancelled {
            add(run, at: place, to: &shares[run.pathway, default: Share()])
        }
        for deviation in deviations { add(deviation, plan, to: &shares) }
        // A list of its own: while the keys are walked, every table would be copied to be changed.
        for pathway in Array(tables.keys) where shares[pathway] == nil { tables[pathway]?.shares[subject] = nil }
        for (pathway, share) in shares { tables[pathway, default: Table()].shares[subject] = share }
    }

    private mutating func add(_ run: Run, at place: Int, to share: inout Share) {
        let first = share.steps.count
        for (index, step) in run.steps.enumerated() where !step.isOwn && (step.opens != nil || step.closing != nil) {
            let timing = StepTiming(step, in: run)
            share.steps.append(
                StepEntry(
                    line: tables[run.pathway, default: Table()].number(of: Line(step: step.id, organisation: step.owner)),
                    place: Int32(clamping: index), outcome: timing.outcome, opens: timing.opens, due: timing.due, closed: timing.closed))
        }
        let version = tables[run.pathway, default: Table()].number(ofVersion: run.version)
        share.runs.append(
            RunEntry(
                version: version, place: Int32(clamping: place), start: run.start, end: run.end ?? .distantFuture,
                steps: first..<share.steps.count))
    }

    private mutating func add(_ deviation: Deviation, _ plan: Plan?, to shares: inout [String: Share]) {
        guard let pathway = deviation.pathway, let key = deviation.run, let place = plan?.runs.firstIndex(where: { $0.key == key }),
            let run = shares[pathway]?.runs.firstIndex(where: { $0.place == Int32(clamping: place) })
        else { return }
        let isOwn = plan?.runs[place].steps.contains { $0.id == deviation.step && $0.isOwn } ?? false
        let entry = DeviationEntry(
            kind: deviation.kind, run: Int32(clamping: run), step: isOwn ? nil : deviation.step, reason: number(ofReason: deviation.reason),
            at: deviation.at, fact: deviation.fact)
        shares[pathway]?.deviations.append(entry)
    }

    private mutating func number(ofReason reason: String?) -> Int32 {
        let text = Deviation.tidy(reason)
        let plain = text.lowercased()
        if let known = reasonNumbers[plain] { return known }
        let number = Int32(clamping: reasons.count)
        reasons.append(text)
        reasonNumbers[plain] = number
        return number
    }
}

extension FigureTally.Table {
    fileprivate mutating func number(of line: FigureTally.Line) -> Int32 {
        if let known = lineNumbers[line] { return known }
        let number = Int32(clamping: lines.count)
        lines.append(line)
        lineNumbers[line] = number
        return number
    }

    fileprivate mutating func number(ofVersion version: String) -> Int32 {
        if let known = versions.firstIndex(of: version) { return Int32(clamping: known) }
        versions.append(version)
        return Int32(clamping: versions.count - 1)
    }

    /// Whether a run is one of those asked for; of another version than any is none.
    func holds(_ run: FigureTally.RunEntry, _ question: FigureQuestion, version: Int32?, at now: Instant) -> Bool {
        run.start <= now && (version.map { $0 == run.version } ?? true) && (question.from.map { $0 <= run.start } ?? true)
            && (question.until.map { run.start < $0 } ?? true)
    }

    /// The number of the version that is asked for: nil for any, one that no run has when there is none such.
    func version(_ question: FigureQuestion) -> Int32? {
        question.version.map { asked in versions.firstIndex(of: asked).map { Int32(clamping: $0) } ?? -1 }
    }
}
