import FHIR
import HTTPTypes
import Journal

/// A Bundle of which everything happens or nothing: https://hl7.org/fhir/R4/http.html#transaction
///
/// Its entries may come in any order and refer to each other by `fullUrl`.
struct Transaction: Sendable {
    var requests: [BundleRequest]
    private let outer: Call

    /// Reads and checks everything that can be checked without the journal.
    init(_ bundle: Resource, in outer: Call) throws(Problem) {
        self.outer = outer
        requests = []
        for (index, entry) in BundleRequest.all(in: bundle).enumerated() {
            let request = try BundleRequest(entry, index: index, in: outer)
            do {
                _ = try request.interaction.work(for: request.call)
            } catch {
                throw error.inEntry(index)
            }
            requests.append(request)
        }
    }

    func run(in writer: any JournalWriter) throws -> Answer {
        var identities = Identities()
        for request in requests {
            do {
                try identities.add(request, writer)
            } catch {
                throw Problem(error).inEntry(request.index)
            }
        }
        var answers = [Answer?](repeating: nil, count: requests.count)
        for request in requests.sorted(by: { $0.order < $1.order }) {
            do {
                answers[request.index] = try perform(request, identities, writer)
            } catch {
                throw Problem(error).inEntry(request.index)
            }
        }
        return Answer(.ok, .resource(BundleAnswer.write("transaction-response", answers.map { .success($0 ?? Answer(.ok)) })))
    }

    private func perform(_ request: BundleRequest, _ identities: Identities, _ writer: any JournalWriter) throws -> Answer {
        var call = request.call
        switch identities.fate[request.index] {
        case .existing(let stored): return try .existing(stored, for: call)
        case .twin(let type, let id):
            guard let stored = try writer.resource(type, id) else { throw Problem.noResource }
            return try .existing(stored, for: call)
        case .made(let id):
            call.assigned = id
            call.headers.set("If-None-Exist", nil)
        case nil: break
        }
        if case .resource(let resource) = call.content {
            call.content = .resource(
                try References(targets: identities.targets, base: call.context.base).rewrite(resource, in: request, reading: writer))
        }
        return try request.interaction.work(for: call).perform(in: writer)
    }
}

/// Which resource each entry of a transaction makes, changes or finds, decided before any of them is written.
private struct Identities {
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
    private var made: [(resource: Resource, id: String)] = []

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
            let condition = try Condition(call.headers.text("If-None-Exist"), type: call.type, base: call.context.base)
            if let existing = try condition?.match(in: writer) {
                fate[request.index] = .existing(existing)
                address = "\(existing.type)/\(existing.id)"
            } else if let condition, let twin = made.first(where: { condition.fits($0.resource) }) {
                fate[request.index] = .twin(type: call.type, id: twin.id)
                address = "\(call.type)/\(twin.id)"
            } else {
                let id = try writer.newID()
                fate[request.index] = .made(id: id)
                made.append((resource, id))
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
