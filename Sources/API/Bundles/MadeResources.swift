import FHIR
import Journal

/// What the entries of a transaction will make, found by what it says.
struct MadeResources {
    private struct Place: Hashable {
        var type: String
        var field: UInt64
        var value: UInt64
    }

    private var resources: [(id: String, type: String, root: Element)] = []
    private var byType: [String: [Int]] = [:]
    /// Of as many as ``indexed`` says.
    private var places: [Place: [Int]] = [:]
    private var indexed = 0
    private var comparisons = 0

    /// A transaction holds up everybody who writes, so it may not compare all with all.
    private static let maximumComparisons = 200_000

    mutating func add(_ resource: Element, _ id: String) {
        let type = resource.string("resourceType") ?? ""
        byType[type, default: []].append(resources.count)
        resources.append((id, type, resource))
    }

    /// The id of the first that fits.
    mutating func first(_ condition: Condition, _ reader: any JournalReader) throws -> String? {
        guard let candidates = byType[condition.type] else { return nil }
        let condition = try condition.resolved(in: reader)
        for place in self.candidates(condition) ?? candidates {
            comparisons += 1
            guard comparisons <= Self.maximumComparisons else {
                throw Problem(
                    .tooLarge,
                    "The conditions of the transaction fit too much of what it makes. Choose by `identifier`, or send less at once.")
            }
            let (id, type, root) = resources[place]
            let stored = StoredResource(
                type: type, id: id, version: 1, updated: .distantFuture, commit: 0, subject: nil, source: .act(0), resource: Resource(root))
            if try condition.fits(stored, in: reader) { return id }
        }
        return nil
    }

    /// Those that an index would find, ascending; nil when it would have to look at all.
    private mutating func candidates(_ condition: Condition) -> [Int]? {
        guard let values = condition.values else { return nil }
        // Most transactions ask for nothing by what it says: only then is it worked out.
        while indexed < resources.count {
            let (_, type, root) = resources[indexed]
            for entry in condition.entries(of: root, type: type) {
                places[Place(type: type, field: entry.field, value: entry.value), default: []].append(indexed)
            }
            indexed += 1
        }
        let found = values.flatMap { places[Place(type: condition.type, field: $0.field, value: $0.values.lowerBound)] ?? [] }
        return Set(found).sorted()
    }
}
