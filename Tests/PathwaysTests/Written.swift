import Directory
import Testing

@testable import Pathways

/// Definitions for tests, written short: what a nurse must say in four languages is the same word four times.
enum Written {
    /// A pathway with the roles of the shipped one. `head` has its own keys (`scope`, `starts`, `measurements`, …), each line without indent.
    static func pathway(_ id: String, version: String = "1", from: String = "2012-01-01", head: String, steps: [String]) -> String {
        var lines = [
            "pathway: \(id)", "version: \"\(version)\"", "from: \(from)", "title: \(word(id))", "text: \(word(id))",
            "coordinator: municipality", "fallback: hospital",
        ]
        lines += head.split(separator: "\n").map(String.init)
        if !head.contains("ends:") { lines.append("ends: [{after: died}]") }
        lines += [
            "roles:", "  - {role: hospital, kind: hospital, party: sender, title: \(word("hospital"))}",
            "  - {role: municipality, kind: municipality, party: receiver, title: \(word("municipality"))\(head.contains("contact-role") ? ", contact: yes" : "")}",
            "  - {role: general-practice, kind: general-practice, title: \(word("doctor"))}",
            "responsible: [{from: admitted, role: hospital}, {from: discharged, role: municipality}]",
            "phases: [{phase: all, title: \(word("all"))}]", "steps:",
        ]
        return (lines.filter { !$0.hasPrefix("# contact-role") } + steps).joined(separator: "\n") + "\n"
    }

    /// A step of the municipality's that is due within three days of opening, unless `lines` say otherwise.
    static func step(_ id: String, owner: String = "municipality", within: String = "3 days", _ lines: String) -> String {
        var all = [
            "  - step: \(id)", "    phase: all", "    owner: \(owner)", "    title: \(word(id))", "    short: \(word(id))",
            "    citizen: \(word(id))",
        ]
        if !lines.contains("due:"), !lines.contains("expected:") {
            all.append("    due: [{within: \(within), basis: example, source: a test, verified: no}]")
        }
        if !lines.contains("done:") { all.append("    done: [by hand]") }
        return (all + lines.split(separator: "\n").map { "    \($0)" }).joined(separator: "\n")
    }

    static func word(_ text: String) -> String { "{nb: \(text), nn: \(text), da: \(text), en: \(text)}" }

    /// These beside the one that stays are drawn by.
    static func library(_ definitions: [String]) -> PathwayLibrary {
        do {
            let own = try definitions.enumerated().map { try PathwayDefinition.read(yaml: $1, file: "\($0).yaml") }
            let ids = Set(own.map(\.id))
            return try PathwayLibrary(own + Case.library.definitions.filter { !ids.contains($0.id) })
        } catch {
            Issue.record("\(error)")
            return PathwayLibrary()
        }
    }
}

extension Plan {
    func steps(_ id: String) -> [Step] { runs.flatMap { $0.steps.filter { $0.id == id } } }

    /// Who must look at what, without the citizen's stay.
    var attentionTable: [String] { attention.map { "\($0.kind.rawValue) \($0.name) \($0.owner)" }.sorted() }
}
