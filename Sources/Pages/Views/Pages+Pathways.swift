import Directory
import FHIR
import HTTPTypes
import Pathways

extension Pages {
    /// The gallery: what stands for each pathway today.
    func pathways(_ visit: Visit) throws -> PageResponse {
        let today = visit.phrasing.zone.day(at: visit.phrasing.now)
        let ids = library.definitions.reduce(into: [String]()) { if $0.last != $1.id { $0.append($1.id) } }
        let rows = ids.compactMap { library.definition($0, on: today) }.map { definition in
            let words = DefinitionWords(definition: definition, phrasing: visit.phrasing)
            return PathwaysPage.Row(
                href: Visit.pathway(definition.id), title: words.title, text: words.text, facts: words.facts,
                phases: definition.phases.map { $0.title[visit.phrasing.language.rawValue] }, figures: visit.say(.figures),
                figuresHref: FigureAddress(pathway: definition.id).text)
        }.sorted { $0.title < $1.title }
        return try visit.page(
            PathwaysPage(
                frame: visit.frame(visit.say(.navPathways), tab: .pathways), heading: visit.say(.navPathways),
                lead: visit.say(.pathwaysLead),
                none: visit.say(.noPathways), rows: rows, editor: visit.say(.editorHeading)))
    }

    /// One pathway as it is written; with `?version=` another version than the one in force.
    func pathway(_ id: String, _ visit: Visit) throws -> PageResponse {
        let today = visit.phrasing.zone.day(at: visit.phrasing.now)
        let asked = visit.request.query["version"]
        guard let definition = asked.map({ library.definition(id, version: $0) }) ?? library.definition(id, on: today) else {
            return visit.notice(.notFoundTitle, visit.say(.notFoundText), status: .notFound)
        }
        return try visit.page(DefinitionComposer(definition: definition, visit: visit, library: library).page)
    }
}

/// Puts the page of a definition together.
private struct DefinitionComposer {
    let definition: PathwayDefinition
    let visit: Visit
    let library: PathwayLibrary
    let words: DefinitionWords

    init(definition: PathwayDefinition, visit: Visit, library: PathwayLibrary) {
        self.definition = definition
        self.visit = visit
        self.library = library
        words = DefinitionWords(definition: definition, phrasing: visit.phrasing)
    }

    private var language: String { visit.phrasing.language.rawValue }

    var page: PathwayPage {
        PathwayPage(
            frame: visit.frame(words.title, tab: .pathways), heading: words.title, sub: words.facts, lead: words.text,
            draft: definition.publication.status == .draft ? visit.say(.draftNote) : nil,
            drawing: words.drawing, drawingLabel: visit.say(.definitionLabel), zones: ZonesComposer(visit: visit).view(of: definition),
            audienceHeading: visit.say(.forWhom),
            audience: words.audience, stepsHeading: visit.say(.whatHappens), phases: phases, rolesHeading: visit.say(.whoTakesPart),
            roles: roles, goals: goals, sources: sources, versions: versions, opensWord: visit.say(.opensWord),
            dueWord: visit.say(.dueWord), lateWord: visit.say(.lateTells), citizenWord: visit.say(.citizenReads),
            figures: visit.say(.seeFigures), figuresHref: FigureAddress(pathway: definition.id).text, edit: visit.say(.editText),
            editHref: PathwayLibrary.shippedText(definition.id).map { _ in Visit.editor(definition.id) })
    }

    private var phases: [PathwayPage.Phase] {
        definition.phases.map { phase in
            .init(title: phase.title[language], steps: definition.steps.filter { $0.phase == phase.id }.map(step))
        }
    }

    private func step(_ step: StepDefinition) -> PathwayPage.Step {
        let needs = step.needs.map { "\(visit.say(.competence)): \($0[language])" }
        return .init(
            id: step.id, title: step.title[language], owner: [words.role(step.owner), needs].compactMap { $0 }.joined(separator: " · "),
            opens: words.opens(step), due: words.due(step),
            told: step.late.isEmpty ? nil : step.late.map(words.role).joined(separator: ", "), citizen: step.citizen[language])
    }

    private var roles: [CitizenPage.TeamRow] {
        definition.roles.map { role in
            .init(
                name: role.title[language].capitalizedFirst, roles: role.competence.map { "\(visit.say(.competence)): \($0[language])" },
                responsible: role.isContact ? visit.say(.oneContact) : nil)
        }
    }

    private var goals: PathwayPage.Goals? {
        guard !definition.goals.isEmpty else { return nil }
        return .init(heading: visit.say(.goalsHeading), rows: definition.goals.map { $0.title[language] })
    }

    private var sources: PathwayPage.Sources? {
        guard !definition.sources.isEmpty else { return nil }
        return .init(
            heading: visit.say(.whereItIsFrom),
            rows: definition.sources.map { source in
                let read = source.read.map { "\(visit.say(.readOn)) \(visit.phrasing.date($0))" }
                return .init(
                    what: source.what, place: source.location,
                    state: [visit.say(source.isVerified ? .verified : .notVerified), read].compactMap { $0 }.joined(separator: ", "))
            })
    }

    private var versions: PathwayPage.Versions? {
        let all = library.definitions.filter { $0.id == definition.id }
        guard all.count > 1 else { return nil }
        return .init(
            heading: visit.say(.versionsHeading),
            rows: all.map {
                .init(
                    href: Visit.pathway($0.id, version: $0.version),
                    text: "\($0.version) · \(visit.say(.runsFrom)) \(visit.phrasing.date($0.from))",
                    isCurrent: $0.version == definition.version)
            })
    }
}
