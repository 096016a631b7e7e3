import Directory
import Exchange
import FHIR
import Journal
import Pathways

/// The words of one page: the language, the clock, and the names of one citizen's pathway.
struct Words: Sendable {
    var phrasing: Phrasing
    var plan: Plan?
    var run: Run?
    var definition: PathwayDefinition?

    init(_ phrasing: Phrasing, plan: Plan? = nil, run: Run? = nil, definition: PathwayDefinition? = nil) {
        self.phrasing = phrasing
        self.plan = plan
        self.run = run
        self.definition = definition
    }

    var language: String { phrasing.language.rawValue }

    func say(_ text: Text) -> String { phrasing.say(text) }

    func title(step id: String) -> String { definition?.step(id)?.title[language] ?? ownTitle(step: id) ?? id }
    func short(step id: String) -> String { definition?.step(id)?.short[language] ?? ownTitle(step: id) ?? id }
    func plain(step id: String) -> String { definition?.step(id)?.citizen[language] ?? title(step: id) }
    /// That of a step which this citizen alone has.
    private func ownTitle(step id: String) -> String? { run?.steps.first { $0.id == id }?.adapting?.title }
    func role(_ id: String) -> String { definition?.role(id)?.title[language] ?? id }

    func shortName(of lane: Lane) -> String {
        guard lane.role != Lane.citizen else { return plan?.citizen.given ?? say(.citizenSelf) }
        let name = lane.organisation.map { plan?.name(of: $0) ?? $0.text } ?? role(lane.role).capitalizedFirst
        return name.count > 24 ? name.prefix(23) + "…" : name
    }

    func detail(of lane: Drawing.DrawnLane) -> String {
        if lane.isResponsible { return say(.responsibleNow) }
        if lane.lane.role == Lane.citizen { return "" }
        let unit =
            lane.lane.unit.flatMap { unit in
                let whole = lane.lane.organisation.map { plan?.name(of: $0) ?? $0.text } ?? ""
                return Self.unit(unit, within: whole)
            } ?? role(lane.lane.role)
        return unit.count > 26 ? unit.prefix(25) + "…" : unit
    }

    /// `Vestnes sykehus, medisinsk post 3`: the unit, and its enterprise when its own name does not tell.
    static func party(_ party: Party) -> String {
        guard let whole = party.unit?.name else { return party.name }
        return whole.contains(party.name) ? whole : "\(whole), \(party.name)"
    }

    /// A unit's name without its enterprise's: `medisinsk post 3`; nil when nothing is left of it.
    static func unit(_ unit: String, within whole: String) -> String? {
        guard unit != whole else { return nil }
        guard unit.hasPrefix(whole) else { return unit }
        let rest = unit.dropFirst(whole.count).drop { " ,-–:/".contains($0) }
        return rest.isEmpty ? nil : String(rest)
    }

    func label(_ label: Label) -> String {
        switch label.key {
        case .day: return label.at.map(phrasing.axisDay) ?? ""
        case .week: return label.at.map { phrasing.date(phrasing.zone.day(at: $0)) } ?? ""
        case .event(let kind):
            return [event(kind), label.at.map { time($0, hasClock: label.hasClock) }].compactMap { $0 }.joined(separator: " ")
        case .now: return say(.now)
        case .step(let id):
            let name = short(step: id)
            switch label.state {
            case .done:
                guard let at = label.at, let since = label.since, at > since else { return name }
                return "\(name) · \(phrasing.length(seconds: at.seconds(since: since)))"
            case .open: return [name, label.at.map(phrasing.shortDeadline)].compactMap { $0 }.joined(separator: " ")
            case .late: return "\(name) · \(say(.stateLate))"
            case .planned, .withdrawn, .skipped, nil: return name
            }
        }
    }

    private func time(_ instant: Instant, hasClock: Bool) -> String { hasClock ? phrasing.clock(instant) : "" }

    func state(_ state: Step.State, wasLate: Bool) -> String {
        switch state {
        case .open: say(.stateOpen)
        case .late: say(.stateLate)
        case .planned: say(.statePlanned)
        case .done: say(wasLate ? .wasLate : .stateDone)
        case .withdrawn: say(.stateWithdrawn)
        case .skipped: say(.stateSkipped)
        }
    }

    /// That a step rests now, and from when on it goes on, if somebody said; nil when it does not.
    func rest(_ step: Step) -> String? {
        guard let pause = step.adapting?.pauses.last(where: { $0.contains(phrasing.now) }) else { return nil }
        guard let until = pause.until else { return say(.rests) }
        return "\(say(.rests)), \(say(.goesOn)) \(phrasing.moment(until, hasClock: !phrasing.isMidnight(until)))"
    }

    /// What happened, as people say it.
    func event(_ kind: String) -> String { (EventWording.all[kind] ?? ActWording.all[kind])?[language] ?? kind }

    /// What does not fit, as people say it.
    func attention(_ kind: Attention.Kind, name: String) -> String {
        switch kind {
        case .contradiction: ContradictionWording.all[name]?[language] ?? name
        case .nobodyHasRole: "\(ContradictionWording.nobody[language]) \(role(name))"
        case .severalHaveRole: "\(ContradictionWording.several[language]) \(role(name))"
        case .unassigned: "\(AttentionWording.unassigned[language]): \(title(step: name))"
        case .unclear: "\(ContradictionWording.unclear[language]): \(title(step: name))"
        case .actWithoutPlace: "\(AttentionWording.actWithoutPlace[language]): \(event(name))"
        case .notAllowed: "\(AttentionWording.notAllowed[language]): \(title(step: name))"
        case .offered: "\(AttentionWording.offered[language]): \(title(step: name))"
        case .offerUnanswered: "\(AttentionWording.offerUnanswered[language]): \(title(step: name))"
        case .offerDeclined: "\(AttentionWording.offerDeclined[language]): \(title(step: name))"
        case .receiverOutside: "\(AttentionWording.receiverOutside[language]): \(title(step: name))"
        case .conflict: "\(AttentionWording.conflict[language]): \(title(step: name))"
        case .conditionFailed: "\(AttentionWording.conditionFailed[language]): \(title(step: name))"
        case .unitUnreadable: "\(AttentionWording.unitUnreadable[language]): \(definition?.measurement(name)?.title[language] ?? name)"
        case .runFailed: AttentionWording.runFailed[language]
        case .told: "\(AttentionWording.told[language]): \(title(step: name))"
        }
    }
}

extension String {
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
