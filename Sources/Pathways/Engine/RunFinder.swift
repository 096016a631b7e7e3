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
    private lazy var ofWholeCitizen = Self.happenings(stays, record)
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
    mutating func courses(_ end: (Course) -> Void) -> [Course] {
        var kinds = KindSieve()
        for course in stays where !course.isCancelled { kinds.add(course.kinds) }
        for event in record.loose { kinds.add(KindSieve(event.kind)) }
        var byHand: [String: [DoneActs.Done]] = [:]
        for done in acts.all {
            if case .started(let pathway, _) = done.act.deed, done.author != .citizen { byHand[pathway, default: []].append(done) }
        }
        var courses: [Course] = []
        for pathway in roster.pathways where pathway.id != settings.pathway {
            let started = byHand.isEmpty ? [] : byHand[pathway.id] ?? []
            guard !started.isEmpty || pathway.mayStart(by: kinds, resources: !resources.isEmpty) else { continue }
            if pathway.versions.contains(where: { $0.definition.scope == .stay }) { courses += ofStays(pathway, started) }
            if pathway.versions.contains(where: { $0.definition.scope == .citizen }) { courses += ofCitizen(pathway, started, end) }
        }
        return courses
    }

    // MARK: One run for each stay

    private mutating func ofStays(_ pathway: Roster.Pathway, _ byHand: [DoneActs.Done]) -> [Course] {
        stays.compactMap { main in
            guard !main.isCancelled, let stay = main.stay else { return nil }
            // The version of the day on which it begins, which may be long after the stay did: at its end, say.
            func rules(at instant: Instant) -> PathwayRules? {
                let rules = Roster.rules(
                    pathway.versions, on: main.zone.day(at: instant), country: main.country, municipality: municipality(stay))
                return rules?.definition.scope == .stay ? rules : nil
            }
            var sparks: [(spark: Spark, rules: PathwayRules)] = []
            for version in pathway.versions where version.definition.countries.contains(main.country) {
                for spark in self.sparks(of: version, in: main.happenings, where: { main.contains($0) }) {
                    if let rules = rules(at: spark.at), rules === version { sparks.append((spark, rules)) }
                }
            }
            for done in byHand {
                guard case .started(_, let anchor) = done.act.deed else { continue }
                let isOwn =
                    anchor.map { main.anchors.contains($0) }
                    ?? (main.contains(done.at) && stays.last { $0.contains(done.at) }?.key == main.key)
                if isOwn, let rules = rules(at: done.at) { sparks.append((spark(done), rules)) }
            }
            sparks.sort { ($0.spark.at, $0.spark.told) < ($1.spark.at, $1.spark.told) }
            guard let (spark, rules) = sparks.first(where: { first(of: [$0.spark], $0.rules.definition) != nil }) else { return nil }
            return Course(
                key: "\(main.key).\(pathway.id)", anchors: main.anchors, stay: stay, rules: rules, country: main.country, zone: main.zone,
                start: spark.at, starter: spark.starter, happenings: main.happenings, acts: acts, roster: roster)
        }
    }

    // MARK: One run after another for the citizen

    private mutating func ofCitizen(_ pathway: Roster.Pathway, _ byHand: [DoneActs.Done], _ end: (Course) -> Void) -> [Course] {
        var sparks: [Spark] = []
        for rules in pathway.versions where rules.definition.scope == .citizen {
            sparks += self.sparks(of: rules, in: ofWholeCitizen) { _ in true }
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
                let rules = Roster.rules(
                    pathway.versions, on: zone.day(at: spark.at), country: country,
                    municipality: stay.flatMap(municipality)
                        ?? spark.starter.flatMap { directory.organisation($0, on: spark.at)?.municipality }),
                rules.definition.scope == .citizen, first(of: [spark], rules.definition) != nil
            else { continue }
            let course = Course(
                key: "\(pathway.id).\(courses.count + 1)", anchors: [], stay: stay, rules: rules, country: country, zone: zone,
                start: spark.at, starter: spark.starter, happenings: ofWholeCitizen.filter { $0.at >= spark.at }, acts: acts, roster: roster
            )
            end(course)
            courses.append(course)
            guard let over = course.end?.at else { break }
            free = max(over, spark.at).adding(seconds: 1)
        }
        return courses
    }

    /// All that happened to the citizen, in stays and outside, in order.
    private static func happenings(_ stays: [Course], _ record: Record) -> [Happening] {
        var happenings: [Happening] = []
        var seen: Set<Int64> = []
        for course in stays where !course.isCancelled {
            // What belongs to no stay, such as a death, stands in each that it falls into.
            for event in course.happenings where event.fact.map({ seen.insert($0).inserted }) ?? true { happenings.append(event) }
        }
        for event in record.loose where seen.insert(event.fact).inserted { happenings.append(Happening(event)) }
        return happenings.inOrder()
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

    private mutating func sparks(of rules: PathwayRules, in happenings: [Happening], where fits: (Instant) -> Bool) -> [Spark] {
        var sparks: [Spark] = []
        for start in rules.definition.starts {
            switch start {
            case .event(let pattern):
                let kinds = KindSieve(pattern.kind)
                for event in happenings
                where event.kinds.mayMeet(kinds) && !event.isEstimate && fits(event.at) && pattern.matches(event.kind, event.details) {
                    sparks.append(Spark(at: event.at, told: event.told(pattern)))
                }
            case .resource(let pattern):
                do {
                    for match in try resources.matches(pattern) where fits(match.said) {
                        sparks.append(Spark(at: match.said, told: match.said, starter: OrganisationID(match.custodian)))
                    }
                } catch {
                    fail(rules.definition, at: .distantPast)
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
