import CFaultVFS
import FHIR
import Foundation
import GRDB
import Journal
import Testing

@testable import JournalSQLite

/// A disk that throws away unsynced writes while resources are written, merged and built into the index.
@Suite("A power cut under the index")
struct IndexPowerCutTests {
    static let seeds = ProcessInfo.processInfo.environment["HELHET_SEEDS"].flatMap { UInt64($0) } ?? 12

    @Test("leaves an index that says what the resources say, and goes on with what was begun", arguments: 0..<Self.seeds)
    func cut(_ seed: UInt64) async throws {
        try await Scratch.with { folder in
            let (before, after) = (folder + "/before", folder + "/after")
            for path in [before, after] { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
            #expect(fault_vfs_install() == 0)
            fault_vfs_watch(before)
            defer { fault_vfs_forget(before) }
            let journal = try Toy.open(before + "/store.sqlite", pace: [.init(8), .init(40), .init()][Int(seed % 3)])
            fault_vfs_arm(before, after, seed, Int64(seed &* 7919 % 150) + 1)
            var acknowledged: Set<String> = []
            for number in 0..<120 {
                let id = "t\(number % 50)"
                let thing = Toy.Thing(id: id, code: "a", value: number, tags: [number % 7], note: "y", parent: nil, subject: nil)
                _ = try await journal.commit(.people, at: HealthyStore.now) {
                    try $0.put(thing.resource, id: id, subject: nil, source: .act(0), ifVersion: nil)
                }
                if fault_vfs_lost(before) == FAULT_VFS_NOT_YET { acknowledged.insert(id) }
            }
            try await journal.close()
            #expect(fault_vfs_lost(before) >= 0, "seed \(seed): the power was never cut")

            let survivor = try Toy.open(after + "/store.sqlite")
            #expect(try await survivor.check() == [])
            var search = Search(type: "Basic")
            search.criteria = [Toy.asks("code a")]
            search.limit = 100
            let asked = search
            let found = try await survivor.read { Set(try $0.search(asked).resources.map(\.id)) }
            #expect(found.isSuperset(of: acknowledged))
            _ = try await survivor.commit(.people, at: HealthyStore.now) {
                try $0.put(
                    Toy.Thing(id: "n", code: "a", value: 1, tags: [], note: "y", parent: nil, subject: nil).resource, id: "n", subject: nil,
                    source: .act(0), ifVersion: nil)
            }
            #expect(try await survivor.check() == [])
            try await survivor.close()
        }
    }
}
