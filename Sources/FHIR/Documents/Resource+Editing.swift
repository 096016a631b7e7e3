extension Resource {
    /// A copy with the element at `path` set to `value`; everything else keeps its bytes.
    ///
    /// The path is dotted, with `[n]` for items: `name[0].family`. Missing objects are made, an index on a missing element makes an array,
    /// an index at or past the end appends. A name asked of an array means its first item.
    public func setting(_ path: String, to value: JSONValue) -> Resource {
        let steps = Step.parse(path)
        guard !steps.isEmpty else { return self }
        var element = root
        for (position, step) in steps.enumerated() {
            let rest = steps[(position + 1)...]
            switch step {
            case .name(let name):
                if element.kind == .array {
                    guard let item = element[0] else {
                        return inserting(Step.nest(steps[position...], value), intoEnd: element)
                    }
                    element = item
                }
                guard element.kind == .object else { return replacing(element, with: Step.nest(steps[position...], value)) }
                guard let member = element[name] else {
                    return inserting(JSONValue.string(name).bytes + [0x3A] + Step.nest(rest, value), intoEnd: element)
                }
                element = member
            case .item(let index):
                guard element.kind == .array else {
                    if index == 0 { continue }
                    return replacing(element, with: [0x5B] + element.bytes + [0x2C] + Step.nest(rest, value) + [0x5D])
                }
                guard let item = element[index] else { return inserting(Step.nest(rest, value), intoEnd: element) }
                element = item
            }
        }
        return replacing(element, with: value.bytes)
    }

    /// A copy without the element at `path`; objects and arrays that this empties go with it, as FHIR has no empty ones.
    public func removing(_ path: String) -> Resource {
        var parents: [Element] = []
        var element = root
        for step in Step.parse(path) {
            switch step {
            case .name(let name):
                if element.kind == .array, let item = element[0] {
                    parents.append(element)
                    element = item
                }
                guard element.kind == .object, let member = element[name] else { return self }
                parents.append(element)
                element = member
            case .item(let index):
                guard let item = element[index] else { return self }
                if element.kind == .array { parents.append(element) }
                element = item
            }
        }
        while let parent = parents.last, parent.count == 1, parents.count > 1 {
            element = parent
            parents.removeLast()
        }
        guard let parent = parents.last else { return self }
        return removing(element, from: parent)
    }

    private func replacing(_ element: Element, with json: [UInt8]) -> Resource {
        var bytes = bytes
        bytes.replaceSubrange(element.bytes.indices, with: json)
        return Resource(trusted: bytes)
    }

    private func inserting(_ json: [UInt8], intoEnd container: Element) -> Resource {
        var bytes = bytes
        if container.count == 0 {
            bytes.insert(contentsOf: json, at: container.bytes.startIndex + 1)
        } else {
            var end = container.bytes.endIndex - 1
            while bytes[end - 1] <= 0x20 { end -= 1 }
            bytes.insert(contentsOf: [0x2C] + json, at: end)
        }
        return Resource(trusted: bytes)
    }

    private func removing(_ element: Element, from parent: Element) -> Resource {
        var bytes = bytes
        var start = parent.kind == .object ? Tape.offset(element.storage.tape[element.index - 1]) - 1 : element.bytes.startIndex
        var end = element.bytes.endIndex
        var before = start
        while bytes[before - 1] <= 0x20 { before -= 1 }
        if bytes[before - 1] == 0x2C {
            start = before - 1
        } else {
            var after = end
            while bytes[after] <= 0x20 { after += 1 }
            if bytes[after] == 0x2C {
                end = after + 1
                while bytes[end] <= 0x20 { end += 1 }
            }
        }
        bytes.removeSubrange(start..<end)
        return Resource(trusted: bytes)
    }

    private enum Step {
        case name(String)
        case item(Int)

        static func parse(_ path: String) -> [Step] {
            path.split(separator: ".").flatMap { part in
                let pieces = part.split(separator: "[")
                return pieces.enumerated().compactMap { position, piece -> Step? in
                    if position == 0 { return .name(String(piece)) }
                    return Int(piece.dropLast()).map { .item($0) }
                }
            }
        }

        /// The value inside the objects and arrays that the remaining steps ask for.
        static func nest(_ steps: ArraySlice<Step>, _ value: JSONValue) -> [UInt8] {
            steps.reversed().reduce(value.bytes) { json, step in
                switch step {
                case .name(let name): [0x7B] + JSONValue.string(name).bytes + [0x3A] + json + [0x7D]
                case .item: [0x5B] + json + [0x5D]
                }
            }
        }
    }
}
