public import Directory
public import FHIR

/// Every version of every pathway that the hub runs.
public struct PathwayLibrary: Sendable, Hashable {
    /// By id, then by first day.
    public let definitions: [PathwayDefinition]

    /// No pathway at all.
    public init() { definitions = [] }

    /// Refuses two versions of one pathway that hold from the same day or have the same name: nobody could say which one runs.
    public init(_ definitions: [PathwayDefinition]) throws(Mistakes) {
        self.definitions = definitions.sorted { ($0.id, $0.from.ordinal, $0.version) < ($1.id, $1.from.ordinal, $1.version) }
        var mistakes: [Mistake] = []
        for (one, other) in zip(self.definitions, self.definitions.dropFirst()) where one.id == other.id {
            if one.from == other.from {
                mistakes.append(
                    Mistake(
                        .overlap, Place(file: one.id, line: 0), "The versions \(one.version) and \(other.version) hold from the same day",
                        remedy: "Give the newer one a later \"from\"."))
            }
        }
        for (id, versions) in Dictionary(grouping: definitions, by: \.id) where Set(versions.map(\.version)).count < versions.count {
            mistakes.append(
                Mistake(
                    .overlap, Place(file: id, line: 0), "Two versions of the pathway have the same name",
                    remedy: "A published version is never changed: give the newer one another version."))
        }
        if !mistakes.isEmpty { throw Mistakes(mistakes) }
    }

    /// Reads definitions from files; the mistakes of all of them are thrown together.
    public static func read(_ files: [SourceFile]) throws(Mistakes) -> PathwayLibrary {
        var mistakes: [Mistake] = []
        var definitions: [PathwayDefinition] = []
        for file in files {
            do throws(Mistakes) {
                definitions.append(try PathwayDefinition.read(yaml: file.text, file: file.name))
            } catch {
                mistakes += error.list
            }
        }
        if !mistakes.isEmpty { throw Mistakes(mistakes) }
        return try PathwayLibrary(definitions)
    }

    /// A definition that plans were made by; nil when no file has it any more.
    public func definition(_ id: String, version: String) -> PathwayDefinition? {
        definitions.first { $0.id == id && $0.version == version }
    }

    /// The version of a pathway that a run beginning on a day follows: the last to hold by then, else the first there is.
    public func definition(_ id: String, on day: Day) -> PathwayDefinition? {
        let versions = definitions.filter { $0.id == id }
        return versions.last { $0.from <= day } ?? versions.first
    }
}
