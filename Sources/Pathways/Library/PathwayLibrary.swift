public import Directory
public import FHIR

/// Every version of every pathway that the hub runs, national and local.
public struct PathwayLibrary: Sendable, Hashable {
    /// By id, then by first day. No drafts.
    public let definitions: [PathwayDefinition]
    /// Versions that are checked and drawn, and never run.
    public let drafts: [PathwayDefinition]
    /// What a municipality and a newer national version both changed. The local text holds until somebody decides.
    public private(set) var conflicts: [MergeConflict] = []

    /// No pathway at all.
    public init() {
        definitions = []
        drafts = []
    }

    /// Refuses two versions of one pathway that hold for the same people from the same day, or that have the same name: nobody could say
    /// which one runs, and a published version is never changed.
    public init(_ all: [PathwayDefinition]) throws(Mistakes) {
        let sorted = all.sorted { ($0.id, $0.from.ordinal, $0.version) < ($1.id, $1.from.ordinal, $1.version) }
        definitions = sorted.filter { $0.publication.status == .published }
        drafts = sorted.filter { $0.publication.status == .draft }
        var mistakes: [Mistake] = []
        for (index, one) in definitions.enumerated() {
            for other in definitions[(index + 1)...].prefix(while: { $0.id == one.id && $0.from == one.from }) {
                guard one.isForSame(as: other) else { continue }
                mistakes.append(
                    Mistake(
                        .overlap, other.place, "The versions \(one.version) and \(other.version) of \"\(one.id)\" hold from the same day",
                        remedy: "Give the newer one a later \"from\"."))
            }
        }
        for versions in Dictionary(grouping: sorted, by: { [$0.id, $0.version] }).values where versions.count > 1 {
            let isSame = versions.allSatisfy { $0.tree == versions[0].tree }
            mistakes.append(
                Mistake(
                    .overlap, versions[1].place,
                    "The version \(versions[0].version) of \"\(versions[0].id)\" is there twice\(isSame ? "" : ", with different content")",
                    remedy: isSame
                        ? "Take one of the files away." : "A published version is never changed: give the newer one another version."))
        }
        if !mistakes.isEmpty { throw Mistakes(mistakes) }
    }

    /// Reads definitions and local versions from files; the mistakes of all of them are thrown together.
    public static func read(_ files: [SourceFile]) throws(Mistakes) -> PathwayLibrary {
        try DefinitionFiles(files).library(beside: [])
    }

    /// A definition that plans were made by; nil when no file has it any more.
    public func definition(_ id: String, version: String) -> PathwayDefinition? {
        definitions.first { $0.id == id && $0.version == version }
    }

    /// The published versions that a run in a country can follow, by the day from which they hold.
    ///
    /// - Parameter municipality: the citizen's, written `no:4601`; nil where nobody knows it.
    public func versions(of id: String, in country: Country, municipality: String?) -> [PathwayDefinition] {
        definitions.filter { $0.id == id && $0.serves(country, municipality) }
    }

    /// The version of a pathway that a run beginning on a day follows: the last to hold by then, else the first there is.
    ///
    /// - Parameter municipality: local authority code of the citizen's municipality: its own version goes before the one for all.
    public func definition(_ id: String, on day: Day, municipality: String? = nil) -> PathwayDefinition? {
        let versions = definitions.filter { $0.id == id }
        let own = versions.filter { version in municipality.map(version.municipalities.contains) ?? false && version.from <= day }
        if let last = own.last { return last }
        let all = versions.filter(\.municipalities.isEmpty)
        return all.last { $0.from <= day } ?? all.first
    }

    func noting(_ conflicts: [MergeConflict]) -> PathwayLibrary {
        var result = self
        result.conflicts = conflicts
        return result
    }
}

extension PathwayDefinition {
    /// Where its file says what it is.
    var place: Place { tree["version"]?.place ?? tree.place }

    /// Whether somebody would have both.
    fileprivate func isForSame(as other: PathwayDefinition) -> Bool {
        if municipalities.isEmpty || other.municipalities.isEmpty { return municipalities.isEmpty && other.municipalities.isEmpty }
        return !Set(municipalities).isDisjoint(with: other.municipalities)
    }
}
