extension XMLNode {
    /// One spelling for equal content, to compute digests of: equal bytes for documents that differ only in encoding, prefixes, order of
    /// attributes, quotation marks, character references, comments and white space between elements.
    ///
    /// It is not W3C canonical XML and not meant to be parsed: names are written `{namespace}name`.
    public func canonical() -> [UInt8] {
        var out: [UInt8] = []
        appendCanonical(to: &out)
        return out
    }

    private func appendCanonical(to out: inout [UInt8]) {
        out.append(0x3C)
        XMLNode.append(name, namespace, to: &out)
        for attribute in XMLNode.sorted(attributes) {
            out.append(0x20)
            XMLNode.append(attribute.name, attribute.namespace, to: &out)
            out.append(contentsOf: "=\"".utf8)
            XMLWriter.escape(attribute.value, attribute: true, to: &out)
            out.append(0x22)
        }
        out.append(0x3E)
        let contents = self.contents
        let hasElements = contents.contains { if case .element = $0 { true } else { false } }
        for content in contents {
            switch content {
            case .element(let node):
                node.appendCanonical(to: &out)
            case .text(let text):
                if hasElements && XMLNode.trimmed(text) == nil { continue }
                XMLWriter.escape(text, attribute: false, to: &out)
            }
        }
        out.append(contentsOf: "</>".utf8)
    }

    private static func append(_ name: String, _ namespace: String, to out: inout [UInt8]) {
        if !namespace.isEmpty {
            out.append(0x7B)
            out.append(contentsOf: namespace.utf8)
            out.append(0x7D)
        }
        out.append(contentsOf: name.utf8)
    }

    private typealias Attribute = (name: String, namespace: String, value: String)

    private static func sorted(_ attributes: [Attribute]) -> [Attribute] {
        func name(_ attribute: Attribute) -> String {
            attribute.namespace.isEmpty ? attribute.name : "{\(attribute.namespace)}\(attribute.name)"
        }
        return attributes.count < 2 ? attributes : attributes.sorted { name($0) < name($1) }
    }
}
