/// Finding the same name twice in an object.
enum NameOrder {
    /// A number that equal names share and different names nearly always do not. Up to 8 bytes it is the name.
    @inline(__always) static func digest(_ base: UnsafePointer<UInt8>, _ count: Int, _ start: Int, _ end: Int) -> UInt64 {
        let length = end &- start
        let raw = UnsafeRawPointer(base)
        if length >= 8 {
            let first = raw.loadUnaligned(fromByteOffset: start, as: UInt64.self)
            let last = raw.loadUnaligned(fromByteOffset: end &- 8, as: UInt64.self)
            return (first &* 0x9E37_79B9_7F4A_7C15) ^ (last &* 0xC2B2_AE3D_27D4_EB4F) ^ UInt64(truncatingIfNeeded: length)
        }
        if start &+ 8 <= count {
            return raw.loadUnaligned(fromByteOffset: start, as: UInt64.self) & (1 &<< (UInt64(truncatingIfNeeded: length) &* 8) &- 1)
        }
        return digestNearEnd(base, start, end)
    }

    private static func digestNearEnd(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        for i in start..<end {
            value |= UInt64(base[i]) &<< shift
            shift &+= 8
        }
        return value
    }

    /// The digest of a name with escapes: that of what it means.
    @inline(never) static func digest(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> UInt64 {
        JSONText.unescape(base, start, end).withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { digest($0, buffer.count, 0, buffer.count) } ?? 0
        }
    }

    /// Whether the name at tape index `to` is among the names between `from` and `to`.
    @inline(never) static func contains(
        _ base: UnsafePointer<UInt8>, _ tape: UnsafePointer<UInt64>, from: Int, to: Int
    ) -> Bool {
        let name = bytes(base, tape[to])
        var i = from
        while i < to {
            if bytes(base, tape[i]) == name { return true }
            i = Tape.after(i &+ 1, tape)
        }
        return false
    }

    /// The offset of a name that an object with many members has twice. Sorting bounds the work whatever the names are.
    @inline(never) static func duplicate(
        _ base: UnsafePointer<UInt8>, _ tape: UnsafePointer<UInt64>, from: Int, to: Int, count: Int
    ) -> Int? {
        var names: [(bytes: [UInt8], offset: Int)] = []
        names.reserveCapacity(count)
        var i = from
        while i < to {
            names.append((bytes(base, tape[i]), Tape.offset(tape[i])))
            i = Tape.after(i &+ 1, tape)
        }
        names.sort { $0.bytes == $1.bytes ? $0.offset < $1.offset : $0.bytes.lexicographicallyPrecedes($1.bytes) }
        var first: Int?
        for (one, two) in zip(names, names.dropFirst()) where one.bytes == two.bytes { first = min(first ?? .max, two.offset) }
        return first
    }

    private static func bytes(_ base: UnsafePointer<UInt8>, _ word: UInt64) -> [UInt8] {
        let (start, end) = (Tape.offset(word), Tape.end(word))
        return Tape.kind(word) == .escapedName
            ? JSONText.unescape(base, start, end) : Array(UnsafeBufferPointer(start: base + start, count: end &- start))
    }
}
