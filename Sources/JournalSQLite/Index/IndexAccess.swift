import Journal

/// What a store shares between its readers and its writer for searching.
struct IndexAccess: Sendable {
    let cache = IndexCache()
    var indexing: Indexing
    var meaning: SearchMeaning
}
