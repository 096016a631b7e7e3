extension Element {
    /// One spelling for equal content, to compute digests of: names sorted, white space dropped, escapes written one way, numbers' digits kept.
    ///
    /// - Parameter exclusions: members to leave out, wherever they stand below this element.
    public func canonical(without exclusions: Exclusions = Exclusions([])) -> [UInt8] {
        var writer = JSONWriter(capacity: bytes.count)
        writeCanonical(to: &writer, without: exclusions, exclusions.start)
        return writer.bytes
    }

    private func writeCanonical(to writer: inout JSONWriter, without exclusions: Exclusions, _ open: Exclusions.Progress) {
        switch Tape.kind(word) {
        case .object:
            writer.begin(0x7B)
            for at in sortedNames() {
                let name = Element(storage: storage, index: at)
                guard let below = exclusions.progress(open, name) else { continue }
                if Tape.kind(name.word) == .name { writer.quotedName(name.bytes) } else { writer.name(name.text ?? "") }
                Element(storage: storage, index: at + 1).writeCanonical(to: &writer, without: exclusions, below)
            }
            writer.finish(0x7D)
        case .array:
            writer.begin(0x5B)
            for item in items { item.writeCanonical(to: &writer, without: exclusions, open) }
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

/// Members that a canonical form leaves out: by dotted path from its root without indexes (`entry.resource.text.div`), or by name anywhere
/// (`*.meta`). At most 64.
public struct Exclusions: Sendable {
    /// A bit for each path that the way to here has followed.
    typealias Progress = (following: UInt64, depth: Int)

    private var paths: [[String]] = []
    private var anywhere: [String] = []

    public init(_ patterns: [String]) {
        for pattern in patterns.prefix(64) {
            if pattern.hasPrefix("*.") {
                anywhere.append(String(pattern.dropFirst(2)))
            } else {
                paths.append(pattern.split(separator: ".").map(String.init))
            }
        }
    }

    var start: Progress { (paths.isEmpty ? 0 : UInt64.max >> UInt64(64 - paths.count), 0) }

    /// Where a member leads to; nil when it is left out.
    func progress(_ here: Progress, _ name: Element) -> Progress? {
        for other in anywhere where name.equals(other) { return nil }
        var following: UInt64 = 0
        var rest = here.following
        while rest != 0 {
            let path = rest.trailingZeroBitCount
            rest &= rest - 1
            guard here.depth < paths[path].count, name.equals(paths[path][here.depth]) else { continue }
            if here.depth + 1 == paths[path].count { return nil }
            following |= 1 << UInt64(path)
        }
        return (following, here.depth + 1)
    }
}
