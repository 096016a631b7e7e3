import Foundation
import Running
import Samples
import Synchronization
import Testing

/// A merge of runs that do not fit into a row writes its blocks in slices; a watcher kills the hub when the first of them are on disk.
@Suite("Killed in the middle of a large merge of the index") struct MergeKillTests {
    @Test("the hub finds by search all that it answered for") func merges() async throws {
        let program = try Program()
        defer { program.remove() }
        var acknowledged: Set<String> = []
        // On a busy machine a round may end before a merge is under way.
        var hits = 0
        for round in 0..<3 {
            let hub = try await RunningHub.start(program)
            let watcher = try RunningProgram("python3", ["-c", Self.watcher, program.store, String(hub.process.identifier)])
            let stream = Stream(hub: hub, round: round)
            await withTaskGroup(of: Void.self) { group in
                for client in 0..<2 { group.addTask { await stream.client(client) } }
            }
            await watcher.end()
            await hub.process.end()
            if watcher.code == 0 { hits += 1 }
            acknowledged.formUnion(stream.acknowledged)

            let checked = try await program.run("check", "--store", program.store)
            #expect(checked.code == 0, "round \(round): \(checked.output)\(checked.narration)")
        }
        #expect(hits > 0, "no merge was under way within the time of any round: the test showed nothing")
        #expect(!acknowledged.isEmpty)
        let hub = try await RunningHub.start(program)
        for name in acknowledged.sorted() {
            let found = try await hub.get("/fhir/Observation?identifier=urn:helhet:test%7C\(name)&value-quantity=ge0&_summary=count")
            let total = (try JSONSerialization.jsonObject(with: Data(found.text.utf8)) as? [String: Any])?["total"] as? Int
            #expect(total == Stream.size, "of the transaction \(name) \(total ?? -1) are found")
        }
        #expect(await hub.stop() == 0)
        let checked = try await program.run("check", "--store", program.store)
        #expect(checked.code == 0, "\(checked.output)\(checked.narration)")
    }

    /// Kills as soon as a run is being written; gives up after two minutes.
    private static let watcher = """
        import os, signal, sqlite3, sys, time
        end = time.time() + 120
        while time.time() < end:
            try:
                store = sqlite3.connect("file:%s?mode=ro" % sys.argv[1], uri=True)
                while time.time() < end:
                    if store.execute("select count(*) from index_run where state = 1").fetchone()[0]:
                        os.kill(int(sys.argv[2]), signal.SIGKILL)
                        sys.exit(0)
                    time.sleep(0.0005)
            except sqlite3.Error:
                time.sleep(0.01)
        os.kill(int(sys.argv[2]), signal.SIGKILL)
        sys.exit(1)
        """
}

/// Clients that send large transactions until nobody answers any more.
private final class Stream: Sendable {
    static let size = 1_500

    private let hub: RunningHub
    private let round: Int
    private let answered = Mutex<Set<String>>([])

    init(hub: RunningHub, round: Int) {
        self.hub = hub
        self.round = round
    }

    var acknowledged: Set<String> { answered.withLock { $0 } }

    func client(_ client: Int) async {
        var numbers = SeededNumbers(seed: UInt64(round * 2 + client))
        for number in 0..<200 {
            let name = "m\(round)-\(client)-\(number)"
            let entries = (0..<Self.size).map { _ in Self.entry(name, &numbers) }.joined(separator: ",")
            let bundle = #"{"resourceType":"Bundle","type":"transaction","entry":[\#(entries)]}"#
            guard let answer = try? await hub.post(Array(bundle.utf8), to: "/fhir") else { return }
            if answer.status == 200 { answered.withLock { _ = $0.insert(name) } }
        }
    }

    /// Values of their own, which no two postings share.
    private static func entry(_ name: String, _ numbers: inout SeededNumbers) -> String {
        let (value, code, day) = (
            Int.random(in: 0...1_000_000, using: &numbers), Int.random(in: 0...1_000_000, using: &numbers),
            Int.random(in: 10...28, using: &numbers)
        )
        return """
            {"request":{"method":"POST","url":"Observation"},"resource":{"resourceType":"Observation","status":"final",\
            "identifier":[{"system":"urn:helhet:test","value":"\(name)"},{"system":"urn:helhet:own","value":"\(value)-\(code)"}],\
            "code":{"coding":[{"system":"urn:helhet:code","code":"c\(code)"},{"system":"urn:helhet:other","code":"d\(value)"}]},\
            "effectiveDateTime":"2026-01-\(day)T10:00:\(10 + value % 50)Z","valueQuantity":{"value":\(value),"unit":"mg",\
            "system":"http://unitsofmeasure.org","code":"mg"}}}
            """
    }
}
