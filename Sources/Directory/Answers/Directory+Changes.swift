extension Directory {
    /// One difference between two directories, as `directory import` tells it.
    public struct Change: Hashable, Sendable, CustomStringConvertible {
        public enum Kind: String, Hashable, Sendable, CaseIterable {
            case added
            case removed
            case changed
        }

        public var kind: Kind
        /// The organisation's id, or `part for` and whom it is for.
        public var subject: String
        /// The lines that are gone.
        public var before: [String]
        /// The lines that are new.
        public var after: [String]

        /// `changed fjordby-home-care`, then the old lines behind `-` and the new ones behind `+`.
        public var description: String {
            ([kind.rawValue + " " + subject] + before.map { "  - " + $0 } + after.map { "  + " + $0 }).joined(separator: "\n")
        }
    }

    /// What is different in a newer directory: organisations by id, then parts by subject. Learned parties are not compared.
    public func changes(to newer: Directory) -> [Change] {
        Self.changes(from: organisationLines, to: newer.organisationLines) + Self.changes(from: partLines, to: newer.partLines)
    }

    private typealias Lines = [String: [String]]

    private var organisationLines: Lines {
        Dictionary(grouping: organisations, by: \.id.text).mapValues { $0.map { $0.line(withParent: true) } }
    }

    private var partLines: Lines { Dictionary(grouping: parts) { "part for \($0.subject)" }.mapValues { $0.map(\.line) } }

    private static func changes(from old: Lines, to new: Lines) -> [Change] {
        Set(old.keys).union(new.keys).sorted { $0.precedes($1) }.compactMap { key in
            let before = old[key] ?? []
            let after = new[key] ?? []
            if before == after { return nil }
            return Change(
                kind: before.isEmpty ? .added : after.isEmpty ? .removed : .changed, subject: key,
                before: before.filter { !after.contains($0) }, after: after.filter { !before.contains($0) })
        }
    }
}
