import FHIR
import HTTPTypes
import Journal

/// Which resource each entry of a transaction makes, changes or finds, decided before any of them is written.
struct Identities {
    enum Fate {
        /// What the entry is about has this id.
        case settled(id: String)
        /// A conditional create found this.
        case existing(StoredResource)
        /// A conditional create found what an entry before it makes.
        case twin(type: String, id: String)
        /// A conditional deletion found nothing.
        case nothing
    }

    private(set) var fate: [Int: Fate] = [:]
    /// `fullUrl` → `Type/id`.
    private(set) var targets: [String: String] = [:]
    private var taken: Set<String> = []
    /// What creates will make, and what updates will.
    private var created = MadeResources()
    private var updated = MadeResources()
    /// What conditional references have been found to mean.
    private var references: [String: String] = [:]

    mutating func add(_ request: BundleRequest, _ writer: any JournalWriter) throws {
        let call = request.call
        switch call.method {
        case .post:
            guard request.interaction is Create, case .entry(let resource) = call.content else { return }
            try target(request, is: create(resource, request, writer))
        case .put, .patch, .delete:
            guard let id = try settle(request, writer) else { return }
            let address = "\(call.type)/\(id)"
            guard taken.insert(address).inserted else { throw Problem.overlap }
            try target(request, is: address)
        default: return
        }
    }

    private mutating func target(_ request: BundleRequest, is address: String) throws(Problem) {
        guard let fullURL = request.fullURL else { return }
        guard targets.updateValue(address, forKey: fullURL) == nil else {
            throw Problem(.invalid, "Two entries have the same `fullUrl`. Give each its own.")
        }
    }

    /// What a create will make, or finds in its place.
    private mutating func create(_ resource: Element, _ request: BundleRequest, _ writer: any JournalWriter) throws -> String {
        let call = request.call
        let condition = try Condition(call.headers.text("If-None-Exist"), type: call.type, in: call.context)
        if let existing = try condition?.match(in: writer) {
            fate[request.index] = .existing(existing)
            return "\(existing.type)/\(existing.id)"
        }
        if let condition, let twin = try created.first(condition, writer) {
            fate[request.index] = .twin(type: call.type, id: twin)
            return "\(call.type)/\(twin)"
        }
        let id = try writer.newID()
        fate[request.index] = .settled(id: id)
        created.add(resource, id)
        return "\(call.type)/\(id)"
    }

    /// The id of what is changed or deleted; nil when that is nothing.
    private mutating func settle(_ request: BundleRequest, _ writer: any JournalWriter) throws -> String? {
        let call = request.call
        let condition: Condition
        switch try call.target() {
        case .id(let id):
            if call.method == .put, case .entry(let resource) = call.content { updated.add(resource, id) }
            return id
        case .condition(let asked): condition = asked
        }
        let found = try condition.match(in: writer)
        if found == nil, try created.first(condition, writer) ?? updated.first(condition, writer) != nil { throw Problem.overlap }
        let id: String
        if call.method == .put, case .entry(let resource) = call.content {
            id = try Update.settle(resource.string("id"), of: call.type, found: found, in: writer).id
            updated.add(resource, id)
        } else if let found {
            id = found.id
        } else if call.method == .delete {
            fate[request.index] = .nothing
            return nil
        } else {
            throw Problem.noResource
        }
        fate[request.index] = .settled(id: id)
        return id
    }

    /// Under which id an entry writes the resource that it brings, and whether nothing can have that id yet; nil when it writes none.
    func target(of request: BundleRequest) -> (id: String, isNew: Bool)? {
        let call = request.call
        guard call.method == .post ? request.interaction is Create : call.method == .put else { return nil }
        switch fate[request.index] {
        case .settled(let id): return (id, call.method == .post)
        case .existing, .twin, .nothing: return nil
        case nil:
            guard case .id(let id)? = try? call.target() else { return nil }
            return (id, false)
        }
    }

    /// What a conditional reference means: one resource of the journal, or one that the transaction makes.
    mutating func reference(_ text: String, type: String, in context: Call.Context, _ reader: any JournalReader) throws -> String? {
        if let known = references[text] { return known }
        guard ResourceTypes.isKnown(type), let condition = try Condition(text, type: type, in: context) else { return nil }
        let ids = Set(
            try [condition.match(in: reader)?.id, created.first(condition, reader), updated.first(condition, reader)].compactMap { $0 })
        guard let id = ids.first else {
            throw Problem(
                .preconditionFailed, "A conditional reference fits no resource. Make that resource first, or correct the condition.")
        }
        guard ids.count == 1 else {
            throw Problem(.multipleMatches, "A conditional reference fits more than one resource. Make it narrower.")
        }
        references[text] = "\(type)/\(id)"
        return references[text]
    }
}

extension Problem {
    fileprivate static let overlap = Problem(
        .invalid, "Two entries change the same resource. Send one of them in a transaction of its own.")
}
