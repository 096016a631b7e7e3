/// Builds the letters of one life in the order in which they are thought of; they are sorted by sending time at the end.
struct Course {
    let life: Life
    var draws: Draws
    private(set) var postings: [Posting] = []
    private(set) var threads = 1000

    init(_ life: Life, _ draws: Draws) {
        self.life = life
        self.draws = draws
    }

    /// A thread of its own, for what belongs to no stay.
    mutating func newThread() -> Int {
        threads += 1
        return threads
    }

    /// Adds a letter and returns its place. Never before the letter that it answers.
    @discardableResult
    mutating func add(
        _ kind: LetterKind, sent minute: Int32, from: Correspondent, to: Correspondent, copy: Correspondent? = nil, thread: Int,
        stay: Int? = nil, at: Int32? = nil, admitted: Int32? = nil, ready: Int32? = nil, effect: Posting.Effect = .new, parent: Int? = nil,
        variant: Int = 0
    ) -> Int {
        var sent = Int64(minute) * 60 + Int64(draws.below(60))
        if let parent, sent <= postings[parent].sent { sent = postings[parent].sent + 60 }
        let admission = stay.map { life.stays[$0].admitted } ?? minute
        postings.append(
            Posting(
                kind: kind, sent: sent, effect: effect, parent: parent, thread: thread, from: from, to: to, copy: copy,
                place: stay.map { life.stays[$0].place } ?? life.place(at: minute), stay: stay, at: at ?? minute,
                admitted: admitted ?? admission, ready: ready, variant: variant))
        return postings.count - 1
    }

    /// By sending time; who answers whom goes along.
    func inOrder() -> [Posting] {
        let order = postings.indices.sorted { (postings[$0].sent, $0) < (postings[$1].sent, $1) }
        var places = [Int](repeating: 0, count: postings.count)
        for (place, index) in order.enumerated() { places[index] = place }
        return order.map { index in
            var posting = postings[index]
            posting.parent = posting.parent.map { places[$0] }
            return posting
        }
    }
}
