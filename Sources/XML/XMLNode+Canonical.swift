extension XMLNode {
    /// One spelling for equal content, to compute digests of: equal bytes for documents that differ only in encoding, prefixes, order of
    /// attributes, quotation marks, character references, comments and white space between elements.
    ///
    /// It is not W3C canonical XML and not meant to be parsed: names are written `{namespace}name`.
    public func canonical() -> [UInt8] {
        let arena = document.arena
        var out: [UInt8] = []
        out.reserveCapacity(source.count)
        // Bytes to bytes: the digest of a letter goes through all of it.
        arena.text.withUnsafeBufferPointer { text in
            arena.values.withUnsafeBufferPointer { values in
                XMLNode.append(index, arena, text, values, to: &out)
            }
        }
        return out
    }

    private typealias Bytes = UnsafeBufferPointer<UInt8>

    private static func append(_ index: Int, _ arena: XMLArena, _ text: Bytes, _ values: Bytes, to out: inout [UInt8]) {
        let entry = arena.entries[index]
        out.append(0x3C)
        append(arena.names[Int(entry.name)], to: &out)
        let first = Int(entry.firstAttribute)
        for attribute in sorted(arena.attributes[first..<first + Int(entry.attributeCount)], arena) {
            out.append(0x20)
            append(arena.names[Int(attribute.name)], to: &out)
            out.append(0x3D)
            out.append(0x22)
            XMLWriter.escape(Bytes(rebasing: values[Int(attribute.start)..<Int(attribute.end)]), attribute: true, to: &out)
            out.append(0x22)
        }
        out.append(0x3E)
        var hasElements = false
        var child = index + 1
        while child < Int(entry.end) {
            hasElements = hasElements || arena.entries[child].name >= 0
            child = Int(arena.entries[child].end)
        }
        child = index + 1
        while child < Int(entry.end) {
            let inner = arena.entries[child]
            if inner.name >= 0 {
                append(child, arena, text, values, to: &out)
            } else {
                let run = Bytes(rebasing: text[Int(inner.textStart)..<Int(inner.textEnd)])
                if !hasElements || !isBlank(run) { XMLWriter.escape(run, attribute: false, to: &out) }
            }
            child = Int(inner.end)
        }
        out.append(contentsOf: "</>".utf8)
    }

    /// Whether `trimmed` would leave nothing.
    private static func isBlank(_ text: Bytes) -> Bool {
        var i = 0
        while i < text.count {
            switch text[i] {
            case 0x20, 0x0A, 0x09, 0x0D: i += 1
            // A no-break space.
            case 0xC2 where i + 1 < text.count && text[i + 1] == 0xA0: i += 2
            default: return false
            }
        }
        return true
    }

    private static func append(_ name: XMLArena.Name, to out: inout [UInt8]) {
        if !name.namespace.isEmpty {
            out.append(0x7B)
            out.append(contentsOf: name.namespace.utf8)
            out.append(0x7D)
        }
        out.append(contentsOf: name.local.utf8)
    }

    private static func sorted(_ attributes: ArraySlice<XMLArena.Attribute>, _ arena: XMLArena) -> ArraySlice<XMLArena.Attribute> {
        func text(_ attribute: XMLArena.Attribute) -> String {
            let name = arena.names[Int(attribute.name)]
            return name.namespace.isEmpty ? name.local : "{\(name.namespace)}\(name.local)"
        }
        return attributes.count < 2 ? attributes : attributes.sorted { text($0) < text($1) }[...]
    }
}
