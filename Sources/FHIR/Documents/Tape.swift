/// The structure of a document as 64-bit words, in document order.
///
/// A word is kind (4 bits), offset (30 bits), end (30 bits). Strings and names point between their quotation marks. An object or array has
/// a second word: the number of members (32 bits) and the index of the word after it (32 bits). A name's value follows its name.
enum Tape {
    static let maximumBytes = 1 << 30 - 1

    enum Kind: UInt64 {
        case object
        case array
        case string
        /// A string with at least one escape sequence.
        case escapedString
        case number
        case yes
        case no
        case null
        case name
        case escapedName
    }

    @inline(__always) static func word(_ kind: Kind, _ offset: Int, _ end: Int) -> UInt64 {
        kind.rawValue &<< 60 | UInt64(truncatingIfNeeded: offset) &<< 30 | UInt64(truncatingIfNeeded: end)
    }

    @inline(__always) static func kind(_ word: UInt64) -> Kind { Kind(rawValue: word &>> 60) ?? .null }
    @inline(__always) static func offset(_ word: UInt64) -> Int { Int(truncatingIfNeeded: word &>> 30) & (1 &<< 30 &- 1) }
    @inline(__always) static func end(_ word: UInt64) -> Int { Int(truncatingIfNeeded: word) & (1 &<< 30 &- 1) }
    @inline(__always) static func next(_ second: UInt64) -> Int { Int(truncatingIfNeeded: second & 0xFFFF_FFFF) }
    @inline(__always) static func count(_ second: UInt64) -> Int { Int(truncatingIfNeeded: second &>> 32) }

    @inline(__always) static func isContainer(_ word: UInt64) -> Bool { word &>> 60 < 2 }
    @inline(__always) static func isObject(_ word: UInt64) -> Bool { word &>> 60 == Kind.object.rawValue }
    @inline(__always) static func isArray(_ word: UInt64) -> Bool { word &>> 60 == Kind.array.rawValue }
    @inline(__always) static func isEscaped(_ word: UInt64) -> Bool {
        word &>> 60 == Kind.escapedString.rawValue || word &>> 60 == Kind.escapedName.rawValue
    }

    @inline(__always) static func isQuoted(_ word: UInt64) -> Bool {
        switch kind(word) {
        case .string, .escapedString, .name, .escapedName: true
        case .object, .array, .number, .yes, .no, .null: false
        }
    }

    /// The index of the word after the value at `index`.
    @inline(__always) static func after(_ index: Int, _ tape: UnsafePointer<UInt64>) -> Int {
        isContainer(tape[index]) ? next(tape[index &+ 1]) : index &+ 1
    }
}

/// Bytes and tape of a document; every element refers to one.
@usableFromInline final class Storage: @unchecked Sendable {
    // Sendable because nothing is written after `init`; the tape is freed when the last element is gone.
    let bytes: [UInt8]
    @usableFromInline let tape: UnsafePointer<UInt64>
    let count: Int
    /// Where the bytes lie: an array that nobody changes has them at one place as long as it lives.
    @usableFromInline let base: UnsafePointer<UInt8>
    /// Beside `base`, so that nobody has to fetch the array to know it.
    @usableFromInline let byteCount: Int
    /// Whether any object may have a member whose name begins with `_`: hardly any document has one.
    @usableFromInline let hasCompanions: Bool

    /// Takes over `tape`, which must have been allocated by `malloc` or `realloc`.
    init(bytes: [UInt8], tape: UnsafeMutablePointer<UInt64>, count: Int, hasCompanions: Bool) {
        self.bytes = bytes
        self.tape = UnsafePointer(tape)
        self.count = count
        byteCount = bytes.count
        self.hasCompanions = hasCompanions
        guard let base = bytes.withUnsafeBufferPointer(\.baseAddress) else { preconditionFailure("a document has bytes") }
        self.base = base
    }

    deinit {
        tape.deallocate()
    }
}
