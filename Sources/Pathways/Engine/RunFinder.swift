import Directory
import Exchange
import FHIR
import Journal

/// Finds what each pathway beside the one that stays are drawn by was started by.
struct RunFinder {
    let record: Record
    let directory: Directory
    let roster: Roster
    let settings: PlanSettings
    let acts: DoneActs
    let resources: CitizenResources
    /// Runs of stays by the pathway that they are drawn by, with all that happened in them.
    let stays: [Course]
    /// Conditions that could not be worked out.
    private(set) var failures: [Failure] = []

    struct Failure {
        var pathway: String
        var coordinator: String
        var since: Instant
    }

    /// Something that may start a run.
    private struct Spark {
        var at: Instant
        var told: Instant
        var starter: OrganisationID?
        /// A person decided: nothing is asked of the citizen.
        var isByHand = false
    }

    init(
        record: Record, directory: Directory, roster: Roster, settings: PlanSettings, acts: DoneActs, resources: CitizenResources,
        stays: [Course]
    ) {
        self.record = record
        self.directory = directory
        self.roster = roster
        self.settings = settings
        self.acts = acts
        self.resources = resources
        self.stays = stays
    }

    /// Courses in the order of their pathways' ids, those of a pathway by start. `end` works a run out as far as its end needs.
    mutating func courses(_ end: (Course) -> Course) -> [Course] {
        var kinds: Set<Fact.Kind> = []
        for course in stays where !course.isCancelled {
            for event in course.happenings where !event.isEstimate { kinds.insert(event.kind) }
        }
        for event in record.loose { kinds.insert(event.kind) }
        var byHand: [String: [DoneActs.Done]] = [:]
        for done in acts.all {
            if case .started(let pathway, _) = done.act.deed, done.author != .citizen { byHand[pathway, default: []].append(done) }
        }
        var courses: [Course] = []
        for id in roster.ids where id != settings.pathway {
            guard byHand[id] != nil || roster.mayStart(id, by: kinds, resources: !resources.isEmpty) else { continue }
            let started = byHand[id] ?? []
            courses += ofStays(id, started)
            courses += ofCitizen(id, started, end)
        }
        return courses
    }

    // MARK: One run for each stay

    private mutating func ofStays(_ id: String, _ byHand: [DoneActs.Done]) -> [Course] {
        stays.compactMap { main in
            guard !main.isCancelled, let stay = main.stay,
                let definition = roster.definition(
                    id, on: main.zone.day(at: main.start), country: main.country, municipality: municipality(stay)),
                definition.scope == .stay
            else { return nil }
            var sparks = sparks(of: definition, in: main.happenings) { main.contains($0) }
            for done in byHand {
                guard case .started(_, let anchor) = done.act.deed else { continue }
                let isOwn =
                    anchor.map { main.names.contains(String($0)) }
                    ?? (main.contains(done.at) && stays.last { $0.contains(done.at) }?.key == main.key)
                if isOwn { sparks.append(spark(done)) }
            }
            guard let spark = first(of: sparks, definition) else { return nil }
            let names = Set(main.names.map { "\($0).\(id)" })
            return Course(
                key: "\(main.key).\(id)", names: names, stay: stay, definition: definition, country: main.country, zone: main.zone,
                start: spark.at, starter: spark.starter, happenings: main.happenings, acts: acts, roster: roster)
        }
    }

    // MARK: One run after another for the citizen

    private mutating func ofCitizen(_ id: String, _ byHand: [DoneActs.Done], _ end: (Course) -> Course) -> [Course] {
        var happenings: [Happening] = []
        var seen: Set<[Int64]> = []
        for course in stays where !course.isCancelled {
            // What belongs to no stay, such as a death, stands in each that it falls into.
            for event in course.happenings where event.fact == nil || seen.insert([event.fact ?? 0]).inserted { happenings.append(event) }
        }
        for event in record.loose where seen.insert([event.fact]).inserted { happenings.append(Happening(event)) }
        happenings = happenings.inOrder()
        var sparks: [Spark] = []
        for definition in roster.versions(of: id) where definition.scope == .citizen {
            sparks += self.sparks(of: definition, in: happenings) { _ in true }
        }
        sparks += byHand.map(spark)
        sparks.sort { ($0.at, $0.told) < ($1.at, $1.told) }
        var courses: [Course] = []
        var free = Instant.distantPast
        for spark in sparks where spark.at >= free {
            let stay = stays.last { !$0.isCancelled && $0.start <= spark.at }?.stay ?? stays.first { !$0.isCancelled }?.stay
            let country = country(stay, spark)
            let zone = stay?.zone ?? country.zone
            guard
                let definition = roster.definition(
                    id, on: zone.day(at: spark.at), country: country,
                    municipality: stay.flatMap(municipality)
                        ?? spark.starter.flatMap { directory.organisation($0, on: spark.at)?.municipality }),
                definition.scope == .citizen, first(of: [spark], definition) != nil
            else { continue }
            let key = "\(id).\(courses.count + 1)"
            let course = end(
                Course(
                    key: key, names: [key], stay: stay, definition: definition, country: country, zone: zone, start: spark.at,
                    starter: spark.starter, happenings: happenings.filter { $0.at >= spark.at }, acts: acts, roster: roster))
            courses.append(course)
            guard let over = course.end?.at else { break }
            free = max(over, spark.at).adding(seconds: 1)
        }
        return courses
    }

    private func country(_ stay: Stay?, _ spark: Spark) -> Country {
        if let stay, let country = Country.allCases.first(where: { $0.zone == stay.zone }) { return country }
        return spark.starter.flatMap { directory.organisation($0, on: spark.at)?.country } ?? .no
    }

    /// The municipality of a stay's citizen, written `no:4601`.
    func municipality(_ stay: Stay) -> String? {
        stay.municipality.flatMap { directory.organisation(at: $0, on: stay.start ?? .distantPast)?.municipality }
    }

    // MARK: What starts a run

    private mutating func sparks(of definition: PathwayDefinition, in happenings: [Happening], where fits: (Instant) -> Bool) -> [Spark] {
        var sparks: [Spark] = []
        for start in definition.starts {
            switch start {
            case .event(let pattern):
                for event in happenings where !event.isEstimate && fits(event.at) && pattern.matches(event.kind, event.details) {
                    sparks.append(Spark(at: event.at, told: event.told))
                }
            case .resource(let pattern):
                do {
                    for match in try resources.matches(pattern) where fits(match.said) {
                        sparks.append(Spark(at: match.said, told: match.said, starter: OrganisationID(match.custodian)))
                    }
                } catch {
                    fail(definition, at: .distantPast)
                }
            case .byHand: continue
            }
        }
        return sparks
    }

    private func spark(_ done: DoneActs.Done) -> Spark {
        Spark(at: done.at, told: done.said, starter: done.author.organisation, isByHand: true)
    }

    /// The earliest for which the definition's condition holds.
    private mutating func first(of sparks: [Spark], _ definition: PathwayDefinition) -> Spark? {
        for spark in sparks.sorted(by: { ($0.at, $0.told) < ($1.at, $1.told) }) {
            guard let condition = definition.condition, !spark.isByHand else { return spark }
            do {
                if try resources.holds(condition, at: spark.told) { return spark }
            } catch {
                fail(definition, at: spark.told)
            }
        }
        return nil
    }

    private mutating func fail(_ definition: PathwayDefinition, at instant: Instant) {
        guard !failures.contains(where: { $0.pathway == definition.id }) else { return }
        failures.append(Failure(pathway: definition.id, coordinator: definition.coordinator, since: instant))
    }
}
