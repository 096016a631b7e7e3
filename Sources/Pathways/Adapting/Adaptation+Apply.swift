public import Directory
import FHIR

/// A national version with the local changes in it.
public struct AdaptedDefinition: Sendable, Hashable {
    public var tree: DefinitionTree
    /// What both changed.
    public var conflicts: [MergeConflict] = []
    /// Changes that the national version has made too: they can be taken out of the local file.
    public var settled: [Adaptation.Change] = []
}

extension Adaptation {
    /// The version that it was written against, with its changes; refuses changes of what is not there.
    public func applied(to national: DefinitionTree) throws(Mistakes) -> DefinitionTree {
        var mistakes: [Mistake] = []
        for change in changes {
            guard let part = change.part else { continue }
            let isThere = national[part] != nil
            switch change.kind {
            case .set, .remove:
                if isThere { continue }
                let known = national.ids(of: part.kind).joined(separator: ", ")
                mistakes.append(
                    Mistake(
                        .reference, change.place, "The national version \(base) has no \(part.kind.rawValue) \"\(part.id)\"",
                        remedy: "Write one of these: \(known)."))
            case .add:
                if !isThere { continue }
                mistakes.append(
                    Mistake(
                        .overlap, change.place, "The national version \(base) has a \(part.kind.rawValue) \"\(part.id)\" already",
                        remedy: "Change it with \"\(part.kind.rawValue):\" and \"set:\", or give yours another id."))
            }
        }
        if !mistakes.isEmpty { throw Mistakes(mistakes) }
        return merged(base: national, national: national).tree
    }

    /// A newer national version with the local changes in it: what only one side changed is taken, what both changed stays as it is here and
    /// is listed. Nothing is lost.
    public func merged(base: DefinitionTree, national: DefinitionTree) -> AdaptedDefinition {
        var result = AdaptedDefinition(tree: national)
        for change in changes {
            let before = (result.conflicts.count, result.tree)
            switch change.kind {
            case .set(let members, let clear): set(change, members, clear, base, national, &result)
            case .remove: remove(change, base, national, &result)
            case .add(let part, let after): add(change, part, after, base, national, &result)
            }
            if before.0 == result.conflicts.count, before.1 == result.tree { result.settled.append(change) }
        }
        for key in ["status", "sign-off", "signed"] { result.tree[key] = tree[key] }
        if let sources = tree["sources"] {
            result.tree["sources"] = DefinitionTree(.list((national["sources"]?.items ?? []) + sources.items), at: sources.place)
        }
        for key in ["version", "from", "municipalities"] { result.tree[key] = tree[key] }
        return result
    }

    private func set(
        _ change: Change, _ members: [DefinitionTree.Member], _ clear: [String], _ base: DefinitionTree, _ national: DefinitionTree,
        _ result: inout AdaptedDefinition
    ) {
        let old = change.part.map { base[$0] } ?? base
        let new = change.part.map { national[$0] } ?? national
        guard var changed = change.part.map({ result.tree[$0] ?? old }) ?? result.tree else { return }
        let wanted = members.map { ($0.key, Optional($0.value)) } + clear.map { ($0, nil) }
        for (key, value) in wanted {
            changed[key] = value
            if new != nil, new?[key] != old?[key], new?[key] != value {
                result.conflicts.append(conflict(change, key, base: old?[key], local: value, national: new?[key]))
            }
        }
        guard let part = change.part else {
            result.tree = changed
            return
        }
        if new == nil { result.conflicts.append(conflict(change, nil, base: old, local: changed, national: nil)) }
        result.tree[part] = changed
    }

    private func remove(_ change: Change, _ base: DefinitionTree, _ national: DefinitionTree, _ result: inout AdaptedDefinition) {
        guard let part = change.part else { return }
        if let new = national[part], new != base[part] {
            result.conflicts.append(conflict(change, nil, base: base[part], local: nil, national: new))
        }
        result.tree[part] = nil
    }

    private func add(
        _ change: Change, _ added: DefinitionTree, _ after: String?, _ base: DefinitionTree, _ national: DefinitionTree,
        _ result: inout AdaptedDefinition
    ) {
        guard let part = change.part else { return }
        guard let new = national[part] else { return result.tree.insert(added, part, after: after) }
        if new != added {
            result.conflicts.append(conflict(change, nil, base: base[part], local: added, national: new))
            result.tree[part] = added
        }
    }

    private func conflict(
        _ change: Change, _ key: String?, base: DefinitionTree?, local: DefinitionTree?, national: DefinitionTree?
    ) -> MergeConflict {
        MergeConflict(
            part: change.part, key: key, base: base?.line, local: local?.line, national: national?.line, because: change.because,
            place: change.place)
    }
}
