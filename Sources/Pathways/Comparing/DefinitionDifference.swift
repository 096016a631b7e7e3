/// What is different between two versions of a definition, as a reviewer reads it: part by part, key by key.
public struct DefinitionDifference: Sendable, Hashable, CustomStringConvertible {
    public enum Kind: Sendable, Hashable {
        case added(String)
        case removed(String)
        case changed(from: String, to: String)
        /// It stands elsewhere in its list.
        case moved
    }

    /// nil for the pathway itself.
    public var part: DefinitionPart?
    /// Keys from the part inwards, such as `due`, `2`, `within`; empty for the part as a whole.
    public var path: [String]
    public var kind: Kind

    /// Everything that is different, in the order of the newer file.
    public static func all(from old: DefinitionTree, to new: DefinitionTree) -> [DefinitionDifference] {
        let lists = Set(DefinitionPart.Kind.allCases.map(\.list))
        var result = keys(nil, old, new, [], leaving: lists)
        for kind in DefinitionPart.Kind.allCases { result += parts(kind, old, new) }
        return result
    }

    private static func parts(_ kind: DefinitionPart.Kind, _ old: DefinitionTree, _ new: DefinitionTree) -> [DefinitionDifference] {
        let (before, after) = (old.ids(of: kind), new.ids(of: kind))
        var result: [DefinitionDifference] = []
        for id in after {
            let part = DefinitionPart(kind, id)
            guard let there = new[part] else { continue }
            if let was = old[part] {
                result += keys(part, was, there, [])
            } else {
                result.append(DefinitionDifference(part: part, path: [], kind: .added(there.title)))
            }
        }
        for id in before where !after.contains(id) {
            let part = DefinitionPart(kind, id)
            result.append(DefinitionDifference(part: part, path: [], kind: .removed(old[part]?.title ?? "")))
        }
        let (kept, stay) = (before.filter(after.contains), after.filter(before.contains))
        for (was, id) in zip(kept, stay) where was != id {
            result.append(DefinitionDifference(part: DefinitionPart(kind, id), path: [], kind: .moved))
        }
        return result
    }

    private static func keys(
        _ part: DefinitionPart?, _ old: DefinitionTree, _ new: DefinitionTree, _ path: [String], leaving: Set<String> = []
    ) -> [DefinitionDifference] {
        if old == new { return [] }
        if let before = old.members, let after = new.members {
            var result: [DefinitionDifference] = []
            for member in after where !leaving.contains(member.key) {
                result += values(part, old[member.key], member.value, path + [member.key])
            }
            for member in before where new[member.key] == nil && !leaving.contains(member.key) {
                result += values(part, member.value, nil, path + [member.key])
            }
            return result
        }
        if case .list(let before) = old.content, case .list(let after) = new.content, before.contains(where: { $0.members != nil }),
            before.count == after.count
        {
            return zip(before, after).enumerated().flatMap { index, pair in
                keys(part, pair.0, pair.1, path + (before.count == 1 ? [] : ["\(index + 1)"]))
            }
        }
        return [DefinitionDifference(part: part, path: path, kind: .changed(from: old.line, to: new.line))]
    }

    private static func values(
        _ part: DefinitionPart?, _ old: DefinitionTree?, _ new: DefinitionTree?, _ path: [String]
    ) -> [DefinitionDifference] {
        switch (old, new) {
        case (nil, let new?): [DefinitionDifference(part: part, path: path, kind: .added(new.line))]
        case (let old?, nil): [DefinitionDifference(part: part, path: path, kind: .removed(old.line))]
        case (let old?, let new?): keys(part, old, new, path)
        case (nil, nil): []
        }
    }

    /// `step answer: "due", "within" was 2 hours, is 4 hours`
    public var description: String {
        let subject = part.map { "\($0)" } ?? "pathway"
        let key = path.map { Int($0) == nil ? "\"\($0)\"" : "no. \($0)" }.joined(separator: ", ")
        let what = path.isEmpty ? "" : key + " "
        return switch kind {
        case .added(let text): path.isEmpty ? "\(subject): is new: \(text)" : "\(subject): \(what)is new: \(text)"
        case .removed(let text): path.isEmpty ? "\(subject): is gone: \(text)" : "\(subject): \(what)is gone, was: \(text)"
        case .changed(let old, let new): "\(subject): \(what)was \(old), is \(new)"
        case .moved: "\(subject): stands elsewhere in the order"
        }
    }
}

extension DefinitionTree {
    /// What a part is called, in English, for a line of a comparison.
    fileprivate var title: String { self["title"]?["en"]?.text ?? line }
}
