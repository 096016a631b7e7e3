import FHIR
import HTTPTypes
import Journal

/// A Bundle of requests that have nothing to do with each other: each is done or refused by itself.
struct Batch: Sendable {
    private var requests: [Result<BundleRequest, Problem>] = []
    private let outer: Call

    init(_ bundle: Resource, in outer: Call) throws(Problem) {
        self.outer = outer
        let entries = BundleRequest.all(in: bundle)
        let inside = Set(entries.compactMap { $0.string("fullUrl") }.filter { $0.hasPrefix("urn:") })
        for (index, entry) in entries.enumerated() {
            requests.append(
                Result { () throws(Problem) in
                    if Self.refers(entry, to: inside) {
                        throw Problem(
                            .invalid, "Entries of a batch cannot refer to each other. Send them as a transaction.",
                            path: "Bundle.entry[\(index)]")
                    }
                    return try BundleRequest(entry, index: index, in: outer)
                })
        }
    }

    func run() async -> Answer {
        var answers: [Result<Answer, Problem>] = []
        for (index, request) in requests.enumerated() {
            do {
                let request = try request.get()
                let work = try request.interaction.work(for: request.call)
                answers.append(.success(try await work.perform(on: outer.context)))
            } catch {
                answers.append(.failure(Problem(error).inEntry(index)))
            }
        }
        return Answer(.ok, .resource(BundleAnswer.write("batch-response", answers)))
    }

    private static func refers(_ element: Element, to inside: Set<String>) -> Bool {
        guard !inside.isEmpty else { return false }
        switch element.kind {
        case .object:
            return element.members.contains { name, value in
                name == "reference" ? value.text.map(inside.contains) ?? false : refers(value, to: inside)
            }
        case .array: return element.items.contains { refers($0, to: inside) }
        case .string, .number, .boolean, .null: return false
        }
    }
}
