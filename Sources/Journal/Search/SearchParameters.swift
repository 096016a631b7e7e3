public import FHIR

/// The search parameters that a hub knows: those of R4, and its own.
public struct SearchParameters: Sendable {
    /// https://hl7.org/fhir/R4/searchparameter-registry.html
    public static let r4 = SearchParameters([])

    private let byType: [String: [SearchParameter]]

    public init(_ parameters: [SearchParameter]) {
        byType = Dictionary(grouping: parameters, by: \.type)
    }

    /// The parameters of a type by their codes, ascending; `_id`, `_lastUpdated` and the other general ones are among them.
    public func of(_ type: String) -> [SearchParameter] { byType[type] ?? [] }

    public func parameter(_ code: String, of type: String) -> SearchParameter? { of(type).first { $0.code == code } }

    /// What `name=value` in an address asks for; the name may have a modifier, be a chain (`subject:Patient.name`) or begin with `_has:`.
    ///
    /// - Parameter base: the address that clients know the FHIR API by: a reference with it is one of ours.
    public func criterion(_ name: String, _ value: String, of type: String, base: String) throws(SearchError) -> Criterion {
        throw SearchError(.unknown, "The parameter is not known for \(type).")
    }

    /// What `_sort` asks for.
    public func order(_ text: String, of type: String) throws(SearchError) -> [Search.Order] {
        throw SearchError(.unknown, "Nothing can be sorted by for \(type).")
    }

    /// Where an index finds a resource, ascending, each once.
    public func entries(of root: Element, type: String) -> [IndexEntry] { [] }

    /// What an index is asked for to find what the criterion asks for.
    public func query(_ criterion: Criterion, of type: String) -> IndexQuery { .all([]) }

    /// Whether the criterion holds for a resource. What refers to it or is referred to by it is read from the journal.
    public func matches(_ criterion: Criterion, _ stored: StoredResource, in reader: any JournalReader) throws -> Bool { false }

    /// The field whose entries give the order: ascending by the least of a resource, descending by its greatest. nil when the parameter has none.
    public func field(of order: Search.Order, type: String) -> UInt64? { nil }

    /// The value that an entry has for a reference to a resource of ours.
    public func reference(to type: String, id: String) -> UInt64 { 0 }
}
