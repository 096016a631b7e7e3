import FHIR
import Journal

/// Turns references between the entries of a Bundle into references to what is stored: https://hl7.org/fhir/R4/http.html#trules
struct References {
    /// `fullUrl` → `Type/id`.
    var targets: [String: String]
    var context: Call.Context

    /// A copy of the resource that refers to stored resources only; every other byte stays as it was.
    func rewrite(_ resource: Resource, in request: BundleRequest, reading reader: any JournalReader) throws -> Resource {
        var edits: [(at: Range<Int>, text: String)] = []
        try walk(resource.root, name: "") { element, text, isReference in
            if let new = try target(of: text, isReference: isReference, in: request, reading: reader), new != text {
                edits.append((element.bytes.indices, new))
            } else if isReference, text.hasPrefix("urn:"), targets[text] == nil {
                throw Problem(
                    .invalid, "A reference names an entry that the Bundle does not have. Add the entry, or refer to what is stored.",
                    path: "Bundle.entry[\(request.index)].resource" + element.location.dropFirst(resource.type.utf8.count))
            }
        }
        return edits.isEmpty ? resource : try splice(resource, edits)
    }

    /// What to write in the place of a reference; nil when it stays as it is.
    private func target(
        of text: String, isReference: Bool, in request: BundleRequest, reading reader: any JournalReader
    ) throws -> String? {
        if let target = targets[text] { return isReference || text.hasPrefix("urn:") ? target : nil }
        guard isReference else { return nil }
        if let place = text.firstIndex(of: "?") { return try found(text, type: String(text[..<place]), reader) }
        // A relative reference means the server that the entry's own address names.
        guard let fullURL = request.fullURL, fullURL.hasPrefix("http"), !text.contains(":"), !text.hasPrefix("#") else { return nil }
        let root = fullURL.split(separator: "/", omittingEmptySubsequences: false).dropLast(2).joined(separator: "/")
        return targets["\(root)/\(text)"]
    }

    private func found(_ text: String, type: String, _ reader: any JournalReader) throws -> String? {
        guard ResourceTypes.isKnown(type), let condition = try Condition(text, type: type, in: context) else { return nil }
        guard let stored = try condition.match(in: reader) else {
            throw Problem(
                .preconditionFailed, "A conditional reference fits no resource. Make that resource first, or correct the condition.")
        }
        return "\(stored.type)/\(stored.id)"
    }

    private func walk(_ element: Element, name: String, _ visit: (Element, String, _ isReference: Bool) throws -> Void) rethrows {
        switch element.kind {
        case .object: for (name, value) in element.members { try walk(value, name: name, visit) }
        case .array: for item in element.items { try walk(item, name: name, visit) }
        case .string:
            guard name == "reference" || Self.isAddress(name), let text = element.text else { return }
            try visit(element, text, name == "reference")
        case .number, .boolean, .null: return
        }
    }

    /// Whether a name is that of a uri, url, canonical, uuid or oid.
    private static func isAddress(_ name: String) -> Bool {
        name == "url" || name == "uri"
            || ["Uri", "Url", "Canonical", "Uuid", "Oid"].contains { name.hasSuffix($0) }
    }

    private func splice(_ resource: Resource, _ edits: [(at: Range<Int>, text: String)]) throws(DocumentError) -> Resource {
        let old = resource.bytes
        var new: [UInt8] = []
        new.reserveCapacity(old.count)
        var position = 0
        for (at, text) in edits.sorted(by: { $0.at.lowerBound < $1.at.lowerBound }) {
            var writer = JSONWriter()
            writer.value(text)
            new += old[position..<at.lowerBound]
            new += writer.bytes
            position = at.upperBound
        }
        new += old[position...]
        return try Resource(json: new)
    }
}
