import FHIR
import Journal

/// What a store's index is made of: parts, each with entries of its own for every resource.
///
/// A part is made whole before it answers anything: for the resources that were there before it by ``IndexBuilding``, for later ones by
/// their own commits. When the way in which entries are made changes, its definition does, and it is another part.
struct Indexing: Sendable {
    struct Part: Sendable {
        /// What the entries are made by: it changes whenever they do.
        var definition: String
        /// The number of a reference to a resource, when the entries of ``OwnEntries`` are among its.
        var reference: (@Sendable (_ type: String, _ id: String) -> UInt64)?
        /// Ascending or not, each once or not.
        var entries: @Sendable (Element, String) -> [IndexEntry]

        func entries(_ root: Element, _ facts: OwnEntries) -> [IndexEntry] {
            var all = entries(root, facts.type)
            if let reference { facts.add(to: &all, itself: reference(facts.type, facts.id)) }
            all.sort()
            var kept = 0
            for entry in all where kept == 0 || all[kept - 1] != entry {
                all[kept] = entry
                kept += 1
            }
            all.removeSubrange(kept...)
            return all
        }
    }

    var parts: [Part]

    static func parameters(_ parameters: SearchParameters) -> Indexing {
        Indexing(parts: [
            Part(
                definition: "parameters of R4, \(SearchParameters.scheme), \(OwnEntries.scheme)",
                reference: { parameters.reference(to: $0, id: $1) },
                entries: { root, type in parameters.entries(of: root, type: type) })
        ])
    }
}
