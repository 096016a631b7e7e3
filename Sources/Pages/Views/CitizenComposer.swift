import Directory
import Exchange
import FHIR
import Journal
import Pathways

/// Puts the citizen's page together from one reading of the journal.
struct CitizenComposer {
    var pages: Pages
    var visit: Visit
    var reading: Pages.CitizenReading
    var plan: Plan
    var run: Run?
    var words: Words
    /// The run that was asked for; nil when the page chose.
    var asked: String?
    /// Whom to call and what to say; nil where the pathway asks for neither.
    var worsening: WorseningComposer?

    private var now: Instant { words.phrasing.now }
    private var deeds: DeedForms { DeedForms(action: Visit.citizen(reading.root, run: asked), visit: visit, plan: plan, words: words) }

    var page: CitizenPage {
        let attention = AttentionRows(visit: visit, plan: plan, words: words, acts: reading.acts, deeds: deeds).rows
        let team = TeamComposer(plan: plan, run: run, words: words, library: pages.library).rows
        return CitizenPage(
            frame: visit.frame(visit.say(.pathwayOf), tab: .citizens, live: "/live?citizen=\(reading.root)"),
            name: visit.name(plan.citizen),
            facts: facts, sub: sub, otherView: visit.say(.citizenView),
            otherViewHref: Visit.citizen(reading.root, run: asked, isPlain: true),
            stopped: reading.stored.stopped.map { "\(visit.say(.planStopped)): \(visit.phrasing.reason($0))" }, now: nowSection,
            attentionHeading: visit.say(.attentionTitle), attention: attention,
            drawing: run.map { DrawingView(Drawing.make($0, now: now, measure: words.width), run: $0, words: words) },
            stepsHeading: visit.say(.doneAndComing), steps: stepRows, teamHeading: visit.say(.team),
            team: team, teamShown: !team.isEmpty,
            lettersHeading: visit.say(.letters), letters: letterRows, historyHeading: visit.say(.history), history: historyRows,
            linked: linked, adapt: deeds.adapt(run, library: pages.library), offers: run.map { deeds.offers($0, words.definition) } ?? [],
            worsening: worsening?.view, spoken: worsening?.spoken,
            wishes: GoalRows(plan: plan, library: pages.library, deeds: deeds).wishes, otherRuns: runLinks,
            runsHeading: visit.say(.navPathways),
            token: pages.token,
            runsShown: plan.runs.count > 1, attentionShown: !attention.isEmpty,
            historyShown: !reading.acts.isEmpty)
    }

    /// `84 år · Fjordby kommune`.
    private var facts: String {
        var parts: [String] = []
        if let died = plan.citizen.died {
            parts.append("\(visit.say(.died)) \(words.phrasing.moment(died, hasClock: false))")
        } else if let born = plan.citizen.born {
            parts.append("\(words.phrasing.age(born)) \(visit.say(.years))")
        }
        if plan.citizen.isProtected {
            parts.append(visit.say(.protectedAddress))
        } else if let municipality = run?.lane(of: "municipality")?.organisation {
            parts.append(plan.name(of: municipality))
        }
        return parts.joined(separator: " · ")
    }

    private var sub: String {
        guard let run else { return visit.say(.noPlan) }
        let title = words.definition?.title[words.language] ?? run.pathway
        var parts = ["\(title) \(run.version)"]
        let day = run.zone.day(at: now).ordinal - run.zone.day(at: run.start).ordinal + 1
        if !run.isOver(at: now), run.state != .discharged, run.state != .died, day > 0 { parts.append("\(visit.say(.dayOfStay)) \(day)") }
        if run.readmittedAfter != nil { parts.append(words.event("readmitted")) }
        return parts.joined(separator: " · ")
    }

    /// Who must do what by when, with the two things one can do about it.
    private var nowSection: CitizenPage.Now {
        let label = visit.say(.now).capitalizedFirst
        guard let run, let step = run.open(at: now).first else {
            let detail = [run.map(words.situation), cost].compactMap { $0 }.joined(separator: ". ")
            return .init(label: label, state: "calm", sentence: visit.say(.nothingToDoNow), detail: detail, forms: [])
        }
        let state = step.state(at: now)
        let who = plan.name(of: step.owner)
        var sentence = "\(who): \(words.title(step: step.id))"
        if let due = step.due { sentence += ", \(words.phrasing.dueInSentence(due))" }
        var detail = words.situation(run)
        if step.isStandIn { detail += " · \(visit.say(.standsIn))" }
        if let cost { detail += ". \(cost)" }
        return .init(label: label, state: state.rawValue, sentence: sentence, detail: detail, forms: forms(step, run))
    }

    private func forms(_ step: Step, _ run: Run) -> [DeedForm] {
        switch step.id {
        case "answer":
            [
                deeds.form("answer-yes", String(run.stay), .answerYes),
                deeds.form("answer-no", String(run.stay), .answerNo, isQuiet: true),
            ]
        case "first-contact": [deeds.form("contacted", String(run.stay), .contactedAtHome)]
        default: [deeds.form("done", step.key, .closeStep)]
        }
    }

    private var stepRows: [CitizenPage.StepRow] {
        guard let run else { return [] }
        return PlanList.make(run, now: now).items.map { item in
            let step = item.step
            let forms = deeds.professional(step, item.state, words.definition?.step(step.id))
            return .init(
                id: DeedForms.markup(step.key), state: item.state.rawValue, stateWord: words.state(item.state, wasLate: item.wasLate),
                title: words.title(step: step.id),
                owner: owner(step), time: time(item), isLate: item.state == .late, deeds: forms,
                menu: visit.say(.change), hasDeeds: !forms.isEmpty)
        }
    }

