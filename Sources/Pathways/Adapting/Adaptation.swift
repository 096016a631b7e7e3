public import Directory
public import FHIR

/// A local version of a national pathway: what is different here, from when on, for whom and why.
///
/// ```yaml
/// adapts: hospital-stay
/// base: "1.1"
/// pathway: hospital-stay
/// municipalities: ["4601"]
/// version: "1.1-bergen.1"
/// from: 2026-02-01
/// changes:
///   - {step: answer, set: {late: [hospital]}, because: agreement of 2026-01}
/// ```
public struct Adaptation: Sendable, Hashable {
    /// One thing that is different.
    public struct Change: Sendable, Hashable {
        public enum Kind: Sendable, Hashable {
            /// These keys say something else; those of `clear` say nothing any more.
            case set([DefinitionTree.Member], clear: [String])
            case remove
            case add(DefinitionTree, after: String?)
        }

        /// nil for the keys of the pathway itself.
        public var part: DefinitionPart?
        public var kind: Kind
        public var because: String
        public var place: Place
    }

    public var id: String
    /// The national version that it was written against.
    public var base: String
    public var version: String
    public var from: Day
    /// Local authority codes; empty: everybody on this hub.
    public var municipalities: [String]
    public var changes: [Change]
    public var tree: DefinitionTree

    /// Whether a file is one.
    public static func isOne(_ tree: DefinitionTree) -> Bool { tree["adapts"] != nil }
}

extension DefinitionTree.Member: Hashable {
    public static func == (a: DefinitionTree.Member, b: DefinitionTree.Member) -> Bool { a.key == b.key && a.value == b.value }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(key)
        hasher.combine(value)
    }
}
