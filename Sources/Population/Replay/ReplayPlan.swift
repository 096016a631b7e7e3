public import FHIR

/// The letters that arrive within a stretch of time, by time: what a hub is given in a replay.
///
/// Only who, which and when are kept, 24 bytes a letter; the words are written when a letter is sent.
public struct ReplayPlan: Sendable {
    /// One letter on its way.
    public struct Item: Sendable, Hashable {
        /// Seconds since the first midnight of the year.
        public var at: Int64
        public var citizen: Int32
        public var posting: Int16
        public var sending: Int16
    }

    public let letters: Correspondence
    public let network: Network
    public private(set) var items: [Item] = []

    /// Looks through all lives, several at a time.
    public init(
        _ letters: Correspondence, from start: Instant, to end: Instant, over network: Network, workers: Int,
        report: @Sendable (Int) -> Void = { _ in }
    ) async {
        self.letters = letters
        self.network = network
        let origin = letters.lives.year.start
        let range = start.seconds(since: origin)..<max(start.seconds(since: origin), end.seconds(since: origin))
        let total = letters.lives.residents.total
        let step = 20_000
        items = await withTaskGroup(of: [Item].self) { group in
            var next = 0
            func add(_ group: inout TaskGroup<[Item]>) {
                guard next < total else { return }
                let part = next..<min(next + step, total)
                next = part.upperBound
                group.addTask { Self.items(of: part, letters, within: range, over: network) }
            }
            for _ in 0..<max(1, workers) { add(&group) }
            var found: [Item] = []
            var done = 0
            while let part = await group.next() {
                found += part
                done += step
                report(min(done, total))
                add(&group)
            }
            return found
        }
        items.sort { ($0.at, $0.citizen, $0.posting, $0.sending) < ($1.at, $1.citizen, $1.posting, $1.sending) }
    }

    private static func items(of part: Range<Int>, _ letters: Correspondence, within range: Range<Int64>, over network: Network) -> [Item] {
        var items: [Item] = []
        for index in part {
            let life = letters.lives.life(index)
            let postings = letters.postings(of: life)
            guard !postings.isEmpty else { continue }
            for arrival in letters.arrivals(of: postings, life, over: network) where range.contains(arrival.at) {
                items.append(
                    Item(at: arrival.at, citizen: Int32(index), posting: Int16(arrival.posting), sending: Int16(arrival.sending)))
            }
        }
        return items
    }

    /// When a letter arrives.
    public func arrives(_ item: Item) -> Instant { letters.lives.year.start.adding(seconds: item.at) }

    /// The bytes of a letter.
    public func letter(_ item: Item) -> WrittenLetter {
        let life = letters.lives.life(Int(item.citizen))
        return letters.write(Int(item.posting), of: letters.postings(of: life), life, sending: Int(item.sending))
    }
}
