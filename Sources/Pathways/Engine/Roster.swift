import Directory
import FHIR
import Journal

/// The definitions that may run, ordered for asking: made once for a library.
struct Roster: Sendable {
    let library: PathwayLibrary
    /// Published versions by id, by the day from which they hold.
    private let versions: [String: [PathwayDefinition]]
    /// Ids in order.
    let ids: [String]
    private let kindsOfStarts: [String: Set<Fact.Kind>]
    private let resourceStarts: Set<String>
    /// Types of resources that any of them asks about.
    let resourceTypes: Set<String>
    /// Those that definitions ask about which may start by themselves.
    private let typesAlways: Set<String>
    /// Those that each of the others asks about.
    private let typesByHand: [String: Set<String>]

    init(_ library: PathwayLibrary) {
        self.library = library
        let published = library.definitions.filter { $0.publication.status == .published }
        versions = Dictionary(grouping: published, by: \.id).mapValues { $0.sorted { ($0.from, $0.version) < ($1.from, $1.version) } }
        ids = versions.keys.sorted()
        var kinds: [String: Set<Fact.Kind>] = [:]
        var resourceStarts: Set<String> = []
        for definition in published {
            for start in definition.starts {
                switch start {
                case .event(let pattern): kinds[definition.id, default: []].insert(pattern.kind)
                case .resource: resourceStarts.insert(definition.id)
                case .byHand: continue
                }
            }
        }
        kindsOfStarts = kinds
        self.resourceStarts = resourceStarts
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
        facts.reduce(into: typesAlways) { types, fact in
            guard fact.kind == .pathwayStarted, case .started(let id, _)? = Act(fact)?.deed else { return }
            types.formUnion(typesByHand[id] ?? [])
        }
    }

    func versions(of id: String) -> [PathwayDefinition] { versions[id] ?? [] }

    func has(_ id: String) -> Bool { versions[id] != nil }

    /// Whether events of these kinds, or resources, might start it.
    func mayStart(_ id: String, by kinds: Set<Fact.Kind>, resources: Bool) -> Bool {
        (resources && resourceStarts.contains(id)) || kindsOfStarts[id].map { !$0.isDisjoint(with: kinds) } ?? false
    }

    /// The version that a run follows that begins on a day: the last to hold by then, else the first there is. A version that a
    /// municipality has made for its own citizens goes before the one for all.
    func definition(_ id: String, on day: Day, country: Country, municipality: @autoclosure () -> String?) -> PathwayDefinition? {
        guard let versions = versions[id] else { return nil }
        // Most pathways have one version.
        if versions.count == 1, versions[0].municipalities.isEmpty { return versions[0].countries.contains(country) ? versions[0] : nil }
        let municipality = municipality()
        let serving = versions.filter { $0.serves(country, municipality) }
        let own = serving.filter { !$0.municipalities.isEmpty && $0.from <= day }
        if let last = own.last { return last }
        let general = serving.filter(\.municipalities.isEmpty)
        return general.last { $0.from <= day } ?? general.first
    }

    /// The version that somebody moved a run to.
    func definition(_ id: String, version: String) -> PathwayDefinition? { versions[id]?.first { $0.version == version } }
}

extension PathwayDefinition {
    /// Whether it runs in a country for citizens of a municipality, written `no:4601`.
    fileprivate func serves(_ country: Country, _ municipality: String?) -> Bool {
        guard countries.contains(country) else { return false }
        guard !municipalities.isEmpty else { return true }
        guard let municipality else { return false }
        return municipalities.contains(municipality) || municipalities.contains { municipality == "\(country.rawValue):\($0)" }
    }

    fileprivate var asksThePatient: Bool {
        condition != nil || steps.contains { $0.condition != nil || $0.choice?.options.contains { $0.condition != nil } ?? false }
    }
}
