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
    private let reader: ObservationReader
    private var found: [ResourcePattern: [Found]] = [:]
    /// By the places of the codes that measurements ask about.
    private lazy var observations = Self.observations(said, reader)
    private lazy var patient = Self.patient(record, said)

    /// The first version of a resource that fits a pattern.
    struct Found {
        var said: Instant
        var custodian: String
    }

    /// Why a condition gave no answer.
    struct Failure: Error {
        var message: String
    }

    /// A version of an Observation as one measurement sees it.
    struct Observed {
        /// The same for all versions of one Observation.
        let observation: Int
        let said: Instant
        let reading: ObservationReading?
        /// nil when this version says nothing of the measurement, and one before it did.
        let value: ObservationReading.Value?
    }

    init(_ record: Record, _ said: [SaidResource], _ reader: ObservationReader) {
        self.record = record
        self.reader = reader
        let isInOrder = said.indices.dropFirst().allSatisfy { (said[$0 - 1].said, said[$0 - 1].fact) <= (said[$0].said, said[$0].fact) }
        self.said = isInOrder ? said : said.sorted { ($0.said, $0.fact) < ($1.said, $1.fact) }
    }

    var isEmpty: Bool { said.isEmpty }
    var count: Int { said.count }

    /// Every resource that has fitted a pattern, by when it first did. What was said stays said: a later version changes nothing.
    func matches(_ pattern: ResourcePattern) throws(Failure) -> [Found] {
        if said.isEmpty { return [] }
        if let known = found[pattern] { return known }
        var matches: [Found] = []
        var seen: Set<String> = []
        for item in said where item.type == pattern.type && !seen.contains(item.id) {
            guard let resource = item.resource else { continue }
            if let condition = pattern.condition, try !holds(condition, for: Node(resource), at: item.said) { continue }
            seen.insert(item.id)
            matches.append(Found(said: item.said, custodian: item.custodian))
        }
        found[pattern] = matches
        return matches
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
            throw Failure(message: error.message)
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

    // MARK: Measurements

    /// What was said under a code, in the order in which it was said; ``Observed/observation`` is less than ``count``.
    func observed(_ code: MeasurementCode) -> [Observed] { reader.codes.firstIndex(of: code).map { observations[$0] } ?? [] }

    func id(_ observed: Observed) -> String { said[observed.observation].id }

    private static func observations(_ said: [SaidResource], _ reader: ObservationReader) -> [[Observed]] {
        let places = said.indices.filter { said[$0].type == "Observation" }
        let readings = reader.readings(of: places.compactMap { said[$0].resource })
        var next = readings.startIndex
        var byCode = [[Observed]](repeating: [], count: reader.codes.count)
        // Most are written once: then nothing must be looked up by its id.
        let areRevised = places.contains { said[$0].version > 1 || said[$0].resource == nil }
        var firsts: [String: Int] = [:]
        var codes: [Int: Set<Int>] = [:]
        for place in places {
            var reading: ObservationReading?
            if said[place].resource != nil {
                reading = readings[next]
                next += 1
            }
            var observation = place
            if areRevised {
                observation = firsts[said[place].id] ?? place
                firsts[said[place].id] = observation
            }
            for value in reading?.values ?? [] {
                byCode[value.code].append(
                    Observed(observation: observation, said: said[place].said, reading: reading, value: value))
            }
            guard areRevised else { continue }
            let own = Set(reading?.values.map(\.code) ?? [])
            for code in (codes[observation] ?? []).subtracting(own) {
                byCode[code].append(Observed(observation: observation, said: said[place].said, reading: reading, value: nil))
            }
            codes[observation, default: []].formUnion(own)
        }
        return byCode
    }
}
