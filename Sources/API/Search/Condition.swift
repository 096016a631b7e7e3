import FHIR
import Journal

/// What must not be there yet for a create to happen, which resource a change means, or what a conditional reference means: a search that
/// finds one or none. https://hl7.org/fhir/R4/http.html#ccreate
struct Condition: Sendable {
    private var search: Search
    private let parameters: SearchParameters
    private let gate: Gate

    var type: String { search.type }

    /// nil when no condition was sent. Both `identifier=a|b` and `Patient?identifier=a|b` are read.
    init?(_ text: String?, type: String, in context: Call.Context) throws(Problem) {
        guard let text else { return nil }
        let bare = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).last ?? ""
        try self.init(FormEncoding.pairs(bare), type: type, in: context)
    }

    /// Parameters of an address that choose one resource.
    init(_ pairs: [(name: String, value: String)], type: String, in context: Call.Context) throws(Problem) {
        let request = try SearchRequest(.type(type), pairs, in: context)
        guard request.hasCriteria, !request.hasControls, var search = request.searches.first else {
            throw Problem(.badValue, "The condition is not one that chooses a resource. Write it as `identifier=SYSTEM|VALUE`.")
        }
        search.limit = 2
        self.search = search
        parameters = request.parameters
        gate = context.gate
    }

    /// The one that fits; nil when none does.
    func match(in reader: any JournalReader) throws -> StoredResource? {
        let found = try matches(in: reader, atMost: 2)
        guard found.count < 2 else {
            throw Problem(.multipleMatches, "The condition fits more than one resource. Make it narrower.")
        }
        return found.first
    }

    /// Those that fit.
    func matches(in reader: any JournalReader, atMost limit: Int) throws -> [StoredResource] {
        var search = search
        search.limit = limit
        return try gate.search(search, in: reader).resources
    }

    /// The condition with what the journal has now in the place of what it names: what ``fits(_:in:)`` and ``values`` are asked of.
    func resolved(in reader: any JournalReader) throws -> Condition {
        var condition = self
        condition.search.criteria = try search.criteria.map { try parameters.resolved($0, in: reader) }
        return condition
    }

    /// Whether it fits a resource that is not in the journal yet.
    func fits(_ stored: StoredResource, in reader: any JournalReader) throws -> Bool {
        guard stored.type == search.type, gate.permits(stored) else { return false }
        return try search.criteria.allSatisfy { try parameters.matches($0, stored, in: reader) }
    }

    /// Single values of an index of which a resource that fits has one; nil when no such can be told.
    var values: [IndexRange]? {
        for criterion in search.criteria {
            guard case .entries(let ranges, _) = parameters.query(criterion, of: search.type) else { continue }
            if ranges.allSatisfy({ $0.values.lowerBound == $0.values.upperBound }) { return ranges }
        }
        return nil
    }

    func entries(of root: Element, type: String) -> [IndexEntry] { parameters.entries(of: root, type: type) }
}
