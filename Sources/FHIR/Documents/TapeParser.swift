/// Reads strict JSON (RFC 8259) in one pass into a tape, checking everything on the way.
///
/// The loop works on raw pointers and allocates nothing per element: this is the floor under every other speed. Errors are a code and an
/// offset; `Document` turns them into sentences.
struct TapeParser {
    enum Failure: UInt8 {
        case unexpected
        case incomplete
        case trailing
        case tooDeep
        case invalidUTF8
        case badEscape
        case loneSurrogate
        case controlCharacter
        case badNumber
        case duplicateName
    }

    /// An open object or array: its index on the tape, where its names begin in `names`, and how many members it has so far.
    struct Frame {
        var index: Int
        var names: Int
        var count: Int
        var isObject: Bool
    }

    /// Objects up to this size compare every new name with the earlier ones; larger ones are sorted when they close.
    static let comparedNames = 32

    private(set) var tape: UnsafeMutablePointer<UInt64>
    private(set) var tapeCount = 0
    private var capacity: Int
    private(set) var frames: UnsafeMutablePointer<Frame>
    private(set) var depth = 0
    private var frameCapacity = 64
    private var names: UnsafeMutablePointer<UInt64>
    private var nameCapacity = 64 &+ TapeParser.comparedNames

    /// Whether a name begins with `_`, or may after its escapes are read.
    private(set) var hasCompanions = false

    private(set) var failure: Failure?
    private(set) var failureOffset = 0

    init(byteCount: Int) {
        capacity = max(byteCount / 10, 32) &+ 8
        tape = .allocate(capacity: capacity)
        frames = .allocate(capacity: frameCapacity)
        names = .allocate(capacity: nameCapacity)
    }

    /// Frees the scratch space; the tape goes to whoever takes it.
    func freeScratch() {
        frames.deallocate()
        names.deallocate()
    }

    private mutating func fail(_ failure: Failure, _ offset: Int) {
        self.failure = failure
        failureOffset = offset
    }

