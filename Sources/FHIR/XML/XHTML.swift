import XML

/// Narratives: a string in JSON, XML in XML. They are carried over as they are written wherever that is possible.
enum XHTML {
    /// The narrative of a `div` as JSON carries it: its own bytes, unless they lean on declarations outside it.
    static func text(_ node: XMLNode) -> String {
        let source = node.source
        if standsAlone(source), !node.hasForeignAttributes { return String(decoding: source, as: UTF8.self) }
        var writer = XMLWriter(declaration: false)
        write(node, to: &writer, isRoot: true)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// Whether an element declares XHTML's namespace itself and no element in it has a prefix.
    private static func standsAlone(_ source: ArraySlice<UInt8>) -> Bool {
        guard let end = source.firstIndex(of: 0x3E) else { return false }
        let tag = String(decoding: source[..<end], as: UTF8.self)
        guard tag.contains("xmlns=\"\(XMLReading.xhtml)\"") || tag.contains("xmlns='\(XMLReading.xhtml)'") else { return false }
        var i = source.startIndex
        while let open = source[i...].firstIndex(of: 0x3C) {
            i = open + 1
            while i < source.endIndex, Path.isWord(source[i]) || source[i] == 0x2F || source[i] == 0x2E { i += 1 }
            if i < source.endIndex && source[i] == 0x3A { return false }
        }
        return true
    }

    private static func write(_ node: XMLNode, to writer: inout XMLWriter, isRoot: Bool) {
        let namespace = isRoot ? [("xmlns", XMLReading.xhtml)] : []
        let attributes = node.attributes.map { ($0.namespace.isEmpty ? $0.name : "xml:\($0.name)", $0.value) }
        writer.element(node.name, namespace + attributes) { writer in
            for content in node.contents {
                switch content {
                case .element(let child): write(child, to: &writer, isRoot: false)
                case .text(let text): writer.text(text)
                }
            }
        }
    }

    /// The narrative of a resource as XML carries it; nil when it is no XHTML `div`.
    static func xml(_ text: String) -> [UInt8]? {
        let bytes = Array(text.utf8)
        guard let root = try? XMLDocument(bytes).root, root.name == "div" else { return nil }
        if root.namespace == XMLReading.xhtml { return Array(root.source) }
        // Some leave the namespace out, which XML cannot.
        guard root.namespace.isEmpty else { return nil }
        return Array("<div xmlns=\"\(XMLReading.xhtml)\"".utf8) + root.source.dropFirst(4)
    }
}

extension XMLNode {
    /// Whether an attribute here or below is in a namespace other than XML's own.
    fileprivate var hasForeignAttributes: Bool {
        attributes.contains { !$0.namespace.isEmpty && $0.namespace != "http://www.w3.org/XML/1998/namespace" }
            || children.contains { $0.hasForeignAttributes }
    }
}
