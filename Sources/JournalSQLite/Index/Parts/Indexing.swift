import FHIR
import Journal

/// What a store's index is made of: parts, each with entries of its own for every resource.
///
/// A part is made whole before it answers anything: for the resources that were there before it by ``PartBuilding``, for later ones by
/// their own commits. When the way in which entries are made changes, its definition does, and it is another part.
struct Indexing: Sendable {
    struct Part: Sendable {
        /// What the entries are made by: it changes whenever they do.
        var definition: String
        /// The address of the one parameter that it is for; nil: of all that R4 has.
        var url: String?
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
    /// As many bytes as a block of it may have.
    var blockBytes = BlockEncoder.limit
}

extension Indexing.Part {
    static let r4 = Indexing.Part(
        definition: "parameters of R4, \(SearchParameters.scheme), \(OwnEntries.scheme)",
        reference: { SearchParameters.r4.reference(to: $0, id: $1) },
        entries: { root, type in SearchParameters.r4.entries(of: root, type: type) })

    /// The part of a SearchParameter resource; none when it defines nothing.
    ///
    /// - Parameter parameters: with it.
    static func own(_ resource: Resource, _ parameters: SearchParameters) -> [Indexing.Part] {
        guard let url = resource.root.string("url") else { return [] }
        let types = Set(
            (resource.root["base"].map { $0.items.compactMap(\.text) } ?? []).flatMap { R4.isKnown($0) ? [$0] : R4.resourceTypes })
        var own = types.sorted().flatMap { type in parameters.of(type).filter { $0.url == url } }
        guard !own.isEmpty else { return [] }
        var sum = KeySum()
        for parameter in own {
            for text in [parameter.type, parameter.code, parameter.kind.rawValue, parameter.expression] { sum.add(text) }
            for component in parameter.components { sum.add(component.definition + " " + component.expression) }
        }
        // The parameters that a composite one is made of tell what its components are.
        let made = Set(own.flatMap { $0.components.map(\.definition) })
        let beside = types.sorted().flatMap { type in parameters.of(type).filter { made.contains($0.url) } }
        own += beside
        let (alone, others) = (SearchParameters(own), SearchParameters(beside))
        return [
            Indexing.Part(
                definition: "parameter \(url), \(SearchParameters.scheme), \(String(sum.value, radix: 36))", url: url,
                entries: { root, type in
                    guard types.contains(type) else { return [] }
                    // What R4's part has already is not said twice.
                    let known = Set(others.entries(of: root, type: type) + [OwnEntries.all(type)])
                    return alone.entries(of: root, type: type).filter { !known.contains($0) }
                })
        ]
    }
}
