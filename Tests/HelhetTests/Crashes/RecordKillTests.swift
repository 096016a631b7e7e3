import Foundation
import Running
import Samples
import Synchronization
import Testing

/// `HELHET_KILLS` says how often; `Scripts/kill-under-load` sets it.
@Suite("Killed while resources come in") struct RecordKillTests {
    @Test("the hub has every change that it answered for, and each transaction whole or not at all")
    func nothingAcknowledgedIsLost() async throws {
        let kills = ProcessInfo.processInfo.environment["HELHET_KILLS"].flatMap { Int($0) } ?? 4
        let program = try Program()
        defer { program.remove() }
        var acknowledged = 0
        for seed in 0..<min(kills, 40) { acknowledged += try await kill(program, seed) }
        #expect(acknowledged > 0, "nothing was acknowledged before a kill: the test showed nothing")
    }

    private func kill(_ program: Program, _ seed: Int) async throws -> Int {
        var numbers = SeededNumbers(seed: UInt64(seed))
        let moment = Duration.milliseconds(Int.random(in: 100...1_200, using: &numbers))
        let hub = try await RunningHub.start(program)
        let changes = Changes(hub: hub, seed: seed)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for client in 0..<6 { group.addTask { await changes.client(client) } }
            try await Task.sleep(for: moment)
            hub.process.send(SIGKILL)
            await hub.process.end()
            try await group.waitForAll()
        }
        let checked = try await program.run("check", "--store", program.store)
        #expect(checked.code == 0, "seed \(seed): \(checked.output)\(checked.narration)")

        let restarted = try await RunningHub.start(program)
        let done = changes.result
        for (address, state) in done.stands {
            let answer = try await restarted.get("/fhir/\(address)")
            switch state {
            case .version(let version):
                #expect(answer.status == 200, "seed \(seed): \(address) was acknowledged and is lost")
                let stands = Int(answer.headers["etag"]?.filter(\.isNumber) ?? "") ?? 0
                #expect(stands >= version, "seed \(seed): \(address) fell back to version \(stands) from \(version)")
            case .deleted: #expect(answer.status == 410, "seed \(seed): \(address) was deleted and is back")
            }
        }
        for name in done.transactions {
            let found = try await restarted.get("/fhir/Basic?identifier=urn:helhet:test%7C\(name)&_summary=count")
            let total = (try JSONSerialization.jsonObject(with: Data(found.text.utf8)) as? [String: Any])?["total"] as? Int
            #expect(total == 0 || total == 5, "seed \(seed): of a transaction of five \(total ?? -1) are there")
            if done.wholes.contains(name) { #expect(total == 5, "seed \(seed): a transaction was acknowledged and is lost") }
        }
        #expect(await restarted.stop() == 0)
        return done.stands.count + done.wholes.count
    }
}

/// Clients that create, change and delete until nobody answers any more.
private final class Changes: Sendable {
    enum State {
        case version(Int)
        case deleted
    }

    struct Result {
        /// What was acknowledged of each address, last.
        var stands: [String: State] = [:]
        /// Every transaction that was sent, and those that were answered.
        var transactions: [String] = []
        var wholes: Set<String> = []
    }

    private let hub: RunningHub
    private let seed: Int
    private let state = Mutex(Result())

    init(hub: RunningHub, seed: Int) {
        self.hub = hub
        self.seed = seed
    }

    var result: Result { state.withLock { $0 } }

    func client(_ client: Int) async {
        do {
            var round = 0
            while true {
                round += 1
                // An address of its own for each client: what is acknowledged last is what stands.
                let address = "Basic/k\(seed)-\(client)-\(round / 4)"
                switch round % 4 {
                case 3 where client % 2 == 0:
                    // Whether it was done is not known until it is answered.
                    state.withLock { _ = $0.stands.removeValue(forKey: address) }
                    let answer = try await hub.delete("/fhir/\(address)")
                    if answer.status < 300 { state.withLock { $0.stands[address] = .deleted } }
                case 2: try await transact("t\(seed)-\(client)-\(round)")
                default:
                    let body = #"{"resourceType":"Basic","id":"\#(address.dropFirst(6))","code":{"text":"\#(round)"}}"#
                    let answer = try await hub.put(Array(body.utf8), to: "/fhir/\(address)")
                    guard answer.status == 200 || answer.status == 201 else {
                        Issue.record("a change was answered with \(answer.status)")
                        return
                    }
                    let version = Int(answer.headers["etag"]?.filter(\.isNumber) ?? "") ?? 0
                    state.withLock { $0.stands[address] = .version(version) }
                }
            }
        } catch {
            // Nobody answers any more.
        }
    }

    private func transact(_ name: String) async throws {
        state.withLock { $0.transactions.append(name) }
        let entry = """
            {"request":{"method":"POST","url":"Basic"},"resource":{"resourceType":"Basic","identifier":[{"system":"urn:helhet:test",\
            "value":"\(name)"}],"code":{"text":"of five"}}}
            """
        let entries = [String](repeating: entry, count: 5).joined(separator: ",")
        let answer = try await hub.post(Array(#"{"resourceType":"Bundle","type":"transaction","entry":[\#(entries)]}"#.utf8), to: "/fhir")
        if answer.status == 200 { state.withLock { _ = $0.wholes.insert(name) } }
    }
}
