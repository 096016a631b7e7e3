extension Element {
    /// Every element along a dotted path, arrays flattened: `each("entry.resource.identifier")`. A step may choose an item: `entry[2].resource`.
    ///
    /// The last step's arrays are flattened too. An empty path gives the element itself.
    public func each(_ path: String) -> [Element] {
        var found: [Element] = []
        walk(path) {
            found.append(Element(storage: storage, index: $0))
            return true
        }
        return found
    }

    /// The first element along a dotted path; an array gives its first item.
    public func first(_ path: String) -> Element? {
        var found = -1
        walk(path) {
            found = $0
            return false
        }
        return found < 0 ? nil : Element(storage: storage, index: found)
    }

    /// The text of `first(path)`.
    public func string(_ path: String) -> String? { first(path)?.text }

    /// Calls `visit` with the index of each match; stops when it answers false. On the way it makes no elements, which would be counted.
    private func walk(_ path: String, _ visit: (Int) -> Bool) {
        var path = path
        withExtendedLifetime(storage) {
            path.withUTF8 { _ = Element.walk(index, storage.tape, storage.base, $0, 0, visit) }
        }
    }

    /// From `start` in the path on, below the value at `at`. Answers whether to go on.
    private static func walk(
        _ at: Int, _ tape: UnsafePointer<UInt64>, _ base: UnsafePointer<UInt8>, _ path: UnsafeBufferPointer<UInt8>, _ start: Int,
        _ visit: (Int) -> Bool
    ) -> Bool {
        if Tape.isArray(tape[at]) {
            let end = Tape.next(tape[at &+ 1])
            var item = at &+ 2
            while item < end {
                if !walk(item, tape, base, path, start, visit) { return false }
                item = Tape.after(item, tape)
            }
            return true
        }
        guard start < path.count else { return visit(at) }
        var end = start
        while end < path.count && path[end] != 0x2E && path[end] != 0x5B { end += 1 }
        guard Tape.isObject(tape[at]) else { return true }
        var target = member(at, UnsafeBufferPointer(rebasing: path[start..<end]), tape, base)
        if target < 0 { return true }
        while end < path.count && path[end] == 0x5B {
            var position = 0
            end += 1
            while end < path.count && path[end] != 0x5D {
                position = position &* 10 &+ Int(path[end] &- 0x30)
                end += 1
            }
            end += 1
            target = item(position, of: target, tape)
            if target < 0 { return true }
        }
        return walk(target, tape, base, path, end < path.count ? end + 1 : end, visit)
    }

    /// The index of an item of an array; the first of anything else is itself. -1 when there are not so many.
    private static func item(_ position: Int, of at: Int, _ tape: UnsafePointer<UInt64>) -> Int {
        guard Tape.isArray(tape[at]) else { return position == 0 ? at : -1 }
        guard position >= 0, position < Tape.count(tape[at &+ 1]) else { return -1 }
        var item = at &+ 2
        for _ in 0..<position { item = Tape.after(item, tape) }
        return item
    }

    /// Where the element stands: `Bundle.entry[2].resource.id`. For people and for refusals; it walks from the root.
    ///
    /// Safe to show and to log: a name that is no plain word is written `?`.
    public var location: String {
        let tape = storage.tape
        let type = Element(storage: storage, index: 0)["resourceType"]
        var path = type?.kind == .string ? Path.name(type?.word ?? 0, storage.bytes) : ""
        var at = 0
        while at < index && Tape.isContainer(tape[at]) {
            let isObject = Tape.kind(tape[at]) == .object
            var child = at + 2
            var position = 0
            while true {
                let value = isObject ? child + 1 : child
                let next = Tape.after(value, tape)
                if index < next {
                    if isObject {
                        path += (path.isEmpty ? "" : ".") + Path.name(tape[child], storage.bytes)
                    } else {
                        path += "[\(position)]"
                    }
                    at = value
                    break
                }
                child = next
                position += 1
            }
        }
        return path
    }
}
