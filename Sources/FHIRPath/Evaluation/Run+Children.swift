import FHIR

// Children, pushed onto the stack.
extension Run {
    /// The children of a name; a choice by its name without type. https://hl7.org/fhir/R4/fhirpath.html#polymorphism
    mutating func pushChildren(of spot: Spot, _ name: ElementName) {
        // Most of what a path asks for is not there: then the type says so, and the document stays where it is.
        if spot.companion < 0, spot.index < 0 || (spot.type >= 0 && name.byType[Int(spot.type)] < 0) { return }
        let words = words(spot)
        guard let spot = object(spot, words) else { return }
        guard spot.type >= 0 else { return pushMember(name.anywhere, spot, words) }
        let meaning = Int(name.byType[Int(spot.type)])
        guard meaning >= 0 else { return }
        switch name.meanings[meaning] {
        case .member(let place): pushMember(place, spot, words)
        case .choice(let choice): pushChoice(choice, spot, words)
        }
    }

    /// All children, in the order of the document.
    mutating func pushChildren(of spot: Spot) {
        if spot.companion < 0, spot.index < 0 { return }
        let words = words(spot)
        guard let spot = object(spot, words) else { return }
        let object = Int(spot.index)
        let end = words.after(object)
        let hasCompanions = words.hasCompanions && hasCompanions(object, words)
        var at = object &+ 2
        while at < end {
            let value = at &+ 1
            let name = spelling(at, spot, words)
            if hasCompanions, name.count > 0, name.start[0] == UInt8(ascii: "_") {
                let plain = name.dropFirst(isRoomy: false)
                if unescapedMember(plain, spot, words) < 0 {
                    push(-1, value, spot.type < 0 ? -1 : facts.members[Int(spot.type)].number(plain), spot.document, words)
                }
            } else if !(name == facts.resourceType) {
                let type = spot.type < 0 ? -1 : facts.members[Int(spot.type)].number(name)
                if type >= 0 || spot.type < 0 {
                    let beside = hasCompanions && !words.isObject(value) ? companion(of: name, object, words) : -1
                    push(value, beside, type, spot.document, words)
                }
            }
            at = words.after(value)
        }
    }

    /// The name at `at`, without escapes.
    @inline(__always) private mutating func spelling(_ at: Int, _ spot: Spot, _ words: TapeWords) -> Spelling {
        words.isEscaped(at) ? unescaped(at, spot.document) : Spelling(at, words)
    }

    @inline(never) private mutating func unescaped(_ at: Int, _ document: Int32) -> Spelling {
        let text = keep(element(Int32(truncatingIfNeeded: at), of: document)?.text ?? "")
        return Spelling(start: text.start, count: text.count, isRoomy: false)
    }

    /// Where children stand: the object itself, or the one beside a primitive.
    @inline(__always) private func object(_ spot: Spot, _ words: TapeWords) -> Spot? {
        if spot.index >= 0, words.isObject(Int(spot.index)) { return spot }
        guard spot.companion >= 0, words.isObject(Int(spot.companion)) else { return nil }
        return Spot(index: spot.companion, companion: -1, type: facts.element, document: spot.document)
    }

    @inline(__always) private mutating func pushMember(_ place: ElementName.Place, _ spot: Spot, _ words: TapeWords) {
        let object = Int(spot.index)
        guard words.hasCompanions else {
            let value = member(place.name, object, words)
            if value >= 0 { push(value, -1, place.type, spot.document, words) }
            return
        }
        let value = unescapedMember(place.name, spot, words)
        let beside = place.isPrimitive && (value < 0 || !words.isObject(value)) ? companion(of: place.name, object, words) : -1
        if value >= 0 || beside >= 0 { push(value, beside, place.type, spot.document, words) }
    }

    private mutating func pushChoice(_ choice: ElementName.Choice, _ spot: Spot, _ words: TapeWords) {
        let end = words.after(Int(spot.index))
        var at = Int(spot.index) &+ 2
        var found: Int32 = -1
        var value = -1
        var beside = -1
        while at < end {
            let length = words.end(at) &- words.start(at)
            if choice.lengths & (1 &<< UInt64(min(length, 63))) != 0 || words.isEscaped(at) {
                let name = spelling(at, spot, words)
                let number = choice.byName.number(name)
                if number >= 0 {
                    // A document should have one of them only; if it has more, they come in the order of their names.
                    if found >= 0, found != number {
                        for place in choice.places { pushMember(place, spot, words) }
                        return
                    }
                    found = number
                    if name.count == choice.places[Int(number)].name.count { value = at &+ 1 } else { beside = at &+ 1 }
                }
            }
            at = words.after(at &+ 1)
        }
        guard found >= 0 else { return }
        if value >= 0, words.isObject(value) { beside = -1 }
        push(value, beside, choice.places[Int(found)].type, spot.document, words)
    }

