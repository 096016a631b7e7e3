import Journal

/// A closed set that a column keeps as a small number. The numbers are part of the file: never change one.
protocol Coded: CaseIterable, Equatable {
    var code: Int64 { get }
}

extension Coded {
    init(code: Int64) throws(JournalError) {
        guard let value = Self.allCases.first(where: { $0.code == code }) else {
            throw JournalError(.damaged, "A row has a code that means nothing. Run `helhet check`, or restore a backup.")
        }
        self = value
    }
}

extension LetterRecord.Outcome: Coded {
    var code: Int64 {
        switch self {
        case .accepted: 0
        case .refused: 1
        case .unreadable: 2
        }
    }
}

extension WorkItem.State: Coded {
    var code: Int64 {
        switch self {
        case .open: 0
        case .planned: 1
        case .attention: 2
        }
    }
}

extension OutboxItem.Kind: Coded {
    var code: Int64 {
        switch self {
        case .receipt: 0
        case .letter: 1
        }
    }
}

extension OutboxItem.State: Coded {
    var code: Int64 {
        switch self {
        case .waiting: 0
        case .sent: 1
        case .done: 2
        case .failed: 3
        case .withdrawn: 4
        case .handled: 5
        }
    }
}

extension Handling.Kind: Coded {
    var code: Int64 {
        switch self {
        case .letter: 0
        case .delivery: 1
        }
    }
}

extension FeedEvent.Kind: Coded {
    var code: Int64 {
        switch self {
        case .letter: 0
        case .resource: 1
        case .plan: 2
        case .timer: 3
        case .outbox: 4
        case .identity: 5
        case .erasure: 6
        }
    }
}

extension Erasure.Kind: Coded {
    var code: Int64 {
        switch self {
        case .citizen: 0
        case .resource: 1
        case .letter: 2
        case .retention: 3
        }
    }
}
