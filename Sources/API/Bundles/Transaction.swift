import FHIR
import HTTPTypes
import Journal

/// A Bundle of which everything happens or nothing: https://hl7.org/fhir/R4/http.html#transaction
///
/// Its entries may come in any order and refer to each other by `fullUrl`. Deletions happen first, then everything else is settled (what
/// conditions fit, which ids are given), then made, changed and read.
struct Transaction: Sendable {
    var requests: [BundleRequest]

    /// Reads and checks everything that can be checked without the journal.
    init(_ bundle: Resource, in outer: Call) throws(Problem) {
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

    func run(in writer: ResourceWriter) throws -> Answer {
        var identities = Identities()
        var answers = [Answer?](repeating: nil, count: requests.count)
        let ordered = requests.sorted { $0.order < $1.order }
        let first = ordered.prefix { $0.call.method == .delete }
        for part in [first, ordered[first.endIndex...]] {
            for request in part {
                do { try identities.add(request, writer.journal) } catch { throw Problem(error).inEntry(request.index) }
            }
            for request in part {
                do {
                    answers[request.index] = try perform(request, &identities, writer)
                } catch {
                    throw Problem(error).inEntry(request.index)
                }
            }
        }
        return BundleAnswer.answer("transaction-response", answers.map { .success($0 ?? Answer(.ok)) }, to: requests)
    }

    private func perform(_ request: BundleRequest, _ identities: inout Identities, _ writer: ResourceWriter) throws -> Answer {
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
            let resource = try References(context: call.context).rewrite(element, in: request, &identities, writer.journal)
            call.content = .resource(resource)
        }
        return try request.interaction.permitted(call).perform(in: writer)
    }
}