    /// Who owes it now, and that it stands elsewhere than its definition says.
    private func owner(_ step: Step) -> String {
        let owner = step.isCitizens ? visit.say(.citizenSelf) : plan.name(of: step.owner(at: now))
        let notes = [
            step.adapting?.isMoved ?? false ? visit.say(.wasMoved) : nil,
            step.adapting?.chosen.isEmpty ?? true ? nil : chosen(step),
            words.rest(step),
            deeds.replaced(by: step).map { "\(visit.say(.insteadOf)) \(words.title(step: $0.id))" },
            deeds.replacement(of: step).map { "\(visit.say(.replacedBy)) \(words.title(step: $0.id))" },
        ]
        return ([owner] + notes.compactMap { $0 }).joined(separator: " · ")
    }

    private func chosen(_ step: Step) -> String {
        let choice = words.definition?.step(step.id)?.choice
        return (step.adapting?.chosen ?? []).map { choice?.option($0)?.title[words.language] ?? $0 }.joined(separator: ", ")
    }

    private func time(_ item: PlanList.Item) -> String {
        switch item.state {
        case .open, .late: item.step.due.map(words.phrasing.due) ?? ""
        case .planned:
            (item.step.due.map { $0.adding(seconds: words.phrasing.isMidnight($0) ? -1 : 0) } ?? item.step.expected ?? item.step.opens).map
            {
                ($0 < now ? "\(visit.say(.expected)) " : "") + words.phrasing.moment($0, hasClock: false)
            } ?? ""
        case .done, .withdrawn, .skipped: item.step.closing.map { words.phrasing.moment($0.at) } ?? ""
        }
    }

    /// What waiting has cost so far: a sentence for each price, all its days together.
    private var cost: String? {
        guard let run else { return nil }
        let today = run.zone.day(at: now)
        let counted = run.prices.filter { $0.days(on: today) > 0 }
        let ids = counted.reduce(into: [String]()) { if !$0.contains($1.id) { $0.append($1.id) } }
        return ids.isEmpty ? nil : ids.map { id in cost(counted.filter { $0.id == id }, today) }.joined(separator: ". ")
    }

    private func cost(_ notes: [PriceNote], _ today: Day) -> String {
        guard let last = notes.last else { return "" }
        let known = words.definition?.price(last.id)
        let isConditional = known?.unless != nil && !last.isCertain
        let head = isConditional ? visit.say(.withoutYes) : known?.title[words.language] ?? last.id
        let sum = words.phrasing.waiting(
            days: notes.reduce(0) { $0 + $1.days(on: today) }, amount: notes.reduce(0) { $0 + $1.total(on: today) },
            currency: last.currency)
        // The table may end before the days do; then its last price is used, and the page says so.
        let lastDay = last.from.adding(days: last.days(on: today) - 1)
        guard let year = known?.row(on: lastDay)?.from.year, year < lastDay.year else { return "\(head): \(sum)" }
        return "\(head): \(sum) (\(visit.say(.priceOfYear)) \(year))"
    }

    private var letterRows: [CitizenPage.LetterRow] {
        let cancelled = Set((plan.letters + plan.runs.flatMap(\.letters)).filter(\.isCancelled).map(\.number))
        return reading.letters.filter { $0.outcome == .accepted }.sorted { ($0.sent ?? $0.received) > ($1.sent ?? $1.received) }.map {
            record in
            let letter = record.reading.flatMap { LetterReading(json: $0) }?.letter
            let route =
                letter.map { "\(Words.party($0.sender)) → \($0.receivers.first.map { Words.party($0.party) } ?? "")" } ?? record.sender
            return .init(
                number: String(record.number), href: "/letters/\(record.number)",
                type: LetterWording.name(record.type, visit.phrasing.language), route: route,
                time: words.phrasing.moment(record.sent ?? record.received), isCancelled: cancelled.contains(record.number),
                cancelled: visit.say(.cancelled),
                paragraphs: letter?.paragraphs.prefix(12).map { .init(heading: $0.heading, text: $0.text) } ?? [])
        }
    }

    private var historyRows: [CitizenPage.HistoryRow] {
        reading.acts.reversed().map { fact in
            let content = (try? Document(json: fact.content))?.root
            let instead = content?.string("counter").map { "\(visit.say(.insteadWord)): \($0)" }
            let who = Author(custodian: fact.custodian).organisation.map(pages.name) ?? visit.say(.citizenSelf)
            return .init(
                text: content?.string("reached").map { visit.say($0 == "yes" ? .goalIsReached : .goalIsNotYet) }
                    ?? words.event(fact.kind.rawValue),
                detail: [who, content?.string("text"), instead].compactMap { $0 }.joined(separator: " · "),
                time: words.phrasing.moment(fact.said))
        }
    }

    private var linked: CitizenPage.Linked? {
        guard !reading.links.isEmpty else { return nil }
        return .init(
            heading: visit.say(.linkedIdentities),
            forms: Set(reading.links.map { "\($0.first)-\($0.second)" }).sorted().map { deeds.form("unlink", $0, .unlink) })
    }

    private var runLinks: [CitizenPage.RunLink] {
        plan.runs.reversed().map { other in
            let place = other.isMain ? other.lane(of: "hospital")?.organisation.map(plan.name(of:)) : nil
            let title = pages.library.definition(other.pathway, version: other.version)?.title[words.language] ?? other.pathway
            return .init(
                href: Visit.citizen(reading.root, run: other.key),
                text:
                    "\(words.phrasing.moment(other.start, hasClock: false)) · \([title, place].compactMap(\.self).joined(separator: ", "))",
                isCurrent: other.key == run?.key)
        }
    }
}
