import XML

/// Turns FHIR XML into FHIR JSON (https://hl7.org/fhir/R4/xml.html, https://hl7.org/fhir/R4/json.html).
///
/// XML does not say what is an array or a number, so every element must be one that R4 has; all others are refused with their path, as is
/// text or an attribute where FHIR has none. Nothing is dropped but comments and processing instructions.
struct XMLReading {
    static let fhir = "http://hl7.org/fhir"
    static let xhtml = "http://www.w3.org/1999/xhtml"

    private let table = R4.table
    private var json = JSONWriter()
    private var path: [String] = []

    static func json(_ root: XMLNode) throws(DocumentError) -> [UInt8] {
        var reading = XMLReading()
        try reading.resource(root)
        return reading.json.bytes
    }

    private func refusal(_ kind: DocumentError.Kind, _ node: XMLNode, _ sentence: String) -> DocumentError {
        let place = path.joined(separator: ".")
        return DocumentError(kind: kind, path: place, message: "\(place) (line \(node.line)): \(sentence)")
    }

    private static func shown(_ name: String) -> String {
        let plain = name.utf8.count <= 64 && (name.utf8.first.map { $0 > 0x40 } ?? false) && name.utf8.allSatisfy { Path.isWord($0) }
        return plain ? name : "?"
    }

    // MARK: - Resources and objects

    private mutating func resource(_ node: XMLNode) throws(DocumentError) {
        if path.isEmpty { path.append(XMLReading.shown(node.name)) }
        guard node.namespace == XMLReading.fhir else {
            throw refusal(.noResource, node, "This is no FHIR resource: its namespace is not \(XMLReading.fhir). Send FHIR XML.")
        }
        guard let type = table.resource(node.name) else {
            throw refusal(.unknownElement, node, "FHIR R4 has no such resource. Give the name as in FHIR, such as Patient.")
        }
        try checkAttributes(node, allowed: [])
        json.begin(0x7B)
        json.field("resourceType", node.name)
        try members(node, type)
        json.finish(0x7D)
    }

    private mutating func object(_ node: XMLNode, _ type: Int32) throws(DocumentError) {
        json.begin(0x7B)
        try objectMembers(node, type)
        json.finish(0x7D)
    }

    private mutating func objectMembers(_ node: XMLNode, _ type: Int32) throws(DocumentError) {
        let known = table.types[Int(type)].members
        for attribute in node.attributes {
            guard attribute.namespace.isEmpty, let member = known[attribute.name], member.isAttribute else {
                throw refusal(.unknownElement, node, "FHIR has no attribute \(XMLReading.shown(attribute.name)) here. Remove it.")
            }
            json.field(attribute.name, attribute.value)
        }
        try members(node, type)
    }

    /// The elements inside, those of one name together.
    private mutating func members(_ node: XMLNode, _ type: Int32) throws(DocumentError) {
        let children = try elements(node)
        var done = 0
        var names: [String] = []
        while done < children.count {
            let name = children[done].name
            var last = done
            while last + 1 < children.count && children[last + 1].name == name { last += 1 }
            let group = children[done...last]
            done = last + 1
            path.append(XMLReading.shown(name))
            guard let member = table.types[Int(type)].members[name], !member.isAttribute else {
                throw refusal(
                    .unknownElement, group[group.startIndex], "FHIR R4 has no such element here. Remove it, or send it as an extension.")
            }
            guard !names.contains(name) else {
                throw refusal(
                    .duplicateName, group[group.startIndex], "The element comes again after others. Keep elements of one name together.")
            }
            names.append(name)
            try self.member(name, member, group)
            path.removeLast()
        }
    }

    private func elements(_ node: XMLNode) throws(DocumentError) -> [XMLNode] {
        guard let children = node.childrenWithoutText else {
            throw refusal(.unsuitable, node, "There is text where FHIR has none. Put values into value attributes.")
        }
        return children
    }

    // MARK: - One member

