/// An element of a document: a cursor that is cheap to copy and keeps its document alive.
public struct XMLNode: Sendable {
    let document: XMLDocument
    let index: Int

    private var entry: XMLArena.Entry { document.arena.entries[index] }

    /// The local name, without prefix.
    public var name: String { document.arena.names[Int(entry.name)].local }

    /// The namespace, "" when the element has none.
    public var namespace: String { document.arena.names[Int(entry.name)].namespace }

    /// The line of the start tag, from 1.
    public var line: Int { Int(entry.line) }

    /// All text of the element and below, exactly as written, white space included.
    public var text: String {
        String(decoding: document.arena.text[Int(entry.textStart)..<Int(entry.textEnd)], as: UTF8.self)
    }

    /// The element as it stands in the document, from `<` to the end of its end tag, in UTF-8.
    ///
    /// Prefixes and namespaces that are declared further out are not declared in it.
    public var source: ArraySlice<UInt8> { document.arena.source[Int(entry.sourceStart)..<Int(entry.sourceEnd)] }

    /// The value of an attribute without namespace, exactly as written.
    public func attribute(_ name: String) -> String? {
        let arena = document.arena
        let first = Int(entry.firstAttribute)
        for attribute in arena.attributes[first..<first + Int(entry.attributeCount)] {
            let known = arena.names[Int(attribute.name)]
            if known.local == name && known.namespace.isEmpty {
                return String(decoding: arena.values[Int(attribute.start)..<Int(attribute.end)], as: UTF8.self)
            }
        }
        return nil
    }

    /// All attributes in the order they are written; namespace declarations are not among them.
    public var attributes: [(name: String, namespace: String, value: String)] {
        let arena = document.arena
        let first = Int(entry.firstAttribute)
        return arena.attributes[first..<first + Int(entry.attributeCount)].map {
            (
                arena.names[Int($0.name)].local, arena.names[Int($0.name)].namespace,
                String(decoding: arena.values[Int($0.start)..<Int($0.end)], as: UTF8.self)
            )
        }
    }

    /// The elements directly inside.
    public var children: [XMLNode] {
        var found: [XMLNode] = []
        forEachChild { found.append($0) }
        return found
    }

    /// What an element holds, in order: mixed content for narratives.
    public enum Content: Sendable {
        case element(XMLNode)
        case text(String)
    }

    /// The elements and the text directly inside, in order.
    public var contents: [Content] {
        let arena = document.arena
        var found: [Content] = []
        var i = index + 1
        while i < Int(entry.end) {
            let child = arena.entries[i]
            if child.name >= 0 {
                found.append(.element(XMLNode(document: document, index: i)))
            } else {
                found.append(.text(String(decoding: arena.text[Int(child.textStart)..<Int(child.textEnd)], as: UTF8.self)))
            }
            i = Int(child.end)
        }
        return found
    }

    /// The elements directly inside; nil when there is text among them that is more than white space.
    public var childrenWithoutText: [XMLNode]? {
        let arena = document.arena
        var found: [XMLNode] = []
        var i = index + 1
        while i < Int(entry.end) {
            let child = arena.entries[i]
            if child.name >= 0 {
                found.append(XMLNode(document: document, index: i))
            } else {
                for byte in arena.text[Int(child.textStart)..<Int(child.textEnd)] where byte > 0x20 { return nil }
            }
            i = Int(child.end)
        }
        return found
    }

    func forEachChild(_ body: (XMLNode) -> Void) {
        var i = index + 1
        let end = Int(entry.end)
        while i < end {
            let child = document.arena.entries[i]
            if child.name >= 0 { body(XMLNode(document: document, index: i)) }
            i = Int(child.end)
        }
    }
}
