import Directory
import FHIR
import Journal

extension FigureTally {
    /// Who is behind a number, after a member that was shown already: what is late the longest first, else the newest.
    func members(
        of figure: Figure, _ question: FigureQuestion, library: PathwayLibrary, at now: Instant, after last: FigureMember?, limit: Int
    ) -> [FigureMember] {
        guard let table = tables[question.pathway] else { return [] }
        let search = MemberSearch(table, figure, question, library, reasons, at: now)
        var found: [FigureMember] = []
        for (subject, share) in table.shares {
            for member in search.members(subject, share) where last.map({ $0 < member }) ?? true { found.append(member) }
            // Of a hundred thousand only so many are shown.
            if found.count > 4_096 + limit {
                found.sort()
                found.removeSubrange(limit...)
            }
        }
        found.sort()
        return Array(found.prefix(limit))
    }
}

extension FigureMember: Comparable {
    public static func < (one: FigureMember, two: FigureMember) -> Bool {
        if one.order != two.order { return one.order < two.order }
        if one.citizen != two.citizen { return one.citizen < two.citizen }
        return (one.run, one.step ?? -1, one.fact ?? 0) < (two.run, two.step ?? -1, two.fact ?? 0)
    }

    /// As an address carries it: `order.citizen.run.step.fact`.
    public var text: String {
        [String(order), citizen.description, String(run), step.map(String.init) ?? "", fact.map { String($0) } ?? ""].joined(separator: ".")
    }

    /// Reads ``text``; nil for anything else.
    public init?(text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 5, let order = Int64(parts[0]), let citizen = SubjectID(text: String(parts[1])), let run = Int(parts[2]) else {
            return nil
        }
        self.init(citizen: citizen, run: run, step: Int(parts[3]), fact: Int64(parts[4]), order: order)
    }
}

private struct MemberSearch {
    private let table: FigureTally.Table
    private let figure: Figure
    private let question: FigureQuestion
    private let version: Int32?
    private let now: Instant
    private let stepOfLine: [Int]
    /// Which lines are meant, when steps are.
    private let isMeant: [Bool]
    /// The figure of the definition, by versions' numbers.
    private let adherence: [AdherenceCount?]
    /// The numbers of the reason that is asked for; nil for any.
    private let reasons: Set<Int32>?
    /// Steps that are lines of their own on a page.
    private let known: Set<String>

    init(
        _ table: FigureTally.Table, _ figure: Figure, _ question: FigureQuestion, _ library: PathwayLibrary, _ reasons: [String],
        at now: Instant
    ) {
        self.table = table
        self.figure = figure
        self.question = question
        self.now = now
        version = table.version(question)
        let steps = StepNumbers(table)
        stepOfLine = steps.ofLine
        var name: String?
        var key: String?
        var meant: (step: String, organisation: OrganisationID?)?
        switch figure {
        case .step(let step, _, let organisation): meant = (step, organisation)
        case .adherence(let asked, _): name = asked
        case .deviations(_, _, let asked): key = asked
        case .runs: break
        }
        isMeant = table.lines.map { line in
            meant.map { $0.step == line.step && ($0.organisation ?? line.organisation) == line.organisation } ?? false
        }
        adherence = table.versions.map { version in
            library.definition(question.pathway, version: version)?.adherence.first { $0.id == name }.map { AdherenceCount($0, steps) }
        }
        self.reasons = key.map { key in
            Set(reasons.indices.filter { PathwayFigures.key(ofReason: reasons[$0]) == key }.map { Int32(clamping: $0) })
        }
        known = Set(library.definitions.filter { $0.id == question.pathway }.flatMap(\.steps).map(\.id) + table.lines.map(\.step))
    }

    func members(_ subject: SubjectID, _ share: FigureTally.Share) -> [FigureMember] {
        switch figure {
        case .step(_, let asked, _): steps(subject, share, asked)
        case .adherence(_, let isMet):
            runs(subject, share) { run in
                guard let figure = adherence[Int(run.version)] else { return false }
                let (onTime, due) = figure.count(share.steps[run.steps], in: run, stepOfLine, at: now)
                return (isMet ? onTime : due) >= figure.atLeast
            }
        case .runs(let isRunning): runs(subject, share) { !isRunning || now < $0.end }
        case .deviations(let step, let kind, _): deviations(subject, share, step, kind)
        }
    }

    private func runs(_ subject: SubjectID, _ share: FigureTally.Share, _ isMeant: (FigureTally.RunEntry) -> Bool) -> [FigureMember] {
        share.runs.compactMap { run in
            guard table.holds(run, question, version: version, at: now), isMeant(run) else { return nil }
            return FigureMember(citizen: subject, run: Int(run.place), step: nil, fact: nil, order: -run.start.seconds)
        }
    }

    private func deviations(
        _ subject: SubjectID, _ share: FigureTally.Share, _ step: String?, _ kind: Deviation.Kind?
    ) -> [FigureMember] {
        share.deviations.compactMap { entry in
            let run = share.runs[Int(entry.run)]
            let named = entry.step.flatMap { known.contains($0) ? $0 : nil }
            guard table.holds(run, question, version: version, at: now), entry.at <= now, named == step, (kind ?? entry.kind) == entry.kind,
                reasons?.contains(entry.reason) ?? true
            else { return nil }
            return FigureMember(citizen: subject, run: Int(run.place), step: nil, fact: entry.fact, order: -entry.at.seconds)
        }
    }

    private func steps(_ subject: SubjectID, _ share: FigureTally.Share, _ asked: StepFigure?) -> [FigureMember] {
        var found: [FigureMember] = []
        for run in share.runs where table.holds(run, question, version: version, at: now) {
            for entry in share.steps[run.steps] where isMeant[Int(entry.line)] {
                let timing = entry.timing(in: run)
                guard let own = timing.figure(at: now), asked.map({ $0 == own }) ?? own.hasFallenDue else { continue }
                found.append(
                    FigureMember(
                        citizen: subject, run: Int(run.place), step: Int(entry.place), fact: nil, order: Self.order(own, timing)))
            }
        }
        return found
    }

    /// What is past its time by its due time; what was late by how late, the most first; all else the newest first. None of them moves with
    /// the clock, so that pages neither repeat nor leave out.
    private static func order(_ figure: StepFigure, _ timing: StepTiming) -> Int64 {
        switch figure {
        case .overdue: timing.due.seconds
        case .late: -timing.closed.seconds(since: timing.due)
        case .onTime, .undated, .skipped, .withdrawn: -timing.closed.seconds
        case .waiting: timing.due == .distantFuture ? -timing.opens.seconds : timing.due.seconds
        }
    }
}
