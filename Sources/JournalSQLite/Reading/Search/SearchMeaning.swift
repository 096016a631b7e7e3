import FHIR
import Journal

/// What the index asks those who know what a search means. A value of functions, so that tests can give it other parameters.
struct SearchMeaning: Sendable {
    /// A criterion in which nothing is left that must be looked up before an index can be asked.
    var resolve: @Sendable (Criterion, any JournalReader) throws -> Criterion
    var query: @Sendable (Criterion, _ type: String) -> IndexQuery
    var matches: @Sendable (Criterion, StoredResource, any JournalReader) throws -> Bool
    var entries: @Sendable (Element, _ type: String) -> [IndexEntry]
    /// Of them at least those that tell where the resource stands in an order.
    var ordering: @Sendable (Element, _ type: String, Search.Order) -> [IndexEntry]
    /// Of an order that goes by text, what its values look like.
    var texts: @Sendable (Element, _ type: String, Search.Order) -> [IndexText]
    var isByText: @Sendable (Search.Order) -> Bool
    var reference: @Sendable (_ type: String, _ id: String) -> UInt64
    var field: @Sendable (Search.Order, _ type: String) -> UInt64?
    var costs = SearchCosts()

    init(_ parameters: SearchParameters) {
        resolve = { try parameters.resolved($0, in: $1) }
        query = { parameters.query($0, of: $1) }
        matches = { try parameters.matches($0, $1, in: $2) }
        entries = { parameters.entries(of: $0, type: $1) }
        ordering = { parameters.entries(of: $0, type: $1, for: $2) }
        texts = { parameters.texts(of: $0, type: $1, for: $2) }
        isByText = { $0.parameter.map { parameters.isOrderedByText($0) } ?? false }
        reference = { parameters.reference(to: $0, id: $1) }
        field = { parameters.field(of: $0, type: $1) }
    }
}
