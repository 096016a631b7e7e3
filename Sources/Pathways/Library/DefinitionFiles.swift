import Directory

/// Files of definitions and local versions, on their way to a library.
struct DefinitionFiles {
    private(set) var definitions: [PathwayDefinition] = []
    private(set) var adaptations: [Adaptation] = []
    private var mistakes: [Mistake] = []

    init(_ files: [SourceFile]) {
        for file in files {
            do throws(Mistakes) {
                let tree = try DefinitionTree.read(yaml: file.text, file: file.name)
                if Adaptation.isOne(tree) {
                    adaptations.append(try Adaptation.read(tree))
                } else {
                    definitions.append(try PathwayDefinition.read(tree))
                }
            } catch {
                mistakes += error.list
            }
        }
    }

    /// With the definitions that come from elsewhere, where the files have none with the same id.
    func library(beside others: [PathwayDefinition]) throws(Mistakes) -> PathwayLibrary {
        if !mistakes.isEmpty { throw Mistakes(mistakes) }
        let ids = Set(definitions.map(\.id))
        let national = definitions + others.filter { !ids.contains($0.id) }
        var mistakes: [Mistake] = []
        var local: [PathwayDefinition] = []
        var conflicts: [MergeConflict] = []
        for adaptation in adaptations {
            do throws(Mistakes) {
                let made = try adaptation.versions(of: national)
                local += made.definitions
                conflicts += made.conflicts
            } catch {
                mistakes += error.list
            }
        }
        if !mistakes.isEmpty { throw Mistakes(mistakes) }
        return try PathwayLibrary(national + local).noting(conflicts)
    }
}

extension Adaptation {
    /// The local version, and one more for each later national version: a national update reaches the municipality from its day on, with the
    /// local changes in it.
    ///
    /// An update that does not work with the local changes is left out and stands among the conflicts: what ran goes on.
    func versions(of national: [PathwayDefinition]) throws(Mistakes) -> (definitions: [PathwayDefinition], conflicts: [MergeConflict]) {
        let versions = national.filter { $0.id == id && $0.municipalities.isEmpty }
        guard let old = versions.first(where: { $0.version == base }) else {
            let known = versions.map { "\"\($0.version)\"" }.joined(separator: ", ")
            throw Mistakes([
                Mistake(
                    .reference, tree["base"]?.place ?? tree.place, "There is no version \"\(base)\" of the pathway \"\(id)\"",
                    remedy: known.isEmpty ? "Look at \"adapts\", or add the pathway to the folder." : "Write one of these: \(known).")
            ])
        }
        let own = try PathwayDefinition.read(try applied(to: old.tree))
        var definitions = [own]
        var conflicts: [MergeConflict] = []
        for new in versions where new.from > old.from && new.publication.status == .published && own.publication.status == .published {
            var merged = merged(base: old.tree, national: new.tree)
            let from = max(new.from, self.from)
            merged.tree["version"] = DefinitionTree("\(version)+\(new.version)", at: tree["version"]?.place ?? tree.place)
            merged.tree["from"] = DefinitionTree("\(from)", at: new.tree["from"]?.place ?? tree.place)
            conflicts += merged.conflicts
            let findings = PathwayDefinition.check(merged.tree)
            if let definition = findings.definition {
                // The update holds from the same day on as the local version itself: only the newest of those is of use.
                definitions.removeAll { $0.from == definition.from }
                definitions.append(definition)
            } else if let mistake = findings.mistakes.first {
                conflicts.append(
                    MergeConflict(
                        part: nil, key: nil, base: base, local: version,
                        national: "\(new.version), which does not work with the local changes: \(mistake)",
                        because: "the local version goes on as it was", place: tree.place))
            }
        }
        return (definitions, conflicts)
    }
}
