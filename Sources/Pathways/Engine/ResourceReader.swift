import FHIR
import FHIRPath
import Journal
import Synchronization

/// Reads versions of resources, and keeps what those said that were asked about lately: a version never changes, and a citizen who
/// measures at home has thousands of them, all but the newest of which were read for the event before.
///
/// A version is known again by its bytes, so nothing that is kept can be out of date, whatever became of the commit that it was read in.
final class ResourceReader: Sendable {
    let codes: [MeasurementCode]
    /// Patterns whose conditions ask the resource alone: what one answers of a version is the same for ever.
    private let patterns: [ResourcePattern]
    private let places: [ResourcePattern: Int]
    private let types: Set<String>
    private let kept = Mutex(Generations<UInt64, Kept>(limit: limit))
    /// At a kilobyte each, sixteen megabytes.
    private static let limit = 16_384

    /// The bytes of a version, by which it is known again, and what it says.
    private struct Kept {
        let bytes: [UInt8]
        let reading: VersionReading
    }

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

    func forget() { kept.withLock { $0 = Generations(limit: Self.limit) } }

    /// In the order of what was said; nil for deletions, and for types that nothing is asked about.
    func readings(of said: [SaidResource]) -> [VersionReading?] {
        var readings = [VersionReading?](repeating: nil, count: said.count)
        var asked: [(place: Int, hash: UInt64)] = []
        asked.reserveCapacity(said.count)
        for place in said.indices {
            guard let resource = said[place].resource, types.contains(said[place].type) else { continue }
            asked.append((place, Self.hash(of: resource.bytes)))
        }
        kept.withLock { kept in
            for (place, hash) in asked {
                guard let known = kept.find(hash), known.bytes == said[place].resource?.bytes else { continue }
                readings[place] = known.reading
            }
        }
        var news: [(hash: UInt64, kept: Kept)] = []
        for (place, hash) in asked where readings[place] == nil {
            guard let resource = said[place].resource else { continue }
            let reading = read(resource, as: said[place].type)
            readings[place] = reading
            news.append((hash, Kept(bytes: resource.bytes, reading: reading)))
        }
        if !news.isEmpty {
            kept.withLock { kept in for (hash, one) in news { kept.keep(one, for: hash) } }
        }
        return readings
    }

    private func read(_ resource: Resource, as type: String) -> VersionReading {
        let observation = type == "Observation" && !codes.isEmpty ? ObservationReading(resource.root, asking: codes) : .nothing
        return VersionReading(observation, patterns.map { Self.answer($0, resource, type) })
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

    /// Thirty-two bytes at a time; whoever finds two versions with one hash gains nothing, since the bytes are compared.
    static func hash(of bytes: [UInt8]) -> UInt64 {
        bytes.withUnsafeBytes { bytes in
            let odd: UInt64 = 0x9E37_79B9_7F4A_7C15
            func word(_ at: Int) -> UInt64 { bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self) }
            var (a, b, c, d) = (UInt64(bytes.count), odd, ~odd, odd &<< 1)
            var at = 0
            while at &+ 32 <= bytes.count {
                a = (a ^ word(at)) &* odd
                b = (b ^ word(at &+ 8)) &* odd
                c = (c ^ word(at &+ 16)) &* odd
                d = (d ^ word(at &+ 24)) &* odd
                a ^= a &>> 29
                b ^= b &>> 29
                c ^= c &>> 29
                d ^= d &>> 29
                at &+= 32
            }
            var hash = a
            for lane in [b, c, d] { hash = (hash ^ lane) &* odd ^ (hash &>> 32) }
            while at < bytes.count {
                hash = (hash ^ UInt64(bytes[at])) &* 0x0000_0100_0000_01B3
                at &+= 1
            }
            return hash ^ hash &>> 32
        }
    }
}

extension Condition {
    /// Whether its answer hangs on nothing but the resource that it is asked about.
    fileprivate var asksTheResourceAlone: Bool {
        variables.isEmpty && words.isDisjoint(with: ["now", "today", "timeOfDay", "resolve", "memberOf", "conformsTo"])
    }
}