    /// The value of a member whose name has no escapes; -1 when there is none.
    @inline(__always) private func member(_ name: Spelling, _ object: Int, _ words: TapeWords) -> Int {
        let end = words.after(object)
        var at = object &+ 2
        while at < end {
            // Most names are of another length, and the document is not asked for their bytes.
            if words.end(at) &- words.start(at) == name.count, Spelling(at, words) == name { return at &+ 1 }
            at = words.after(at &+ 1)
        }
        return -1
    }

    /// The value of a member, with or without escapes in its name; -1 when there is none.
    private mutating func unescapedMember(_ name: Spelling, _ spot: Spot, _ words: TapeWords) -> Int {
        let end = words.after(Int(spot.index))
        var at = Int(spot.index) &+ 2
        while at < end {
            if words.isEscaped(at) || words.end(at) &- words.start(at) == name.count, spelling(at, spot, words) == name { return at &+ 1 }
            at = words.after(at &+ 1)
        }
        return -1
    }

    private func companion(of name: Spelling, _ object: Int, _ words: TapeWords) -> Int {
        let end = words.after(object)
        var at = object &+ 2
        while at < end {
            if words.end(at) &- words.start(at) == name.count &+ 1, words.base[words.start(at)] == UInt8(ascii: "_"),
                Spelling(at, words).dropFirst(isRoomy: false) == name
            {
                return at &+ 1
            }
            at = words.after(at &+ 1)
        }
        return -1
    }

    /// Whether any member is an object beside a primitive: hardly any is.
    private func hasCompanions(_ object: Int, _ words: TapeWords) -> Bool {
        let end = words.after(object)
        var at = object &+ 2
        while at < end {
            if words.isEscaped(at) || words.base[words.start(at)] == UInt8(ascii: "_") { return true }
            at = words.after(at &+ 1)
        }
        return false
    }

    /// A member's value, or each item of an array, with what stands beside it under `_name`.
    private mutating func push(_ value: Int, _ companion: Int, _ type: Int32, _ document: Int32, _ words: TapeWords) {
        guard value >= 0 else {
            var at = words.isArray(companion) ? companion &+ 2 : companion
            let end = words.after(companion)
            while at < end {
                if words.isObject(at) { push(.node(Spot(index: -1, companion: Int32(at), type: type, document: document))) }
                at = words.after(at)
            }
            return
        }
        guard words.isArray(value) else { return pushOne(value, companion, type, document, words) }
        var beside = -1
        var besideEnd = -1
        if companion >= 0, words.isArray(companion) {
            beside = companion &+ 2
            besideEnd = words.after(companion)
        }
        let end = words.after(value)
        var at = value &+ 2
        while at < end {
            pushOne(at, beside < besideEnd ? beside : -1, type, document, words)
            if beside < besideEnd { beside = words.after(beside) }
            at = words.after(at)
        }
    }

    @inline(__always) private mutating func pushOne(_ value: Int, _ beside: Int, _ type: Int32, _ document: Int32, _ words: TapeWords) {
        let companion = beside >= 0 && words.isObject(beside) ? Int32(truncatingIfNeeded: beside) : -1
        var spot = Spot(index: Int32(truncatingIfNeeded: value), companion: companion, type: type, document: document)
        if words.isNull(value) {
            if companion < 0 { return }
            spot.index = -1
        } else if words.isObject(value), type < 0 || facts.types[Int(type)].isContainer {
            // A place for any resource: the resource says which it is.
            let name = words.member(value, "resourceType")
            if name >= 0, let text = text(Spot(index: Int32(truncatingIfNeeded: name), companion: -1, type: -1, document: document)) {
                spot.companion = -1
                spot.type = facts.names.number(Spelling(start: text.start, count: text.count, isRoomy: false))
            }
        }
        push(.node(spot))
    }
}
