import Directory
import Exchange
import FHIR
import FHIRPath
import Journal

/// The citizen as conditions see them: the Patient, and what was written through the API, each as it was known at an instant.
///
/// Made for one fold and used by one thread. What is asked once is kept.
final class CitizenResources {
    private let record: Record
    /// By when they were said.
    private let said: [SaidResource]
    private let reader: ResourceReader
    private var found: [ResourcePattern: [Int]] = [:]
    private lazy var shelf = reader.shelf(of: record.root, holding: said)
    private lazy var readings = shelf.readings
    /// By the places of the codes that measurements ask about.
    private lazy var observations = areRevised ? observe() : shelf.observed
    private lazy var patient = Self.patient(record, said)

    /// The first version of each resource that fits a pattern.
    struct Matches: RandomAccessCollection {
        fileprivate let said: [SaidResource]
        fileprivate let places: [Int]

        var startIndex: Int { places.startIndex }
        var endIndex: Int { places.endIndex }
        subscript(index: Int) -> SaidResource { said[places[index]] }
    }

    /// A condition gave no answer.
    struct Failure: Error {}

    init(_ record: Record, _ said: [SaidResource], _ reader: ResourceReader) {
        self.record = record
        self.reader = reader
        let isInOrder = said.indices.dropFirst().allSatisfy { (said[$0 - 1].said, said[$0 - 1].fact) <= (said[$0].said, said[$0].fact) }
        self.said = isInOrder ? said : said.sorted { ($0.said, $0.fact) < ($1.said, $1.fact) }
    }

    /// What the next fold is shown, to see whether it has the same; nil when that would be too much to keep.
    var kept: [SaidResource]? { said.count <= 256 ? said : nil }

    func isSame(as others: [SaidResource]?) -> Bool {
        guard let others, others.count == said.count else { return false }
        return said.indices.allSatisfy { said[$0].isSame(as: others[$0]) }
    }

    var isEmpty: Bool { said.isEmpty }
    var count: Int { said.count }

    /// Every resource that has fitted a pattern, by when it first did. What was said stays said: a later version changes nothing.
    func matches(_ pattern: ResourcePattern) throws(Failure) -> Matches { Matches(said: said, places: try places(pattern)) }

    private func places(_ pattern: ResourcePattern) throws(Failure) -> [Int] {
        if said.isEmpty { return [] }
        if let known = found[pattern] { return known }
        let answers = reader.place(of: pattern)
        if let answers, !areRevised {
            guard !shelf.failing.contains(answers) else { throw Failure() }
            return shelf.fitting[answers]
        }
        var places: [Int] = []
        var isFound = [Bool](repeating: false, count: areRevised ? said.count : 0)
        for place in said.indices where said[place].type == pattern.type && !(areRevised && isFound[first(place)]) {
            guard try fits(place, pattern, answers) else { continue }
            if areRevised { isFound[first(place)] = true }
            places.append(place)
        }
        found[pattern] = places
        return places
    }

    /// - Parameter answers: where the version's own answer stands, if it has one.
    private func fits(_ place: Int, _ pattern: ResourcePattern, _ answers: Int?) throws(Failure) -> Bool {
        guard let resource = said[place].resource else { return false }
        guard let condition = pattern.condition else { return true }
        guard let answers, let reading = readings[place] else { return try holds(condition, for: Node(resource), at: said[place].said) }
        switch reading.answers[answers] {
        case .yes: return true
        case .no, .notAsked: return false
        case .failed: throw Failure()
        }
    }

    /// Whether a condition of the Patient holds, by what was known then.
    func holds(_ condition: Condition, at instant: Instant) throws(Failure) -> Bool {
        try holds(condition, for: Node(patient), at: instant)
    }

    private func holds(_ condition: Condition, for node: Node, at instant: Instant) throws(Failure) -> Bool {
        var environment = Environment()
        environment.maximumSteps = Limit.conditionSteps
        environment.now = TemporalValue(milliseconds: instant.nanoseconds / 1_000_000, offsetMinutes: 0)
        var variables = ["patient": [Item.node(Node(patient))]]
        if condition.variables.contains("resources") { variables["resources"] = known(at: instant).map { .node(Node($0)) } }
        environment.variables = variables
        do {
            return try condition.holds(for: node, in: environment)
        } catch {
            throw Failure()
        }
    }

    /// What stood at an instant: the last version of each that was not deleted.
    private func known(at instant: Instant) -> [Resource] {
        var last: [String: Int] = [:]
        var order: [String] = []
        for (index, item) in said.enumerated() {
            guard item.said <= instant else { break }
            let key = item.type + "/" + item.id
            if last.updateValue(index, forKey: key) == nil { order.append(key) }
        }
        return order.compactMap { last[$0].flatMap { said[$0].resource } }
    }

    /// The Patient that letters make, unless only clients have said when the citizen was born.
    private static func patient(_ record: Record, _ said: [SaidResource]) -> Resource {
        let own = record.patient
        guard record.citizen.born == nil else { return own }
        let written = said.last { $0.type == "Patient" && $0.resource?.root["birthDate"] != nil }?.resource
        return written ?? own
    }

    // MARK: Versions

    /// Whether a resource may stand here more than once. Most are written once: then nothing must be looked up by its id.
    private lazy var areRevised = !record.linked.isEmpty || said.indices.contains { said[$0].version > 1 || said[$0].resource == nil }

    /// For each version the place of the first of its resource; empty when each is its own.
    private lazy var firsts: [Int] = {
        guard areRevised else { return [] }
        var places: [String: [String: Int]] = [:]
        return said.indices.map { place in
            let first = places[said[place].type]?[said[place].id] ?? place
            if first == place { places[said[place].type, default: [:]][said[place].id] = place }
            return first
        }
    }()

    private func first(_ place: Int) -> Int { firsts.isEmpty ? place : firsts[place] }

    // MARK: Measurements

    /// What was said under a code, in the order in which it was said; ``ResourceShelf/Observed/observation`` is less than ``count``.
    func observed(_ code: MeasurementCode) -> [ResourceShelf.Observed] { reader.codes.firstIndex(of: code).map { observations[$0] } ?? [] }

    /// Whether the versions of one Observation stand among those that ``observed(_:)`` gives.
    var hasRevisions: Bool { areRevised }

    /// As long as it is the same, ``observed(_:)`` gives what it gave, and more at the end; nil when it may not be.
    var edition: ResourceShelf.Edition? { areRevised ? nil : shelf.edition }

    func id(_ observed: ResourceShelf.Observed) -> String { said[observed.observation].id }

    /// The same with each version under the Observation that it is one of.
    private func observe() -> [[ResourceShelf.Observed]] {
        var byCode = [[ResourceShelf.Observed]](repeating: [], count: reader.codes.count)
        // Of each Observation the codes that it has had a value under.
        var codes: [Int: Set<Int>] = [:]
        for place in said.indices where said[place].type == "Observation" {
            let reading = readings[place]
            let observation = first(place)
            let values = reading?.observation.values ?? []
            func add(_ code: Int, _ index: Int?) {
                byCode[code].append(
                    ResourceShelf.Observed(observation: observation, said: said[place].said, reading: reading, place: index))
            }
            for index in values.indices { add(values[index].code, index) }
            let own = Set(values.map(\.code))
            for code in (codes[observation] ?? []).subtracting(own) { add(code, nil) }
            codes[observation, default: []].formUnion(own)
        }
        return byCode
    }
}
