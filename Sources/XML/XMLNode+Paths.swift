extension XMLNode {
    /// The first element along a path of local names, depth first: `first("MsgInfo/Patient/Ident")`. An empty path is the element itself.
    public func first(_ path: String) -> XMLNode? {
        var found: XMLNode?
        walk(path) {
            found = $0
            return false
        }
        return found
    }

    /// Every element along a path of local names, in document order.
    public func each(_ path: String) -> [XMLNode] {
        var found: [XMLNode] = []
        walk(path) {
            found.append($0)
            return true
        }
        return found
    }

    /// The text of the first element along the path, without white space around it; nil when it is absent or blank.
    public func text(_ path: String) -> String? {
        first(path).flatMap { XMLNode.trimmed($0.text) }
    }

    /// The attribute of the first element along the path, without white space around it; nil when it is absent or blank.
    public func value(_ path: String, _ attribute: String = "V") -> String? {
        first(path)?.attribute(attribute).flatMap(XMLNode.trimmed)
    }

    /// Calls `visit` for each match; stops when it answers false.
    private func walk(_ path: String, _ visit: (XMLNode) -> Bool) {
        var path = path
        // The path stays as it is written: letters are read by some hundred of them.
        path.withUTF8 { path in _ = walk(path[...], visit) }
    }

    /// Answers whether to go on.
    private func walk(_ path: Slice<UnsafeBufferPointer<UInt8>>, _ visit: (XMLNode) -> Bool) -> Bool {
        let slash = UInt8(ascii: "/")
        let path = path.drop { $0 == slash }
        if path.isEmpty { return visit(self) }
        let step = path.prefix { $0 != slash }
        let rest = path[step.endIndex...]
        let arena = document.arena
        var i = index + 1
        let end = Int(arena.entries[index].end)
        while i < end {
            let child = arena.entries[i]
            if child.name >= 0 && arena.names[Int(child.name)].isLocal(step) {
                if !XMLNode(document: document, index: i).walk(rest, visit) { return false }
            }
            i = Int(child.end)
        }
        return true
    }

    /// Without the white space of XML and the no-break space around it; nil when nothing is left.
    static func trimmed(_ text: String) -> String? {
        func blank(_ c: Unicode.Scalar) -> Bool { c == " " || c == "\n" || c == "\t" || c == "\r" || c == "\u{A0}" }
        let scalars = text.unicodeScalars
        guard let start = scalars.firstIndex(where: { !blank($0) }), let last = scalars.lastIndex(where: { !blank($0) }) else { return nil }
        return String(scalars[start...last])
    }
}
