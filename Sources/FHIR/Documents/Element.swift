/// One value in a document: a cursor that is cheap to copy and keeps its document alive.
///
/// Looking up compares bytes and allocates nothing. `subscript`, `first` and `each` see through arrays as FHIR's paths do: a name asked of
/// an array is asked of its items.
///
/// ```swift
/// patient.root["name"]?["family"]?.text        // of the first name
/// bundle.root.each("entry.resource").count     // of all entries
/// patient.root.string("birthDate")             // "1950-01-31"
/// ```
public struct Element: Sendable {
    @usableFromInline let storage: Storage
    /// Index of the value's word on the tape.
    @usableFromInline let index: Int

    @inlinable @inline(__always) init(storage: Storage, index: Int) {
        self.storage = storage
        self.index = index
    }

    public enum Kind: Sendable {
        case object
        case array
        case string
        case number
        case boolean
        case null
    }

    @inline(__always) var word: UInt64 { storage.tape[index] }

    public var kind: Kind {
        switch Tape.kind(word) {
        case .object: .object
        case .array: .array
        case .string, .escapedString, .name, .escapedName: .string
        case .number: .number
        case .yes, .no: .boolean
        case .null: .null
        }
    }

    /// The member of an object; of an array, the member of its first item. Nil when there is none.
    public subscript(_ name: String) -> Element? {
        var name = name
        return name.withUTF8 { member($0) }
    }

    package func member(_ name: UnsafeBufferPointer<UInt8>) -> Element? {
        var at = index
        let tape = storage.tape
        while Tape.isArray(tape[at]) {
            if Tape.count(tape[at &+ 1]) == 0 { return nil }
            at &+= 2
        }
        guard Tape.isObject(tape[at]) else { return nil }
        let found = Element.member(at, name, tape, storage.base)
        return found < 0 ? nil : Element(storage: storage, index: found)
    }

    /// The index of a member's value in the object at `at`; -1 when there is none.
    @inline(__always) static func member(
        _ at: Int, _ name: UnsafeBufferPointer<UInt8>, _ tape: UnsafePointer<UInt64>, _ base: UnsafePointer<UInt8>
    ) -> Int {
        let end = Tape.next(tape[at &+ 1])
        var at = at &+ 2
        while at < end {
            if matches(tape[at], name, base) { return at &+ 1 }
            at = Tape.after(at &+ 1, tape)
        }
        return -1
    }

    /// Whether the string or name at `word` says `text`.
    @inline(__always) static func matches(_ word: UInt64, _ text: UnsafeBufferPointer<UInt8>, _ base: UnsafePointer<UInt8>) -> Bool {
        let (start, end) = (Tape.offset(word), Tape.end(word))
        if Tape.isEscaped(word) { return JSONText.unescape(base, start, end).elementsEqual(text) }
        guard end &- start == text.count else { return false }
        for i in 0..<text.count where base[start &+ i] != text[i] { return false }
        return true
    }

    /// The item of an array; `[0]` of anything else is itself. Nil when there are not so many.
    public subscript(_ position: Int) -> Element? {
        guard position >= 0 else { return nil }
        guard kind == .array else { return position == 0 ? self : nil }
        let tape = storage.tape
        guard position < Tape.count(tape[index + 1]) else { return nil }
        var at = index + 2
        for _ in 0..<position { at = Tape.after(at, tape) }
        return Element(storage: storage, index: at)
    }

    /// Items of an array or members of an object; 0 for anything else.
    public var count: Int { Tape.isContainer(word) ? Tape.count(storage.tape[index + 1]) : 0 }

    /// The text of a string without escapes, a number's own digits, `true` or `false`; nil for an object, an array and null.
    public var text: String? {
        switch Tape.kind(word) {
        case .object, .array, .null: return nil
        case .yes: return "true"
        case .no: return "false"
        case .string, .number, .name:
            let start = Tape.offset(word)
            return String(decoding: UnsafeBufferPointer(start: storage.base + start, count: Tape.end(word) - start), as: UTF8.self)
        case .escapedString, .escapedName:
            return String(decoding: JSONText.unescape(storage.base, Tape.offset(word), Tape.end(word)), as: UTF8.self)
        }
    }

    /// The bytes of `text` where the document has them as they are: nil for a string with escapes, an object, an array and null.
    public var plainText: ArraySlice<UInt8>? {
        switch Tape.kind(word) {
        case .object, .array, .null, .escapedString, .escapedName: nil
        case .yes, .no, .string, .number, .name: storage.bytes[Tape.offset(word)..<Tape.end(word)]
        }
    }

    public var bool: Bool? {
        switch Tape.kind(word) {
        case .yes: true
        case .no: false
        default: nil
        }
    }

    /// The value of a number written as a plain integer; nil for any other, and for what does not fit.
    public var int: Int? {
        Tape.kind(word) == .number ? text.flatMap { Int($0) } : nil
    }

    /// The raw JSON of this value, as it came.
    public var bytes: ArraySlice<UInt8> {
        let (start, end) = (Tape.offset(word), Tape.end(word))
        return Tape.isQuoted(word) ? storage.bytes[start - 1..<end + 1] : storage.bytes[start..<end]
    }

    /// Whether the value is a string, number or boolean that says `text`. Allocates nothing unless the string has escapes.
    public func equals(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { text in
            switch Tape.kind(word) {
            case .object, .array, .null: false
            default: Element.matches(word, text, storage.base)
            }
        }
    }
}
