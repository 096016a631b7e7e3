public import FHIR
import FHIRPath

extension SearchParameters {
    /// Whether the criterion, which must be ``resolved(_:in:)``, holds for a resource. What refers to it or is referred to by it is read from the
    /// journal.
    public func matches(_ criterion: Criterion, _ stored: StoredResource, in reader: any JournalReader) throws -> Bool {
        guard let root = stored.resource?.root else { return false }
        switch criterion {
        case .ids(let ids): return ids.contains(stored.id)
        case .updated(let from, let to):
            return (from.map { stored.updated >= $0 } ?? true) && (to.map { stored.updated < $0 } ?? true)
        case .matches(let parameter, let tests): return try matches(parameter, resolved(parameter, tests, in: reader), root)
        case .isMissing(let parameter): return values(parameter, root).isEmpty
        case .refers(let parameter, let target, let inner):
            for reference in references(parameter, of: root) where reference.type == target {
                for id in try target == "Patient" ? reader.patientIDs(with: reference.id) : [reference.id] {
                    guard let other = try reader.resource(target, id), other.resource != nil else { continue }
                    if try inner.allSatisfy({ try matches($0, other, in: reader) }) { return true }
                }
            }
            return false
        case .isReferred(let parameter, let inner):
            var search = Search(type: parameter.type)
            search.criteria = [.matches(parameter, [.reference(type: stored.type, id: stored.id, base: "")])] + inner
            search.limit = 1
            return try !reader.search(search).resources.isEmpty
        case .isFiled(let subjects): return stored.subject.map(subjects.contains) ?? false
        case .isPatient(let id): return try stored.type == "Patient" && reader.patientIDs(with: id).contains(stored.id)
        case .not(let inner): return try !matches(inner, stored, in: reader)
        case .all(let inner): return try inner.allSatisfy { try matches($0, stored, in: reader) }
        case .any(let inner): return try inner.contains { try matches($0, stored, in: reader) }
        }
    }

    /// Whether one of the tests holds for one of the values of a parameter.
    func matches(_ parameter: SearchParameter, _ tests: [SearchTest], _ root: Element) -> Bool {
        switch parameter.kind {
        case .composite: return tests.contains { passesTogether($0, parameter, root) }
        case .string where parameter.code == "_text" || parameter.code == "_content":
            let own = SearchParameters.words(root, ofNarrativeAlone: parameter.code == "_text")
            return tests.contains { test in
                if case .words(let words) = test { own.isSuperset(of: words) } else { false }
            }
        case .number, .date, .string, .token, .reference, .quantity, .uri, .special:
            let values = values(parameter, root)
            return tests.contains { test in values.contains { $0.passes(test) } }
        }
    }

    func values(_ parameter: SearchParameter, _ root: Element) -> [SearchValue] {
        compiled.values.values(parameter.expression, parameter.kind, of: Node(root), in: root)
    }

    /// The local references that a parameter finds in a resource, in the order in which they stand, each once: what `_include` brings.
    ///
    /// - Parameter base: the address that clients know the FHIR API by: a reference with it is local too.
    public func references(_ parameter: SearchParameter, of root: Element, base: String = "") -> [LocalReference] {
        guard parameter.kind == .reference else { return [] }
        var found: [LocalReference] = []
        for value in values(parameter, root) {
            let reference: LocalReference? =
                switch value {
                case .reference(let text): LocalReference(text, base: base)
                case .canonical(let text): text.split(separator: "|").first.flatMap { LocalReference(String($0), base: base) }
                case .contained(let type, let id): LocalReference(type: type, id: id)
                case .token, .label, .typed, .text, .identifier, .uri, .time, .number, .place: nil
                }
            if let reference, !found.contains(reference) { found.append(reference) }
        }
        return found
    }

    // MARK: Composites

    private func passesTogether(_ test: SearchTest, _ parameter: SearchParameter, _ root: Element) -> Bool {
        guard case .composite(let tests) = test, tests.count == parameter.components.count else { return false }
        for item in compiled.values.items(parameter.expression, of: Node(root), in: root) {
            guard case .node(let node) = item else { continue }
            let isFound = zip(tests, parameter.components).allSatisfy { test, component in
                guard let kind = component.kind else { return false }
                let values = compiled.values.values(component.expression, kind, of: node, in: root)
                return values.contains { $0.passes(test) }
            }
            if isFound { return true }
        }
        return false
    }

    // MARK: Words

    static func words(_ root: Element, ofNarrativeAlone: Bool) -> Set<String> {
        var words: Set<String> = []
        func add(_ text: String) { TextWords.each(text) { words.insert(String(decoding: $0, as: UTF8.self)) } }
        func visit(_ element: Element, _ name: String) {
            switch element.kind {
            case .string:
                if ReadText.isRead(name) { add(element.text ?? "") }
            case .object:
                for (name, value) in element.members { visit(value, name) }
            case .array:
                for item in element.items where item.kind != .array { visit(item, name) }
            case .number, .boolean, .null: break
            }
        }
        if let div = root["text"]?["div"], div.kind == .string { add(NarrativeText.of(div.text ?? "")) }
        if !ofNarrativeAlone {
            for (name, value) in root.members where name != "text" || value.kind == .string { visit(value, name) }
            if let narrative = root["text"], narrative.kind == .object {
                for (name, value) in narrative.members where name != "div" { visit(value, name) }
            }
        }
        return words
    }
}
