import Directory
import FHIR
import Journal
import Pathways

/// Puts the list of the citizens behind a number together.
struct FigureCitizensComposer {
    let pages: Pages
    let visit: Visit
    let address: FigureAddress
    let figure: Figure
    private let words: FigureWords

    init(pages: Pages, visit: Visit, address: FigureAddress, figure: Figure) {
        self.pages = pages
        self.visit = visit
        self.address = address
        self.figure = figure
        words = FigureWords(address, pages.library, visit.phrasing)
    }

    func page(_ rows: [CitizensPage.Row], next: FigureMember?) -> FigureCitizensPage {
        var back = address
        back.figure = nil
        back.after = nil
        return FigureCitizensPage(
            frame: visit.frame("\(words.title): \(visit.say(.behindNumber))", tab: .pathways), heading: heading, word: words.title,
            sub: visit.say(.behindNumber), back: visit.say(.backToFigures), backHref: back.text, rows: rows, none: visit.say(.empty),
            more: visit.say(.showMore), moreHref: next.map { address.of(figure, after: $0).text })
    }

    /// What the number counts: `Svare sykehuset om mottak · For sent · Fjordby kommune`.
    private var heading: String {
        switch figure {
        case .step(let step, let figure, let organisation):
            [words.title(step: step), visit.say(figure?.word ?? .fallenDue), organisation.map(pages.name)].compactMap { $0 }
                .joined(separator: " · ")
        case .adherence(let name, let isMet):
            [title(adherence: name), visit.say(isMet ? .metWord : .measuredWord)].joined(separator: " · ")
        case .deviations(let step, let kind, _):
            [step.map(words.title(step:)), kind?.wording[visit.phrasing.language.rawValue] ?? visit.say(.doneOtherwise)].compactMap { $0 }
                .joined(separator: " · ")
        case .runs(let isRunning): visit.say(isRunning ? .figureRunning : .figureBegun)
        }
    }

    private func title(adherence name: String) -> String {
        let all = pages.library.definitions.reversed().filter { $0.id == address.pathway }.flatMap(\.adherence)
        return all.first { $0.id == name }?.title[visit.phrasing.language.rawValue] ?? name
    }

    /// One citizen: what happened and when; nil when the plan has changed since it was counted. Of somebody with a protected address neither
    /// the name, where they are, nor why.
    func row(_ member: FigureMember, _ plan: Plan, _ fact: Fact?) -> CitizensPage.Row? {
        guard plan.runs.indices.contains(member.run) else { return nil }
        let run = plan.runs[member.run]
        let phrasing = Phrasing(language: visit.phrasing.language, zone: run.zone, now: visit.phrasing.now)
        var detail: [String] = []
        var time = run.start
        if let place = member.step {
            guard run.steps.indices.contains(place) else { return nil }
            let step = run.steps[place]
            time = step.closing.flatMap { $0.at <= phrasing.now ? $0.at : nil } ?? step.due ?? step.opens ?? run.start
            if !plan.citizen.isProtected { detail.append(plan.name(of: step.owner)) }
            detail += told(step, phrasing, isProtected: plan.citizen.isProtected)
        } else if let fact, let act = Act(fact) {
            time = fact.happened ?? fact.said
            if let step = act.step, let found = plan.step(step)?.step {
                detail.append(found.adapting?.title ?? words.title(step: found.id))
            }
            if !plan.citizen.isProtected {
                detail.append(Author(custodian: fact.custodian).organisation.map(pages.name) ?? visit.say(.citizenSelf))
                detail.append(act.text.map { "«\($0)»" } ?? visit.say(.withoutReason))
            }
        } else {
            detail.append("\(visit.say(.begunOn)) \(phrasing.moment(run.start, hasClock: false))")
        }
        return .init(
            href: Visit.citizen(member.citizen, run: run.key),
            name: plan.citizen.isProtected ? visit.say(.protectedAddress) : visit.name(plan.citizen),
            detail: detail.joined(separator: " · "),
            time: phrasing.moment(time))
    }

    /// When it was due, what came of it, and why when a person decided.
    private func told(_ step: Step, _ phrasing: Phrasing, isProtected: Bool) -> [String] {
        var parts: [String] = []
        if let due = step.due { parts.append("\(visit.say(.wasDueOn)) \(phrasing.deadline(due))") }
        let closing = step.closing.flatMap { $0.at <= phrasing.now ? $0 : nil }
        if let due = step.due, min(closing?.at ?? phrasing.now, phrasing.now) > due {
            let until = closing?.at ?? phrasing.now
            parts.append("\(phrasing.length(seconds: until.seconds(since: due))) \(visit.say(.late))")
        }
        if let text = closing?.text, !text.isEmpty, !isProtected { parts.append("«\(text)»") }
        return parts
    }
}

extension StepFigure {
    /// What people call it.
    var word: Text {
        switch self {
        case .onTime: .onTime
        case .late: .doneLate
        case .overdue: .pastDue
        case .waiting: .waitingWord
        case .undated: .undatedWord
        case .skipped: .skippedWord
        case .withdrawn: .goneWord
        }
    }
}
