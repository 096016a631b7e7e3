import Directory
import FHIR
import Journal

/// The definitions that may run, ordered for asking: made once for a library.
final class Roster: Sendable {
    let library: PathwayLibrary
    /// Published versions by id, by the day from which they hold.
    private let versions: [String: [PathwayRules]]
    /// Versions by name.
    private let named: [String: [String: PathwayRules]]
    /// In the order of ids.
    let pathways: [Pathway]
    /// Types of resources that any of them asks about.
    let resourceTypes: Set<String>
    /// Those that definitions ask about which may start by themselves.
    private let typesAlways: Set<String>
    /// Those that each of the others asks about.
    private let typesByHand: [String: Set<String>]

    /// All versions of one definition.
    struct Pathway: Sendable {
        let id: String
        let versions: [PathwayRules]
        private let starts: KindSieve
        private let startsByResources: Bool

        fileprivate init(_ id: String, _ versions: [PathwayRules]) {
            self.id = id
            self.versions = versions
            starts = versions.reduce(into: KindSieve()) { $0.add($1.starts) }
            startsByResources = versions.contains(where: \.startsByResources)
        }

        /// Whether events of these kinds, or resources, might start it.
        func mayStart(by kinds: KindSieve, resources: Bool) -> Bool { (resources && startsByResources) || starts.mayMeet(kinds) }
    }

    /// What the last folds worked out.
    let memories = CitizenMemories()
    /// Lets everything be worked out anew, as after a start.
    func forget() {
        memories.forget()
        reader.forget()
    }

    func forget(_ citizen: SubjectID) {
        memories.forget(citizen)
        reader.forget(citizen)
    }

    /// Reads what measurements and patterns ask about.
    let reader: ResourceReader

    init(_ library: PathwayLibrary) {
        self.library = library
        var codes: [MeasurementCode] = []
        let patterns = library.definitions.reduce(into: Set()) { $0.formUnion($1.resourcePatterns) }
        for definition in library.definitions {
            for measurement in definition.measurements where !codes.contains(measurement.code) { codes.append(measurement.code) }
        }
        reader = ResourceReader(codes, patterns)
        let published = library.definitions.filter { $0.publication.status == .published }
        versions = Dictionary(grouping: published.map(PathwayRules.init), by: \.definition.id).mapValues { rules in
            rules.sorted { ($0.definition.from, $0.definition.version) < ($1.definition.from, $1.definition.version) }
        }
        named = versions.mapValues { Dictionary($0.map { ($0.definition.version, $0) }) { first, _ in first } }
        pathways = versions.keys.sorted().map { [versions] id in Pathway(id, versions[id] ?? []) }
        var always: Set<String> = []
        var byHand: [String: Set<String>] = [:]
        for definition in published {
            let types = definition.asksThePatient ? definition.resourceTypes.union(["Patient"]) : definition.resourceTypes
            if definition.starts.allSatisfy({ $0 == .byHand }) {
                byHand[definition.id, default: []].formUnion(types)
            } else {
                always.formUnion(types)
            }
        }
        typesAlways = always
        typesByHand = byHand
        resourceTypes = byHand.values.reduce(into: always) { $0.formUnion($1) }
    }

    /// The types that plans of a citizen ask about: a pathway that somebody must start costs nobody for whom nobody did.
    func resourceTypes(for facts: [Fact]) -> Set<String> {
        var types = typesAlways
        for index in facts.indices where facts[index].kind == .pathwayStarted {
            guard case .started(let id, _)? = Act(facts[index])?.deed else { continue }
            types.formUnion(typesByHand[id] ?? [])
        }
        return types
    }

    func has(_ id: String) -> Bool { versions[id] != nil }

    /// The version that a run follows that begins on a day: the last to hold by then, else the first there is. A version that a
    /// municipality has made for its own citizens goes before the one for all.
    func rules(_ id: String, on day: Day, country: Country, municipality: @autoclosure () -> String?) -> PathwayRules? {
        guard let versions = versions[id] else { return nil }
        return Self.rules(versions, on: day, country: country, municipality: municipality())
    }

    static func rules(
        _ versions: [PathwayRules], on day: Day, country: Country, municipality: @autoclosure () -> String?
    ) -> PathwayRules? {
        // Most pathways have one version.
        if versions.count == 1, versions[0].definition.municipalities.isEmpty {
            return versions[0].definition.countries.contains(country) ? versions[0] : nil
        }
        let municipality = municipality()
        let serving = versions.filter { $0.definition.serves(country, municipality) }
        let own = serving.filter { !$0.definition.municipalities.isEmpty && $0.definition.from <= day }
        if let last = own.last { return last }
        let general = serving.filter(\.definition.municipalities.isEmpty)
        return general.last { $0.definition.from <= day } ?? general.first
    }

    /// A version by its name: the one that plans were made by, or that somebody moved a run to.
    func rules(_ id: String, version: String) -> PathwayRules? { named[id]?[version] }
}

extension PathwayDefinition {
    /// Whether it runs in a country for citizens of a municipality, written `no:4601`.
    func serves(_ country: Country, _ municipality: String?) -> Bool {
        guard countries.contains(country) else { return false }
        guard !municipalities.isEmpty else { return true }
        guard let municipality else { return false }
        return municipalities.contains(municipality) || municipalities.contains { municipality == "\(country.rawValue):\($0)" }
    }

    fileprivate var resourcePatterns: Set<ResourcePattern> {
        var patterns = Set(steps.flatMap(\.doneByResources))
        for case .resource(let pattern) in starts { patterns.insert(pattern) }
        for step in steps { for case .resource(let pattern) in step.opens.map(\.source) { patterns.insert(pattern) } }
        return patterns
    }

    fileprivate var asksThePatient: Bool {
        condition != nil || steps.contains { $0.condition != nil || $0.choice?.options.contains { $0.condition != nil } ?? false }
    }
}
