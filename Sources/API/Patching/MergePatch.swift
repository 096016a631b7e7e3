import FHIR

/// A part of a resource that is laid over it: https://www.rfc-editor.org/rfc/rfc7396
///
/// FHIR does not name this form; client libraries send it all the same. What is null goes, lists are replaced whole.
struct MergePatch: Sendable {
    private let root: Element

    init(_ root: Element) throws(Problem) {
        guard root.kind == .object else {
            throw Problem(.malformed, "A JSON Merge Patch is an object; this is none. Send the elements that differ.")
        }
        self.root = root
    }

    func apply(to document: inout EditedDocument) throws(Problem) { try Self.merge(root, at: JSONPointer(), &document) }

    private static func merge(_ patch: Element, at place: JSONPointer, _ document: inout EditedDocument) throws(Problem) {
        for (name, value) in patch.members {
            let child = place.appending(name)
            guard let parent = place.element(in: document.root) else { continue }
            switch value.kind {
            case .null: try document.remove(child)
            case .object:
                if child.element(in: document.root)?.kind != .object { try document.set(name, of: parent, to: Array("{}".utf8)) }
                try merge(value, at: child, &document)
            case .array, .string, .number, .boolean: try document.set(name, of: parent, to: Array(value.bytes))
            }
        }
    }
}