    private mutating func member(_ name: String, _ member: R4.Member, _ group: ArraySlice<XMLNode>) throws(DocumentError) {
        let type = table.types[Int(member.type)]
        guard member.isArray || group.count == 1 else {
            throw refusal(.duplicateName, group[group.startIndex + 1], "The element may come once only. Keep one of them.")
        }
        for node in group {
            guard node.namespace == (type.form == .xhtml ? XMLReading.xhtml : XMLReading.fhir) else {
                throw refusal(.unknownElement, node, "The element is not in FHIR's namespace. Remove it, or correct its namespace.")
            }
        }
        switch type.form {
        case .object, .resource, .xhtml:
            json.name(name)
            if member.isArray { json.begin(0x5B) }
            try each(group, member) { (reading, node) throws(DocumentError) in
                switch type.form {
                case .resource: try reading.contained(node)
                case .xhtml: reading.json.value(XHTML.text(node))
                case .object, .string, .number, .boolean: try reading.object(node, member.type)
                }
            }
            if member.isArray { json.finish(0x5D) }
        case .string, .number, .boolean:
            try primitives(name, member, type, group)
        }
    }

    /// Calls `body` for each element with its index in the path.
    private mutating func each(
        _ group: ArraySlice<XMLNode>, _ member: R4.Member, _ body: (inout XMLReading, XMLNode) throws(DocumentError) -> Void
    ) throws(DocumentError) {
        let last = path.count - 1
        let name = path[last]
        for (position, node) in group.enumerated() {
            if member.isArray { path[last] = "\(name)[\(position)]" }
            try body(&self, node)
        }
        path[last] = name
    }

    private mutating func contained(_ node: XMLNode) throws(DocumentError) {
        try checkAttributes(node, allowed: [])
        let children = try elements(node)
        guard children.count == 1 else { throw refusal(.noResource, node, "Here stands exactly one resource. Send one.") }
        try resource(children[0])
    }

    // MARK: - Primitives

    private mutating func primitives(
        _ name: String, _ member: R4.Member, _ type: R4.TypeEntry, _ group: ArraySlice<XMLNode>
    ) throws(DocumentError) {
        var hasValue = false
        var hasMore = false
        try each(group, member) { (reading, node) throws(DocumentError) in
            try reading.checkAttributes(node, allowed: ["id", "value"])
            let value = node.attribute("value")
            let children = try reading.elements(node)
            let more = !children.isEmpty || node.attribute("id") != nil
            guard value != nil || more else {
                throw reading.refusal(.unsuitable, node, "The element has neither value nor extension. Remove it.")
            }
            hasValue = hasValue || value != nil
            hasMore = hasMore || more
        }
        if hasValue {
            json.name(name)
            if member.isArray { json.begin(0x5B) }
            try each(group, member) { (reading, node) throws(DocumentError) in try reading.primitive(node, type.form) }
            if member.isArray { json.finish(0x5D) }
        }
        guard hasMore else { return }
        json.name("_" + name)
        if member.isArray { json.begin(0x5B) }
        let element = table.index["Element"] ?? member.type
        try each(group, member) { (reading, node) throws(DocumentError) in
            let id = node.attribute("id")
            let children = try reading.elements(node)
            if id == nil && children.isEmpty { return reading.json.null() }
            reading.json.begin(0x7B)
            reading.json.field("id", id)
            try reading.members(node, element)
            reading.json.finish(0x7D)
        }
        if member.isArray { json.finish(0x5D) }
    }

    private mutating func primitive(_ node: XMLNode, _ form: R4.Form) throws(DocumentError) {
        guard let value = node.attribute("value") else { return json.null() }
        switch form {
        case .number:
            guard JSONValue.isNumber(value) else {
                throw refusal(.badNumber, node, "The value is no number as FHIR writes numbers. Correct it.")
            }
            json.raw(value.utf8)
        case .boolean:
            guard value == "true" || value == "false" else {
                throw refusal(.unsuitable, node, "The value is neither true nor false. Correct it.")
            }
            json.value(value == "true")
        case .string, .xhtml, .object, .resource:
            json.value(value)
        }
    }

    private func checkAttributes(_ node: XMLNode, allowed: [String]) throws(DocumentError) {
        for attribute in node.attributes {
            // Where a document says which schema it follows is no content.
            if attribute.namespace == "http://www.w3.org/2001/XMLSchema-instance" && attribute.name.hasSuffix("chemaLocation") { continue }
            guard attribute.namespace.isEmpty, allowed.contains(attribute.name) else {
                throw refusal(.unknownElement, node, "FHIR has no attribute \(XMLReading.shown(attribute.name)) here. Remove it.")
            }
        }
    }
}
