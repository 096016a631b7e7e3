public import Directory

/// A local file carried over to a new national version: the same text with a new base, and what must be decided written beside it.
///
/// Comments and spelling of the local file stay as they are; a conflict is a comment above the change that it is about.
public struct CarriedAdaptation: Sendable, Hashable {
    public var text: String
    public var conflicts: [MergeConflict]
    /// Changes that the national version has made too.
    public var settled: [Adaptation.Change]
    /// What the result would be refused for; empty when it works.
    public var mistakes: [Mistake]

    /// - Parameters:
    ///   - text: of the local file.
    ///   - base: the national version that it was written against.
    ///   - national: the new one.
    ///   - version: what the carried version is called; nil for the old name with the new base's in place of the old one's.
    public static func make(
        _ text: String, file: String, base: DefinitionTree, national: DefinitionTree, version: String? = nil
    ) throws(Mistakes) -> CarriedAdaptation {
        let adaptation = try Adaptation.read(try DefinitionTree.read(yaml: text, file: file))
        let (old, new) = (base["version"]?.text ?? "", national["version"]?.text ?? "")
        let name = version ?? (adaptation.version.hasPrefix(old + "-") ? new + adaptation.version.dropFirst(old.count) : nil)
        guard let name else {
            throw Mistakes([
                Mistake(
                    .value, adaptation.tree["version"]?.place ?? adaptation.tree.place,
                    "It is not said what the new local version is called",
                    remedy: "Name it with --version; a published version keeps its own name.")
            ])
        }
        let merged = adaptation.merged(base: base, national: national)
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var from = adaptation.from
        if let day = PathwayDefinition.check(national).definition?.from { from = max(from, day) }
        for (key, value) in [("base", "\"\(new)\""), ("version", "\"\(name)\""), ("from", "\(from)")] {
            if let member = adaptation.tree.members?.first(where: { $0.key == key }) {
                lines[member.place.line - 1] = "\(key): \(value)"
            }
        }
        var notes: [(line: Int, text: [String])] = merged.conflicts.map { conflict in
            let lines = [
                "Conflict in \(conflict.subject). Decide, then take this comment away.",
                "  national before: \(conflict.base ?? "(nothing)")", "  national now:    \(conflict.national ?? "(taken away)")",
                "  here:            \(conflict.local ?? "(taken away)")",
            ]
            return (conflict.place.line, lines)
        }
        notes += merged.settled.map { ($0.place.line, ["The national version \(new) says the same now: this change can go."]) }
        for note in notes.sorted(by: { $0.line > $1.line }) {
            let line = lines[note.line - 1]
            let start = Self.itemStart(note.line, lines)
            let margin = String((start == note.line ? line : lines[start - 1]).prefix { $0 == " " })
            lines.insert(contentsOf: note.text.map { margin + "# " + $0.replacing("\n", with: " ") }, at: start - 1)
        }
        return CarriedAdaptation(
            text: lines.joined(separator: "\n"), conflicts: merged.conflicts, settled: merged.settled,
            mistakes: PathwayDefinition.check(merged.tree).mistakes)
    }

    /// The line on which the change begins that this line belongs to.
    private static func itemStart(_ line: Int, _ lines: [String]) -> Int {
        var start = line
        while start > 1, !lines[start - 1].drop(while: { $0 == " " }).hasPrefix("- ") { start -= 1 }
        return start
    }
}
