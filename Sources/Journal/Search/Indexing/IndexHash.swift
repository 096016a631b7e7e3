/// The numbers that an index keeps in the place of texts: 64 bits, eight bytes at a time, the same on every machine.
///
/// Two texts that differ share a number about once in 2⁶⁴ pairs, unless somebody makes them so on purpose: who does that finds what he wrote
/// himself under a name that it does not have, and hides nothing. What it gives is part of ``SearchParameters/scheme``.
enum IndexHash {
    private static let first: UInt64 = 0xA076_1D64_78BD_642F
    private static let second: UInt64 = 0xE703_7ED1_A0B4_28DB
    private static let third: UInt64 = 0x8EBC_6AF0_9C88_C6E3

    @inline(__always) private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }

    /// A number for two numbers in this order.
    @inline(__always) static func pair(_ left: UInt64, _ right: UInt64) -> UInt64 {
        fold(left ^ first, (right &+ third).byteSwapped ^ second) ^ right
    }

    /// - Parameter folded: whether A and a are the same (of ASCII alone).
    static func of(_ bytes: UnsafeBufferPointer<UInt8>, folded: Bool = false) -> UInt64 {
        let count = bytes.count
        var hash = first ^ (UInt64(truncatingIfNeeded: count) &* third)
        guard let base = bytes.baseAddress else { return fold(hash, second) }
        let raw = UnsafeRawPointer(base)
        var at = 0
        while at &+ 8 <= count {
            let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            hash = fold(hash ^ (folded ? lowered(word) : word), second)
            at &+= 8
        }
        var tail: UInt64 = 0
        var shift: UInt64 = 0
        while at < count {
            tail |= UInt64(base[at]) &<< shift
            shift &+= 8
            at &+= 1
        }
        hash = fold(hash ^ (folded ? lowered(tail) : tail), third)
        return fold(hash ^ second, first)
    }

    static func of(_ text: String, folded: Bool = false) -> UInt64 {
        var text = text
        return text.withUTF8 { of($0, folded: folded) }
    }

    /// Eight bytes at once, A to Z made small.
    @inline(__always) private static func lowered(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let heptets = word & (ones &* 0x7F)
        let isAboveZ = heptets &+ ones &* (0x7F &- 0x5A)
        let isFromA = heptets &+ ones &* (0x80 &- 0x41)
        let isUpper = ~word & (ones &* 0x80) & (isFromA ^ isAboveZ)
        return word | isUpper &>> 2
    }
}

/// What a field of the index holds of a parameter's values.
enum IndexAspect: UInt64 {
    /// Every resource of the type.
    case all = 1
    /// Every value of the parameter has an entry here, so that all of it is what has the parameter at all.
    case value
    /// Of a token: its system alone.
    case system
    /// Of a token: the texts beside it. Of a string: what stands inside of it.
    case text
    /// Texts too long to be found by what stands inside.
    case long
    case ofType
    /// Of a reference: the identifier beside it.
    case identifier
    /// The ends of what lasts or spans.
    case ends
    /// Of a quantity: what spans, by its unit.
    case spans
    /// Of a quantity: in base units.
    case canonical
    case canonicalEnds
    /// Of a uri: what it stands below.
    case below
    case words
}

extension IndexEntry {
    static func field(_ type: String, _ code: String, _ aspect: IndexAspect) -> UInt64 {
        IndexHash.pair(IndexHash.pair(IndexHash.of(type), IndexHash.of(code)), aspect.rawValue)
    }

    /// A field inside another: of one unit, of one code.
    static func field(_ outer: UInt64, of inner: UInt64) -> UInt64 { IndexHash.pair(outer, inner) }

    /// The entry that every resource of a type has.
    public static func all(_ type: String) -> IndexEntry { IndexEntry(field: field(type, "", .all), value: 0) }
}
