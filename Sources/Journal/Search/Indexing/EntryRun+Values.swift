import FHIR

// What each form of value gives to an index.
extension EntryRun {
    mutating func read(_ form: ValueForm, _ index: Int) {
        switch form {
        case .code: readCode(index)
        case .coding: readCoding(index)
        case .concept: readConcept(index)
        case .identifier: readIdentifier(index)
        case .contact: readContact(index)
        case .text: readText(index)
        case .name: readName(index)
        case .address: readAddress(index)
        case .reference: readReference(index)
        case .canonical: readCanonical(index)
        case .resource: readResource(index)
        case .uri: readURI(index)
        case .time: readTime(index)
        case .period: readPeriod(index)
        case .timing: readTiming(index)
        case .number: readNumber(index)
        case .numberRange: readRange(index, hasUnit: false)
        case .range: readRange(index, hasUnit: true)
        case .quantity: readQuantity(index)
        case .money: readMoney(index)
        case .position: readPosition(index)
        case .presence: readPresence(index)
        }
    }

    // MARK: Tokens

    private mutating func readCode(_ index: Int) {
        guard isSimple(index) else { return }
        let code = withText(index) { IndexHash.of($0, folded: true) }
        raws.append(Raw(aspect: .value, value: code, rest: Self.noSystem))
        addText(at: index, code, folded: true)
    }

    private mutating func readCoding(_ index: Int) {
        let system = simple(index, "system")
        let systemHash = system < 0 ? Self.noSystem : withText(system) { IndexHash.of($0) }
        let code = simple(index, "code")
        if code >= 0 {
            let value = withText(code) { IndexHash.of($0, folded: true) }
            raws.append(Raw(aspect: .value, value: value, rest: systemHash))
            addText(at: code, value, folded: true)
        }
        if system >= 0 { raws.append(Raw(aspect: .system, value: systemHash)) }
        addTokenText(simple(index, "display"))
    }

    private mutating func readConcept(_ index: Int) {
        let codings = words.member(index, "coding")
        if codings >= 0 { Self.eachItem(words, codings) { readCoding($0) } }
        addTokenText(simple(index, "text"))
    }

    private mutating func readIdentifier(_ index: Int) {
        let type = words.member(index, "type")
        let value = simple(index, "value")
        let system = simple(index, "system")
        let systemHash = system < 0 ? Self.noSystem : withText(system) { IndexHash.of($0) }
        if system >= 0 { raws.append(Raw(aspect: .system, value: systemHash)) }
        if type >= 0 { addTokenText(simple(type, "text")) }
        guard value >= 0 else { return }
        let valueHash = withText(value) { IndexHash.of($0) }
        raws.append(Raw(aspect: .value, value: valueHash, rest: systemHash))
        addText(at: value, valueHash)
        guard type >= 0 else { return }
        let codings = words.member(type, "coding")
        guard codings >= 0 else { return }
        Self.eachItem(words, codings) { coding in
            let (system, code) = (simple(coding, "system"), simple(coding, "code"))
            guard system >= 0, code >= 0 else { return }
            let kind = IndexHash.pair(withText(system) { IndexHash.of($0) }, withText(code) { IndexHash.of($0, folded: true) })
            raws.append(Raw(aspect: .ofType, value: kind, rest: valueHash))
        }
    }

    private mutating func readContact(_ index: Int) {
        let value = simple(index, "value")
        guard value >= 0 else { return }
        let contact = withText(value) { ContactText.hash($0) }
        raws.append(Raw(aspect: .value, value: contact, rest: Self.noSystem))
        if gathersTexts { texts.append(IndexText(value: contact, text: withText(value) { IndexText.beginning(ContactText.of($0)) })) }
    }

    private mutating func readPresence(_ index: Int) {
        let isFalse = words.isBoolean(index) && words.says(index, "false")
        raws.append(Raw(aspect: .value, value: isFalse ? Self.isFalse : Self.isTrue, rest: Self.noSystem))
        addText(isFalse ? "false" : "true", isFalse ? Self.isFalse : Self.isTrue)
    }

    static let isTrue = IndexHash.of("true", folded: true)
    static let isFalse = IndexHash.of("false", folded: true)

    private mutating func addTokenText(_ index: Int) {
        guard index >= 0 else { return }
        let key = withText(index) { FoldedText.with($0) { $0.isEmpty ? nil : TextKey($0) } }
        if let key { raws.append(Raw(aspect: .text, value: key.value, rest: key.rest)) }
    }

    // MARK: References

    private mutating func readReference(_ index: Int) {
        let reference = simple(index, "reference")
        if reference >= 0 {
            raws.append(Raw(aspect: .value, value: withText(reference) { ReferenceText($0).key }))
            addReference(reference) { $0 }
        }
        let identifier = words.member(index, "identifier")
        guard identifier >= 0 else { return }
        let (system, value) = (simple(identifier, "system"), simple(identifier, "value"))
        let systemHash = system < 0 ? Self.noSystem : withText(system) { IndexHash.of($0) }
        if value >= 0 { raws.append(Raw(aspect: .identifier, value: withText(value) { IndexHash.of($0) }, rest: systemHash)) }
    }

