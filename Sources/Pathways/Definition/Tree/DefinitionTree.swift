public import Directory

/// What a definition file says, as it stands there: texts, lists and members, each with its place.
///
/// Everything that works on files works on trees: the reader, the comparison of two versions, the joining of a local change with a national
/// file, the way to FHIR and back. Two trees are equal when they say the same, wherever it stands and in whatever order keys come.
public struct DefinitionTree: Sendable {
    public enum Content: Sendable {
        case text(String)
        case list([DefinitionTree])
        case members([Member])
    }

    /// A key and its value.
    public struct Member: Sendable {
        public var key: String
        /// Where the key stands.
        public var place: Place
        public var value: DefinitionTree

        public init(_ key: String, _ value: DefinitionTree, at place: Place? = nil) {
            self.key = key
            self.value = value
            self.place = place ?? value.place
        }
    }

    /// How a text is written: where it begins depends on it.
    public enum Style: Sendable { case plain, quoted, block }

    public var content: Content
    public var place: Place
    public var style: Style

    public init(_ content: Content, at place: Place = Place(file: "", line: 0), style: Style = .plain) {
        self.content = content
        self.place = place
        self.style = style
    }

    public init(_ text: String, at place: Place = Place(file: "", line: 0)) { self.init(.text(text), at: place) }

    public var text: String? { if case .text(let text) = content { text } else { nil } }
    public var members: [Member]? { if case .members(let members) = content { members } else { nil } }

    /// Its items; a single value is a list of one, and nothing is an empty one.
    public var items: [DefinitionTree] {
        switch content {
        case .list(let items): items
        case .text(let text) where text.isEmpty: []
        case .text, .members: [self]
        }
    }

    public subscript(key: String) -> DefinitionTree? {
        get { members?.first { $0.key == key }?.value }
        set {
            var members = members ?? []
            let index = members.firstIndex { $0.key == key }
            if let newValue {
                if let index { members[index].value = newValue } else { members.append(Member(key, newValue)) }
            } else if let index {
                members.remove(at: index)
            }
            content = .members(members)
        }
    }
}

extension DefinitionTree: Hashable {
    public static func == (a: DefinitionTree, b: DefinitionTree) -> Bool {
        switch (a.content, b.content) {
        case (.text(let a), .text(let b)): a == b
        case (.list(let a), .list(let b)): a == b
        case (.members(let a), .members(let b)):
            a.count == b.count && a.allSatisfy { member in b.contains { $0.key == member.key && $0.value == member.value } }
        case (.text, _), (.list, _), (.members, _): false
        }
    }

    public func hash(into hasher: inout Hasher) {
        switch content {
        case .text(let text): hasher.combine(text)
        case .list(let items): hasher.combine(items)
        case .members(let members): hasher.combine(Set(members.map(\.key)))
        }
    }
}
