import FHIR
import Journal
import Synchronization

/// What a store is searched by at one time.
struct IndexSetup: Sendable {
    var parameters: SearchParameters
    var indexing: Indexing
    var meaning: SearchMeaning

    init(_ parameters: SearchParameters, _ indexing: Indexing, _ meaning: SearchMeaning) {
        self.parameters = parameters
        self.indexing = indexing
        self.meaning = meaning
    }

    /// R4's parameters and those of SearchParameter resources. What cannot be indexed is left out: the API refuses it.
    init(_ resources: [Resource]) {
        var parameters = SearchParameters.r4
        var parts = [Indexing.Part.r4]
        for resource in resources {
            guard let more = try? SearchParameters(adding: [resource], to: parameters) else { continue }
            parts += Indexing.Part.own(resource, more)
            parameters = more
        }
        self.init(parameters, Indexing(parts: parts), SearchMeaning(parameters))
    }
}

/// What a store shares between its readers and its writer for searching.
final class IndexAccess: Sendable {
    let cache = IndexCache()
    let resources = ResourceCache()
    let texts = IndexTexts()
    /// Makes a setup of the SearchParameter resources of the store.
    private let make: @Sendable ([Resource]) -> IndexSetup
    private let state: Mutex<IndexSetup>

    init(_ make: @escaping @Sendable ([Resource]) -> IndexSetup) {
        self.make = make
        state = Mutex(make([]))
    }

    var setup: IndexSetup { state.withLock { $0 } }

    func use(_ setup: IndexSetup) { state.withLock { $0 = setup } }

    /// What the store is searched by as a view of it says.
    func read(_ connection: Connection) throws -> IndexSetup {
        let rows = try connection.rows(
            "select bytes from resource where type = 'SearchParameter' and bytes is not null order by number"
        ) { try? Resource.stored($0.resource(0)) }
        return make(rows.compactMap { $0 })
    }

    /// The setup that fits the parts that a view of the store has: another process may have changed them.
    func setup(_ definitions: [String], _ connection: Connection) throws -> IndexSetup {
        let held = setup
        if Set(held.indexing.parts.map(\.definition)) == Set(definitions) { return held }
        let read = try read(connection)
        guard Set(read.indexing.parts.map(\.definition)) == Set(definitions) else { return held }
        use(read)
        return read
    }
}