    private mutating func readCanonical(_ index: Int) {
        guard words.isText(index) else { return }
        let (whole, bare) = withText(index) { text -> (UInt64, UInt64?) in
            let whole = ReferenceText(text).key
            guard let bar = text.firstIndex(of: UInt8(ascii: "|")) else { return (whole, nil) }
            return (whole, ReferenceText(UnsafeBufferPointer(rebasing: text[0..<bar])).key)
        }
        raws.append(Raw(aspect: .value, value: whole))
        addReference(index) { $0 }
        guard let bare else { return }
        raws.append(Raw(aspect: .value, value: bare))
        addReference(index) { UnsafeBufferPointer(rebasing: $0.prefix { $0 != UInt8(ascii: "|") }) }
    }

    /// What a reference looks like without its version.
    private mutating func addReference(_ index: Int, _ part: (UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>) {
        guard gathersTexts else { return }
        texts.append(
            withText(index) { text in
                let reference = ReferenceText(part(text))
                return IndexText(value: reference.key, text: IndexText.beginning(reference.whole))
            })
    }

    /// A resource inside another is found as if it were referred to.
    private mutating func readResource(_ index: Int) {
        let (type, id) = (simple(index, "resourceType"), simple(index, "id"))
        guard type >= 0, id >= 0 else { return }
        let value = IndexHash.pair(withText(type) { IndexHash.of($0) }, withText(id) { IndexHash.of($0) })
        raws.append(Raw(aspect: .value, value: value))
        addText("\(root.at(type).text ?? "")/\(root.at(id).text ?? "")", value)
    }

    private mutating func readURI(_ index: Int) {
        guard words.isText(index) else { return }
        let (words, element) = (words, root.at(index))
        func add(_ text: UnsafeBufferPointer<UInt8>) {
            raws.append(Raw(aspect: .value, value: IndexHash.of(text)))
            if gathersTexts { texts.append(IndexText(value: IndexHash.of(text), text: IndexText.beginning(text))) }
        }
        func take(_ text: UnsafeBufferPointer<UInt8>) {
            add(text)
            if let bar = text.firstIndex(of: UInt8(ascii: "|")) { add(UnsafeBufferPointer(rebasing: text[0..<bar])) }
            URILevels.each(text) { raws.append(Raw(aspect: .below, value: IndexHash.of($0))) }
        }
        if words.isEscaped(index) {
            var text = element.text ?? ""
            text.withUTF8(take)
        } else {
            take(words.text(index))
        }
    }

    // MARK: Times

    private func time(_ index: Int) -> SearchTime? {
        index >= 0 && words.isText(index) ? withText(index) { SearchTime($0) } : nil
    }

    private mutating func readTime(_ index: Int) {
        guard let time = time(index) else { return }
        raws.append(Raw(aspect: .value, value: SearchTime.key(time.start), rest: SearchTime.length(time.start, time.end)))
    }

    private mutating func readPeriod(_ index: Int) {
        let (start, end) = (time(words.member(index, "start")), time(words.member(index, "end")))
        guard start != nil || end != nil else { return }
        addLasting(start?.start ?? .min, end?.end ?? .max)
    }

    private mutating func readTiming(_ index: Int) {
        var (start, end) = (Int64.max, Int64.min)
        let events = words.member(index, "event")
        if events >= 0 {
            Self.eachItem(words, events) { event in
                guard let time = time(event) else { return }
                (start, end) = (min(start, time.start), max(end, time.end))
            }
        }
        let repeats = words.member(index, "repeat")
        let bounds = repeats >= 0 ? words.member(repeats, "boundsPeriod") : -1
        if bounds >= 0 {
            let (first, last) = (time(words.member(bounds, "start")), time(words.member(bounds, "end")))
            if first != nil || last != nil { (start, end) = (min(start, first?.start ?? .min), max(end, last?.end ?? .max)) }
        }
        if start < end { addLasting(start, end) }
    }

    private mutating func addLasting(_ start: Int64, _ end: Int64) {
        let (low, high) = (SearchTime.key(start), SearchTime.key(max(start, end)))
        raws.append(Raw(aspect: .value, value: low, rest: SearchTime.lasting | high &>> 1))
        raws.append(Raw(aspect: .ends, value: high))
    }
}

/// A telephone number or an address of mail as it is compared.
enum ContactText {
    static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
        guard !text.contains(UInt8(ascii: "@")) else { return IndexHash.of(text, folded: true) }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: text.count) { out in
            var count = 0
            for byte in text where !isSeparator(byte) {
                out[count] = byte
                count += 1
            }
            return IndexHash.of(UnsafeBufferPointer(rebasing: out[0..<count]), folded: true)
        }
    }

    static func hash(_ text: String) -> UInt64 {
        var text = text
        return text.withUTF8 { hash($0) }
    }

    /// What the number is made of.
    static func of(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        (text.contains(UInt8(ascii: "@")) ? Array(text) : text.filter { !isSeparator($0) }).map(IndexText.lowered)
    }

    /// What people write between the digits of a telephone number.
    static func isSeparator(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "("), UInt8(ascii: ")"): true
        default: false
        }
    }
}

/// What a uri stands below: `http://a.no/b/c` below `http://a.no/` and `http://a.no/b/`. Only where there is an authority.
enum URILevels {
    static func each(_ text: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        guard let colon = text.firstIndex(of: UInt8(ascii: ":")), colon + 2 < text.count, text[colon + 1] == UInt8(ascii: "/"),
            text[colon + 2] == UInt8(ascii: "/")
        else { return }
        for at in (colon + 3)..<max(colon + 3, text.count) where text[at] == UInt8(ascii: "/") {
            body(UnsafeBufferPointer(rebasing: text[0...at]))
        }
    }
}
