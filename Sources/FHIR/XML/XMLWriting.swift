import XML

/// Turns FHIR JSON into FHIR XML (https://hl7.org/fhir/R4/xml.html).
///
/// XML orders elements by their definition, so every element must be one that R4 has, in the JSON form that R4 gives it (a number as a
/// number, a repeating element as an array); all else is refused with its path.
struct XMLWriting {
    private let table = R4.table
    private var xml = XMLWriter()

    static func xml(_ root: Element) throws(DocumentError) -> [UInt8] {
        var writing = XMLWriting()
        try writing.resource(root, isRoot: true)
        return writing.xml.bytes
    }

    private func refusal(_ kind: DocumentError.Kind, _ element: Element, _ sentence: String) -> DocumentError {
        let place = element.location
        return DocumentError(
            kind: kind, offset: element.bytes.startIndex, path: place, message: place.isEmpty ? sentence : "\(place): \(sentence)")
    }

    // MARK: - Resources and objects

    private mutating func resource(_ element: Element, isRoot: Bool) throws(DocumentError) {
        guard element.kind == .object, let type = element["resourceType"]?.text else {
            throw refusal(.noResource, element, "Here stands a resource with its resourceType. Give it one.")
        }
        guard let at = table.resource(type) else {
            throw refusal(.unknownElement, element, "FHIR R4 has no such resource, so XML cannot carry it. Ask for JSON.")
        }
        xml.start(type, isRoot ? [("xmlns", XMLReading.fhir)] : [])
        for item in try sorted(element, at) { try write(item) }
        xml.end(type)
    }

    /// A member of an object with what is said about it under its name with `_`.
    private struct Item {
        let name: String
        let member: R4.Member
        var value: Element?
        var more: Element?
    }

    /// The members of an object in the order of XML.
    private func sorted(_ element: Element, _ type: Int32) throws(DocumentError) -> [Item] {
        let entry = table.types[Int(type)]
        var items: [Item] = []
        for (name, value) in element.members {
            if entry.isResource && name == "resourceType" { continue }
            let isMore = name.utf8.first == 0x5F
            let plain = isMore ? String(name.dropFirst()) : name
            guard let member = entry.members[plain] else {
                throw refusal(.unknownElement, value, "FHIR R4 has no such element here, so XML cannot carry it. Ask for JSON.")
            }
            if let known = items.firstIndex(where: { $0.name == plain }) {
                if isMore { items[known].more = value } else { items[known].value = value }
            } else {
                items.append(Item(name: plain, member: member, value: isMore ? nil : value, more: isMore ? value : nil))
            }
        }
        items.sort { $0.member.order < $1.member.order }
        return items
    }

    private mutating func object(_ element: Element, _ name: String, _ type: Int32) throws(DocumentError) {
        guard element.kind == .object else { throw refusal(.unsuitable, element, "Here stands an object. Correct it.") }
        let items = try sorted(element, type)
        var attributes: [(String, String)] = []
        for item in items where item.member.isAttribute { attributes.append((item.name, try attribute(item))) }
        xml.start(name, attributes)
        for item in items where !item.member.isAttribute { try write(item) }
        xml.end(name)
    }

    private func attribute(_ item: Item) throws(DocumentError) -> String {
        guard item.more == nil, let value = item.value, value.kind == .string else {
            throw refusal(
                .unsuitable, item.more ?? item.value ?? Element.none,
                "The element is an attribute in XML, so it is a plain string. Correct it.")
        }
        return try text(value)
    }

    // MARK: - One member

    private mutating func write(_ item: Item) throws(DocumentError) {
        let type = table.types[Int(item.member.type)]
        for element in [item.value, item.more] {
            guard let element, (element.kind == .array) != item.member.isArray else { continue }
            throw refusal(
                .unsuitable, element,
                item.member.isArray
                    ? "The element may repeat, so it is an array. Correct it." : "The element may come once, so it is no array. Correct it."
            )
        }
        switch type.form {
        case .string, .number, .boolean:
            try primitives(item, type.form)
        case .object, .resource, .xhtml:
            if let more = item.more {
                throw refusal(.unsuitable, more, "Only elements with a plain value have a member with _. Remove it.")
            }
            guard let value = item.value else { return }
            for element in value.items { try complex(element, item, type) }
        }
    }

    private mutating func complex(_ element: Element, _ item: Item, _ type: R4.TypeEntry) throws(DocumentError) {
        switch type.form {
        case .resource:
            xml.start(item.name)
            try resource(element, isRoot: false)
            xml.end(item.name)
        case .xhtml:
            guard element.kind == .string, let text = element.text, let div = XHTML.xml(text) else {
                throw refusal(.unsuitable, element, "The narrative is no well-formed XHTML div, so XML cannot carry it. Correct it.")
            }
            xml.raw(div)
        case .object, .string, .number, .boolean:
            try object(element, item.name, item.member.type)
        }
    }

    private mutating func primitives(_ item: Item, _ form: R4.Form) throws(DocumentError) {
        if !item.member.isArray { return try primitive(item.name, form, item.value, item.more) }
        let values = item.value.map { Array($0.items) } ?? []
        let more = item.more.map { Array($0.items) } ?? []
        for position in 0..<max(values.count, more.count) {
            try primitive(item.name, form, position < values.count ? values[position] : nil, position < more.count ? more[position] : nil)
        }
    }

    private mutating func primitive(_ name: String, _ form: R4.Form, _ value: Element?, _ more: Element?) throws(DocumentError) {
        var attributes: [(String, String)] = []
        var items: [Item] = []
        if let more, more.kind != .null {
            guard more.kind == .object else { throw refusal(.unsuitable, more, "Here stands an object with id or extension. Correct it.") }
            items = try sorted(more, table.index["Element"] ?? 0)
            for item in items where item.member.isAttribute { attributes.append((item.name, try attribute(item))) }
        }
        if let value, value.kind != .null {
            let expected: Element.Kind = form == .number ? .number : form == .boolean ? .boolean : .string
            guard value.kind == expected else {
                throw refusal(.unsuitable, value, "The value is a \(value.kind), but FHIR has a \(expected) here. Correct it.")
            }
            attributes.append(("value", try text(value)))
        }
        guard !attributes.isEmpty || !items.isEmpty else {
            throw refusal(.unsuitable, value ?? more ?? Element.none, "The element has neither value nor extension. Remove it.")
        }
        xml.start(name, attributes)
        for item in items where !item.member.isAttribute { try write(item) }
        xml.end(name)
    }

    private func text(_ element: Element) throws(DocumentError) -> String {
        let text = element.text ?? ""
        let allowed = text.unicodeScalars.allSatisfy {
            $0.value >= 0x20 ? $0.value != 0xFFFE && $0.value != 0xFFFF : $0.value == 9 || $0.value == 10 || $0.value == 13
        }
        guard allowed else { throw refusal(.unsuitable, element, "The text has a control character that XML cannot carry. Remove it.") }
        return text
    }
}

extension Element {
    /// An element to point at when there is none: the null document.
    fileprivate static var none: Element { Document(trusted: Array("null".utf8)).root }
}
