import FHIR
import HTTPTypes
import Journal

/// A Bundle of requests that have nothing to do with each other: each is done or refused by itself, several at a time, so that commits share
/// their syncs to disk.
struct Batch: Sendable {
    private var requests: [Result<BundleRequest, Problem>] = []
    private let outer: Call

    /// Requests under way at a time: as many as a store takes into one group.
    private static let width = 64

    init(_ bundle: Resource, in outer: Call) throws(Problem) {
        self.outer = outer
        let entries = BundleRequest.all(in: bundle)
        let inside = Set(entries.compactMap { $0.string("fullUrl") }.filter { $0.hasPrefix("urn:") })
        var targets = BundleTargets()
        for (index, entry) in entries.enumerated() {
            requests.append(
                Result { () throws(Problem) in
                    if Self.refers(entry, to: inside) {
                        throw Problem(
                            .invalid, "Entries of a batch cannot refer to each other. Send them as a transaction.",
                            path: "Bundle.entry[\(index)]")
                    }
                    return try BundleRequest(entry, index: index, in: outer, &targets)
                })
        }
    }

    /// Answers in the order in which the entries came. Deletions, creates, changes and reads follow each other, as in a transaction.
    func run() async -> Answer {
        let requests = requests
        let context = outer.context
        let urgency: WorkClass = requests.count > BundlePost.manyEntries ? .background : .people
        var answers = [Result<Answer, Problem>](repeating: .success(Answer(.ok)), count: requests.count)
        let parts = Dictionary(grouping: requests.indices) { (try? requests[$0].get())?.order.part ?? .deletions }
        for (_, part) in parts.sorted(by: { $0.key < $1.key }) {
            await withTaskGroup(of: (Int, Result<Answer, Problem>).self) { group in
                for (place, index) in part.enumerated() {
                    if place >= Self.width, let (done, answer) = await group.next() { answers[done] = answer }
                    group.addTask { (index, await Self.answer(requests[index], index, context, urgency)) }
                }
                for await (done, answer) in group { answers[done] = answer }
            }
        }
        return BundleAnswer.answer("batch-response", answers, to: requests.compactMap { try? $0.get() })
    }

    private static func answer(
        _ request: Result<BundleRequest, Problem>, _ index: Int, _ context: Call.Context, _ urgency: WorkClass
    ) async -> Result<Answer, Problem> {
        do {
            let request = try request.get()
            let work = try request.interaction.permitted(request.call)
            return .success(try await work.perform(on: context, atMost: urgency))
        } catch {
            return .failure(Problem(error).inEntry(index))
        }
    }

    private static func refers(_ element: Element, to inside: Set<String>) -> Bool {
        guard !inside.isEmpty else { return false }
        switch element.kind {
        case .object:
            var found = false
            element.forEachMember { name, value in
                guard !found else { return }
                found =
                    name.elementsEqual("reference".utf8) && value.kind == .string
                    ? value.text.map(inside.contains) ?? false : refers(value, to: inside)
            }
            return found
        case .array: return element.items.contains { refers($0, to: inside) }
        case .string, .number, .boolean, .null: return false
        }
    }
}
