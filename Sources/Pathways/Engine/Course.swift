import Directory
import Exchange
import FHIR
import Journal

/// A stay before its steps are worked out: all that happened in it, when it began and when it ends.
struct Course {
    let stay: Stay
    let definition: PathwayDefinition
    let country: Country
    let start: Instant
    /// In order.
    private(set) var happenings: [Happening]
    private(set) var end: Ending?

    struct Ending {
        var at: Instant
        /// At once, by this event; nil when it ended some time after one.
        var event: Happening?
    }

    /// Journal numbers by which pages may know the stay: its anchor, and those of its letters, which were anchors before stays joined.
    var anchors: Set<Int64> { Set(stay.letters + [stay.anchor]) }

    init?(_ stay: Stay, record: Record, library: PathwayLibrary, settings: PlanSettings, acts: DoneActs) {
        var all = stay.events.map(Happening.init)
        all += acts.happenings(in: Set(stay.letters + [stay.anchor]))
        all = all.inOrder()
        let letters = Set(stay.letters)
        let sent = record.letters.filter { letters.contains($0.number) }.map(\.letter.letter.sent.instant).min()
        guard let start = (all.first { !$0.isEstimate } ?? all.min { $0.said < $1.said })?.begin ?? sent else { return nil }
        guard let definition = library.definition(settings.pathway, on: stay.zone.day(at: start)) else { return nil }
        self.stay = stay
        self.definition = definition
        self.start = start
        country = Country.allCases.first { $0.zone == stay.zone } ?? .no
        happenings = all.markingDischarges()
        end = Self.ending(definition, happenings, country, stay.zone)
    }

    /// Adds what the stay's own letters do not say: that the citizen died, was admitted again, was seen at home.
    mutating func add(_ further: [Happening]) {
        guard !further.isEmpty else { return }
        happenings = (happenings + further).inOrder().markingDischarges()
        end = Self.ending(definition, happenings, country, stay.zone)
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
        if stay.state == .cancelled || !real(.discharged).isEmpty || !real(.died).isEmpty { return nil }
        return happenings.filter { $0.kind == .dischargeExpected || ($0.isEstimate && $0.kind == .readyForDischarge) }
            .max { ($0.said, $0.at) < ($1.said, $1.at) }?.at
    }

    /// The earliest of the definition's ends. Of several events of one kind the last counts.
    private static func ending(_ definition: PathwayDefinition, _ happenings: [Happening], _ country: Country, _ zone: Zone) -> Ending? {
        definition.ends.compactMap { rule -> Ending? in
            guard let event = happenings.last(where: { $0.kind == rule.event && !$0.isEstimate }) else { return nil }
            guard let term = rule.term else { return Ending(at: event.at, event: event) }
            return Ending(at: term.due(from: event.at, zone: zone, holidays: .of(country)), event: nil)
        }.min { ($0.at, $0.event == nil ? 1 : 0) < ($1.at, $1.event == nil ? 1 : 0) }
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
