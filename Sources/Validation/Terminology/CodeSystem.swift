import FHIR

/// The concepts of a code system, with what value sets ask of them. https://hl7.org/fhir/R4/codesystem.html
struct CodeSystem: Sendable {
    let canonical: Canonical
    /// The value set of all its codes.
    let valueSet: String?
    /// Whether what is not here is no code of it.
    let isComplete: Bool
    private let isCaseSensitive: Bool
    private var places: [String: Int] = [:]
    private(set) var concepts: [Concept] = []
    /// Names of properties that it declares or uses.
    private(set) var properties: Set<String> = []

    struct Concept: Sendable {
        let code: String
        let display: String?
        var parents: [Int] = []
        var properties: [(name: String, value: String)] = []
    }

    init(_ resource: Resource, _ canonical: Canonical) {
        self.canonical = canonical
        valueSet = resource.root.string("valueSet")
        isComplete = resource.root.string("content") == "complete"
        isCaseSensitive = resource["caseSensitive"]?.bool ?? true
        properties = Set(resource.root.each("property.code").compactMap(\.text))
        var open: [(concepts: Element, parent: Int?)] = resource["concept"].map { [($0, nil)] } ?? []
        while let (list, parent) = open.popLast() {
            for written in list.items {
                guard let place = add(written, parent) else { continue }
                if let children = written["concept"] { open.append((children, place)) }
            }
        }
        joinParents()
    }

    private mutating func add(_ written: Element, _ parent: Int?) -> Int? {
        guard let code = written.string("code") else { return nil }
        var concept = Concept(code: code, display: written.string("display"))
        if let parent { concept.parents.append(parent) }
        for property in written["property"].map({ Array($0.items) }) ?? [] {
            guard let name = property.string("code") else { continue }
            for (member, value) in property.members where member.hasPrefix("value") {
                guard let text = member == "valueCoding" ? value.string("code") : value.text else { continue }
                concept.properties.append((name, text))
                properties.insert(name)
            }
        }
        places[key(code)] = concepts.count
        concepts.append(concept)
        return concepts.count - 1
    }

    /// Hierarchies are also written as properties. https://hl7.org/fhir/R4/codesystem.html#defined-props
    private mutating func joinParents() {
        guard !properties.isDisjoint(with: ["parent", "subsumedBy", "child"]) else { return }
        for place in concepts.indices {
            for (name, value) in concepts[place].properties {
                guard let other = places[key(value)] else { continue }
                if name == "parent" || name == "subsumedBy" { concepts[place].parents.append(other) }
                if name == "child" { concepts[other].parents.append(place) }
            }
        }
    }

    /// A code as it is compared.
    func key(_ code: String) -> String { isCaseSensitive ? code : code.lowercased() }

    func place(of code: String) -> Int? { places[key(code)] }

    /// Whether a code is one of this system.
    func contains(_ code: String) -> Membership {
        if place(of: code) != nil { return .inside }
        return isComplete ? .outside : .unknown(missing: canonical.url)
    }

    /// Whether a concept is below another one, however far; a hierarchy that goes in circles ends.
    func isBelow(_ place: Int, _ other: Int) -> Bool {
        var seen: Set<Int> = [place]
        var open = concepts[place].parents
        while let next = open.popLast() {
            if next == other { return true }
            if seen.insert(next).inserted { open += concepts[next].parents }
        }
        return false
    }
}
