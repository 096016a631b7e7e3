import FHIR

/// The bytes of a name with its first eight in one word, so that most names are compared at once.
struct Spelling: @unchecked Sendable {
    // Sendable because the bytes never change, and whoever made the spelling keeps them.
    let start: UnsafePointer<UInt8>
    let count: Int
    private let head: UInt64

    /// The name of a member as a document writes it; only for one without escapes.
    @inline(__always) init(_ at: Int, _ words: TapeWords) {
        let offset = words.start(at)
        start = words.base + offset
        count = words.end(at) &- offset
        head = Self.head(start, count, isRoomy: offset &+ 8 <= words.byteCount)
    }

    /// - Parameter isRoomy: whether at least eight bytes may be read from `start`.
    @inline(__always) init(start: UnsafePointer<UInt8>, count: Int, isRoomy: Bool) {
        self.start = start
        self.count = count
        head = Self.head(start, count, isRoomy: isRoomy)
    }

    /// A name that is kept until its maker frees `start`.
    init(kept name: String) {
        let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: max(8, name.utf8.count))
        for (at, byte) in name.utf8.enumerated() { bytes[at] = byte }
        self.init(start: bytes, count: name.utf8.count, isRoomy: false)
    }

    @inline(__always) private static func head(_ start: UnsafePointer<UInt8>, _ count: Int, isRoomy: Bool) -> UInt64 {
        if isRoomy {
            let word = UnsafeRawPointer(start).loadUnaligned(as: UInt64.self).littleEndian
            return count >= 8 ? word : word & (1 &<< (UInt64(truncatingIfNeeded: count) &* 8) &- 1)
        }
        var head: UInt64 = 0
        for at in 0..<min(8, count) { head |= UInt64(start[at]) &<< UInt64(at &* 8) }
        return head
    }

    @inline(__always) static func == (one: Spelling, other: Spelling) -> Bool {
        one.count == other.count && one.head == other.head && (one.count <= 8 || hasSameTail(one, other))
    }

    private static func hasSameTail(_ one: Spelling, _ other: Spelling) -> Bool {
        for at in 8..<one.count where one.start[at] != other.start[at] { return false }
        return true
    }

    /// Without its first byte, as `_birthDate` is for `birthDate`.
    func dropFirst(isRoomy: Bool) -> Spelling { Spelling(start: start + 1, count: count &- 1, isRoomy: isRoomy) }

    var string: String { String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self) }

    @inline(__always) var hash: Int {
        Int(truncatingIfNeeded: ((head ^ UInt64(truncatingIfNeeded: count)) &* 0x9E37_79B9_7F4A_7C15) &>> 40)
    }
}

/// Numbers by names, for names that come as bytes; kept for ever.
struct SpellingTable: @unchecked Sendable {
    // Sendable because nothing is written after `init`.
    private let slots: UnsafePointer<(name: Spelling, number: Int32)>
    private let mask: Int

    init(_ numbers: [String: Int32]) {
        var count = 4
        while count < numbers.count * 2 { count *= 2 }
        let slots = UnsafeMutablePointer<(name: Spelling, number: Int32)>.allocate(capacity: count)
        slots.initialize(repeating: (Spelling(kept: ""), -1), count: count)
        for (name, number) in numbers {
            let name = Spelling(kept: name)
            var at = name.hash & (count - 1)
            while slots[at].number >= 0 { at = (at + 1) & (count - 1) }
            slots[at] = (name, number)
        }
        self.slots = UnsafePointer(slots)
        mask = count - 1
    }

    /// -1 when there is none.
    @inline(__always) func number(_ name: Spelling) -> Int32 {
        var at = name.hash & mask
        while slots[at].number >= 0 {
            if slots[at].name == name { return slots[at].number }
            at = (at &+ 1) & mask
        }
        return -1
    }
}
