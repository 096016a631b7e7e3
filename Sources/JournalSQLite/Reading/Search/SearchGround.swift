import FHIR
import Journal

/// What a search stands on: one view of the journal and of its index.
final class SearchGround {
    let reader: SQLiteReader
    let connection: Connection
    let view: IndexView
    let meaning: SearchMeaning
    /// The largest number that a resource has.
    let last: UInt64
    /// Parts of the index that do not answer yet, and the parameter that each is for; nil: all of R4's.
    private let unfinished: [(row: PartRow, url: String?)]

    init(_ reader: SQLiteReader) throws {
        self.reader = reader
        connection = try reader.settled()
        let (view, setup) = try reader.searched()
        self.view = view
        meaning = setup.meaning
        unfinished = view.undone.map { row in (row, setup.indexing.parts.first { $0.definition == row.definition }?.url) }
        last = UInt64(try reader.lastResource())
    }

    /// Refuses (`.unavailable`) a search that needs what is not built yet.
    ///
    /// - Parameter asked: the addresses of the parameters that it uses.
    func require(_ asked: Set<String>) throws {
        let needed = unfinished.filter { $0.url.map(asked.contains) ?? true }.map(\.row.number)
        guard !needed.isEmpty else { return }
        let done = try PartRow.all(connection).filter { needed.contains($0.number) }.map(\.cursor).min() ?? 0
        throw JournalError(
            .unavailable,
            "The search index is being built: \(done) of \(last) resources are in it. Reading and writing go on; search again later.")
    }

    /// How many resources of a type there are.
    func count(_ type: String) throws -> Int { try view.count(OwnEntries.all(type)) }

    /// A resource that has the number and stands now.
    func resource(_ number: UInt64) throws -> StoredResource? {
        let found = try connection.first("select * from resource where number = ?", Int64(number)) { try reader.held($0) }
        return found?.resource == nil ? nil : found
    }

    func id(_ number: UInt64) throws -> String? {
        try connection.first("select id from resource where number = ?", Int64(number)) { $0.text(0) }
    }

    /// The entries that a resource has in a field, ascending.
    func entries(_ stored: StoredResource, in field: UInt64) -> [IndexEntry] {
        guard let root = stored.resource?.root else { return [] }
        return meaning.entries(root, stored.type).filter { $0.field == field }.sorted()
    }
}
