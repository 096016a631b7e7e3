import Directory
import Exchange
import FHIR
import Journal

/// A run before its steps are worked out: all that happened in it, when it began and when it ends.
///
/// Made for one fold and used by one thread.
final class Course {
    /// See ``Run/key``.
    let key: String
    /// The stay that it is a run of; of a citizen's run, the stay in which it began or the last before.
    let stay: Stay?
    let rules: PathwayRules
    let country: Country
    let zone: Zone
    let start: Instant
    /// Who began it, when no letter did.
    let starter: OrganisationID?
    /// In order.
    private(set) var happenings: [Happening]
    /// The kinds of all of them.
    private(set) var kinds = KindSieve()
    private(set) var end: Ending?
    /// When it rests, by acts.
    private(set) var pauses: [Pause] = []
    /// Acts that moved it to versions which are not there.
    private(set) var unknownVersions: [DoneActs.Done] = []
    /// The act that stopped it.
    private(set) var stop: DoneActs.Done?

    /// Letters of its stay, each of which was the stay's anchor perhaps; none for a run of the citizen's.
    let anchors: [Int64]
    /// Every key that the run has had: those of the letters which were its stay's anchor once.
    private(set) lazy var names = Self.names(key, anchors, stay)

    var definition: PathwayDefinition { rules.definition }

    struct Ending: Sendable {
        var at: Instant
        /// At once, by this event; nil when it ended some time after one.
        var event: Happening?
    }

    var scope: PathwayDefinition.Scope { rules.definition.scope }
    var isMain: Bool { scope == .stay && !key.utf8.contains(UInt8(ascii: ".")) }
    var isCancelled: Bool { scope == .stay && stay?.state == .cancelled }

    /// The course of a stay by the pathway that stays are drawn by.
    convenience init?(_ stay: Stay, record: Record, roster: Roster, settings: PlanSettings, acts: DoneActs, municipality: (Stay) -> String?)
    {
        var all = stay.events.map(Happening.init)
        all += acts.happenings(in: stay)
        all = all.inOrder()
        let begin = (all.first { !$0.isEstimate } ?? all.min { $0.said < $1.said })?.begin
        guard let start = begin ?? Self.firstSent(of: stay, record) else { return nil }
        let country = Country.allCases.first { $0.zone == stay.zone } ?? .no
        let day = stay.zone.day(at: start)
        guard let rules = roster.rules(settings.pathway, on: day, country: country, municipality: municipality(stay)) else {
            return nil
        }
        self.init(
            key: String(stay.anchor), anchors: stay.letters.contains(stay.anchor) ? stay.letters : stay.letters + [stay.anchor], stay: stay,
            rules: rules, country: country, zone: stay.zone, start: start, starter: nil, happenings: all.markingDischarges(), acts: acts,
            roster: roster)
    }

    private static func firstSent(of stay: Stay, _ record: Record) -> Instant? {
        let letters = Set(stay.letters)
        return record.letters.filter { letters.contains($0.number) }.map(\.letter.sent).min()
    }

    init(
        key: String, anchors: [Int64], stay: Stay?, rules: PathwayRules, country: Country, zone: Zone, start: Instant,
        starter: OrganisationID?, happenings: [Happening], acts: DoneActs, roster: Roster
    ) {
        self.key = key
        self.anchors = anchors
        self.stay = stay
        self.country = country
        self.zone = zone
        self.start = start
        self.starter = starter
        self.happenings = happenings
        guard acts.concernRuns else {
            self.rules = rules
            settle()
            return
        }
        let done = acts.of(run: Self.names(key, anchors, stay)).filter { $0.author != .citizen }
        self.rules = Self.moved(rules, done, roster)
        unknownVersions = done.filter { done in
            if case .versionMoved(_, let version) = done.act.deed {
                roster.rules(rules.definition.id, version: version) == nil
            } else {
                false
            }
        }
        pauses = Pause.list(done)
        for act in done {
            if case .stopped = act.act.deed, act.at >= start { stop = stop ?? act }
            if case .resumed = act.act.deed { stop = nil }
        }
        settle()
    }

    private static func names(_ key: String, _ anchors: [Int64], _ stay: Stay?) -> Set<String> {
        guard let stay, !anchors.isEmpty else { return [key] }
        let suffix = key.dropFirst(String(stay.anchor).utf8.count)
        return Set(anchors.map { "\($0)\(suffix)" })
    }

    private func settle() {
        for happening in happenings { kinds.add(happening.kinds) }
        end = ending()
    }

    /// The version that the run follows: the one that it started on until somebody moves it.
    private static func moved(_ rules: PathwayRules, _ acts: [DoneActs.Done], _ roster: Roster) -> PathwayRules {
        let moves = acts.compactMap { if case .versionMoved(_, let version) = $0.act.deed { version } else { nil } }
        return moves.reversed().lazy.compactMap { roster.rules(rules.definition.id, version: $0) }.first ?? rules
    }

