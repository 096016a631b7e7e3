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
        switch Tape.kind(word) {
        case .object:
            writer.begin(0x7B)
            for at in sortedNames() {
                let name = Element(storage: storage, index: at)
                let value = Element(storage: storage, index: at + 1)
                var memberPath = ""
                if let excluding {
                    memberPath = path.isEmpty ? name.text ?? "" : "\(path).\(name.text ?? "")"
                    if excluding(memberPath) { continue }
                }
                if Tape.kind(name.word) == .name { writer.quotedName(name.bytes) } else { writer.name(name.text ?? "") }
                value.writeCanonical(to: &writer, path: memberPath, excluding: excluding)
            }
            writer.finish(0x7D)
        case .array:
            writer.begin(0x5B)
            for item in items { item.writeCanonical(to: &writer, path: path, excluding: excluding) }
            writer.finish(0x5D)
        case .escapedString, .escapedName:
            writer.value(text ?? "")
        case .string, .name, .number, .yes, .no, .null:
            // A string without escapes has one spelling only.
            writer.raw(bytes)
        }
    }

    /// The tape indexes of an object's names, sorted by their bytes.
    private func sortedNames() -> [Int] {
        let tape = storage.tape
        let end = Tape.next(tape[index + 1])
        var names: [Int] = []
        names.reserveCapacity(Tape.count(tape[index + 1]))
        var hasEscapes = false
        var at = index + 2
        while at < end {
            names.append(at)
            hasEscapes = hasEscapes || Tape.kind(tape[at]) == .escapedName
            at = Tape.after(at + 1, tape)
        }
        if hasEscapes {
            let texts = names.map { (at: $0, bytes: Array((Element(storage: storage, index: $0).text ?? "").utf8)) }
            return texts.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }.map(\.at)
        }
        storage.bytes.withUnsafeBufferPointer { bytes in
            names.sort { one, two in
                let first = UnsafeBufferPointer(rebasing: bytes[Tape.offset(tape[one])..<Tape.end(tape[one])])
                let second = UnsafeBufferPointer(rebasing: bytes[Tape.offset(tape[two])..<Tape.end(tape[two])])
                return first.lexicographicallyPrecedes(second)
            }
        }
        return names
    }
}
