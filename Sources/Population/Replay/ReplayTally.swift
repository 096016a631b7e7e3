/// What became of the letters of a replay.
public struct ReplayTally: Sendable {
    /// One letter's answer.
    public struct Answer: Sendable {
        /// What the hub says of it, `accepted`; or why there is nothing: `answered 413`.
        public var outcome: String
        public var receipt: LetterReceipt?
        /// Whether HTTP says that it was taken.
        public var isTaken: Bool
        /// Whether the hub has it once more than before.
        public var isNew: Bool
        /// Seconds from when it was due, and from when it was sent for the last time.
        public var fromDue: Double
        public var fromSending: Double
        /// How often it was sent again, since the hub did not answer.
        public var retries: Int

        public init(
            _ outcome: String, receipt: LetterReceipt? = nil, isTaken: Bool, isNew: Bool, fromDue: Double, fromSending: Double,
            retries: Int = 0
        ) {
            self.outcome = outcome
            self.receipt = receipt
            self.isTaken = isTaken
            self.isNew = isNew
            self.fromDue = fromDue
            self.fromSending = fromSending
            self.retries = retries
        }
    }

    public private(set) var outcomes: [String: Int] = [:]
    public private(set) var receipts: [LetterReceipt.Verdict: Int] = [:]
    public private(set) var codes: [String: Int] = [:]
    public private(set) var retries = 0
    /// Letters that HTTP refused.
    public private(set) var errors = 0
    /// Letters that the hub keeps because of this replay.
    public private(set) var kept = 0
    /// Letters that were answered more than `limit` after they were due.
    public private(set) var late = 0
    private var fromDue: [Float] = []
    private var fromSending: [Float] = []
    private let limit: Double

    /// - Parameter lateAfter: seconds.
    public init(lateAfter limit: Double) { self.limit = limit }

    public var count: Int { fromDue.count }

    public mutating func add(_ answer: Answer) {
        outcomes[answer.outcome, default: 0] += 1
        if let receipt = answer.receipt {
            receipts[receipt.verdict, default: 0] += 1
            for code in receipt.codes { codes[code, default: 0] += 1 }
        }
        retries += answer.retries
        if !answer.isTaken { errors += 1 }
        if answer.isNew { kept += 1 }
        if answer.fromDue > limit { late += 1 }
        fromDue.append(Float(answer.fromDue))
        fromSending.append(Float(answer.fromSending))
    }

    /// Whether anything came to another end than it should.
    public var isWrong: Bool { errors > 0 || outcomes.contains { $0.key != "accepted" && $0.key != "duplicate" } }

    /// Milliseconds that so large a part of the letters did not take longer than.
    public struct Latencies: Sendable, Hashable {
        public var p50, p95, p99, longest: Double

        init(_ seconds: [Float]) {
            let sorted = seconds.sorted()
            func value(_ part: Double) -> Double {
                sorted.isEmpty ? 0 : Double(sorted[min(sorted.count - 1, Int(part * Double(sorted.count)))]) * 1000
            }
            (p50, p95, p99, longest) = (value(0.5), value(0.95), value(0.99), value(1))
        }
    }

    /// From when letters were due: a hub that stops for a second is seen by all that were due in it.
    public var latencies: Latencies { Latencies(fromDue) }
    /// From when they were sent.
    public var answerTimes: Latencies { Latencies(fromSending) }
}
