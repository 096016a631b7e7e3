import FHIR

/// Which codes belong together, as it was written: an expansion, or rules to make one. https://hl7.org/fhir/R4/valueset.html
struct ValueSet: Sendable {
    let canonical: Canonical
    let expansion: Expansion?
    let includes: [Part]
    let excludes: [Part]

    /// The codes that somebody has worked out.
    struct Expansion: Sendable {
        private(set) var codes: [String: Set<String>] = [:]
        /// Whether all of them are here.
        let isComplete: Bool

        init?(_ written: Element?) {
            guard let written else { return nil }
            var count = 0
            var open: [Element] = written["contains"].map { [$0] } ?? []
            while let list = open.popLast() {
                for one in list.items {
                    count += 1
                    if let inner = one["contains"] { open.append(inner) }
                    // What is abstract only groups others.
                    guard one["abstract"]?.bool != true, let code = one.string("code") else { continue }
                    codes[one.string("system") ?? "", default: []].insert(code)
                }
            }
            let total = written["total"]?.int ?? count
            let isPage = written["offset"]?.int ?? 0 > 0
            let isOpen = written.each("extension").contains { one in
                let name = one.string("url")?.split(separator: "/").last
                return name == "valueset-unclosed" || name == "valueset-toocostly"
            }
            isComplete = total <= count && !isPage && !isOpen
        }

        func contains(_ system: String?, _ code: String) -> Bool {
            guard let system else { return codes.values.contains { $0.contains(code) } }
            return codes[system]?.contains(code) ?? false
        }
    }

    /// A part of the rules: codes of a system, and other value sets that they must be in too.
    struct Part: Sendable {
        let system: Canonical?
        /// The codes by name; nil for all, or those that the filters let through.
        let codes: Set<String>?
        let filters: [ConceptFilter]
        let valueSets: [Canonical]

        init(_ written: Element) {
            system = written.string("system").map { Canonical(url: $0, version: written.string("version")) }
            codes = written["concept"].map { Set($0.items.compactMap { $0.string("code") }) }
            filters = written["filter"].map { $0.items.map { ConceptFilter($0) } } ?? []
            valueSets = written.each("valueSet").compactMap(\.text).map { Canonical($0) }
        }
    }

    init(_ resource: Resource, _ canonical: Canonical) {
        self.canonical = canonical
        expansion = Expansion(resource["expansion"])
        includes = resource.root.each("compose.include").map { Part($0) }
        excludes = resource.root.each("compose.exclude").map { Part($0) }
    }
}
