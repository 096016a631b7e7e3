extension XMLNode {
    /// The first element along a path of local names, depth first: `first("MsgInfo/Patient/Ident")`. An empty path is the element itself.
    public func first(_ path: String) -> XMLNode? {
        guard path.utf8.contains(UInt8(ascii: "/")) else { return path.isEmpty ? self : child(path) }
        var found: XMLNode?
        walk(steps(path)[...]) {
            found = $0
            return false
        }
        return found
    }

    /// Every element along a path of local names, in document order.
    public func each(_ path: String) -> [XMLNode] {
        var found: [XMLNode] = []
        walk(steps(path)[...]) {
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

    /// The first element of this name directly inside.
    private func child(_ name: String) -> XMLNode? {
        let arena = document.arena
        var i = index + 1
        let end = Int(arena.entries[index].end)
        while i < end {
            let child = arena.entries[i]
            if child.name >= 0 && arena.names[Int(child.name)].local == name { return XMLNode(document: document, index: i) }
            i = Int(child.end)
        }
        return nil
    }

    private func steps(_ path: String) -> [Substring] { path.split(separator: "/") }

    /// Calls `visit` for each match; stops when it answers false. Answers whether to go on.
    @discardableResult private func walk(_ steps: ArraySlice<Substring>, _ visit: (XMLNode) -> Bool) -> Bool {
        guard let step = steps.first else { return visit(self) }
        let arena = document.arena
        var i = index + 1
        let end = Int(arena.entries[index].end)
        while i < end {
            let child = arena.entries[i]
            if child.name >= 0 && arena.names[Int(child.name)].local == step {
                if !XMLNode(document: document, index: i).walk(steps.dropFirst(), visit) { return false }
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
