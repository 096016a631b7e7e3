import Access
import FHIR
import Foundation
import Journal
import Synchronization

/// A folder of its own for each test, taken away afterwards.
enum Scratch {
    static func with<Value>(_ body: (String) async throws -> Value) async throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "helhet-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try await body(folder)
    }

    static func read(_ path: String) -> [UInt8] { FileManager.default.contents(atPath: path).map { Array($0) } ?? [] }

    static func write(_ bytes: [UInt8], to path: String) throws { try Data(bytes).write(to: URL(fileURLWithPath: path)) }

    /// The files of a log, oldest first.
    static func files(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".log") }.sorted().map { "\(folder)/\($0)" }
    }
}

enum Sample {
    /// 2026-01-01T12:00:00Z
    static let noon = Instant(seconds: 1_767_268_800)

    /// The `number`-th of many different entries.
    static func entry(_ number: Int) -> LogEntry {
        let deeds: [Deed] = [.read, .search, .change, .page, .delete]
        let actors: [Actor] = [.thisMachine, Actor(.person, "4711", organisation: "no:974", role: "nurse"), .hub]
        let at = noon.adding(seconds: Int64(number))
        var entry = LogEntry(at: at, actors[number % 3], deeds[number % 5], for: .treatment, target: "Observation", trace: "t\(number)")
        if number.isMultiple(of: 2) { entry.shape = "code&date" }
        for other in 0..<(number % 4) {
            entry.shown.append(LogEntry.Shown("Observation/0\(number)\(other)", of: SubjectID(Int64((number + other) % 7 + 1))))
        }
        entry.others = number % 3
        return entry
    }
}
