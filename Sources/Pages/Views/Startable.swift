import Directory
import FHIR
import Pathways

/// Which pathways can be started for a citizen, and why the others cannot.
struct Startable {
    let plan: Plan
    let library: PathwayLibrary
    /// Where the citizen is treated.
    let country: Country
    let today: Day
    let now: Instant

    /// - Parameter organisation: whoever would start it: where no stay says in which country the citizen is treated, theirs counts.
    init(_ plan: Plan, library: PathwayLibrary, organisation: Organisation?, phrasing: Phrasing) {
        self.plan = plan
        self.library = library
        now = phrasing.now
        today = phrasing.zone.day(at: phrasing.now)
        let stays = plan.runs.filter { $0.isMain && !$0.isCancelled }
        country = (stays.last { $0.start <= phrasing.now } ?? stays.first)?.country ?? organisation?.country ?? .no
    }

    /// Why a pathway cannot be started.
    enum Obstacle: Hashable {
        case unknown
        case runs
        case elsewhere([Country])
        /// It is part of a stay, and there is none.
        case needsStay
        /// Stays begin by letters.
        case isStay
    }

    /// By title, those that nothing stands in the way of.
    func options(_ language: String) -> [(id: String, title: String)] {
        Set(library.definitions.map(\.id)).filter { obstacle($0) == nil }.compactMap { id in
            library.definition(id, on: today).map { (id: id, title: $0.title[language]) }
        }.sorted { ($0.title, $0.id) < ($1.title, $1.id) }
    }

    /// nil when it can be started.
    func obstacle(_ id: String) -> Obstacle? {
        let versions = library.definitions.filter { $0.id == id }
        if versions.isEmpty { return .unknown }
        if id == PlanSettings().pathway { return .isStay }
        guard versions.contains(where: { $0.countries.contains(country) }) else { return .elsewhere(versions.flatMap(\.countries)) }
        if plan.runs.contains(where: { $0.pathway == id && !$0.isOver(at: now) }) { return .runs }
        let isOfStays = versions.allSatisfy { $0.scope == .stay }
        return isOfStays && !plan.runs.contains { $0.isMain && !$0.isCancelled } ? .needsStay : nil
    }
}

extension Visit {
    /// Why a pathway cannot be started, in a sentence; nil when it can.
    func refusal(ofStarting id: String, for plan: Plan) -> String? {
        let startable = Startable(
            plan, library: pages.library, organisation: organisation.flatMap { pages.directory().organisation($0) }, phrasing: phrasing)
        guard let obstacle = startable.obstacle(id) else { return nil }
        let reason = reason(obstacle)
        let title = pages.library.definitions.last { $0.id == id }?.title[phrasing.language.rawValue] ?? id
        return "\(title): \(reason)"
    }

    private func reason(_ obstacle: Startable.Obstacle) -> String {
        switch obstacle {
        case .unknown: say(.startUnknown)
        case .runs: say(.startRuns)
        case .elsewhere(let countries): "\(say(.startElsewhere)) \(say(countries.contains(.dk) ? .inDenmark : .inNorway))."
        case .needsStay: say(.startNeedsStay)
        case .isStay: say(.startIsStay)
        }
    }
}
