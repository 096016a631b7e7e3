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
        func named(_ name: String, _ namespace: String) -> String { namespace.isEmpty ? name : "{\(namespace)}\(name)" }
        let own = named(name, namespace)
        out.append(0x3C)
        out.append(contentsOf: own.utf8)
        for attribute in attributes.map({ (named($0.name, $0.namespace), $0.value) }).sorted(by: { $0.0 < $1.0 }) {
            out.append(0x20)
            out.append(contentsOf: attribute.0.utf8)
            out.append(contentsOf: "=\"".utf8)
            XMLWriter.escape(attribute.1, attribute: true, to: &out)
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
}
