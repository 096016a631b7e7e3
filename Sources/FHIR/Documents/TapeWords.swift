/// The tape of a document for rooms that go through all of it: indexes and pointers instead of elements, so that nothing is counted or copied.
///
/// It lives inside `Element.withWords` only. An index is that of a value's word; in an object the name stands just before its value.
///
/// `@usableFromInline` is what lets other rooms inline it.
@usableFromInline package struct TapeWords {
    @usableFromInline let tape: UnsafePointer<UInt64>
    /// The bytes of the document.
    @usableFromInline package let base: UnsafePointer<UInt8>
    @usableFromInline package let byteCount: Int
    /// Whether any object may have a member whose name begins with `_`.
    @usableFromInline package let hasCompanions: Bool

    @inlinable @inline(__always) init(tape: UnsafePointer<UInt64>, base: UnsafePointer<UInt8>, byteCount: Int, hasCompanions: Bool) {
        self.tape = tape
        self.base = base
        self.byteCount = byteCount
        self.hasCompanions = hasCompanions
    }

    @inlinable @inline(__always) package func isObject(_ index: Int) -> Bool { tape[index] &>> 60 == 0 }
    @inlinable @inline(__always) package func isArray(_ index: Int) -> Bool { tape[index] &>> 60 == 1 }
    @inlinable @inline(__always) package func isText(_ index: Int) -> Bool { tape[index] &>> 61 == 1 }
    @inlinable @inline(__always) package func isNumber(_ index: Int) -> Bool { tape[index] &>> 60 == 4 }
    @inlinable @inline(__always) package func isBoolean(_ index: Int) -> Bool { tape[index] &>> 60 == 5 || tape[index] &>> 60 == 6 }
    @inlinable @inline(__always) package func isNull(_ index: Int) -> Bool { tape[index] &>> 60 == 7 }
    /// Whether a string or name has escapes, so that its bytes are not its text.
    @inlinable @inline(__always) package func isEscaped(_ index: Int) -> Bool { tape[index] &>> 60 == 3 || tape[index] &>> 60 == 9 }

    /// The first byte: of an object or array its bracket, of a string or name the one after the quotation mark.
    @inlinable @inline(__always) package func start(_ index: Int) -> Int {
        Int(truncatingIfNeeded: tape[index] &>> 30) & (1 &<< 30 &- 1)
    }

    /// The byte after the last; of a string or name its closing quotation mark.
    @inlinable @inline(__always) package func end(_ index: Int) -> Int { Int(truncatingIfNeeded: tape[index]) & (1 &<< 30 &- 1) }

    /// The bytes of a string, name, number or boolean as they are written.
    @inlinable @inline(__always) package func text(_ index: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: base + start(index), count: end(index) &- start(index))
    }

    /// Members of an object, items of an array.
    @inlinable @inline(__always) package func count(_ index: Int) -> Int { Int(truncatingIfNeeded: tape[index &+ 1] &>> 32) }

    /// The index after the value.
    @inlinable @inline(__always) package func after(_ index: Int) -> Int {
        tape[index] &>> 60 < 2 ? Int(truncatingIfNeeded: tape[index &+ 1] & 0xFFFF_FFFF) : index &+ 1
    }

    /// The value of a member of an object; -1 when there is none. Names with escapes are not found.
    @inlinable package func member(_ index: Int, _ name: StaticString) -> Int {
        guard isObject(index) else { return -1 }
        let end = after(index)
        var child = index &+ 2
        while child < end {
            if says(child, name) { return child &+ 1 }
            child = after(child &+ 1)
        }
        return -1
    }

    /// Whether a string, name, number or boolean is written like this.
    @inlinable package func says(_ index: Int, _ text: StaticString) -> Bool {
        let (from, count) = (start(index), end(index) &- start(index))
        guard count == text.utf8CodeUnitCount, tape[index] &>> 60 >= 2 else { return false }
        for i in 0..<count where base[from &+ i] != text.utf8Start[i] { return false }
        return true
    }
}

extension Element {
    /// Gives the words of the document and the index of this element.
    package func withWords<Result>(_ body: (_ words: TapeWords, _ index: Int) -> Result) -> Result {
        withExtendedLifetime(storage) { body(document.words, index) }
    }

    /// The document, without keeping it.
    @inlinable @inline(__always) package var document: BorrowedDocument { BorrowedDocument(storage: Unmanaged.passUnretained(storage)) }

    /// Index of the value's word.
    @inlinable @inline(__always) package var wordIndex: Int { index }

    /// Another value of the same document.
    @inlinable @inline(__always) package func at(_ index: Int) -> Element { Element(storage: storage, index: index) }
}

/// A document that somebody else keeps: for rooms that come by many elements of few documents, and would count references for nothing.
///
/// Good as long as an element of the document lives.
@usableFromInline package struct BorrowedDocument: Equatable {
    @usableFromInline let storage: Unmanaged<Storage>

    @inlinable @inline(__always) init(storage: Unmanaged<Storage>) { self.storage = storage }

    @inlinable @inline(__always) package var words: TapeWords {
        storage._withUnsafeGuaranteedRef {
            TapeWords(tape: $0.tape, base: $0.base, byteCount: $0.byteCount, hasCompanions: $0.hasCompanions)
        }
    }

    /// The value at an index of the tape.
    @inlinable @inline(__always) package func element(_ index: Int) -> Element {
        Element(storage: storage.takeUnretainedValue(), index: index)
    }

    @inlinable @inline(__always) package static func == (one: BorrowedDocument, other: BorrowedDocument) -> Bool {
        one.storage.toOpaque() == other.storage.toOpaque()
    }
}
