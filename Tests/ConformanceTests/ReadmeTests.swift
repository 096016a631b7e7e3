import Conformance
import Foundation
import Samples
import Testing

@Suite("The README") struct ReadmeTests {
    private static let isWhole = Conformance.needed.map(SharedData.has).allSatisfy { $0 }

    /// The lines of its table of figures, without the head.
    private static func table() throws -> [String] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let lines = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8).split(separator: "\n").map(String.init)
        let start = try #require(lines.firstIndex(of: "<!-- Scripts/conformance --readme writes this table -->"))
        let end = try #require(lines.firstIndex(of: "<!-- until here -->"))
        try #require(lines[start + 1...start + 2] == ["| what | measured |", "|---|---|"])
        return Array(lines[(start + 3)..<end])
    }

    @Test("has a table of figures, each of something else") func form() throws {
        let table = try Self.table()
        #expect(table.count >= 5)
        let names = table.map { $0.split(separator: "|", omittingEmptySubsequences: false) }
        #expect(names.allSatisfy { $0.count == 4 })
        #expect(Set(names.map { $0[1] }).count == table.count)
    }

    @Test("gives the figures that are measured", .enabled(if: isWhole, "no shared data")) func figures() throws {
        let table = try Self.table()
        let missing = try Conformance.rows().map(\.markdown).filter { !table.contains($0) }
        #expect(missing == [], "Write them anew: Scripts/conformance --no-speed --no-memory --readme")
    }
}
