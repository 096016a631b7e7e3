import Directory
import Foundation
import Testing

@testable import Pathways

/// `published.tsv` has a line for each version that Helhet has come with since: pathway, version, and what a store remembers of its text.
/// A store that citizens have runs of it in does not start with another text under the same version, so no line is ever changed.
@Suite("The versions that come with Helhet") struct PublishedTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()

    /// Hashes by pathway and version; a line that is no line is recorded.
    private static let table: [String: String] = {
        var table: [String: String] = [:]
        let text = (try? String(contentsOf: folder.appending(path: "published.tsv"), encoding: .utf8)) ?? ""
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            let isLine = fields.count == 3 && fields[2].count == 64 && table["\(fields[0]) \(fields[1])"] == nil
            if isLine { table["\(fields[0]) \(fields[1])"] = fields[2] } else { Issue.record("published.tsv: \(line)") }
        }
        return table
    }()

    /// What to do about a version that is not as the table has it; nil when nothing is.
    private static func complaint(_ definition: PathwayDefinition) -> String? {
        let name = "\(definition.id) \(definition.version)"
        let hash = PublishedVersions.hash(of: definition)
        guard let known = table[name] else {
            return "\(name) is not in Tests/PathwaysTests/Content/published.tsv. Add the line: "
                + "\(definition.id)\t\(definition.version)\t\(hash)"
        }
        if known == hash { return nil }
        return
            "\(name) says something else than when it was published, and hubs with runs of it will not start. Put its text back, and give the "
            + "new text a file, a `version` and a later `from` of its own; run this test again and add the line that it asks for."
    }

    @Test("say what they said when they were published") func unchanged() throws {
        let definitions = try PathwayLibrary.shipped().definitions
        #expect(definitions.count == ShippedContent.texts.count + 3)
        for definition in definitions {
            if let complaint = Self.complaint(definition) { Issue.record("\(complaint)") }
        }
        // A run keeps the version that it started on, so what was published once comes along for good.
        let gone = Set(Self.table.keys).subtracting(definitions.map { "\($0.id) \($0.version)" })
        #expect(gone.isEmpty, "These are published and have no file any more: put it back, with its version, beside the newer ones.")
    }

    @Test("are held to that: another text under the same version is found, another version asked for, a remark is neither")
    func held() throws {
        let stay = try ShippedContent.definition("hospital-stay")
        let text = try ShippedTests.stay.text
        func read(_ change: (String) -> String) throws -> PathwayDefinition {
            try PathwayDefinition.read(yaml: change(text), file: "stay.yaml")
        }
        let changed = try read { $0.replacing("    within: 30 days\n", with: "    within: 31 days\n") }
        #expect(changed != stay)
        #expect(Self.complaint(changed)?.hasPrefix("hospital-stay \(stay.version) says something else than when it was published") == true)
        let next = try read { $0.replacing("version: \"\(stay.version)\"", with: "version: next") }
        let line = "Add the line: hospital-stay\tnext\t\(PublishedVersions.hash(of: next))"
        #expect(Self.complaint(next)?.hasSuffix(line) == true)
        #expect(try Self.complaint(read { "# a remark\n" + $0 }) == nil)
    }
}
