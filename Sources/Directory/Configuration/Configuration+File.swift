import Yams

extension Configuration {
    /// A value as somebody wrote it.
    struct Written {
        var source: Source
        var items: [String] = []
        var pairs: [Pair] = []

        struct Pair {
            var key: String
            var value: String
            var place: Place
        }

        /// The value of a key that has one.
        var text: String { items.first ?? "" }
    }

    /// What a file says, by key.
    static func written(in file: SourceFile, _ mistakes: inout [Mistake]) -> [Key: Written] {
        var result: [Key: Written] = [:]
        guard let root = YAML.root(file, mayBeEmpty: true, &mistakes) else { return result }
        if YAML.isAbsent(root) { return result }
        guard case .mapping(let mapping) = root else {
            mistakes.append(
                Mistake(.malformed, file.place(root), "The file is no configuration", remedy: "Write one key and value on each line."))
            return result
        }
        read(mapping, below: "", file, into: &result, &mistakes)
        return result
    }

    private static func read(
        _ mapping: Node.Mapping, below prefix: String, _ file: SourceFile, into result: inout [Key: Written], _ mistakes: inout [Mistake]
    ) {
        for (key, value) in mapping {
            let name = prefix + (key.scalar?.string ?? "")
            let place = file.place(key)
            if let known = Key(rawValue: name) {
                if YAML.isAbsent(value) { continue }
                if let written = written(known, value, file, place) {
                    result[known] = written
                } else {
                    mistakes.append(
                        Mistake(.value, place, key: name, "\"\(name)\" is not written as it should be", remedy: "Write \(known.expected)."))
                }
            } else if Key.allCases.contains(where: { $0.rawValue.hasPrefix(name + ".") }) {
                if YAML.isAbsent(value) { continue }
                guard case .mapping(let inner) = value else {
                    mistakes.append(
                        Mistake(
                            .value, place, key: name, "\"\(name)\" has no keys below it", remedy: "Write \(below(name)) there, indented."))
                    continue
                }
                read(inner, below: name + ".", file, into: &result, &mistakes)
            } else {
                mistakes.append(unknown(name, below: prefix, place))
            }
        }
    }

    private static func unknown(_ name: String, below prefix: String, _ place: Place) -> Mistake {
        var level: [String] = []
        for key in Key.allCases.map(\.rawValue) where key.hasPrefix(prefix) {
            let part = String(key.dropFirst(prefix.count).prefix { $0 != "." })
            if !level.contains(part) { level.append(part) }
        }
        let near = String(name.dropFirst(prefix.count)).nearest(in: level).map { "Write \"\(prefix + $0)\"." }
        return Mistake(
            .key, place, key: name, "The key \(name.quoted) is not known",
            remedy: near ?? "Use one of \(level.map { prefix + $0 }.joined(separator: ", ")).")
    }

    private static func below(_ name: String) -> String {
        Key.allCases.map(\.rawValue).filter { $0.hasPrefix(name + ".") }.map { "\"\($0.dropFirst(name.count + 1))\"" }.joined(
            separator: ", ")
    }

    private static func written(_ key: Key, _ node: Node, _ file: SourceFile, _ place: Place) -> Written? {
        switch (key.form, node) {
        case (.one, .scalar(let scalar)):
            return Written(source: .file(place), items: [scalar.string])
        case (.list, .scalar(let scalar)):
            return Written(source: .file(place), items: [scalar.string])
        case (.list, .sequence(let nodes)):
            let items = nodes.compactMap { $0.scalar?.string }
            return items.count == nodes.count ? Written(source: .file(place), items: items) : nil
        case (.map, .mapping(let mapping)):
            let pairs = mapping.compactMap { key, value -> Written.Pair? in
                guard let name = key.scalar?.string, let text = value.scalar?.string else { return nil }
                return Written.Pair(key: name, value: text, place: file.place(key))
            }
            return pairs.count == mapping.count ? Written(source: .file(place), pairs: pairs) : nil
        default:
            return nil
        }
    }
}
