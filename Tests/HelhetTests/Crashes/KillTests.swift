import Foundation
import Running
import Samples
import Synchronization
import Testing

/// `HELHET_KILLS` says how often; `Scripts/kill-under-load` sets it.
@Suite("Killed under load at a random moment") struct KillTests {
    /// A look at a store takes longer the more it holds, so each is killed so many times.
    private static let killsOfAStore = 20

    @Test("the hub has every letter that it gave a receipt for, once")
    func nothingAcknowledgedIsLost() async throws {
        let kills = ProcessInfo.processInfo.environment["HELHET_KILLS"].flatMap { Int($0) } ?? 10
        var all = 0
        for first in stride(from: 0, to: kills, by: Self.killsOfAStore) {
            let program = try Program()
            defer { program.remove() }
            var next = 0
            for seed in first..<min(first + Self.killsOfAStore, kills) { all += try await kill(program, seed, &next) }
            if kills > Self.killsOfAStore { print("killed \(min(first + Self.killsOfAStore, kills)) times, \(all) letters acknowledged") }
        }
        #expect(all > 0, "no letter was acknowledged before a kill: the test showed nothing")
    }

    /// Kills a hub once under load and looks at what it left; returns how many letters had their receipt by then.
    private func kill(_ program: Program, _ seed: Int, _ next: inout Int) async throws -> Int {
        var numbers = SeededNumbers(seed: UInt64(seed))
        let moment = Duration.milliseconds(Int.random(in: 20...700, using: &numbers))
        let hub = try await RunningHub.start(program)
        let load = Load(hub: hub, first: next)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 { group.addTask { await load.sender() } }
            try await Task.sleep(for: moment)
            hub.process.send(SIGKILL)
            await hub.process.end()
            try await group.waitForAll()
        }
        let sent = load.result
        next = sent.next

        try await check(program, seed)
        let restarted = try await RunningHub.start(program)
        for (number, letter) in sent.acknowledged {
            let again = try await restarted.post(Fixture.numbered(number).bytes)
            #expect(again.headers["helhet-outcome"] == "duplicate", "seed \(seed): letter \(number) was acknowledged and is lost")
            #expect(again.headers["helhet-letter"] == letter, "seed \(seed): letter \(number) is there twice")
        }
        // What was sent without an answer is sent again, and is there once too.
        for number in sent.unanswered {
            let again = try await restarted.post(Fixture.numbered(number).bytes)
            #expect(["accepted", "duplicate"].contains(again.headers["helhet-outcome"]))
            let third = try await restarted.post(Fixture.numbered(number).bytes)
            #expect(third.headers["helhet-letter"] == again.headers["helhet-letter"])
        }
        #expect(await restarted.stop() == 0)
        try await check(program, seed)
        return sent.acknowledged.count
    }

    private func check(_ program: Program, _ seed: Int) async throws {
        let checked = try await program.run("check", "--store", program.store)
        #expect(checked.code == 0, "seed \(seed): \(checked.output)\(checked.narration)")
    }
}

/// Senders that post letters until nobody answers any more.
private final class Load: Sendable {
    struct Result {
        var next: Int
        /// The number of each letter that got its receipt, and its number in the journal.
        var acknowledged: [Int: String] = [:]
        var unanswered: [Int] = []
    }

    private let hub: RunningHub
    private let state: Mutex<Result>

    init(hub: RunningHub, first: Int) {
        self.hub = hub
        state = Mutex(Result(next: first))
    }

    var result: Result { state.withLock { $0 } }

    func sender() async {
        while true {
            let number = state.withLock { state in
                defer { state.next += 1 }
                return state.next
            }
            do {
                let answer = try await hub.post(Fixture.numbered(number).bytes)
                guard answer.status == 200, let letter = answer.headers["helhet-letter"] else { break }
                state.withLock { $0.acknowledged[number] = letter }
            } catch {
                state.withLock { $0.unanswered.append(number) }
                return
            }
        }
        Issue.record("the hub answered something else than a receipt")
    }
}
