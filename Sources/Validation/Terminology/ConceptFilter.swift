import FHIR
import FHIRPath

/// A condition on the concepts of a code system. https://hl7.org/fhir/R4/valueset-filter-operator.html
struct ConceptFilter: Sendable {
    private enum Test: Sendable {
        case isA
        case descendantOf
        case isNotA
        case generalizes
        case equals
        case matches(Pattern)
        case isIn
        case isNotIn
        case exists
    }

    private let property: String
    private let value: String
    /// Nil when it is none that is known, or its pattern cannot be read.
    private let test: Test?

    init(_ written: Element) {
        property = written.string("property") ?? ""
        let value = written.string("value") ?? ""
        self.value = value
        test =
            switch written.string("op") {
            case "is-a": .isA
            case "descendent-of": .descendantOf
            case "is-not-a": .isNotA
            case "generalizes": .generalizes
            case "=": .equals
            case "regex": (try? Pattern(value)).map { .matches($0) }
            case "in": .isIn
            case "not-in": .isNotIn
            case "exists": .exists
            case .some, .none: nil
            }
    }

    /// Whether a concept is let through; nil when that cannot be known from what is loaded.
    func holds(_ place: Int, in system: CodeSystem) -> Bool? {
        guard let test else { return nil }
        let texts = values(place, in: system)
        switch test {
        case .isA: return below(place, system, orEqual: true)
        case .descendantOf: return below(place, system, orEqual: false)
        case .isNotA: return below(place, system, orEqual: true).map { !$0 }
        case .generalizes:
            guard let other = system.place(of: value) else { return system.isComplete ? false : nil }
            return other == place || system.isBelow(other, place)
        case .equals: return texts.map { $0.contains(value) }
        case .matches(let pattern): return texts.map { $0.contains { pattern.matchesWhole($0) } }
        case .isIn: return texts.map { !$0.allSatisfy { !listed.contains($0) } }
        case .isNotIn: return texts.map { $0.allSatisfy { !listed.contains($0) } }
        case .exists: return texts.map { $0.isEmpty == (value == "false") }
        }
    }

    private var listed: Set<String> {
        Set(value.split(separator: ",").map { $0.drop { $0 == " " } }.map { String($0.reversed().drop { $0 == " " }.reversed()) })
    }

    private func below(_ place: Int, _ system: CodeSystem, orEqual: Bool) -> Bool? {
        guard let other = system.place(of: value) else { return system.isComplete ? false : nil }
        return orEqual && other == place || system.isBelow(place, other)
    }

    /// What the concept says of the property; nil when the system does not know it.
    private func values(_ place: Int, in system: CodeSystem) -> [String]? {
        let concept = system.concepts[place]
        switch property {
        case "code", "concept": return [concept.code]
        case "display": return concept.display.map { [$0] } ?? []
        case "parent": return concept.parents.map { system.concepts[$0].code }
        case "child":
            return system.concepts.indices.filter { system.concepts[$0].parents.contains(place) }.map { system.concepts[$0].code }
        default:
            guard system.properties.contains(property) else { return nil }
            return concept.properties.filter { $0.name == property }.map(\.value)
        }
    }
}
