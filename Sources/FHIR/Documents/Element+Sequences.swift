extension Element {
    /// The items of an array; anything but an array gives itself once.
    public var items: Elements { Elements(storage: storage, element: self) }

    /// Visits the members of an object by the bytes of their names, without making texts of them.
    package func forEachMember(_ body: (_ name: UnsafeBufferPointer<UInt8>, _ value: Element) -> Void) {
        guard kind == .object else { return }
        let tape = storage.tape
        let end = Tape.next(tape[index &+ 1])
        storage.bytes.withUnsafeBufferPointer { bytes in
            var at = index &+ 2
            while at < end {
                let name = tape[at]
                let value = Element(storage: storage, index: at &+ 1)
                if Tape.kind(name) == .escapedName, let base = bytes.baseAddress {
                    Array(JSONText.unescape(base, Tape.offset(name), Tape.end(name))).withUnsafeBufferPointer { body($0, value) }
                } else {
                    body(UnsafeBufferPointer(rebasing: bytes[Tape.offset(name)..<Tape.end(name)]), value)
                }
                at = Tape.after(at &+ 1, tape)
            }
        }
    }

    /// The members of an object in the order they are written; none for anything else.
    public var members: Members { Members(storage: storage, element: self) }
}

/// `Element` under a name that sequences do not have themselves.
public typealias Cursor = Element

/// The items of an array.
public struct Elements: Sequence, Sendable {
    let storage: Storage
    let element: Cursor

    public var underestimatedCount: Int { element.kind == .array ? element.count : 1 }

    public func makeIterator() -> Iterator {
        if Tape.kind(element.word) == .array {
            Iterator(storage: storage, at: element.index + 2, end: Tape.next(storage.tape[element.index + 1]))
        } else {
            Iterator(storage: storage, at: element.index, end: element.index + 1)
        }
    }

    public struct Iterator: IteratorProtocol, Sendable {
        let storage: Storage
        var at: Int
        let end: Int

        public mutating func next() -> Cursor? {
            guard at < end else { return nil }
            defer { at = Tape.after(at, storage.tape) }
            return Cursor(storage: storage, index: at)
        }
    }
}

/// The members of an object.
public struct Members: Sequence, Sendable {
    let storage: Storage
    let element: Cursor

    public var underestimatedCount: Int { element.kind == .object ? element.count : 0 }

    public func makeIterator() -> Iterator {
        if Tape.kind(element.word) == .object {
            Iterator(storage: storage, at: element.index + 2, end: Tape.next(storage.tape[element.index + 1]))
        } else {
            Iterator(storage: storage, at: 0, end: 0)
        }
    }

    public struct Iterator: IteratorProtocol, Sendable {
        let storage: Storage
        var at: Int
        let end: Int

        public mutating func next() -> (name: String, value: Cursor)? {
            guard at < end else { return nil }
            let name = Cursor(storage: storage, index: at)
            let value = Cursor(storage: storage, index: at + 1)
            at = Tape.after(at + 1, storage.tape)
            return (name.text ?? "", value)
        }
    }
}
