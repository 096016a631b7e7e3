import FHIR

// What a value in a resource turns into. https://hl7.org/fhir/R4/fhirpath.html#types
extension Run {
    /// Itself, or what a primitive in a resource turns into. A quantity is read by `Item.system`: it is rare, and no plain bits.
    @inline(__always) mutating func system(_ value: Value) -> Value {
        guard case .node(let spot) = value else { return value }
        return system(spot) ?? value
    }

    mutating func system(_ spot: Spot) -> Value? {
        guard spot.index >= 0 else { return nil }
        switch spot.type < 0 ? .unknown : facts.types[Int(spot.type)].kind {
        case .string: return text(spot).map { .text($0) }
        case .boolean: return boolean(spot)
        case .integer: return text(spot)?.int64.map { .integer($0) }
        case .decimal: return text(spot)?.decimal.map { .decimal(Digits($0)) }
        case .date: return text(spot).flatMap { TemporalValue(dateBytes: $0.bytes) }.map { .temporal($0) }
        case .dateTime: return text(spot).flatMap { TemporalValue(dateTimeBytes: $0.bytes) }.map { .temporal($0) }
        case .time: return text(spot).flatMap { TemporalValue(timeBytes: $0.bytes) }.map { .temporal($0) }
        case .complex, .quantity: return nil
        case .unknown:
            let words = words(spot)
            if words.isBoolean(Int(spot.index)) { return boolean(spot) }
            guard words.isNumber(Int(spot.index)) else { return text(spot).map { .text($0) } }
            return text(spot).flatMap { text in text.int64.map { .integer($0) } ?? text.decimal.map { .decimal(Digits($0)) } }
        }
    }

    /// As `Node.isPrimitive`.
    func isPrimitive(_ spot: Spot) -> Bool {
        if spot.type >= 0 { return facts.types[Int(spot.type)].isPrimitive }
        return spot.index < 0 || !words(spot).isObject(Int(spot.index))
    }

    private func boolean(_ spot: Spot) -> Value? {
        let words = words(spot)
        guard words.isBoolean(Int(spot.index)) else { return nil }
        return .boolean(words.text(Int(spot.index)).first == UInt8(ascii: "t"))
    }

    /// The text of a string, number or boolean where it stands; nil for anything else.
    mutating func text(_ spot: Spot) -> Text? {
        let words = words(spot)
        let at = Int(spot.index)
        guard words.isText(at) || words.isNumber(at) || words.isBoolean(at) else { return nil }
        if words.isEscaped(at) { return element(spot.index, of: spot.document)?.text.map { keep($0) } }
        return Text(start: words.base + words.start(at), count: words.end(at) &- words.start(at))
    }
}

/// What is done with a collection where one value is wanted. https://hl7.org/fhirpath/N1/#singleton-evaluation-of-collections
extension Run {
    /// The only item; nil when there is none. Several are an error.
    @inline(__always) func single(_ stretch: Stretch, _ what: String, _ offset: Int) throws -> Value? {
        if stretch.count > 1 { throw severalItems(what, offset) }
        return stretch.isEmpty ? nil : self[stretch.start]
    }

    @inline(never) private func severalItems(_ what: String, _ offset: Int) -> Fault {
        Fault(.execution, "\(what) takes one item, and here are several; choose one, with `first()` or `where(…)`.", offset)
    }

    /// As a condition: any single item that is no boolean counts as true.
    @inline(__always) mutating func condition(_ stretch: Stretch, _ what: String, _ offset: Int) throws -> Bool? {
        guard let value = try single(stretch, what, offset) else { return nil }
        if case .boolean(let answer) = value { return answer }
        if case .boolean(let answer) = system(value) { return answer }
        return true
    }

    mutating func text(_ stretch: Stretch, _ what: String, _ offset: Int) throws -> Text? {
        guard let value = try single(stretch, what, offset) else { return nil }
        guard case .text(let text) = system(value) else {
            throw Fault(.execution, "\(what) takes a string, and here is \(item(value).kindName).", offset)
        }
        return text
    }

    mutating func whole(_ stretch: Stretch, _ what: String, _ offset: Int) throws -> Int? {
        guard let value = try single(stretch, what, offset) else { return nil }
        guard case .integer(let number) = system(value) else {
            throw Fault(.execution, "\(what) takes a whole number, and here is \(item(value).kindName).", offset)
        }
        return Int(number)
    }
}
