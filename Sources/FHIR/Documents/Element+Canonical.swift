extension Element {
    /// One spelling for equal content, to compute digests of: names sorted, white space dropped, escapes written one way, numbers' digits kept.
    ///
    /// - Parameter exclusions: members to leave out, wherever they stand below this element.
    public func canonical(without exclusions: Exclusions = Exclusions([])) -> [UInt8] {
        withExtendedLifetime(storage) {
            var writer = CanonicalWriter(tape: storage.tape, base: storage.base, exclusions: exclusions)
            writer.bytes.reserveCapacity(bytes.count)
            writer.write(index, exclusions.start)
            return writer.bytes
        }
    }
}

/// By indexes, since every letter's digest goes through all of it. Whoever makes it keeps the document.
private struct CanonicalWriter {
    let tape: UnsafePointer<UInt64>
    let base: UnsafePointer<UInt8>
    let exclusions: Exclusions
    var bytes: [UInt8] = []
    /// The names of all objects that are open, sorted within each.
    private var names: [Int] = []

    init(tape: UnsafePointer<UInt64>, base: UnsafePointer<UInt8>, exclusions: Exclusions) {
        self.tape = tape
        self.base = base
        self.exclusions = exclusions
    }

    mutating func write(_ at: Int, _ open: Exclusions.Progress) {
        let word = tape[at]
        switch Tape.kind(word) {
        case .object:
            bytes.append(0x7B)
            let first = names.count
            addNames(of: at)
            let end = names.count
            var isFirst = true
            for position in first..<end {
                let name = names[position]
                guard let below = progress(open, name) else { continue }
                if !isFirst { bytes.append(0x2C) }
                isFirst = false
                writeText(tape[name])
                bytes.append(0x3A)
                write(name &+ 1, below)
            }
            names.removeSubrange(first..<end)
            bytes.append(0x7D)
        case .array:
            bytes.append(0x5B)
            let end = Tape.next(tape[at &+ 1])
            var item = at &+ 2
            while item < end {
                if item > at &+ 2 { bytes.append(0x2C) }
                write(item, open)
                item = Tape.after(item, tape)
            }
            bytes.append(0x5D)
        case .string, .escapedString, .name, .escapedName: writeText(word)
        case .number, .yes, .no, .null: bytes.append(contentsOf: text(word))
        }
    }

    /// As it stands in the document, without quotation marks.
    private func text(_ word: UInt64) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: base + Tape.offset(word), count: Tape.end(word) &- Tape.offset(word))
    }

    /// A text without escapes has one spelling only.
    private mutating func writeText(_ word: UInt64) {
        if Tape.isEscaped(word) {
            var json = JSONWriter()
            json.value(String(decoding: JSONText.unescape(base, Tape.offset(word), Tape.end(word)), as: UTF8.self))
            return bytes.append(contentsOf: json.bytes)
        }
        bytes.append(0x22)
        bytes.append(contentsOf: text(word))
        bytes.append(0x22)
    }

    private func progress(_ open: Exclusions.Progress, _ name: Int) -> Exclusions.Progress? {
        guard Tape.isEscaped(tape[name]) else { return exclusions.progress(open, text(tape[name])) }
        return JSONText.unescape(base, Tape.offset(tape[name]), Tape.end(tape[name])).withUnsafeBufferPointer {
            exclusions.progress(open, $0)
        }
    }

    /// The tape indexes of an object's names, sorted by their bytes.
    private mutating func addNames(of object: Int) {
        let end = Tape.next(tape[object &+ 1])
        let first = names.count
        var hasEscapes = false
        var at = object &+ 2
        while at < end {
            names.append(at)
            hasEscapes = hasEscapes || Tape.isEscaped(tape[at])
            at = Tape.after(at &+ 1, tape)
        }
        if hasEscapes {
            let texts = names[first...].map { (at: $0, bytes: JSONText.unescape(base, Tape.offset(tape[$0]), Tape.end(tape[$0]))) }
            let sorted = texts.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
            for (position, text) in sorted.enumerated() { names[first + position] = text.at }
        } else {
            let (tape, base) = (tape, base)
            names[first...].sort { one, two in
                let (one, two) = (tape[one], tape[two])
                return UnsafeBufferPointer(start: base + Tape.offset(one), count: Tape.end(one) &- Tape.offset(one))
                    .lexicographicallyPrecedes(
                        UnsafeBufferPointer(start: base + Tape.offset(two), count: Tape.end(two) &- Tape.offset(two)))
            }
        }
    }
}

/// Members that a canonical form leaves out: by dotted path from its root without indexes (`entry.resource.text.div`), or by name anywhere
/// (`*.meta`). At most 64.
public struct Exclusions: Sendable {
    /// A bit for each path that the way to here has followed.
    typealias Progress = (following: UInt64, depth: Int)

    private var paths: [[[UInt8]]] = []
    private var anywhere: [[UInt8]] = []

    public init(_ patterns: [String]) {
        for pattern in patterns.prefix(64) {
            if pattern.hasPrefix("*.") {
                anywhere.append(Array(pattern.dropFirst(2).utf8))
            } else {
                paths.append(pattern.split(separator: ".").map { Array($0.utf8) })
            }
        }
    }

    var start: Progress { (paths.isEmpty ? 0 : UInt64.max >> UInt64(64 - paths.count), 0) }

    /// Where a member leads to; nil when it is left out.
    func progress(_ here: Progress, _ name: UnsafeBufferPointer<UInt8>) -> Progress? {
        for other in anywhere where name.elementsEqual(other) { return nil }
        var following: UInt64 = 0
        var rest = here.following
        while rest != 0 {
            let path = rest.trailingZeroBitCount
            rest &= rest - 1
            guard here.depth < paths[path].count, name.elementsEqual(paths[path][here.depth]) else { continue }
            if here.depth + 1 == paths[path].count { return nil }
            following |= 1 << UInt64(path)
        }
        return (following, here.depth + 1)
    }
}
