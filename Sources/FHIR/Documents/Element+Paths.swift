extension Element {
    /// Every element along a dotted path, arrays flattened: `each("entry.resource.identifier")`. A step may choose an item: `entry[2].resource`.
    ///
    /// The last step's arrays are flattened too. An empty path gives the element itself.
    public func each(_ path: String) -> [Element] {
        var found: [Element] = []
        var path = path
        path.withUTF8 { path in
            _ = walk(path, 0) {
                found.append($0)
                return true
            }
        }
        return found
    }

    /// The first element along a dotted path; an array gives its first item.
    public func first(_ path: String) -> Element? {
        var found: Element?
        var path = path
        path.withUTF8 { path in
            _ = walk(path, 0) {
                found = $0
                return false
            }
        }
        return found
    }

    /// The text of `first(path)`.
    public func string(_ path: String) -> String? { first(path)?.text }

    /// Calls `visit` for each match below this element from `start` in the path; stops when it answers false. Answers whether to go on.
    private func walk(_ path: UnsafeBufferPointer<UInt8>, _ start: Int, _ visit: (Element) -> Bool) -> Bool {
        if Tape.kind(word) == .array {
            for item in items where !item.walk(path, start, visit) { return false }
            return true
        }
        guard start < path.count else { return visit(self) }
        var end = start
        while end < path.count && path[end] != 0x2E && path[end] != 0x5B { end += 1 }
        guard Tape.kind(word) == .object, let found = member(UnsafeBufferPointer(rebasing: path[start..<end])) else { return true }
        var target = found
        while end < path.count && path[end] == 0x5B {
            var position = 0
            end += 1
            while end < path.count && path[end] != 0x5D {
                position = position &* 10 &+ Int(path[end] &- 0x30)
                end += 1
            }
            end += 1
            guard let item = target[position] else { return true }
            target = item
        }
        return target.walk(path, end < path.count ? end + 1 : end, visit)
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
