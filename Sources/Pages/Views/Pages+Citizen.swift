import Access
import Directory
import Exchange
import FHIR
import HTTPTypes
import Journal
import Pathways

extension Pages {
    /// All that the citizen's page reads, in one view of the journal.
    struct CitizenReading: Sendable {
        var root: SubjectID
        var stored: StoredPlan
        var letters: [LetterRecord]
        var acts: [Fact]
        var links: [Link]
    }

    /// The pathway of one citizen, for professionals or, with `?view=citizen`, as the citizen reads it.
    func citizen(_ text: String, _ visit: Visit) async throws -> PageResponse {
        guard let subject = SubjectID(text: text), let reading = try await read(subject) else {
            return visit.notice(.notFoundTitle, visit.say(.notFoundCitizen), status: .notFound)
        }
        let isPlain = visit.request.query["view"] == "citizen"
        let asked = visit.request.query["run"]
        try visit.permit(.page, reading.root)
        guard reading.root == subject else { return visit.redirect(to: Visit.citizen(reading.root, run: asked, isPlain: isPlain)) }
        guard let whole = Plan(json: reading.stored.plan) else {
            return visit.notice(.planStopped, reading.stored.stopped.map(visit.phrasing.reason) ?? visit.say(.noPlan), status: .ok)
                .showing([reading.root])
        }
        let now = visit.phrasing.now
        let plan = isPlain ? whole.withoutPlaces(visit.phrasing, library: library) : whole
        let chosen = asked.flatMap { plan.run(key: $0) }
        let run = chosen ?? plan.current(at: now)
        let definition = run.flatMap { library.definition($0.pathway, version: $0.version) }
        let phrasing = Phrasing(language: visit.phrasing.language, zone: run?.zone ?? visit.phrasing.zone, now: now)
        let words = Words(phrasing, plan: plan, run: run, definition: definition)
        if isPlain {
            let composer = PlainComposer(
                pages: self, visit: visit, root: reading.root, plan: plan, run: run, words: words, asked: chosen?.key)
            return try visit.page(composer.page).showing([reading.root])
        }
        let need = run.map { $0.isOver(at: now) } ?? true ? nil : WorseningNeed(definition, settings)
        let found = try await worsening(need, of: reading.root)
        var composer = CitizenComposer(
            pages: self, visit: visit, reading: reading, plan: plan, run: run, words: words, asked: chosen?.key)
        if let run, let need, let found {
            composer.worsening =
                WorseningComposer(
                    pages: self, visit: visit, root: reading.root, plan: plan, run: run, words: words, need: need, reading: found)
        }
        let letters = reading.letters.filter { $0.outcome == .accepted }.map { (number: $0.number, subject: $0.subject) }
        var response = try visit.page(composer.page).showing([reading.root]).showing(letters: letters)
        response.shown += found?.shown ?? []
        return response
    }

    func read(_ subject: SubjectID) async throws -> CitizenReading? {
        try await journal.read { reader in
            let group = try reader.group(of: subject)
            guard let root = group.first, let stored = try reader.plan(of: root) else { return nil }
            var query = LetterQuery()
            query.subjects = group
            query.limit = 200
            let acts = try reader.history(of: root).facts.filter { fact in
                if case .act = fact.source { fact.kind != .resourcesChanged } else { false }
            }
            return CitizenReading(
                root: root, stored: stored, letters: try reader.letters(query), acts: acts, links: try reader.links(of: group))
        }
    }
}

extension Words {
    /// Where the citizen is, in one sentence.
    func situation(_ run: Run) -> String {
        let hospital = run.lanes.first { $0.role == "hospital" }?.organisation.map { plan?.name(of: $0) ?? $0.text } ?? ""
        if run.isCancelled { return [say(.cancelled).capitalizedFirst, hospital].filter { !$0.isEmpty }.joined(separator: " · ") }
        let known = run.events.filter { $0.at <= phrasing.now && !$0.isEstimate }
        let last = known.last { Fact.Kind.movements.contains($0.kind) } ?? known.last
        let happened = last.map { "\(event($0.kind.rawValue)) \(phrasing.moment($0.at, hasClock: $0.hasClock))" }
        return [happened, hospital.isEmpty ? nil : hospital].compactMap { $0 }.joined(separator: " · ")
    }

    /// How wide a label is drawn, in the drawing's units.
    func width(_ label: Label) -> Double { Double(self.label(label).count) * 7.1 + 26 }
}
