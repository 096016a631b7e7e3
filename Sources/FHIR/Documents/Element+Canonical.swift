extension Element {
    /// One spelling for equal content, to compute digests of: names sorted, white space dropped, escapes written one way, numbers' digits kept.
    ///
    /// - Parameter excluding: gets the dotted path of each member without indexes (`Bundle.timestamp`, `Bundle.entry.resource.meta`) and
    ///   answers whether to leave it out. Paths begin with the `resourceType` of this element, if it has one.
    public func canonical(excluding: (String) -> Bool) -> [UInt8] {
        var writer = JSONWriter()
        withoutActuallyEscaping(excluding) {
            writeCanonical(to: &writer, path: self["resourceType"]?.text ?? "", excluding: $0)
        }
        return writer.bytes
    }

    /// `canonical` of everything.
    public func canonical() -> [UInt8] {
        var writer = JSONWriter()
        writeCanonical(to: &writer, path: "", excluding: nil)
        return writer.bytes
    }

    private func writeCanonical(to writer: inout JSONWriter, path: String, excluding: ((String) -> Bool)?) {
        switch kind {
        case .object:
            var sorted = members.map { (name: $0.name, value: $0.value) }
            sorted.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
            writer.object { writer in
                for (name, value) in sorted {
                    guard let excluding else {
                        writer.name(name)
                        value.writeCanonical(to: &writer, path: "", excluding: nil)
                        continue
                    }
                    let memberPath = path.isEmpty ? name : "\(path).\(name)"
                    if excluding(memberPath) { continue }
                    writer.name(name)
                    value.writeCanonical(to: &writer, path: memberPath, excluding: excluding)
                }
            }
        case .array:
            writer.array { writer in
                for item in items { item.writeCanonical(to: &writer, path: path, excluding: excluding) }
            }
        case .string:
            writer.value(text ?? "")
        case .number, .boolean, .null:
            writer.raw(bytes)
        }
    }
}
