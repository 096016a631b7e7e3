import FHIR
import Journal

/// Gathers what is included with a page: each resource once, and never one that is a match.
struct InclusionRun {
    private(set) var included: [StoredResource] = []
    /// Why something was left out, in a sentence.
    private(set) var shortage: String?

    private let request: SearchRequest
    private let reader: any JournalReader
    private let gate: Gate
    private var seen: Set<LocalReference>
    private var frontier: [StoredResource]

    /// More than a page's matches can need, and little enough to hold.
    static let maximum = 1000
    static let maximumRounds = 8
    /// So many targets are looked for in one search.
    private static let chunk = 100

    init(_ matches: [StoredResource], _ request: SearchRequest, _ reader: any JournalReader, _ gate: Gate) {
        self.request = request
        self.reader = reader
        self.gate = gate
        frontier = matches
        seen = Set(matches.map { LocalReference(type: $0.type, id: $0.id) })
    }

    mutating func complete() throws {
        for round in 0..<Self.maximumRounds {
            let inclusions = request.inclusions.filter { round == 0 || $0.iterates }
            guard !inclusions.isEmpty, !frontier.isEmpty, shortage == nil else { return }
            let before = included.count
            for inclusion in inclusions where shortage == nil {
                if inclusion.isReverse { try addReferring(inclusion) } else { try addReferred(inclusion) }
            }
            frontier = Array(included[before...])
        }
        if !frontier.isEmpty, shortage == nil {
            shortage =
                "More may be included: what is included was looked at \(Self.maximumRounds) times over. Ask for the rest by another search."
        }
    }

    private mutating func addReferred(_ inclusion: Inclusion) throws {
        let byType = Dictionary(grouping: inclusion.parameters, by: \.type)
        for stored in frontier {
            guard let resource = stored.resource else { continue }
            for parameter in byType[stored.type] ?? [] {
                for reference in request.parameters.references(parameter, of: resource.root, base: request.base) {
                    guard parameter.mayPoint(at: reference.type), inclusion.target.map({ $0 == reference.type }) ?? true else { continue }
                    guard seen.insert(reference).inserted else { continue }
                    guard let found = try gate.resource(reference.type, reference.id, in: reader), found.resource != nil else { continue }
                    guard add(found) else { return }
                }
            }
        }
    }

    private mutating func addReferring(_ inclusion: Inclusion) throws {
        for (type, parameters) in Dictionary(grouping: inclusion.parameters, by: \.type).sorted(by: { $0.key < $1.key }) {
            var places = frontier[...]
            while !places.isEmpty {
                let some = places.prefix(Self.chunk)
                places = places.dropFirst(Self.chunk)
                var alternatives: [Criterion] = []
                for parameter in parameters {
                    let targets = some.filter { stored in
                        parameter.mayPoint(at: stored.type) && (inclusion.target.map { $0 == stored.type } ?? true)
                    }
                    guard !targets.isEmpty else { continue }
                    let value = targets.map { "\($0.type)/\($0.id)" }.joined(separator: ",")
                    alternatives.append(try request.parameters.criterion(parameter.code, value, of: type, base: request.base))
                }
                guard !alternatives.isEmpty else { continue }
                var search = Search(type: type)
                search.criteria = [alternatives.count == 1 ? alternatives[0] : .any(alternatives)]
                search.limit = Self.maximum - included.count + seen.count + 1
                for stored in try gate.search(search, in: reader).resources {
                    guard seen.insert(LocalReference(type: stored.type, id: stored.id)).inserted else { continue }
                    guard add(stored) else { return }
                }
            }
        }
    }

    /// False when there is no room for more.
    private mutating func add(_ stored: StoredResource) -> Bool {
        guard included.count < Self.maximum else {
            shortage = "More would be included: a page has at most \(Self.maximum) included resources. Ask for fewer matches with `_count`."
            return false
        }
        included.append(stored)
        return true
    }
}
