import Foundation
import Synchronization

/// Letters on their way over HTTP. Each sender is a thread with a connection that it keeps: the client's own cost stays little.
final class Posting: Sendable {
    private struct State {
        var passage = Passage()
        var failure: (any Error)?
        var left: Int
    }

    private let letters: [[UInt8]]
    private let port: UInt16
    private let rate: Double?
    private let counter = Counter()
    private let state = Mutex(State(left: 0))

    init(_ letters: [[UInt8]], port: UInt16, rate: Double?) {
        self.letters = letters
        self.port = port
        self.rate = rate
    }

    /// No letter is sent any more that is not on its way.
    func stop() { counter.end() }

    var hasFailed: Bool { state.withLock { $0.failure != nil } }

    func run(senders: Int) async throws -> Passage {
        state.withLock { $0.left = senders }
        // Time begins when everybody is connected.
        let lines = try (0..<senders).map { _ in Line(connection: try Connection(port: port)) }
        let begun = Machine.wall
        await withCheckedContinuation { continuation in
            for line in lines {
                Thread.detachNewThread {
                    let result = Result { try self.sendSome(line.connection, since: begun) }
                    let isLast = self.state.withLock { state in
                        switch result {
                        case .success(let passage): state.passage += passage
                        case .failure(let error): state.failure = error
                        }
                        state.left -= 1
                        return state.left == 0
                    }
                    if isLast { continuation.resume() }
                }
            }
        }
        let (passage, failure) = state.withLock { ($0.passage, $0.failure) }
        if let failure { throw failure }
        return passage
    }

    /// Of one sender, whose thread alone has it once it runs.
    private struct Line: @unchecked Sendable { var connection: Connection }

    private func sendSome(_ connection: Connection, since begun: Double) throws -> Passage {
        var passage = Passage()
        while true {
            let index = counter.next()
            guard index < letters.count else { return passage }
            var start = Machine.wall
            if let rate {
                let due = begun + Double(index) / rate
                if due > start { usleep(UInt32((due - start) * 1e6)) }
                guard !counter.hasEnded else { return passage }
                start = due
            }
            let status = try connection.request("POST", "/letters", letters[index]).status
            passage.waits.append(Machine.wall - start)
            passage.outcomes["\(status)", default: 0] += 1
        }
    }
}
