/// Waiting commits in the order in which a writer takes them: letters first, oldest first within a class.
///
/// The first `add` to a queue at rest returns true: whoever gets it starts the writer, which takes until `take` gives nothing.
public struct CommitQueue<Job> {
    private var lanes: [[Job]] = Array(repeating: [], count: WorkClass.allCases.count)
    private var heads: [Int] = Array(repeating: 0, count: WorkClass.allCases.count)
    private var draining = false

    public init() {}

    /// Whether a writer is at work on the queue.
    public var isDraining: Bool { draining }

    /// Returns whether the caller must start the writer.
    public mutating func add(_ job: Job, _ work: WorkClass) -> Bool {
        lanes[work.rawValue].append(job)
        if draining { return false }
        draining = true
        return true
    }

    /// The next commits, at most `limit`; at most one of them background work, so that an import goes in slices. Empty ends the writer.
    public mutating func take(_ limit: Int) -> [Job] {
        var taken: [Job] = []
        for work in WorkClass.allCases {
            let lane = work.rawValue
            let wanted = work == .background ? min(1, limit - taken.count) : limit - taken.count
            let from = heads[lane]
            let to = min(lanes[lane].count, from + wanted)
            taken.append(contentsOf: lanes[lane][from..<to])
            heads[lane] = to
            if to == lanes[lane].count {
                lanes[lane].removeAll(keepingCapacity: true)
                heads[lane] = 0
            } else if to > 1_024 {
                lanes[lane].removeFirst(to)
                heads[lane] = 0
            }
        }
        if taken.isEmpty { draining = false }
        return taken
    }
}
