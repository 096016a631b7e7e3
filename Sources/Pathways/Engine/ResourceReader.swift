import FHIR
import FHIRPath
import Journal
import Synchronization

/// Reads versions of resources, and keeps what those of the citizens said who were asked about lately.
final class ResourceReader: Sendable {
    let codes: [MeasurementCode]
    /// Patterns whose conditions ask the resource alone: what one answers of a version is the same for ever.
    private let patterns: [ResourcePattern]
    private let places: [ResourcePattern: Int]
    private let types: Set<String>
    private let shelves = Mutex(Generations<SubjectID, ResourceShelf>(limit: limit))
    /// Versions of all citizens together: at one or two kilobytes each, some forty megabytes.
    private static let limit = 32_768

    init(_ codes: [MeasurementCode], _ patterns: Set<ResourcePattern>) {
        self.codes = codes
        self.patterns = patterns.filter { $0.condition?.asksTheResourceAlone ?? false }.sorted {
            ($0.type, $0.condition?.text ?? "") < ($1.type, $1.condition?.text ?? "")
        }
        places = Dictionary(self.patterns.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
        var types = Set(self.patterns.map(\.type))
        if !codes.isEmpty { types.insert("Observation") }
        self.types = types
    }

    /// Where answers to a pattern stand in ``VersionReading/answers``; nil for one without a condition, or whose answer hangs on more than
    /// the resource.
    func place(of pattern: ResourcePattern) -> Int? { places[pattern] }

    func forget() { shelves.withLock { $0 = Generations(limit: Self.limit) } }

    func forget(_ citizen: SubjectID) { shelves.withLock { $0.remove(citizen) } }

    /// What was said of a citizen, read.
    func shelf(of citizen: SubjectID, holding said: [SaidResource]) -> ResourceShelf {
        var shelf = shelves.withLock { $0.take(citizen) } ?? ResourceShelf(codes: codes.count, patterns: patterns.count)
        shelf.hold(said, reading: read)
        shelves.withLock { [shelf] in $0.keep(shelf, for: citizen, weight: Swift.max(1, said.count)) }
        return shelf
    }

    private func read(_ said: SaidResource) -> VersionReading? {
        guard let resource = said.resource, types.contains(said.type) else { return nil }
        let asksMeasurements = said.type == "Observation" && !codes.isEmpty
        let observation = asksMeasurements ? ObservationReading(resource.root, asking: codes) : .nothing
        return VersionReading(observation, patterns.map { Self.answer($0, resource, said.type) })
    }

    private static func answer(_ pattern: ResourcePattern, _ resource: Resource, _ type: String) -> VersionReading.Answer {
        guard pattern.type == type, let condition = pattern.condition else { return .notAsked }
        var environment = Environment()
        environment.maximumSteps = Limit.conditionSteps
        do {
            return try condition.holds(for: Node(resource), in: environment) ? .yes : .no
        } catch {
            return .failed
        }
    }
}

extension Condition {
    /// Whether its answer hangs on nothing but the resource that it is asked about.
    fileprivate var asksTheResourceAlone: Bool {
        variables.isEmpty && words.isDisjoint(with: ["now", "today", "timeOfDay", "resolve", "memberOf", "conformsTo"])
    }
}
