import FHIR
import Population

/// A letter of the demo that has not arrived yet.
struct DemoLetter: Sendable {
    enum Source: Sendable {
        case written([UInt8])
        /// Of a citizen of ``DemoLetters``: which year's letters, which citizen, which of their letters, which time it is sent.
        case planned(year: Int, citizen: Int32, posting: Int16, sending: Int16)
    }

    var at: Instant
    var source: Source
    /// Letters with the same key are taken one after another.
    var key: Int64
    /// Whether it says that somebody is ready to leave the hospital.
    var isReady: Bool
}

/// The letters to come, by time; those of whole years are thought of in advance, and written when they are sent.
struct DemoLetters: Sendable {
    private var years: [Correspondence] = []
    /// The latest first, so that the next is taken off the end.
    private var waiting: [DemoLetter] = []

    var count: Int { waiting.count }
    var next: DemoLetter? { waiting.last }
    var nextReady: DemoLetter? { waiting.last(where: \.isReady) }

    mutating func add(_ letters: [DemoLetter]) {
        waiting += letters
        waiting.sort { ($1.at, $1.key) < ($0.at, $0.key) }
    }

    /// - Parameter after: those that arrive later.
    mutating func add(_ year: DemoYear, after instant: Instant) {
        let number = years.count
        years.append(year.letters)
        add(
            year.items.filter { $0.at > instant }.map { item in
                DemoLetter(
                    at: item.at, source: .planned(year: number, citizen: item.citizen, posting: item.posting, sending: item.sending),
                    key: Int64(number) << 32 | Int64(item.citizen), isReady: item.isReady)
            })
    }

    /// Takes off what arrives until then, `most` at the most.
    mutating func take(until: Instant, most: Int) -> [DemoLetter] {
        var taken: [DemoLetter] = []
        while let letter = waiting.last, letter.at <= until, taken.count < most {
            taken.append(letter)
            waiting.removeLast()
        }
        return taken
    }

    func write(_ letter: DemoLetter) -> [UInt8] {
        switch letter.source {
        case .written(let bytes): return bytes
        case .planned(let year, let citizen, let posting, let sending):
            let letters = years[year]
            let life = letters.lives.life(Int(citizen))
            return letters.write(Int(posting), of: letters.postings(of: life), life, sending: Int(sending)).bytes
        }
    }
}

/// Which letters of a town arrive when in a year.
struct DemoYear: Sendable {
    struct Item: Sendable {
        var at: Instant
        var citizen: Int32
        var posting: Int16
        var sending: Int16
        var isReady: Bool
    }

    let letters: Correspondence
    let items: [Item]

    /// Looks through all lives, some at a time, so that pages are answered meanwhile. What was over before `since` is left out, whole conversations at a time.
    init(_ letters: Correspondence, since: Instant) async {
        self.letters = letters
        let first = since.seconds(since: letters.lives.year.start)
        let total = letters.lives.residents.total
        var items: [Item] = []
        for start in stride(from: 0, to: total, by: Self.step) {
            items += Self.items(of: start..<min(start + Self.step, total), letters, from: first)
            await Task.yield()
        }
        self.items = items
    }

    private static let step = 100

    private static func items(of part: Range<Int>, _ letters: Correspondence, from first: Int64) -> [Item] {
        var items: [Item] = []
        let origin = letters.lives.year.start
        for index in part {
            let life = letters.lives.life(index)
            let postings = letters.postings(of: life)
            guard postings.last.map({ $0.sent >= first }) ?? false else { continue }
            let arrivals = letters.arrivals(of: postings, life, over: .real)
            var last: [Int: Int64] = [:]
            for arrival in arrivals { last[postings[arrival.posting].thread] = arrival.at }
            for arrival in arrivals where last[postings[arrival.posting].thread].map({ $0 >= first }) ?? false {
                let posting = postings[arrival.posting]
                items.append(
                    Item(
                        at: origin.adding(seconds: arrival.at), citizen: Int32(index), posting: Int16(arrival.posting),
                        sending: Int16(arrival.sending), isReady: posting.kind == .ready && arrival.sending == 0))
            }
        }
        return items
    }
}
