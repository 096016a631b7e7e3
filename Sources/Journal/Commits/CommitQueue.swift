/// Waiting commits in the order in which a writer takes them: letters first, oldest first within a class.
///
/// The first `add` to a queue at rest returns true: whoever gets that starts the writer, which works until `first` gives nothing.
public struct CommitQueue<Job> {
    private struct Lane {
        var jobs: [Job] = []
        var head = 0

        mutating func next() -> Job? {
            guard head < jobs.count else { return nil }
            let job = jobs[head]
            head += 1
            if head == jobs.count {
                jobs.removeAll(keepingCapacity: true)
                head = 0
            } else if head == 1_024 {
                jobs.removeFirst(head)
                head = 0
            }
            return job
        }
    }

    private var lanes = WorkClass.allCases.map { _ in Lane() }

    public init() {}

    /// Whether a writer is at work on the queue.
    public private(set) var isDraining = false

    /// Returns whether the caller must start the writer.
    public mutating func add(_ job: Job, _ work: WorkClass) -> Bool {
        lanes[work.rawValue].jobs.append(job)
        defer { isDraining = true }
        return !isDraining
    }

    /// The first commit of a group; nil ends the writer.
    public mutating func first() -> Job? {
        let job = next()
        if job == nil { isDraining = false }
        return job
    }

    /// One more commit for the group.
    public mutating func next(_ order: [WorkClass] = WorkClass.allCases) -> Job? {
        for work in order {
            if let job = lanes[work.rawValue].next() { return job }
        }
        return nil
    }
}
