import Access
import Directory
import FHIR
import HTTPTypes
import Journal
import Pathways

/// What the record has for a score and for the telephone.
struct WorseningReading: Sendable {
    var observations: [Resource] = []
    /// Conditions, medicines and allergies.
    var record: [Resource] = []
    var shown: [LogEntry.Shown] = []
}

/// What a definition asks for when somebody gets worse.
struct WorseningNeed: Sendable {
    var score: ScoreDefinition?
    /// Somebody must choose whom to call, or the score is the one that both ends of the telephone expect.
    var calls: Bool

    /// nil for a pathway that neither counts points nor calls anybody.
    init?(_ definition: PathwayDefinition?, _ settings: PageSettings) {
        guard let definition else { return nil }
        let request = definition.steps.lazy.compactMap(\.score).first
        score = request.flatMap { settings.scores.score($0.name, variant: $0.variant) }
        let options = Set(definition.choices.flatMap { $0.choice?.options.map(\.id) ?? [] })
        let isChosen = settings.contacts?.rules.contains { $0.option.map(options.contains) ?? false } ?? false
        calls = isChosen || request?.name == ISBAR.score
        if score == nil, !calls { return nil }
    }
}

extension Pages {
    /// Reads what a pathway that is going on asks for; nil for one that asks for nothing.
    func worsening(_ need: WorseningNeed?, of root: SubjectID) async throws -> WorseningReading? {
        guard let need else { return nil }
        let parameters = journal.searchParameters
        return try await journal.read { reader in
            let group = try reader.group(of: root)
            var reading = WorseningReading()
            func find(_ type: String, _ criteria: [(String, String)], newestBy order: String?, limit: Int) throws -> [Resource] {
                var search = Search(type: type)
                search.criteria = [.isFiled(group)] + (try criteria.map { try parameters.criterion($0.0, $0.1, of: type, base: "") })
                search.order = order.flatMap { parameters.parameter($0, of: type) }.map { [Search.Order($0, isDescending: true)] } ?? []
                search.limit = limit
                return try reader.search(search).resources.compactMap { stored in
                    guard let resource = stored.resource else { return nil }
                    let shown = LogEntry.Shown("\(type)/\(stored.id)", of: stored.subject ?? root)
                    if !reading.shown.contains(shown) { reading.shown.append(shown) }
                    return resource
                }
            }
            for (_, code) in need.score?.codes ?? [] {
                // A few, since the newest may have been entered by mistake or belong to the future.
                let found = try find("Observation", [("combo-code", "\(code.system)|\(code.code)")], newestBy: "date", limit: 5)
                reading.observations += found
            }
            guard need.calls else { return reading }
            for type in ["Condition", "MedicationStatement", "MedicationRequest", "AllergyIntolerance"] {
                let found = try find(type, [], newestBy: nil, limit: 100)
                reading.record += found
            }
            return reading
        }
    }

    /// The form for what is said on the telephone, with the text that it gives. Nothing is kept.
    func isbar(_ text: String, _ visit: Visit) async throws -> PageResponse {
        guard let subject = SubjectID(text: text), let reading = try await read(subject) else {
            return visit.notice(.notFoundTitle, visit.say(.notFoundCitizen), status: .notFound)
        }
        try visit.permit(.page, reading.root)
        let asked = visit.request.query["run"]
        let missing = visit.notice(.notFoundTitle, visit.say(.notFoundText), status: .notFound).showing([reading.root])
        guard let plan = Plan(json: reading.stored.plan),
            let run = asked.flatMap({ plan.run(key: $0) }) ?? plan.current(at: visit.phrasing.now)
        else { return missing }
        let definition = library.definition(run.pathway, version: run.version)
        let need = WorseningNeed(definition, settings)
        guard let need, need.calls, let found = try await worsening(need, of: reading.root) else { return missing }
        let phrasing = Phrasing(language: visit.phrasing.language, zone: run.zone, now: visit.phrasing.now)
        let words = Words(phrasing, plan: plan, run: run, definition: definition)
        let composer = WorseningComposer(
            pages: self, visit: visit, root: reading.root, plan: plan, run: run, words: words, need: need, reading: found)
        var response = try visit.page(composer.page).showing([reading.root])
        response.shown += found.shown
        return response
    }
}
