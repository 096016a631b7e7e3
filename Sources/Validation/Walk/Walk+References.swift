import FHIR

extension Walk {
    /// The form of a Reference's `reference`, whether `type` says the same, and whether it points at what the element allows, where that
    /// can be seen.
    mutating func reference(_ at: Int, _ targets: Int32) {
        let value = words.member(at, "reference")
        let type = words.member(at, "type")
        let said = type >= 0 && words.isText(type) ? table.resource(words.text(type)) : -1
        var found = said
        if value >= 0, words.isText(value) {
            switch pointsAt(value) {
            case .nowhere: report(.referenceForm, value, Sentence.referenceForm)
            case .fragment: fragments.append(Fragment(value: value, targets: targets))
            case .unknown:
                if bundles > 0 && Primitive.begins(words.text(value), "urn:") { pointers.append(Fragment(value: value, targets: targets)) }
            case .type(let pointedAt):
                if said >= 0 && said != pointedAt { report(.referenceType, type, Sentence.referenceType) }
                found = pointedAt
            }
        }
        if found >= 0 && !table.allows(targets, found) {
            report(.referenceTarget, value >= 0 ? value : at, Sentence.referenceTarget(RuleTable.r4.names(ofTargets: targets)))
        }
    }

    enum Pointer {
        case type(Int32)
        /// Something contained.
        case fragment
        /// A place whose type is not in the address.
        case unknown
        /// No reference at all.
        case nowhere
    }

    /// What the text of a reference points at. https://hl7.org/fhir/R4/references.html#literal
    private func pointsAt(_ value: Int) -> Pointer {
        if words.isEscaped(value) { return string(value).contains(where: \.isWhitespace) ? .nowhere : .unknown }
        let text = words.text(value)
        guard let first = text.first else { return .unknown }
        if first == 0x23 { return .fragment }
        let colon = text.firstIndex(of: 0x3A) ?? text.count
        if text[..<colon].allSatisfy({ Primitive.isIDByte($0) || $0 == 0x2B }) && colon < text.count {
            guard Primitive.uri.accepts(text) else { return .nowhere }
            return first == 0x68 ? Walk.typeAtEnd(text, table).map { .type($0.type) } ?? .unknown : .unknown
        }
        if let end = Walk.typeAtEnd(text, table), end.start == 0 { return .type(end.type) }
        if scope.allowsSearches, let mark = text.firstIndex(of: 0x3F), mark > 0 {
            let type = table.resource(UnsafeBufferPointer(rebasing: text[..<mark]))
            return type >= 0 ? .type(type) : .nowhere
        }
        return .nowhere
    }

    /// The resource that an address of the form `…/Type/id` or `…/Type/id/_history/version` ends in, and where `Type` starts.
    static func typeAtEnd(_ text: UnsafeBufferPointer<UInt8>, _ table: RuleTable) -> (type: Int32, start: Int, id: Range<Int>)? {
        var end = text.count
        guard var slash = text.lastIndex(of: 0x2F) else { return nil }
        if slash >= 9, text[(slash - 9)..<slash].elementsEqual("/_history".utf8) {
            guard Primitive.id.accepts(UnsafeBufferPointer(rebasing: text[(slash + 1)...])) else { return nil }
            end = slash - 9
            guard let before = text[..<end].lastIndex(of: 0x2F) else { return nil }
            slash = before
        }
        guard Primitive.id.accepts(UnsafeBufferPointer(rebasing: text[(slash + 1)..<end])) else { return nil }
        let start = text[..<slash].lastIndex(of: 0x2F).map { $0 + 1 } ?? 0
        let name = UnsafeBufferPointer(rebasing: text[start..<slash])
        guard let capital = name.first, capital &- 0x41 < 26 else { return nil }
        let type = table.resource(name)
        return type >= 0 ? (type, start, (slash + 1)..<end) : nil
    }
}
