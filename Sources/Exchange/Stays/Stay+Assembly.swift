import Directory
public import FHIR
import Journal

extension Stay {
    /// Reads a stay from the statements about it, in reading order.
    init?(_ statements: [StandingStatement]) {
        var statements = statements
        let unmatched = statements.settleChanges()
        let originals = statements.filter { !$0.isWithdrawn && !$0.isRestatement }
        let original = originals.first { $0.kind == .admitted }
        // What a later letter only repeats adds nothing where the original stands.
        for index in statements.indices where statements[index].isRestatement {
            let restated = statements[index]
            let isKnown = originals.contains {
                $0.kind == restated.kind && ($0.kind == .admitted || $0.isSameTime(as: restated))
            }
            if isKnown { statements[index].isWithdrawn = true }
        }
        let happened = statements.filter { !$0.isWithdrawn }.map(\.event).inOrder()
        let standing = happened.compactMap { event in statements.first { $0.fact.number == event.fact } }
        // The hospital is the one that took the citizen in last; when all was taken back, the one that spoke last.
        let movements = statements.filter(\.formsStay)
        guard let speaker = standing.last(where: { $0.kind == .admitted }) ?? standing.first(where: \.formsStay) ?? movements.last
        else { return nil }
        self.init(
            anchor: movements.map(\.number).min() ?? speaker.number, hospital: speaker.letter.sender.address,
            hospitalName: speaker.letter.sender.name, zone: speaker.letter.standard.zone)
        episodes = Set(statements.flatMap(\.letter.episodes)).sorted()
        unitName = speaker.details["unit"] ?? speaker.letter.sender.unit?.name
        if let receiver = speaker.letter.receivers.first(where: { !$0.isCopy })?.party {
            municipality = receiver.address
            municipalityName = receiver.name
        }
        letters = Set(statements.map(\.number)).sorted()
        events = happened
        let said = Dictionary(grouping: statements.filter { $0.effect != .cancels && !$0.isRestatement }, by: \.number)
        takenBack = said.filter { $0.value.allSatisfy(\.isWithdrawn) }.keys.sorted()
        for index in unmatched { contradict("cancels-nothing", statements[index].number) }
        settleState(hadMovements: !movements.isEmpty)
        if original == nil, statements.contains(where: { $0.isWithdrawn && $0.kind == .admitted && !$0.isRestatement }),
            let restated = standing.first(where: { $0.kind == .admitted && $0.isRestatement })
        {
            contradict("restated-after-cancellation", restated.number)
        }
    }

    /// Walks the events in the order in which they happened.
    private mutating func settleState(hadMovements: Bool) {
        var current: State?
        for event in events {
            switch event.kind {
            case .admitted:
                if current == .discharged { contradict("admitted-after-discharge", event.letter) }
                if current == .died {
                    contradict("after-death", event.letter)
                } else {
                    current = event.details["class"] == "acute" ? .acute : .admitted
                }
            case .onLeave:
                step(&current, event, to: .onLeave, from: [.admitted], otherwise: "leave-without-admission")
            case .backFromLeave:
                step(&current, event, to: .admitted, from: [.onLeave], otherwise: "return-without-leave")
            // What is only expected contradicts nothing: a citizen may go home before.
            case .dischargeExpected,
                .readyForDischarge where event.isEstimate:
                current = current ?? .admitted
            case .readyForDischarge, .notReadyAfterAll:
                if event.kind == .notReadyAfterAll, !events.contains(where: { $0.kind == .readyForDischarge }) {
                    contradict("not-ready-without-ready", event.letter)
                }
                if current == .discharged { contradict("after-discharge", event.letter) }
                if current == .died { contradict("after-death", event.letter) }
                current = current ?? .admitted
            case .discharged:
                if current == nil || current == .admitted && first(.admitted) == nil {
                    contradict("discharge-without-admission", event.letter)
                }
                if current == .died { contradict("after-death", event.letter) } else { current = .discharged }
            case .died: current = .died
            case .earlyNotice, .updatedNotice: current = current ?? .admitted
            default: continue
            }
        }
        state = current ?? .cancelled
    }

    private mutating func step(_ current: inout State?, _ event: Event, to next: State, from allowed: Set<State>, otherwise name: String) {
        if current == .died {
            contradict("after-death", event.letter)
        } else if current == .discharged {
            contradict("after-discharge", event.letter)
        } else {
            if !(current.map(allowed.contains) ?? false) { contradict(name, event.letter) }
            current = next
        }
    }

    private mutating func contradict(_ name: String, _ letter: Int64?) {
        let contradiction = Contradiction(name: name, letter: letter)
        if !contradictions.contains(contradiction) { contradictions.append(contradiction) }
    }

    /// The names of contradictions, for the tables of texts.
    public static let contradictionNames = [
        "admitted-after-discharge", "after-death", "after-discharge", "cancels-nothing", "cancels-unknown-letter",
        "discharge-without-admission", "leave-without-admission", "not-ready-without-ready", "overlaps-another-stay",
        "restated-after-cancellation", "return-without-leave",
    ]

    /// When it began, as far as is known.
    public var start: Instant? { (first(.admitted) ?? events.first)?.when }

    /// When it ended, nil while it lasts.
    public var end: Instant? {
        switch state {
        case .discharged: last(.discharged)?.when
        case .died: first(.died)?.when
        case .acute, .admitted, .onLeave, .cancelled: nil
        }
    }
}
