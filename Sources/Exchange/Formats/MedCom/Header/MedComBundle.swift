import FHIR

/// The entries of a message Bundle, indexed once, and what references between them point at.
struct MedComBundle: Sendable {
    struct Entry: Sendable {
        var fullURL: String?
        var type: String
        var id: String?
        var resource: Element
    }

    let root: Element
    let entries: [Entry]

    init(_ root: Element) {
        self.root = root
        entries = root.each("entry").compactMap { entry in
            guard let resource = entry["resource"], let type = resource.string("resourceType") else { return nil }
            return Entry(fullURL: entry.string("fullUrl"), type: type, id: resource.string("id"), resource: resource)
        }
    }

    func all(_ type: String) -> [Element] { entries.filter { $0.type == type }.map(\.resource) }

    /// The resource that a Reference points at, when it is in the Bundle and of the type asked for.
    ///
    /// Senders write `Type/id`, absolute addresses, `urn:uuid:…` and bare ids, and full URLs as relative as the references.
    func resolve(_ reference: Element?, _ type: String) -> Element? {
        guard let text = reference?.string("reference")?.nonBlank else { return nil }
        return resolve(text, type)
    }

    func resolve(_ reference: String, _ type: String) -> Element? {
        if let exact = entries.first(where: { $0.type == type && $0.fullURL == reference }) { return exact.resource }
        guard let id = Self.id(in: reference, of: type) else { return nil }
        return entries.first { $0.type == type && $0.id == id }?.resource
    }

    /// The id that a reference names, when it names this type or no type at all.
    static func id(in reference: String, of type: String) -> String? {
        if reference.hasPrefix("urn:uuid:") { return String(reference.dropFirst(9)) }
        // By bytes: a letter has dozens of references, and characters take ten times as long to find.
        var parts = reference.utf8.split(separator: UInt8(ascii: "/"))[...]
        if let history = parts.firstIndex(where: { $0.elementsEqual("_history".utf8) }) { parts = parts[..<history] }
        guard let last = parts.popLast() else { return nil }
        guard let before = parts.last else { return String(last) }
        return before.elementsEqual(type.utf8) ? String(last) : nil
    }
}
