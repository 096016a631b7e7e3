import Access
import FHIR
import Foundation
import Journal
import Testing

/// What an entry costs: `Scripts/measure-access-log` runs it.
@Suite("The cost of an entry", .enabled(if: ProcessInfo.processInfo.environment["HELHET_MEASURE"] != nil))
struct LogCostTests {
    @Test("alone, from 64 who write at once, and when it is read back")
    func cost() async throws {
        try await Scratch.with { folder in
            let log = try LogFiles.open(folder: folder + "/log")
            func measure(_ name: String, _ count: Int, _ body: () async throws -> Void) async throws {
                let (cpu, start) = (clock(), ContinuousClock.now)
                try await body()
                let seconds = (ContinuousClock.now - start) / .seconds(1)
                let processor = Double(clock() - cpu) / Double(CLOCKS_PER_SEC)
                let line =
                    "\(name): \(Int(Double(count) / seconds))/s, \(Int(seconds * 1e6 / Double(count))) µs each, "
                    + "\(Int(processor * 1e6 / Double(count))) µs of processor\n"
                FileHandle.standardError.write(Data(line.utf8))
            }
            try await measure("alone", 20_000) { for number in 0..<20_000 { try await log.append(Sample.entry(number)) } }
            try await measure("64 at once", 64_000) {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for task in 0..<64 {
                        group.addTask { for number in 0..<1_000 { try await log.append(Sample.entry(task * 1_000 + number)) } }
                    }
                    try await group.waitForAll()
                }
            }
            let bytes = try Scratch.files(folder + "/log").reduce(0) { $0 + Scratch.read($1).count }
            FileHandle.standardError.write(Data("\(bytes / 84_000) bytes each, \(bytes / 1_000_000) MB\n".utf8))
            var query = LogQuery()
            query.subjects = [SubjectID(1_000)]
            try await measure("looked through for a citizen who is not there", 84_000) { _ = try await log.entries(query) }
            query.subjects = [SubjectID(3)]
            try await measure("a page of a citizen", 50) { _ = try await log.entries(query) }
            try await measure("checked", 84_000) {
                let report = try await log.check(against: log.synced)
                #expect(report.findings == [])
            }
            try await log.close()
        }
    }
}
