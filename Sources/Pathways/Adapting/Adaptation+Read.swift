public import Directory

extension KeyTable {
    static let adaptation = KeyTable(
        "The local version",
        [
            .must("adapts", .name, "The pathway that it changes."),
            .must("base", .text, "The national version that it was written against."),
            .must("pathway", .id, "The same id: it takes the place of the national one for these municipalities."),
            .must("version", .text, "The name of this version."),
            .must("from", .day, "Runs that begin on or after this day follow it."),
            .may("municipalities", .list(.text), "Local authority codes of those it is for; everybody on this hub when left out."),
            .may("status", .words(Publication.Status.self), "A draft never runs. Published when left out."),
            .may("sign-off", .list(.name), "The roles that must sign before it is published."),
            .may("signed", .list(.table(.signature)), "Who has signed."),
            .may("sources", .list(.table(.source)), "Where the changes come from."),
            .must("changes", .list(.table(.change)), "What is different."),
        ])

    static let change = KeyTable(
        "The change",
        DefinitionPart.Kind.allCases.map { .may($0.rawValue, .name, "The \($0.rawValue) that is changed.") } + [
            .may("set", .details, "Keys and what they say here. Without a part beside it: keys of the pathway itself."),
            .may("clear", .list(.text), "Keys that say nothing here."),
        ] + DefinitionPart.Kind.allCases.map { .may("remove \($0.rawValue)", .name, "The \($0.rawValue) that is taken away.") }
            + DefinitionPart.Kind.allCases.map {
                .may("add \($0.rawValue)", .details, "A \($0.rawValue) that is added, with all its keys.")
            } + [
                .may("after", .name, "The part behind which it is put; last when left out."),
                .must("because", .text, "Why it is different here."),
            ])
}

extension Adaptation {
    /// Reads a local version; refuses it with every mistake in it. What its changes make is checked when they are made.
    public static func read(_ tree: DefinitionTree) throws(Mistakes) -> Adaptation {
        var mistakes: [Mistake] = []
        let adaptation = read(tree, &mistakes)
        guard let adaptation, mistakes.isEmpty else { throw Mistakes(mistakes) }
        return adaptation
    }

    private static func read(_ tree: DefinitionTree, _ mistakes: inout [Mistake]) -> Adaptation? {
        guard let parts = DefinitionNode(tree: tree, key: "adapts").members(.adaptation, &mistakes) else { return nil }
        let id = parts["pathway"]?.id(&mistakes)
        if let adapts = parts["adapts"], let id, adapts.text != id {
            parts["pathway"]?.note(
                .forbidden, "A local version has the id of the pathway that it adapts", remedy: "Write \"pathway: \(adapts.text ?? "")\".",
                &mistakes)
        }
        var changes: [Change] = []
        for item in parts["changes"]?.items ?? [] { if let change = change(item, &mistakes) { changes.append(change) } }
        guard let id, let base = parts["base"]?.string(&mistakes), let version = parts["version"]?.string(&mistakes),
            let from = parts["from"]?.day(&mistakes)
        else { return nil }
        if version == base {
            parts["version"]?.note(
                .overlap, "The local version has the name of the national one",
                remedy: "Give it a name of its own, such as \"\(base)-bergen.1\".",
                &mistakes)
        }
        var municipalities: [String] = []
        for item in parts["municipalities"]?.items ?? [] { if let code = item.string(&mistakes) { municipalities.append(code) } }
        return Adaptation(
            id: id, base: base, version: version, from: from, municipalities: municipalities, changes: changes, tree: tree)
    }

    private static func change(_ node: DefinitionNode, _ mistakes: inout [Mistake]) -> Change? {
        guard let parts = node.members(.change, &mistakes), let because = parts["because"]?.string(&mistakes) else { return nil }
        func named(_ prefix: String) -> [(kind: DefinitionPart.Kind, node: DefinitionNode)] {
            DefinitionPart.Kind.allCases.compactMap { kind in parts[prefix + kind.rawValue].map { (kind, $0) } }
        }
        let (changed, removed, added) = (named(""), named("remove "), named("add "))
        let isSet = parts["set"] != nil || parts["clear"] != nil
        guard changed.count + removed.count + added.count <= 1, isSet == (removed.isEmpty && added.isEmpty) else {
            node.note(
                .key, "It is not clear what the change does",
                remedy: "Write \"step:\" and \"set:\" or \"clear:\", or \"remove step:\", or \"add step:\", one to a change.", &mistakes)
            return nil
        }
        if let (kind, node) = removed.first {
            return node.string(&mistakes).map { Change(part: DefinitionPart(kind, $0), kind: .remove, because: because, place: node.place) }
        }
        if let (kind, node) = added.first {
            guard let id = node.tree[kind.key]?.text else {
                node.note(.key, "What is added has no id", remedy: "Write \"\(kind.key):\" and its id first.", &mistakes)
                return nil
            }
            let after = parts["after"]?.text
            return Change(part: DefinitionPart(kind, id), kind: .add(node.tree, after: after), because: because, place: node.place)
        }
        return setting(changed.first, parts, because, node.place, &mistakes)
    }

    private static func setting(
        _ part: (kind: DefinitionPart.Kind, node: DefinitionNode)?, _ parts: [String: DefinitionNode], _ because: String, _ place: Place,
        _ mistakes: inout [Mistake]
    ) -> Change? {
        let table = part?.kind.table ?? .pathway
        let fixed = part.map { [$0.kind.key] } ?? ["pathway", "version", "from", "municipalities"]
        let clear = (parts["clear"]?.items ?? []).compactMap(\.text)
        var members = parts["set"]?.tree.members ?? []
        if let set = parts["set"], set.tree.members == nil {
            set.note(.malformed, "\"set\" has no keys of its own", remedy: "Write the keys that are different below it.", &mistakes)
        }
        for member in members where table[member.key] == nil || fixed.contains(member.key) {
            let meant = table.nearest(to: member.key).map { "Did you mean \"\($0)\"? " } ?? ""
            mistakes.append(
                Mistake(
                    .key, member.place, key: member.key, "The key \"\(member.key)\" cannot be set here",
                    remedy: meant + "Known are: \(table.keys.map(\.name).filter { !fixed.contains($0) }.joined(separator: ", "))."))
        }
        for key in clear where table[key]?.isRequired ?? true {
            parts["clear"]?.note(.key, "The key \"\(key)\" cannot be cleared", remedy: "Name one that may be left out.", &mistakes)
        }
        // Parts of the pathway have changes of their own.
        let lists = DefinitionPart.Kind.allCases.map(\.list)
        if part == nil, let list = members.first(where: { lists.contains($0.key) }) {
            mistakes.append(
                Mistake(
                    .forbidden, list.place, key: list.key,
                    "\"\(list.key)\" cannot be set as a whole: a national change in it would be lost",
                    remedy: "Change, add or remove one part at a time."))
            members = []
        }
        let name = part.flatMap { part in part.node.string(&mistakes).map { DefinitionPart(part.kind, $0) } }
        if part != nil, name == nil { return nil }
        return Change(part: name, kind: .set(members, clear: clear), because: because, place: part?.node.place ?? place)
    }
}
