import FHIR
import HTTPTypes
import Journal

/// Which resource each entry of a transaction makes, changes or finds, decided before any of them is written.
struct Identities {
    enum Fate {
        case made(id: String)
        /// A conditional create found this.
        case existing(StoredResource)
        /// A conditional create found what an entry before it makes.
        case twin(type: String, id: String)
    }

    var fate: [Int: Fate] = [:]
    /// `fullUrl` → `Type/id`.
    var targets: [String: String] = [:]
    private var taken: Set<String> = []
    private var made = Made()

    mutating func add(_ request: BundleRequest, _ writer: any JournalWriter) throws {
        let call = request.call
        let address: String
        switch call.method {
        case .put:
            address = "\(call.type)/\(call.id)"
            guard taken.insert(address).inserted else {
                throw Problem(.invalid, "Two entries change the same resource. Send one of them in a transaction of its own.")
            }
        case .post:
            guard case .resource(let resource) = call.content else { return }
            let condition = try Condition(call.headers.text("If-None-Exist"), type: call.type, in: call.context)
            if let existing = try condition?.match(in: writer) {
                fate[request.index] = .existing(existing)
                address = "\(existing.type)/\(existing.id)"
            } else if let condition, let twin = made.first(condition) {
                fate[request.index] = .twin(type: call.type, id: twin)
                address = "\(call.type)/\(twin)"
            } else {
                let id = try writer.newID()
                fate[request.index] = .made(id: id)
                made.add(resource, id)
                address = "\(call.type)/\(id)"
            }
        default: return
        }
        guard let fullURL = request.fullURL else { return }
        guard targets.updateValue(address, forKey: fullURL) == nil else {
            throw Problem(.invalid, "Two entries have the same `fullUrl`. Give each its own.")
        }
    }
}

/// What the entries before will make, found by what it says.
private struct Made {
    private struct Key: Hashable {
        var type: String
        var term: Term
    }

    private var ids: [String] = []
    private var terms: [Set<Term>] = []
    private var places: [Key: [Int]] = [:]

    mutating func add(_ resource: Resource, _ id: String) {
        let found = SearchTerms.of(resource)
        for term in found { places[Key(type: resource.type, term: term), default: []].append(ids.count) }
        ids.append(id)
        terms.append(found)
    }

    /// The id of the first that fits.
    func first(_ condition: Condition) -> String? {
        guard let groups = condition.groups, let first = groups.first else { return nil }
        let candidates = first.flatMap { places[Key(type: condition.request.query.type, term: $0)] ?? [] }
        return candidates.sorted().first { place in groups.allSatisfy { group in group.contains { terms[place].contains($0) } } }
            .map { ids[$0] }
    }
}
