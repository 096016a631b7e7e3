import FHIR
import Journal

/// The versions of a citizen's resources in the order in which they were said, with what was read of them. The next fold reads what came
/// since: a citizen who measures at home has thousands of them.
///
/// A version is taken over where it stands as it stood, by all that it says and its bytes, so nothing here can be out of date, whatever
/// became of the commit that it was read in.
struct ResourceShelf: Sendable {
    /// As long as it is the same, what stood here stands, and more came after it.
    final class Edition: Sendable {}

    private(set) var edition = Edition()
    private(set) var said: [SaidResource] = []
    /// nil for deletions, and for types that nothing is asked about.
    private(set) var readings: [VersionReading?] = []
    /// By the places of the codes that measurements ask about: what each version has said, as if each were of a resource of its own.
    private(set) var observed: [[Observed]]
    /// By the places of patterns: where versions stand that fit them.
    private(set) var fitting: [[Int]]
    /// Patterns whose answer could not be worked out of some version.
    private(set) var failing: Set<Int> = []

    /// A version of an Observation as one measurement sees it.
    struct Observed: Sendable {
        /// The same for all versions of one Observation.
        let observation: Int
        let said: Instant
        let reading: VersionReading?
        /// Its place among the version's values; nil when this version says nothing of the measurement, and one before it did.
        let place: Int?

        var value: ObservationReading.Value? { place.flatMap { reading?.observation.values[$0] } }

        func measured(in zone: Zone) -> Instant { reading?.observation.measured(said: said, in: zone) ?? .distantPast }
    }

    init(codes: Int, patterns: Int) {
        observed = Array(repeating: [], count: codes)
        fitting = Array(repeating: [], count: patterns)
    }

    /// Takes these as what was said; `read` is asked of those that did not stand here.
    mutating func hold(_ all: [SaidResource], reading read: (SaidResource) -> VersionReading?) {
        var first = said.withUnsafeBufferPointer { old in
            all.withUnsafeBufferPointer { new in
                (0..<Swift.min(old.count, new.count)).first { !old[$0].isSame(as: new[$0]) } ?? Swift.min(old.count, new.count)
            }
        }
        if first == said.count {
            said += all[first...]
            for place in first..<all.count { readings.append(read(all[place])) }
        } else {
            // Something came between, or is gone: what stands behind it is found from the end.
            var (old, new) = (said.count, all.count)
            while old > first, new > first, said[old - 1].isSame(as: all[new - 1]) {
                old -= 1
                new -= 1
            }
            readings.replaceSubrange(first..<old, with: all[first..<new].map(read))
            said = all
            edition = Edition()
            observed = observed.map { _ in [] }
            fitting = fitting.map { _ in [] }
            failing = []
            first = 0
        }
        for place in first..<said.count { list(place) }
    }

    private mutating func list(_ place: Int) {
        guard let reading = readings[place] else { return }
        if said[place].type == "Observation" {
            for (index, value) in reading.observation.values.enumerated() {
                observed[value.code].append(Observed(observation: place, said: said[place].said, reading: reading, place: index))
            }
        }
        for (pattern, answer) in reading.answers.enumerated() {
            switch answer {
            case .yes: fitting[pattern].append(place)
            case .failed: failing.insert(pattern)
            case .no, .notAsked: continue
            }
        }
    }
}

extension SaidResource {
    /// Whether both say the same of the same version.
    func isSame(as other: SaidResource) -> Bool {
        said == other.said && fact == other.fact && version == other.version && id == other.id && type == other.type
            && custodian == other.custodian && resource?.bytes == other.resource?.bytes
    }
}
