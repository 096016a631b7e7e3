import Foundation
import Synchronization

/// Letters on their way over HTTP. Each sender is a thread with a connection of its own: the client's own cost stays little.
final class Posting: Sendable {
    private struct State {
        var passage = Passage()
        var failure: (any Error)?
        var left: Int
    }

    private let letters: [[UInt8]]
    private let lines: Lines
    private let rate: Double?
    private let counter = Counter()
    private let state = Mutex(State(left: 0))

    init(_ letters: [[UInt8]], over lines: Lines, rate: Double?) {
        self.letters = letters
        self.lines = lines
        self.rate = rate
    }

    /// No letter is sent any more that is not on its way.
    func stop() { counter.end() }

    var hasFailed: Bool { state.withLock { $0.failure != nil } }

    func run(senders: Int) async throws -> Passage {
        state.withLock { $0.left = senders }
        // Time begins when everybody is connected.
        let taken = try lines.take(senders)
        let begun = Machine.wall
        await withCheckedContinuation { continuation in
            for line in taken {
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
        lines.giveBack(taken)
        return passage
    }

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

/// Connections to a hub that are kept from one sending to the next, as whoever sends letters all day does.
final class Lines: Sendable {
    /// One sender's, whose thread alone has it while it sends.
    struct Line: @unchecked Sendable { var connection: Connection }

    private let port: UInt16
    private let idle = Mutex<[Line]>([])

    init(port: UInt16) { self.port = port }

    /// So many that are open.
    func take(_ count: Int) throws -> [Line] {
        var lines = idle.withLock { idle in
            let taken = idle.suffix(count)
            idle.removeLast(taken.count)
            return taken.filter(\.connection.isOpen)
        }
        while lines.count < count { lines.append(Line(connection: try Connection(port: port))) }
        return lines
    }

    func giveBack(_ lines: [Line]) { idle.withLock { $0 += lines } }
}
