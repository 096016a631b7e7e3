import Directory
import FHIR
import Journal

extension StepMaker {
    /// Lets count what people did with a step beside closing it: who owes it, by when, when it rests, what was chosen.
    mutating func adapt(_ step: inout Step, _ rules: StepRules?, _ own: StepActs, from opens: Instant?) {
        for done in own.refused { trouble(.notAllowed, step, since: done.at, done) }
        if let choice = rules?.definition.choice { choose(choice, &step, own) }
        if !own.isEmpty || rules?.definition.handOver != nil { settleOwners(&step, rules?.definition.handOver, own, from: opens) }
        if own.isEmpty, course.pauses.isEmpty { return }
        if let due = own.due {
            let before = step.due
            step.due = due
            step.change {
                $0.isMoved = true
                $0.movedFrom = before
            }
        }
        rest(&step, own)
        if let progress = own.progress { step.change { $0.progress = progress } }
        let comments = own.comments
        if !comments.isEmpty { step.change { $0.comments = comments } }
    }

    private mutating func choose(_ choice: ChoiceDefinition, _ step: inout Step, _ own: StepActs) {
        // One that nothing has opened yet offers everything.
        let offered = step.adapting?.options ?? (step.opens == nil ? choice.options.map(\.id) : [])
        for done in own.wrongChoices(choice, offered: offered) { trouble(.actWithoutPlace, step, since: done.at, done) }
        guard let (options, done) = own.choice(choice, offered: offered) else { return }
        step.change { $0.chosen = options }
        step.closing = min(step.closing, done.closing(.done))
    }

    /// Exactly one organisation owes it at every instant: whoever does so until somebody accepts it, or it is given away.
    private mutating func settleOwners(_ step: inout Step, _ definition: HandOver?, _ own: StepActs, from opens: Instant?) {
        let first = Ownership(from: opens ?? course.start, organisation: step.owner)
        var owners = [first]
        var offers: [Offer] = []
        let handOver = opens == nil ? nil : definition
        if let handOver, let opens {
            let title = course.definition.role(handOver.to)?.title.en ?? handOver.to
            let to = parties.organisation(handOver.to).map { Recipient.organisation($0) } ?? .person(title)
            let by = handOver.answerWithin?.due(from: opens, zone: course.zone, holidays: .of(course.country))
            offers.append(Offer(to: to, by: step.owner, at: opens, answerBy: by, isOutside: !parties.reaches(to)))
        }
        func answer(_ kind: Offer.Answer.Kind, _ done: DoneActs.Done, counter: String? = nil) {
            guard let last = offers.last, last.answer == nil else { return }
            offers[offers.count - 1].answer = Offer.Answer(
                kind: kind, at: max(done.at, last.at), act: done.fact, text: done.act.text, counter: counter)
        }
        func give(_ organisation: OrganisationID, _ done: DoneActs.Done, person: String? = nil) {
            let from = max(done.at, owners.last?.from ?? done.at)
            owners.append(Ownership(from: from, organisation: organisation, person: person, act: done.fact))
        }
        for done in own.all {
            switch done.act.deed {
            case .assigned(_, let to):
                answer(.replaced, done)
                give(to, done)
            case .offered(_, let to, let answerBy):
                // The same offer again is the same offer.
                if let last = offers.last, last.answer == nil, last.to == to, last.answerBy == answerBy, last.act != nil { continue }
                answer(.replaced, done)
                let at = max(done.at, offers.last?.answer?.at ?? done.at)
                offers.append(
                    Offer(
                        to: to, by: owners.last?.organisation ?? step.owner, at: at, answerBy: answerBy, act: done.fact,
                        text: done.act.text, isOutside: !parties.reaches(to)))
            case .accepted(_, let by):
                guard let last = offers.last, last.to == by else {
                    trouble(.actWithoutPlace, step, since: done.at, done)
                    continue
                }
                guard last.answer == nil else {
                    if last.answer?.kind != .accepted { trouble(.actWithoutPlace, step, since: done.at, done) }
                    continue
                }
                answer(.accepted, done)
                guard handOver == nil else { continue }
                switch by {
                case .organisation(let id): give(id, done)
                case .person(let name): give(parties.standIn, done, person: name)
                }
            case .declined(_, let by, let counter):
                guard let last = offers.last, last.to == by, last.answer == nil else {
                    if offers.last?.to != by || offers.last?.answer?.kind != .declined {
                        trouble(.actWithoutPlace, step, since: done.at, done)
                    }
                    continue
                }
                answer(.declined, done, counter: counter)
            case .offerWithdrawn: answer(.withdrawn, done)
            case .restored:
                if handOver == nil { answer(.withdrawn, done) }
                if owners.last?.organisation != first.organisation || owners.last?.person != nil { give(first.organisation, done) }
            case .done, .begun, .skipped, .reopened, .answered, .contactedAtHome, .seen, .moved, .added, .replaced, .commented, .chosen,
                .started,
                .paused, .resumed, .stopped, .versionMoved, .goalSet, .goalDropped, .matters:
                continue
            }
        }
        if handOver != nil, let last = offers.last, let answer = last.answer, answer.at > own.reopening?.at ?? .distantPast {
            let outcome: Step.Closing.Outcome? = answer.kind == .accepted ? .done : answer.kind == .declined ? .declined : nil
            if let outcome {
                step.closing = min(
                    step.closing, Step.Closing(outcome: outcome, at: answer.at, act: answer.act, text: answer.counter ?? answer.text))
            }
        }
        guard owners.count > 1 || !offers.isEmpty else { return }
        let end = step.closing.flatMap { $0.outcome == .ended ? nil : $0.at } ?? .distantFuture
        if let last = owners.last(where: { $0.from <= end }), last.act != nil {
            step.owner = last.organisation
            step.isStandIn = false
        }
        step.change {
            if owners.count > 1 { $0.owners = owners }
            $0.offers = offers
        }
    }

    /// What is due after a pause is due that much later; while it lasts nothing is.
    private func rest(_ step: inout Step, _ own: StepActs) {
        let pauses = (course.pauses + own.pauses).sorted { $0.from < $1.from }
        guard !pauses.isEmpty, let opens = step.opens else { return }
        let closed = step.closing.flatMap { $0.outcome == .ended ? nil : $0.at } ?? .distantFuture
        let concerning = pauses.filter { $0.from < closed && $0.until.map { $0 > opens } ?? true }
        guard !concerning.isEmpty else { return }
        var rested = opens
        for pause in concerning {
            guard let until = pause.until else {
                if !(step.adapting?.isMoved ?? false) { step.due = nil }
                break
            }
            let from = max(pause.from, rested)
            guard from < until else { continue }
            if let due = step.due, due > from, !(step.adapting?.isMoved ?? false) {
                step.due = due.adding(seconds: until.seconds(since: from))
            }
            rested = until
        }
        step.change { $0.pauses = concerning }
    }
}