    /// Adds what the stay's own letters do not say: that the citizen died, was admitted again, was seen at home.
    func add(_ further: [Happening]) {
        guard !further.isEmpty else { return }
        var news = KindSieve()
        for happening in further { news.add(happening.kinds) }
        happenings = (happenings + further).inOrder()
        if news.mayMeet(.stays) { happenings = happenings.markingDischarges() }
        kinds.add(news)
        if news.mayMeet(rules.enders) { end = ending() }
    }

    /// Lets it end by its steps too, where the definition says so. Returns whether that changed when it ends.
    func end(by steps: [Step]) -> Bool {
        guard rules.endsBySteps else { return false }
        let before = end?.at
        end = ending(steps)
        return end?.at != before
    }

    /// Whether something that belongs to no stay falls into this one.
    func contains(_ instant: Instant) -> Bool { start <= instant && (end.map { instant <= $0.at } ?? true) }

    /// Of a kind, leaving out what is only expected.
    func real(_ kind: Fact.Kind) -> [Happening] {
        kinds.mayMeet(KindSieve(kind)) ? happenings.filter { $0.kind == kind && !$0.isEstimate } : []
    }

    /// Whether something of the kind happened that is not only expected.
    func has(_ kind: Fact.Kind, _ sieve: KindSieve? = nil) -> Bool {
        kinds.mayMeet(sieve ?? KindSieve(kind)) && happenings.contains { $0.kind == kind && !$0.isEstimate }
    }

    /// Whether the citizen had gone home or died before then, and had not come back: what is said to happen in the stay after that
    /// contradicts it, and asks nobody for anything but to look.
    func isOver(before instant: Instant) -> Bool {
        guard kinds.mayMeet(.overs) else { return false }
        let last = happenings.last {
            !$0.isEstimate && $0.at < instant && ($0.kind == .admitted || $0.kind == .discharged || $0.kind == .died)
        }
        return last.map { $0.kind != .admitted } ?? false
    }

    /// When discharge is expected, as said last; nil after it happened.
    var expectedDischarge: Instant? {
        if isCancelled || scope == .citizen || !kinds.mayMeet(.discharges) { return nil }
        if has(.discharged, .discharged) || has(.died, .died) { return nil }
        return happenings.filter { $0.kind == .dischargeExpected || ($0.isEstimate && $0.kind == .readyForDischarge) }
            .max { ($0.said, $0.at) < ($1.said, $1.at) }?.at
    }

    /// The earliest of the definition's ends, or the act that stopped it. Of several events of one kind the last counts.
    private func ending(_ steps: [Step] = []) -> Ending? {
        var earliest: Ending?
        func add(_ ending: Ending) {
            guard let other = earliest else {
                earliest = ending
                return
            }
            let isEarlier = (ending.at, ending.event == nil ? 1 : 0) < (other.at, other.event == nil ? 1 : 0)
            if isEarlier { earliest = ending }
        }
        for place in rules.definition.ends.indices {
            let from: Instant
            var event: Happening?
            switch rules.definition.ends[place].source {
            case .event(let kind):
                let sieve = rules.endings[place]
                guard kinds.mayMeet(sieve),
                    let last = happenings.last(where: { $0.kinds.mayMeet(sieve) && $0.kind == kind && !$0.isEstimate })
                else { continue }
                // One that was started by hand afterwards does not end before it begins.
                if last.at < start, rules.definition.ends[place].term == nil { continue }
                from = last.at
                event = last
            case .step(let id):
                guard let closing = steps.last(where: { $0.id == id })?.closing, closing.outcome != .ended else { continue }
                from = closing.at
            case .start: from = start
            }
            guard let term = rules.definition.ends[place].term else {
                add(Ending(at: from, event: event))
                continue
            }
            let at = term.due(from: from, zone: zone, holidays: .of(country))
            if at > start { add(Ending(at: at, event: nil)) }
        }
        if let stop {
            add(Ending(at: stop.at, event: Happening(.pathwayStopped, at: stop.at, said: stop.said, act: stop.fact, text: stop.act.text)))
        }
        return earliest
    }
}

extension Happening {
    /// When a stay that it is the first of begins.
    fileprivate var begin: Instant { isEstimate ? said : at }
}

extension [Happening] {
    /// Gives each discharge the detail `stay`: `acute` when the citizen was seen without a bed, else `inpatient`. The last admission says
    /// which; without any, the discharge itself.
    fileprivate func markingDischarges() -> [Happening] {
        var result = self
        var place: String?
        for index in indices where self[index].kinds.mayMeet(.stays) {
            let happening = self[index]
            if happening.kind == .admitted, !happening.isEstimate { place = happening.details["class"] ?? "inpatient" }
            guard happening.kind == .discharged else { continue }
            let stay = (place ?? happening.details["class"]) == "acute" ? "acute" : "inpatient"
            if happening.details["stay"] != stay { result[index] = Happening(happening, "stay", stay) }
        }
        return result
    }
}