    @inline(never) private mutating func growTape(_ count: Int) {
        let larger = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity &* 2)
        larger.update(from: tape, count: count)
        tape.deallocate()
        tape = larger
        capacity &*= 2
    }

    @inline(never) private mutating func growFrames() {
        let larger = UnsafeMutablePointer<Frame>.allocate(capacity: frameCapacity &* 2)
        larger.update(from: frames, count: frameCapacity)
        frames.deallocate()
        frames = larger
        frameCapacity &*= 2
    }

    @inline(never) private mutating func growNames(_ count: Int) {
        let larger = UnsafeMutablePointer<UInt64>.allocate(capacity: nameCapacity &* 2)
        larger.update(from: names, count: count)
        names.deallocate()
        names = larger
        nameCapacity &*= 2
    }

    @inline(__always) private static func skipBlank(_ base: UnsafePointer<UInt8>, _ count: Int, _ start: Int) -> Int {
        var i = start
        while i < count {
            let c = base[i]
            if c > 0x20 || !(c == 0x20 || c == 0x0A || c == 0x0D || c == 0x09) { break }
            i &+= 1
        }
        return i
    }

    /// Parses the whole buffer. On failure `failure` and `failureOffset` say why and where, and `frames` is the path to there.
    mutating func parse(_ base: UnsafePointer<UInt8>, _ count: Int, maximumDepth: Int) {
        var i = TapeParser.skipBlank(base, count, 0)
        var n = 0
        var nameTop = 0
        var current = Frame(index: -1, names: 0, count: 0, isObject: false)
        defer {
            tapeCount = n
            if depth > 0 { frames[depth &- 1] = current }
        }
        value: while true {
            guard i < count else { return fail(.incomplete, i) }
            if n &+ 4 > capacity { growTape(n) }
            let c = base[i]
            var opened = false
            switch c {
            case 0x22:
                let (end, escaped) = JSONText.scan(base, count, i &+ 1)
                guard end >= 0 else { return failString(base, count, i &+ 1) }
                tape[n] = Tape.word(escaped ? .escapedString : .string, i &+ 1, end)
                n &+= 1
                i = end &+ 1
            case 0x7B, 0x5B:
                guard depth < maximumDepth else { return fail(.tooDeep, i) }
                if depth > 0 { frames[depth &- 1] = current }
                if depth == frameCapacity { growFrames() }
                current = Frame(index: n, names: nameTop, count: 0, isObject: c == 0x7B)
                depth &+= 1
                tape[n] = Tape.word(c == 0x7B ? .object : .array, i, 0)
                tape[n &+ 1] = 0
                n &+= 2
                i = TapeParser.skipBlank(base, count, i &+ 1)
                opened = true
            case 0x2D, 0x30...0x39:
                let end = JSONText.numberEnd(base, count, i)
                guard end >= 0 else { return fail(.badNumber, i) }
                tape[n] = Tape.word(.number, i, end)
                n &+= 1
                i = end
            case 0x74:
                guard TapeParser.spells(base, count, i, 0x6575_7274, 4) else { return fail(.unexpected, i) }
                tape[n] = Tape.word(.yes, i, i &+ 4)
                n &+= 1
                i &+= 4
            case 0x66:
                guard i &+ 5 <= count, base[i &+ 4] == 0x65, TapeParser.spells(base, count, i, 0x736C_6166, 4) else {
                    return fail(.unexpected, i)
                }
                tape[n] = Tape.word(.no, i, i &+ 5)
                n &+= 1
                i &+= 5
            case 0x6E:
                guard TapeParser.spells(base, count, i, 0x6C6C_756E, 4) else { return fail(.unexpected, i) }
                tape[n] = Tape.word(.null, i, i &+ 4)
                n &+= 1
                i &+= 4
            default:
                return fail(.unexpected, i)
            }
            // After a value, or at the first member of an object or array.
            while true {
                if depth == 0 { break value }
                if i < count && base[i] <= 0x20 { i = TapeParser.skipBlank(base, count, i) }
                guard i < count else { return fail(.incomplete, i) }
                let d = base[i]
                if !opened { current.count &+= 1 }
                if d == (current.isObject ? 0x7D : 0x5D) {
                    if current.isObject && current.count > TapeParser.comparedNames,
                        let duplicate = NameOrder.duplicate(base, tape, from: current.index &+ 2, to: n, count: current.count)
                    {
                        return fail(.duplicateName, duplicate)
                    }
                    i &+= 1
                    tape[current.index] |= UInt64(truncatingIfNeeded: i)
                    tape[current.index &+ 1] = UInt64(truncatingIfNeeded: current.count) &<< 32 | UInt64(truncatingIfNeeded: n)
                    nameTop = current.names
                    depth &-= 1
                    if depth > 0 { current = frames[depth &- 1] }
                    opened = false
                    continue
                }
                if !opened {
                    guard d == 0x2C else { return fail(.unexpected, i) }
                    i &+= 1
                    if i < count && base[i] <= 0x20 { i = TapeParser.skipBlank(base, count, i) }
                }
                guard current.isObject else { continue value }
                // A name.
                guard i < count else { return fail(.incomplete, i) }
                guard base[i] == 0x22 else { return fail(.unexpected, i) }
                let start = i &+ 1
                let (end, escaped) = JSONText.scan(base, count, start)
                guard end >= 0 else { return failString(base, count, start) }
                if n &+ 4 > capacity { growTape(n) }
                if escaped || base[start] == 0x5F { hasCompanions = true }
                tape[n] = Tape.word(escaped ? .escapedName : .name, start, end)
                if current.count < TapeParser.comparedNames {
                    let digest = escaped ? NameOrder.digest(base, start, end) : NameOrder.digest(base, count, start, end)
                    var k = current.names
                    while k < nameTop {
                        if names[k] == digest, NameOrder.contains(base, tape, from: current.index &+ 2, to: n) {
                            return fail(.duplicateName, start)
                        }
                        k &+= 1
                    }
                    if nameTop == nameCapacity { growNames(nameTop) }
                    names[nameTop] = digest
                    nameTop &+= 1
                }
                n &+= 1
                i = end &+ 1
                if i < count && base[i] <= 0x20 { i = TapeParser.skipBlank(base, count, i) }
                guard i < count else { return fail(.incomplete, i) }
                guard base[i] == 0x3A else { return fail(.unexpected, i) }
                i &+= 1
                if i < count && base[i] <= 0x20 { i = TapeParser.skipBlank(base, count, i) }
                continue value
            }
        }
        i = TapeParser.skipBlank(base, count, i)
        if i < count { fail(.trailing, i) }
    }

    @inline(__always) private static func spells(_ base: UnsafePointer<UInt8>, _ count: Int, _ i: Int, _ word: UInt32, _ length: Int)
        -> Bool
    {
        i &+ length <= count && UnsafeRawPointer(base + i).loadUnaligned(as: UInt32.self) == word.littleEndian
    }

    @inline(never) private mutating func failString(_ base: UnsafePointer<UInt8>, _ count: Int, _ start: Int) {
        let (failure, offset) = JSONText.diagnose(base, count, start)
        fail(failure, offset)
    }
}
