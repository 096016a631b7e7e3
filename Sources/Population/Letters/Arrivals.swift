/// How letters come to their receiver.
public enum Network: String, Sendable, CaseIterable {
    /// In the order in which they are sent, within seconds.
    case ideal
    /// As networks are: some late, some twice, some past each other.
    case real
}

/// A letter reaches its receiver.
public struct LetterArrival: Sendable, Hashable {
    /// The place of the letter among the citizen's letters.
    public var posting: Int
    /// Seconds since the first midnight of the year.
    public var at: Int64
    /// 0 the first time, 1 when it comes again.
    public var sending: Int
}

extension Correspondence {
    /// When the letters of a life arrive, by time.
    public func arrivals(of postings: [Posting], _ life: Life, over network: Network) -> [LetterArrival] {
        guard network == .real else {
            return postings.indices.map { LetterArrival(posting: $0, at: postings[$0].sent, sending: 0) }
        }
        var draws = residents.draws(.disorder, life.citizen)
        let rates = rates.networks
        var arrivals: [LetterArrival] = []
        for (place, posting) in postings.enumerated() {
            var at = posting.sent + Int64(draws.within(1...20))
            if draws.happens(rates.late) {
                at += Int64(rates.hoursLate.draw(&draws) * 3600 + draws.below(3600))
            } else if draws.happens(rates.outOfOrder) {
                at += Int64(draws.within(60...2400))
            }
            arrivals.append(LetterArrival(posting: place, at: at, sending: 0))
            if draws.happens(rates.twice) {
                arrivals.append(LetterArrival(posting: place, at: at + Int64(draws.within(1_800...7_200)), sending: 1))
            }
        }
        return arrivals.sorted { ($0.at, $0.posting, $0.sending) < ($1.at, $1.posting, $1.sending) }
    }
}
