import FHIR

extension Walk {
    /// The value of a field: one or a list.
    mutating func field(_ value: Int, _ member: Member, _ owner: Int) {
        guard words.isArray(value) else {
            if member.isArray { report(.listExpected, value, Sentence.listExpected(RuleTable.r4.name(ofField: member.field))) }
            if words.isNull(value) { return report(.null, value, Sentence.null) }
            return one(value, member)
        }
        if !member.isArray { report(.listUnexpected, value, Sentence.listUnexpected(RuleTable.r4.name(ofField: member.field))) }
        guard words.count(value) > 0 else { return report(.empty, value, Sentence.emptyList) }
        let end = words.after(value)
        var item = value &+ 2
        var position = 0
        var companions: ListCursor?
        while item < end {
            if words.isNull(item) {
                // Null says that the value has extensions only; they are in the list with the underscore.
                var others = companions ?? ListCursor(companion(of: member, in: owner), words)
                if member.form != .primitive || others.isNull(position) { report(.null, item, Sentence.null) }
                companions = others
            } else {
                one(item, member)
            }
            item = words.after(item)
            position += 1
        }
    }

    /// One value.
    @inline(__always) private mutating func one(_ value: Int, _ member: Member) {
        switch member.form {
        case .primitive: primitive(value, member)
        case .object:
            guard words.isObject(value) else { return report(.wrongForm, value, Sentence.wrongForm("an object")) }
            let present = object(value, member.type)
            if member.binding >= 0 { concept(value, member) }
            if member.type == table.reference { reference(value, member.targets) }
            if member.type == table.extension && member.owner != table.extension { extensionURL(value) }
            if !member.invariants.isEmpty { check(member.invariants, value, member.type, present) }
        case .resource: resource(value, member, place: isContained(member) ? .contained : .inside)
        }
    }

    private func isContained(_ member: Member) -> Bool { table.name(ofField: member.field) == "contained" }

    // MARK: - Primitives

    private mutating func primitive(_ value: Int, _ member: Member) {
        let kind = member.primitive
        switch kind.form {
        case .text:
            guard words.isText(value) else { return report(.wrongForm, value, Sentence.wrongForm("a string", kind)) }
            if words.isEscaped(value) {
                var text = string(value)
                text.withUTF8 { checkText($0, value, member) }
                return
            }
            checkText(words.text(value), value, member)
        case .number:
            guard words.isNumber(value) else { return report(.wrongForm, value, Sentence.wrongForm("a number", kind)) }
            guard kind.accepts(words.text(value)) else { return report(.format, value, Sentence.format(kind)) }
        case .boolean:
            guard words.isBoolean(value) else { return report(.wrongForm, value, Sentence.wrongForm("true or false", kind)) }
        }
        if !member.invariants.isEmpty { check(member.invariants, value, member.type, nil) }
    }

    private mutating func checkText(_ text: UnsafeBufferPointer<UInt8>, _ value: Int, _ member: Member) {
        let kind = member.primitive
        guard kind.accepts(text) else { return report(.format, value, Sentence.format(kind)) }
        if member.binding >= 0 { code(text, value, member) }
        switch kind {
        case .string, .markdown:
            if text[0] <= 0x20 && !text.contains(where: { $0 > 0x20 }) { report(.blank, value, Sentence.blank) }
            if text.count > 1_048_576 && text.count(where: { $0 & 0xC0 != 0x80 }) > 1_048_576 { report(.tooLong, value, Sentence.tooLong) }
            // Control characters can only come in as escapes.
            if words.isEscaped(value) && text.contains(where: { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }) {
                report(.controlCharacter, value, Sentence.controlCharacter)
            }
        case .uri, .url, .canonical: if text[0] == 0x23 { fragments.append(Fragment(value: value, targets: nil)) }
        case .elementID: elementIDs.append(value)
        case .xhtml: narrative(text, value)
        case .boolean, .integer, .unsignedInt, .positiveInt, .decimal, .code, .id, .oid, .uuid, .date, .dateTime, .instant, .time,
            .base64Binary:
            break
        }
    }

