import Directory
import Exchange
import FHIR
import Journal

/// A run before its steps are worked out: all that happened in it, when it began and when it ends.
struct Course {
    /// See ``Run/key``.
    let key: String
    /// Every key that the run has had: those of the letters which were its stay's anchor once.
    let names: Set<String>
    /// The stay that it is a run of; of a citizen's run, the stay in which it began or the last before.
    let stay: Stay?
    let definition: PathwayDefinition
    let country: Country
    let zone: Zone
    let start: Instant
    /// Who began it, when no letter did.
    let starter: OrganisationID?
    /// In order.
    private(set) var happenings: [Happening]
    private(set) var end: Ending?
    /// When it rests, by acts.
    private(set) var pauses: [Pause] = []
    /// The act that stopped it.
    private(set) var stop: DoneActs.Done?

    struct Ending {
        var at: Instant
        /// At once, by this event; nil when it ended some time after one.
        var event: Happening?
    }

    var scope: PathwayDefinition.Scope { definition.scope }
    var isMain: Bool { scope == .stay && !key.utf8.contains(UInt8(ascii: ".")) }
    var isCancelled: Bool { scope == .stay && stay?.state == .cancelled }

    /// The course of a stay by the pathway that stays are drawn by.
    init?(_ stay: Stay, record: Record, roster: Roster, settings: PlanSettings, acts: DoneActs, municipality: (Stay) -> String?) {
        var all = stay.events.map(Happening.init)
        all += acts.happenings(in: Set(stay.letters + [stay.anchor]))
        all = all.inOrder()
        let letters = Set(stay.letters)
        let sent = record.letters.filter { letters.contains($0.number) }.map(\.letter.letter.sent.instant).min()
        guard let start = (all.first { !$0.isEstimate } ?? all.min { $0.said < $1.said })?.begin ?? sent else { return nil }
        let country = Country.allCases.first { $0.zone == stay.zone } ?? .no
        let day = stay.zone.day(at: start)
        guard let definition = roster.definition(settings.pathway, on: day, country: country, municipality: municipality(stay)) else {
            return nil
        }
        let anchors = Set(stay.letters + [stay.anchor]).map { String($0) }
        self.init(
            key: String(stay.anchor), names: Set(anchors), stay: stay, definition: definition, country: country, zone: stay.zone,
            start: start, starter: nil, happenings: all.markingDischarges(), acts: acts, roster: roster)
    }

    init(
        key: String, names: Set<String>, stay: Stay?, definition: PathwayDefinition, country: Country, zone: Zone, start: Instant,
        starter: OrganisationID?, happenings: [Happening], acts: DoneActs, roster: Roster
    ) {
        let done = acts.all.isEmpty ? [] : acts.of(run: names).filter { $0.author != .citizen }
        self.key = key
        self.names = names
        self.stay = stay
        self.definition = Self.moved(definition, done, roster)
        self.country = country
        self.zone = zone
        self.start = start
        self.starter = starter
        self.happenings = happenings
        pauses = Pause.list(done)
        for act in done {
            if case .stopped = act.act.deed, act.at >= start { stop = stop ?? act }
            if case .resumed = act.act.deed { stop = nil }
        }
        end = ending()
    }

    /// The version that the run follows: the one that it started on until somebody moves it.
    private static func moved(_ definition: PathwayDefinition, _ acts: [DoneActs.Done], _ roster: Roster) -> PathwayDefinition {
        let moves = acts.compactMap { if case .versionMoved(_, let version) = $0.act.deed { version } else { nil } }
        return moves.reversed().lazy.compactMap { roster.definition(definition.id, version: $0) }.first ?? definition
    }

    /// Adds what the stay's own letters do not say: that the citizen died, was admitted again, was seen at home.
    mutating func add(_ further: [Happening]) {
        guard !further.isEmpty else { return }
        happenings = (happenings + further).inOrder().markingDischarges()
        end = ending()
    }

    /// Lets it end by its steps too, where the definition says so. Returns whether that changed when it ends.
    mutating func end(by steps: [Step]) -> Bool {
        guard definition.endsBySteps else { return false }
        let before = end?.at
        end = ending(steps)
        return end?.at != before
    }

    /// Whether something that belongs to no stay falls into this one.
    func contains(_ instant: Instant) -> Bool { start <= instant && (end.map { instant <= $0.at } ?? true) }

    /// Of a kind, leaving out what is only expected.
    func real(_ kind: Fact.Kind) -> [Happening] { happenings.filter { $0.kind == kind && !$0.isEstimate } }

    /// Whether the citizen had gone home or died before then, and had not come back: what is said to happen in the stay after that
    /// contradicts it, and asks nobody for anything but to look.
    func isOver(before instant: Instant) -> Bool {
        let last = happenings.last { !$0.isEstimate && $0.at < instant && [.admitted, .discharged, .died].contains($0.kind) }
        return last.map { $0.kind != .admitted } ?? false
    }

    /// When discharge is expected, as said last; nil after it happened.
    var expectedDischarge: Instant? {
        if isCancelled || scope == .citizen || !real(.discharged).isEmpty || !real(.died).isEmpty { return nil }
        return happenings.filter { $0.kind == .dischargeExpected || ($0.isEstimate && $0.kind == .readyForDischarge) }
            .max { ($0.said, $0.at) < ($1.said, $1.at) }?.at
    }

    /// The earliest of the definition's ends, or the act that stopped it. Of several events of one kind the last counts.
    private func ending(_ steps: [Step] = []) -> Ending? {
        var endings = definition.ends.compactMap { rule -> Ending? in
            let from: Instant
            var event: Happening?
            switch rule.source {
            case .event(let kind):
                guard let last = happenings.last(where: { $0.kind == kind && !$0.isEstimate }) else { return nil }
                // One that was started by hand afterwards does not end before it begins.
                if last.at < start, rule.term == nil { return nil }
                from = last.at
                event = last
            case .step(let id):
                guard let closing = steps.last(where: { $0.id == id })?.closing, closing.outcome != .ended else { return nil }
                from = closing.at
            case .start: from = start
            }
            guard let term = rule.term else { return Ending(at: from, event: event) }
            let at = term.due(from: from, zone: zone, holidays: .of(country))
            return at > start ? Ending(at: at, event: nil) : nil
        }
        if let stop {
            endings.append(
                Ending(at: stop.at, event: Happening(.pathwayStopped, at: stop.at, said: stop.said, act: stop.fact, text: stop.act.text)))
        }
        return endings.min { ($0.at, $0.event == nil ? 1 : 0) < ($1.at, $1.event == nil ? 1 : 0) }
    }
}

extension PathwayDefinition {
    var endsBySteps: Bool { ends.contains { if case .step = $0.source { true } else { false } } }
}

extension Happening {
    /// When a stay that it is the first of begins.
    fileprivate var begin: Instant { isEstimate ? said : at }
}

extension [Happening] {
    /// Gives each discharge the detail `stay`: `acute` when the citizen was seen without a bed, else `inpatient`. The last admission says
    /// which; without any, the discharge itself.
    fileprivate func markingDischarges() -> [Happening] {
        var place: String?
        return map { happening in
            var happening = happening
            if happening.kind == .admitted, !happening.isEstimate { place = happening.details["class"] ?? "inpatient" }
            if happening.kind == .discharged {
                happening.details["stay"] = (place ?? happening.details["class"]) == "acute" ? "acute" : "inpatient"
            }
            return happening
        }
    }
}
