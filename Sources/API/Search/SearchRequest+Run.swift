import Journal

/// A page of what was found, with what comes along.
struct SearchAnswer: Sendable {
    let request: SearchRequest
    var matches: [StoredResource] = []
    var included: [StoredResource] = []
    var next: PagePlace?
    var total: Int?
    var plan: [String] = []
    /// Why not all was included, in a sentence.
    var shortage: String?
}

extension SearchRequest {
    func run(in reader: any JournalReader, through gate: Gate) throws -> SearchAnswer {
        if isMerged { return try runMerged(in: reader, through: gate) }
        guard page?.type != PagePlace.merged else { throw Problem.noPage }
        var answer = SearchAnswer(request: self)
        var isFull = false
        let first = page.flatMap { place in searches.firstIndex { $0.type == place.type } } ?? 0
        for (index, search) in searches.enumerated() {
            var search = search
            if countsOnly || index < first || answer.next != nil {
                // Only the number is still wanted, if it is.
                guard total != .none else { continue }
                search.limit = 0
            } else {
                search.after = index == first ? page?.key : nil
                search.limit = isFull ? 1 : limit - answer.matches.count
            }
            let found = try gate.search(search, in: reader)
            if let total = found.total { answer.total = (answer.total ?? 0) + total }
            if explains { answer.plan += searches.count > 1 ? found.plan.map { "\(search.type): \($0)" } : found.plan }
            guard search.limit > 0, answer.next == nil else { continue }
            if isFull {
                if !found.resources.isEmpty { answer.next = PagePlace(type: search.type, key: nil) }
            } else {
                answer.matches += found.resources
                answer.next = found.next.map { PagePlace(type: search.type, key: $0) }
                isFull = answer.matches.count >= limit
            }
        }
        try include(&answer, in: reader, through: gate)
        return answer
    }

    /// Adds what comes along with the matches.
    func include(_ answer: inout SearchAnswer, in reader: any JournalReader, through gate: Gate) throws {
        guard !inclusions.isEmpty, !answer.matches.isEmpty else { return }
        var run = InclusionRun(answer.matches, self, reader, gate)
        try run.complete()
        (answer.included, answer.shortage) = (run.included, run.shortage)
    }
}
