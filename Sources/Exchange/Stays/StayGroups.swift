import Directory
import FHIR
import Journal

/// Which statements are about the same stay.
///
/// By the id of the episode of care where the letters carry one; else by citizen, hospital and time: each admission of a hospital begins
/// a stay, and what else that hospital says belongs to the latest that had begun.
struct StayGroups {
    private(set) var groups: [[StandingStatement]] = []

    init(_ statements: [StandingStatement]) {
        var loose: [StandingStatement] = []
        var byEpisode: [String: Int] = [:]
        for statement in statements {
            let episodes = statement.letter.episodes
            if episodes.isEmpty {
                loose.append(statement)
                continue
            }
            let known = Set(episodes.compactMap { byEpisode[$0] }).sorted()
            let home: Int
            if let first = known.first {
                home = first
                for other in known.dropFirst() {
                    groups[first] += groups[other]
                    groups[other] = []
                    for (episode, group) in byEpisode where group == other { byEpisode[episode] = first }
                }
            } else {
                home = groups.count
                groups.append([])
            }
            groups[home].append(statement)
            for episode in episodes { byEpisode[episode] = home }
        }
        let byHospital = Dictionary(grouping: loose) { Self.hospital(of: $0) }
        for hospital in byHospital.keys.compactMap({ $0 }).sorted() { groups += Self.byTime(byHospital[hospital] ?? []) }
        groups = groups.map { $0.sorted { $0.position < $1.position } }.filter { group in group.contains { $0.formsStay } }
    }

    /// The hospital that a statement without episode is about: its sender, or the receiver of what a municipality sends to one.
    private static func hospital(of statement: StandingStatement) -> Address? {
        switch statement.kind {
        case .admissionReport, .answered: return statement.letter.receivers.first { !$0.isCopy }?.party.address
        case _ where statement.formsStay || statement.kind == .dischargeReport: return statement.letter.sender.address
        case .dischargeSummary: return statement.letter.sender.address
        default: return nil
        }
    }

    private static func byTime(_ statements: [StandingStatement]) -> [[StandingStatement]] {
        // Admissions that stand begin stays; one taken back or restated does only where no other of about that time is known.
        let admissions = statements.filter { $0.kind == .admitted && $0.effect != .cancels }
        let originals = admissions.filter { !$0.isRestatement }
        let standing = originals.filter { !$0.isWithdrawn }
        var starts: [Instant] = []
        for admission in standing + originals.filter(\.isWithdrawn) + admissions.filter(\.isRestatement) {
            let start = admission.at.instant
            let isKnown = starts.contains { known in
                admission.isWithdrawn || admission.isRestatement ? abs(known.seconds(since: start)) < 86_400 : known == start
            }
            if !isKnown { starts.append(start) }
        }
        starts.sort()
        var groups = [[StandingStatement]](repeating: [], count: starts.count)
        var unplaced: [StandingStatement] = []
        for statement in statements {
            let latest = statement.kind == .admitted ? statement.at.instant : statement.event.latest
            if let index = starts.lastIndex(where: { $0 <= latest }) ?? starts.firstIndex(where: { $0.seconds(since: latest) < 86_400 }) {
                groups[index].append(statement)
            } else {
                unplaced.append(statement)
            }
        }
        // What came without any admission makes stays of its own: a month of silence parts them.
        unplaced.sort { ($0.event.when, $0.position) < ($1.event.when, $1.position) }
        var last: Instant?
        for statement in unplaced {
            let when = statement.event.when
            if let last, when.seconds(since: last) < 30 * 86_400 {
                groups[groups.count - 1].append(statement)
            } else {
                groups.append([statement])
            }
            last = when
        }
        return groups
    }
}

extension StandingStatement {
    /// Whether it says that there is a stay; a report or a message about one does not.
    var formsStay: Bool {
        switch kind {
        case .admitted, .onLeave, .backFromLeave, .readyForDischarge, .notReadyAfterAll, .discharged, .earlyNotice, .updatedNotice: true
        case .dischargeExpected: true
        case .died: !letter.episodes.isEmpty
        default: false
        }
    }
}

extension Stay.Event {
    /// The last instant that it can mean: the end of the day for a date without time.
    var latest: Instant { at.end > at.instant ? Instant(nanoseconds: at.end.nanoseconds - 1) : at.instant }
}
