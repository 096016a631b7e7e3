import FHIR
import Journal

/// Turns references between the entries of a Bundle into references to what is stored: https://hl7.org/fhir/R4/http.html#trules
///
/// They stand in `reference`, in elements whose type is an address (uri, url, canonical, oid, uuid), and in links and images of narrative.
struct References: Sendable {
    /// `fullUrl` → `Type/id`, of all entries.
    var targets: [String: String]

    /// Thrown for a conditional reference where nobody can be asked what it means.
    struct Unresolved: Error {}

    private typealias Edit = (at: Range<Int>, text: String)

    /// A copy of the entry's resource that refers to stored resources only; every other byte stays as it was.
    ///
    /// - Parameter condition: what a conditional reference to a type means.
    func rewrite(
        _ entry: Element, index: Int, fullURL: String?, _ condition: (_ text: String, _ type: String) throws -> String?
    ) throws -> Resource {
        let base = base(fullURL)
        let resource = Resource(entry)
        var found: [(element: Element, role: Role)] = []
        Self.walk(resource.root, role: nil, &found)
        var edits: [Edit] = []
        for (element, role) in found {
            guard let text = element.text else { continue }
            switch role {
            case .reference:
                if let new = try target(of: text, base, condition) {
                    if new != text { edits.append((element.bytes.indices, new)) }
                } else if text.hasPrefix("urn:") {
                    throw Problem(
                        .invalid, "A reference names an entry that the Bundle does not have. Add the entry, or refer to what is stored.",
                        path: "Bundle.entry[\(index)].resource" + element.location.dropFirst(resource.type.utf8.count))
                }
            case .narrative:
                if let new = Self.narrative(text, targets) { edits.append((element.bytes.indices, new)) }
            case .other:
                if let new = targets[text], Self.isAddress(element) { edits.append((element.bytes.indices, new)) }
            }
        }
        return edits.isEmpty ? resource : try splice(resource, edits)
    }

    /// What to write in the place of a reference; nil when it stays as it is.
    private func target(of text: String, _ base: String?, _ condition: (String, String) throws -> String?) throws -> String? {
        if let target = targets[text] { return target }
        if let place = text.utf8.firstIndex(of: UInt8(ascii: "?")) { return try condition(text, String(text[..<place])) }
        guard let base, !text.utf8.contains(UInt8(ascii: ":")), text.utf8.first != UInt8(ascii: "#") else { return nil }
        return targets[base + text]
    }

    /// A relative reference means the server that the entry's own address names.
    private func base(_ fullURL: String?) -> String? {
        guard let fullURL, fullURL.hasPrefix("http") else { return nil }
        return fullURL.split(separator: "/", omittingEmptySubsequences: false).dropLast(2).joined(separator: "/") + "/"
    }

    /// What a text may be, by the name that it stands under.
    private enum Role {
        case reference, narrative, other
    }

    /// Finds what may have to be rewritten, without making texts of anything else.
    private static func walk(_ element: Element, role: Role?, _ found: inout [(element: Element, role: Role)]) {
        switch element.kind {
        case .object:
            element.forEachMember { name, value in
                let role: Role =
                    name.elementsEqual("reference".utf8) ? .reference : name.elementsEqual("div".utf8) ? .narrative : .other
                walk(value, role: role, &found)
            }
        case .array: for item in element.items { walk(item, role: role, &found) }
        case .string:
            guard let role else { return }
            switch role {
            case .reference, .narrative: found.append((element, role))
            case .other:
                let text = element.bytes.dropFirst()
                if text.starts(with: "urn:".utf8) || text.starts(with: "http".utf8) { found.append((element, role)) }
            }
        case .number, .boolean, .null: return
        }
    }

    /// Whether the element is a uri or of a type derived from it. In resources inside others, whose elements the table of types does not
    /// follow, the name tells.
    private static func isAddress(_ element: Element) -> Bool {
        let steps = element.location.split(separator: ".").map { $0.prefix { $0 != "[" } }
        if let types = R4.element(steps.joined(separator: "."))?.types {
            return types.contains { ["uri", "url", "canonical", "oid", "uuid"].contains($0) }
        }
        let name = steps.last ?? ""
        return name == "url" || name == "uri" || ["Uri", "Url", "Canonical", "Uuid", "Oid"].contains { name.hasSuffix($0) }
    }

    /// The narrative with links and images that name entries turned to what is stored; nil when there are none.
    private static func narrative(_ text: String, _ targets: [String: String]) -> String? {
        let old = Array(text.utf8)
        var new: [UInt8] = []
        var position = 0
        var index = 0
        while index < old.count {
            guard old[index] == UInt8(ascii: "="), isLink(old[..<index]), index + 1 < old.count,
                old[index + 1] == UInt8(ascii: "\"") || old[index + 1] == UInt8(ascii: "'"),
                let end = old[(index + 2)...].firstIndex(of: old[index + 1])
            else {
                index += 1
                continue
            }
            if let target = targets[String(decoding: old[(index + 2)..<end], as: UTF8.self)] {
                new += old[position..<(index + 2)]
                new += target.utf8
                position = end
            }
            index = end
        }
        return position == 0 ? nil : String(decoding: new + old[position...], as: UTF8.self)
    }

    private static func isLink(_ before: ArraySlice<UInt8>) -> Bool {
        for name in [" href", " src"] where before.suffix(name.utf8.count).elementsEqual(name.utf8) { return true }
        return false
    }

    private func splice(_ resource: Resource, _ edits: [Edit]) throws(DocumentError) -> Resource {
        let old = resource.bytes
        var new: [UInt8] = []
        new.reserveCapacity(old.count + edits.count * 16)
        var position = 0
        // They were found in the order in which they stand.
        for (at, text) in edits {
            var writer = JSONWriter(capacity: text.utf8.count + 8)
            writer.value(text)
            new += old[position..<at.lowerBound]
            new += writer.bytes
            position = at.upperBound
        }
        new += old[position...]
        return try Resource(json: new, limits: Limits(maximumBytes: .max))
    }
}
