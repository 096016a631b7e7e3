import FHIR
import HTTPTypes
import Journal

/// A Bundle of which everything happens or nothing: https://hl7.org/fhir/R4/http.html#transaction
///
/// Its entries may come in any order and refer to each other by `fullUrl`. Deletions happen first, then everything else is settled (what
/// conditions fit, which ids are given), then made, changed and read. What needs no journal is done on other processors meanwhile, so many entries
/// at a time: a large Bundle is not to stand in memory twice.
struct Transaction: Sendable {
    var requests: [BundleRequest]

    /// How many entries are made ready at once.
    private static let slice = 256

    /// Reads and checks everything that can be checked without the journal.
    init(_ bundle: Resource, in outer: Call) throws(Problem) {
        requests = []
        var targets = BundleTargets()
        for (index, entry) in BundleRequest.all(in: bundle).enumerated() {
            let request = try BundleRequest(entry, index: index, in: outer, &targets)
            do {
                _ = try request.interaction.work(for: request.call)
            } catch {
                throw error.inEntry(index)
            }
            requests.append(request)
        }
    }

    func run(in writer: ResourceWriter) throws -> Answer {
        var identities = Identities()
        var answers = [Answer?](repeating: nil, count: requests.count)
        let ordered = requests.sorted { $0.order < $1.order }
        let first = ordered.prefix { $0.call.method == .delete }
        for part in [first, ordered[first.endIndex...]] {
            for request in part {
                do { try identities.add(request, writer.journal) } catch { throw Problem(error).inEntry(request.index) }
            }
            var rest = part
            while !rest.isEmpty {
                let slice = rest.prefix(Self.slice)
                rest = rest.dropFirst(Self.slice)
                var made = try prepare(slice, identities, writer)
                for request in slice {
                    do {
                        answers[request.index] = try perform(request, made.removeValue(forKey: request.index), &identities, writer)
                    } catch {
                        throw Problem(error).inEntry(request.index)
                    }
                }
            }
        }
        return BundleAnswer.answer("transaction-response", answers.map { .success($0 ?? Answer(.ok)) }, to: requests)
    }

    /// What gives the resources that entries make or change, by the entries' places, as far as nothing in them need be looked up.
    private func prepare(
        _ requests: ArraySlice<BundleRequest>, _ identities: Identities, _ writer: ResourceWriter
    ) throws -> [Int: () throws -> Resource] {
        let references = References(targets: identities.targets)
        var places: [Int] = []
        var pending: [PendingResource] = []
        for request in requests {
            guard let (id, isNew) = identities.target(of: request), case .entry(let element) = request.call.content else { continue }
            places.append(request.index)
            let (index, fullURL) = (request.index, request.fullURL)
            pending.append(
                PendingResource(type: request.call.type, id: id, isNew: isNew) {
                    try references.rewrite(element, index: index, fullURL: fullURL) { _, _ in throw References.Unresolved() }
                })
        }
        guard !pending.isEmpty else { return [:] }
        return Dictionary(uniqueKeysWithValues: zip(places, try writer.journal.prepare(pending)))
    }

    /// - Parameter made: gives what the entry makes, where nothing in it need be looked up.
    private func perform(
        _ request: BundleRequest, _ made: (() throws -> Resource)?, _ identities: inout Identities, _ writer: ResourceWriter
    ) throws -> Answer {
        var call = request.call
        switch identities.fate[request.index] {
        case .existing(let stored): return try .existing(stored, for: call)
        case .twin(let type, let id):
            guard let stored = try writer.journal.resource(type, id) else { throw Problem.noResource }
            return try .existing(stored, for: call)
        case .nothing: return .deleted(nil, "There was nothing to delete.", for: call)
        case .settled(let id):
            call.assigned = id
            call.headers.set("If-None-Exist", nil)
        case nil: break
        }
        if case .entry(let element) = call.content {
            do {
                guard let made else { throw References.Unresolved() }
                call.content = .resource(try made())
            } catch is References.Unresolved {
                let resource = try References(targets: identities.targets).rewrite(
                    element, index: request.index, fullURL: request.fullURL
                ) { text, type in try identities.reference(text, type: type, in: call.context, writer.journal) }
                call.content = .resource(resource)
            }
        }
        return try request.interaction.permitted(call).perform(in: writer)
    }
}
