public import FHIR
public import Journal
public import Pathways

/// One citizen's pathway as text, for the command line: the same words as the page, in the same order.
public struct PlainText: Sendable {
    public let text: String

    /// - Parameter commit: when the plan is that of a commit, only letters up to it are shown.
    public init(
        _ stored: StoredPlan, reader: any JournalReader, library: PathwayLibrary, now: Instant, language: Language,
        asOf commit: Int64? = nil
    ) throws {
        var lines: [String] = []
        guard let plan = Plan(json: stored.plan) else {
            text = "\(stored.stopped.map { ReasonWording.text($0, language) } ?? "-")\n"
            return
        }
        let general = Phrasing(language: language, zone: .utc, now: now)
        lines.append("\(plan.citizen.name ?? general.say(.unknownName))  [\(plan.subject)]")
        for run in plan.runs {
            let phrasing = Phrasing(language: language, zone: run.zone, now: now)
            let words = Words(phrasing, plan: plan, run: run, definition: library.definition(run.pathway, version: run.version))
            lines.append("")
            lines.append("\(words.definition?.title[language.rawValue] ?? run.pathway) \(run.version) · \(words.situation(run))")
            if let responsible = run.responsible(at: now) {
                lines.append("\(plan.name(of: responsible.organisation)): \(phrasing.say(.responsibleNow))")
            }
            for event in run.events {
                lines.append("  \(words.event(event.kind.rawValue)) \(phrasing.moment(event.at, hasClock: event.hasClock))")
            }
            for item in PlanList.make(run, now: now).items {
                let state = words.state(item.state, wasLate: item.wasLate)
                let closing = item.state.isClosed ? item.step.closing : nil
                let time = closing.map { phrasing.moment($0.at) } ?? item.step.due.map(phrasing.deadline)
                let line = "  [\(state)] \(words.title(step: item.step.id)) · \(plan.name(of: item.step.owner))"
                lines.append([line, time].compactMap { $0 }.joined(separator: " "))
            }
        }
        for item in plan.attention(at: now) {
            let definition = plan.run(item.stay).flatMap { library.definition($0.pathway, version: $0.version) }
            let words = Words(general, definition: definition)
            let said = item.said(in: plan).map { " · \(words.said($0))" } ?? ""
            lines.append("! \(words.attention(item.kind, name: item.name))\(said)")
        }
        lines.append("")
        for letter in try Self.letters(of: plan.subject, asOf: commit, in: reader) {
            lines.append("  \(letter.number)  \((letter.sent ?? letter.received).description)  \(letter.type)")
        }
        text = lines.joined(separator: "\n") + "\n"
    }

    private static func letters(of subject: SubjectID, asOf commit: Int64?, in reader: any JournalReader) throws -> [LetterRecord] {
        let limit = 200
        if let commit { return try reader.history(of: subject, asOf: commit).letters.suffix(limit) }
        var query = LetterQuery()
        query.subjects = try reader.group(of: subject)
        query.limit = limit
        return try reader.letters(query).reversed()
    }
}