    private mutating func narrative(_ text: UnsafeBufferPointer<UInt8>, _ value: Int) {
        switch NarrativeCheck.fault(in: text) {
        case nil: break
        case .malformed: report(.narrativeForm, value, Sentence.narrativeMalformed)
        case .forbidden: report(.narrativeForm, value, Sentence.narrativeForbidden)
        case .empty: report(.narrativeContent, value, Sentence.narrativeEmpty)
        }
    }

    // MARK: - Extensions of primitives

    /// The member with an underscore at `name`. Answers the bit of its field.
    mutating func companion(_ name: Int, _ type: Int32, _ owner: Int) -> UInt64 {
        let value = name &+ 1
        let found =
            words.isEscaped(name) ? -1 : table.member(type, UnsafeBufferPointer(rebasing: words.text(name).dropFirst()))
        guard found >= 0, table.members[found].form == .primitive else {
            report(.unknownElement, value, Sentence.unknownElement(RuleTable.r4.name(ofType: type)))
            return 0
        }
        let member = table.members[found]
        if member.isChoice { checkCompanionChoice(owner, name, member, found) }
        guard words.isArray(value) else {
            if member.isArray { report(.listExpected, value, Sentence.listExpected("_" + RuleTable.r4.name(ofField: member.field))) }
            companionObject(value, hasValue: sibling(owner, UnsafeBufferPointer(rebasing: words.text(name).dropFirst())) >= 0)
            return 1 &<< UInt64(member.bit)
        }
        if !member.isArray { report(.listUnexpected, value, Sentence.listUnexpected("_" + RuleTable.r4.name(ofField: member.field))) }
        let values = sibling(owner, UnsafeBufferPointer(rebasing: words.text(name).dropFirst()))
        if words.count(value) == 0 {
            report(.empty, value, Sentence.emptyList)
        } else if values >= 0 && words.isArray(values) && words.count(values) != words.count(value) {
            report(.listLengths, value, Sentence.listLengths)
        }
        let end = words.after(value)
        var item = value &+ 2
        var position = 0
        var others = ListCursor(values, words)
        while item < end {
            let hasValue = !others.isNull(position)
            if !words.isNull(item) {
                companionObject(item, hasValue: hasValue)
            } else if !hasValue {
                report(.null, item, Sentence.null)
            }
            item = words.after(item)
            position += 1
        }
        return 1 &<< UInt64(member.bit)
    }

    private mutating func companionObject(_ value: Int, hasValue: Bool) {
        guard words.isObject(value) else {
            return report(.wrongForm, value, Sentence.wrongForm("an object with an id or extensions"))
        }
        object(value, table.element, mayBeBare: hasValue)
    }

    /// A choice that has a value of another type beside this.
    private mutating func checkCompanionChoice(_ owner: Int, _ name: Int, _ member: Member, _ found: Int) {
        var child = owner &+ 2
        while child < name {
            let index = table.member(member.owner, words.text(child))
            if index >= 0 && index != found && table.members[index].bit == member.bit {
                return report(.severalChoices, name + 1, Sentence.severalChoices(RuleTable.r4.name(ofField: member.field)))
            }
            child = words.after(child &+ 1)
        }
    }

    /// The list with the underscore; -1 when there is none.
    private func companion(of member: Member, in owner: Int) -> Int {
        Array("_\(table.name(ofField: member.field))".utf8).withUnsafeBufferPointer { sibling(owner, $0) }
    }

    /// The value of a member by its bytes; -1 when there is none.
    func sibling(_ object: Int, _ name: UnsafeBufferPointer<UInt8>) -> Int {
        let end = words.after(object)
        var child = object &+ 2
        while child < end {
            if Digest.equal(words.text(child), name) { return child &+ 1 }
            child = words.after(child &+ 1)
        }
        return -1
    }
}

/// Goes through a list beside another one.
private struct ListCursor {
    private let words: TapeWords
    private var item: Int
    private var position = 0
    private let end: Int

    /// - Parameter list: index of an array; anything else counts as an empty one.
    init(_ list: Int, _ words: TapeWords) {
        self.words = words
        let isList = list >= 0 && words.isArray(list)
        item = isList ? list + 2 : 0
        end = isList ? words.after(list) : 0
    }

    /// Whether the item is null or not there. Positions must not go back.
    mutating func isNull(_ wanted: Int) -> Bool {
        while position < wanted && item < end {
            item = words.after(item)
            position += 1
        }
        return item >= end || words.isNull(item)
    }
}
