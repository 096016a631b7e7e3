import Foundation
import Synchronization

/// Requests from several clients at once, each a thread with a connection that it keeps and with its own dice.
final class Load: Sendable {
    struct Request {
        /// What kind of request it is; figures are given for each.
        var kind: String
        var method = "GET"
        var target: String
        var body: [UInt8] = []
        /// Statuses that are as they should be.
        var expects: ClosedRange<Int> = 200...299
    }

    struct Result {
        var waits: [String: [Double]] = [:]
        var bytes = 0
        var failures: [String: Int] = [:]
        var seconds = 0.0

        var count: Int { waits.values.reduce(0) { $0 + $1.count } }
        var rate: Double { Double(count) / seconds }
        var all: [Double] { waits.values.flatMap { $0 } }

        static func += (sum: inout Result, other: Result) {
            sum.waits.merge(other.waits) { $0 + $1 }
            sum.bytes += other.bytes
            sum.failures.merge(other.failures) { $0 + $1 }
        }
    }

    private struct State {
        var result = Result()
        var failure: (any Error)?
        var left = 0
    }

    private let state = Mutex(State())

    /// Sends for so many seconds; `make` is called by each client for its next request, and ends it with nil.
    static func run(
        port: UInt16, clients: Int, seconds: Double = .infinity, seed: UInt64 = 0, _ make: @escaping @Sendable (inout Dice) -> Request?
    ) async throws -> Result {
        let load = Load()
        load.state.withLock { $0.left = clients }
        let begun = Machine.wall
        await withCheckedContinuation { continuation in
            for client in 0..<clients {
                Thread.detachNewThread {
                    let done = Swift.Result { try send(port, until: begun + seconds, Dice(seed &+ UInt64(client) &* 0x9E37), make) }
                    let isLast = load.state.withLock { state in
                        switch done {
                        case .success(let result): state.result += result
                        case .failure(let error): state.failure = error
                        }
                        state.left -= 1
                        return state.left == 0
                    }
                    if isLast { continuation.resume() }
                }
            }
        }
        var (result, failure) = load.state.withLock { ($0.result, $0.failure) }
        if let failure { throw failure }
        result.seconds = Machine.wall - begun
        return result
    }

    private static func send(_ port: UInt16, until end: Double, _ dice: Dice, _ make: (inout Dice) -> Request?) throws -> Result {
        let connection = try Connection(port: port)
        var dice = dice
        var result = Result()
        while true {
            guard let request = make(&dice) else { return result }
            let start = Machine.wall
            guard start < end else { return result }
            let answer = try connection.request(request.method, request.target, request.body)
            result.waits[request.kind, default: []].append(Machine.wall - start)
            result.bytes += answer.bytes
            if !request.expects.contains(answer.status) { result.failures["\(request.kind): \(answer.status)", default: 0] += 1 }
        }
    }
}

/// Numbers that are the same at every run: https://prng.di.unimi.it/splitmix64.c
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var number = state
        number = (number ^ (number >> 30)) &* 0xBF58_476D_1CE4_E5B9
        number = (number ^ (number >> 27)) &* 0x94D0_49BB_1331_11EB
        return number ^ (number >> 31)
    }

    mutating func below(_ count: Int) -> Int { Int.random(in: 0..<max(count, 1), using: &self) }

    mutating func any<Value>(_ values: [Value]) -> Value { values[below(values.count)] }
}
