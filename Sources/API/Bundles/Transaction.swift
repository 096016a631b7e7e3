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
                try References(targets: identities.targets, context: call.context).rewrite(resource, in: request, reading: writer))
        }
        return try request.interaction.work(for: call).perform(in: writer)
    }
}
