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

    init(_ reader: SQLiteReader) throws {
        self.reader = reader
        connection = try reader.settled()
        view = try reader.indexView()
        meaning = reader.index.meaning
        last = UInt64(try reader.lastResource())
        guard view.isWhole else { throw try unfinished() }
    }

    private func unfinished() throws -> JournalError {
        let done = try PartRow.all(connection).filter { !$0.isDone }.map(\.cursor).min() ?? 0
        return JournalError(
            .unavailable,
            "The search index is being built: \(done) of \(last) resources are in it. Reading and writing go on; search again later.")
    }

    /// How many resources of a type there are.
    func count(_ type: String) throws -> Int { try view.count(OwnEntries.all(type)) }

    /// A resource that has the number and stands now.
    func resource(_ number: UInt64) throws -> StoredResource? {
        let found = try connection.first("select * from resource where number = ?", Int64(number)) { try SQLiteReader.resource($0) }
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
