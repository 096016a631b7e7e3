import Exchange
import Foundation
import Journal
import Samples
import Testing

/// Every letter of the shared folder in one journal, in three random orders, each file twice.
///
/// `whole-folder.tsv` says what must become of each file: outcome, type, receipt and why. A file that another one repeats is `once`:
/// whichever of them comes first is accepted, the other is its duplicate; `refused once` likewise.
@Suite("The whole folder of letters", .enabled(if: SharedLetters.areThere)) struct WholeFolderTests {
    struct Row: Hashable {
        var outcome: String
        var type: String
        var receipt: String
        var because: String

        /// What the first arrival may come to.
        var firstOutcomes: Set<Reception.Outcome> {
            switch outcome {
            case "once": [.accepted, .duplicate]
            case "refused once": [.refused, .duplicate]
            default: Set([Reception.Outcome(rawValue: outcome)].compactMap(\.self))
            }
        }

        /// Whether the journal knows it again by sender, id and content.
        var isKept: Bool { outcome != "unreadable" && outcome != "skipped" }
    }

    static func table() throws -> [String: Row] {
        let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "whole-folder.tsv").path
        let text = String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
        var rows: [String: Row] = [:]
        for line in text.split(separator: "\n").dropFirst() {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            rows[cells[0]] = Row(outcome: cells[1], type: cells[2], receipt: cells[3], because: cells[4])
        }
        return rows
    }

    @Test("comes to the same whatever its order, and each file to what the table says")
    func anyOrder() async throws {
        let table = try Self.table()
        let files = SharedLetters.all()
        #expect(Set(files) == Set(table.keys))
        var digests: [String] = []
        for seed in [1, 2, 3] as [UInt64] {
            var numbers = SeededNumbers(seed: seed)
            let hub = try MemoryHub()
            var outcomes: [String: [Reception]] = [:]
            for file in (files + files).shuffled(using: &numbers) {
                outcomes[file, default: []].append(try await hub.receive(try SharedLetters.bytes(file)))
            }
            for file in files {
                guard let row = table[file], let receptions = outcomes[file], receptions.count == 2 else { continue }
                Self.check(file, row, receptions[0], receptions[1])
            }
            digests.append(try await hub.digest())
            #expect(try await hub.findings().map(\.description) == [])
        }
        #expect(Set(digests).count == 1)
    }

    private static func check(_ file: String, _ row: Row, _ first: Reception, _ second: Reception) {
        #expect(row.firstOutcomes.contains(first.outcome), "\(file): \(first.outcome)")
        #expect(second.outcome == (row.isKept ? .duplicate : first.outcome), "\(file) again: \(second.outcome)")
        for reception in [first, second] {
            #expect(reception.type?.rawValue ?? "" == row.type, "\(file)")
            #expect(reception.receiptCode ?? "" == row.receipt, "\(file)")
            #expect((reception.answer != nil) == !row.receipt.isEmpty, "\(file)")
            let because = reception.because ?? ""
            // Whoever comes first does not know yet that its id is used again.
            #expect(because == row.because || because.isEmpty && row.because == "id reused", "\(file): \(because)")
        }
    }
}
