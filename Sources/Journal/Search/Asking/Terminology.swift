import FHIR

/// Codes as the journal's own ValueSets and CodeSystems say them.
struct Terminology {
    let parameters: SearchParameters
    let reader: any JournalReader

    /// More codes than these are not looked for one by one.
    private static let mostCodes = 20_000
    private static let deepest = 8

    struct Code: Hashable {
        var system: String
        var code: String
    }

    /// A set of codes: some by name, some by all of their system.
    struct Codes {
        var codes: Set<Code> = []
        var systems: Set<String> = []

        mutating func add(_ other: Codes) {
            codes.formUnion(other.codes)
            systems.formUnion(other.systems)
        }

        /// In a fixed order.
        var tests: [SearchTest] {
            systems.sorted().map { .token(system: $0, code: nil) }
                + codes.filter { !systems.contains($0.system) }.sorted { ($0.system, $0.code) < ($1.system, $1.code) }
                .map { .token(system: $0.system, code: $0.code) }
        }
    }

    // MARK: Value sets

    /// - Parameter name: a canonical address with or without `|version`, `ValueSet/id` or the id alone.
    func members(of name: String, depth: Int = 0) throws -> Codes {
        guard depth < Self.deepest else { throw refusal("takes from other value sets in more steps than are gone") }
        guard let set = try resource("ValueSet", name) else {
            throw JournalError(.invalid, "The value set is not in the journal. Store the ValueSet here, then search again.")
        }
        guard let compose = set["compose"] else {
            guard let expansion = set["expansion"] else { throw refusal("lists no codes") }
            var codes = Codes()
            expanded(expansion, into: &codes)
            return codes
        }
        var codes = Codes()
        for include in compose["include"].map({ Array($0.items) }) ?? [] { codes.add(try part(include, depth)) }
        for exclude in compose["exclude"].map({ Array($0.items) }) ?? [] {
            let without = try part(exclude, depth)
            guard codes.systems.isDisjoint(with: without.systems), codes.systems.isDisjoint(with: without.codes.map(\.system)) else {
                throw refusal("leaves codes out of a whole code system")
            }
            codes.codes.subtract(without.codes)
            codes.codes = codes.codes.filter { !without.systems.contains($0.system) }
        }
        guard codes.codes.count <= Self.mostCodes else { throw refusal("has more than \(Self.mostCodes) codes") }
        return codes
    }

    private func refusal(_ what: String) -> JournalError {
        JournalError(.invalid, "The value set \(what), which a search cannot do. Name the codes themselves, with commas between them.")
    }

    /// One `include` or `exclude`: https://hl7.org/fhir/R4/valueset.html#compositions
    private func part(_ include: Element, _ depth: Int) throws -> Codes {
        let others = include["valueSet"].map { $0.items.compactMap(\.text) } ?? []
        guard let system = include.string("system") else {
            guard others.count == 1 else { throw refusal("takes what several others have in common") }
            return try members(of: others[0], depth: depth + 1)
        }
        guard others.isEmpty else { throw refusal("takes what several others have in common") }
        var codes = Codes()
        if let concepts = include["concept"] {
            codes.codes = Set(concepts.items.compactMap { $0.string("code") }.map { Code(system: system, code: $0) })
        } else if let filters = include["filter"] {
            codes.codes = Set(try filtered(Array(filters.items), system).map { Code(system: system, code: $0) })
        } else {
            codes.systems = [system]
        }
        return codes
    }

    /// Only the hierarchy of a code system can be asked.
    private func filtered(_ filters: [Element], _ system: String) throws -> Set<String> {
        var found: Set<String>?
        for filter in filters {
            guard filter.string("property") == "concept", let code = filter.string("value"), let operation = filter.string("op"),
                operation == "is-a" || operation == "descendent-of"
            else { throw refusal("chooses codes by a filter") }
            var codes = try below(code, in: system)
            if operation == "descendent-of" { codes.remove(code) }
            found = found?.intersection(codes) ?? codes
        }
        return found ?? []
    }

    private func expanded(_ element: Element, into codes: inout Codes) {
        for contained in element["contains"].map({ Array($0.items) }) ?? [] {
            if let system = contained.string("system"), let code = contained.string("code") {
                codes.codes.insert(Code(system: system, code: code))
            }
            expanded(contained, into: &codes)
        }
    }

    // MARK: Hierarchies

    /// The code and all that is below it.
    func below(_ code: String, in system: String) throws -> Set<String> { reach(code, try children(of: system)) }

    /// The code and all that is above it.
    func above(_ code: String, in system: String) throws -> Set<String> {
        var parents: [String: Set<String>] = [:]
        for (parent, children) in try children(of: system) {
            for child in children { parents[child, default: []].insert(parent) }
        }
        return reach(code, parents)
    }

    private func reach(_ code: String, _ steps: [String: Set<String>]) -> Set<String> {
        var found: Set<String> = [code]
        var next = [code]
        while let here = next.popLast() {
            for step in steps[here] ?? [] where found.insert(step).inserted { next.append(step) }
        }
        return found
    }

    /// What stands below each code, by nesting and by the properties `parent` and `child`: https://hl7.org/fhir/R4/codesystem.html#hierarchy
    private func children(of system: String) throws -> [String: Set<String>] {
        guard let root = try resource("CodeSystem", system) else {
            throw JournalError(
                .invalid, "The code system is not in the journal, so nobody knows what is above or below a code. Store the CodeSystem here."
            )
        }
        var children: [String: Set<String>] = [:]
        func visit(_ concepts: Element?, under parent: String?) {
            for concept in concepts.map({ Array($0.items) }) ?? [] {
                guard let code = concept.string("code") else { continue }
                if let parent { children[parent, default: []].insert(code) }
                for property in concept["property"].map({ Array($0.items) }) ?? [] {
                    guard let other = property.string("valueCode") else { continue }
                    switch property.string("code") {
                    case "parent", "subsumedBy": children[other, default: []].insert(code)
                    case "child": children[code, default: []].insert(other)
                    default: continue
                    }
                }
                visit(concept["concept"], under: code)
            }
        }
        visit(root["concept"], under: nil)
        return children
    }

    // MARK: Looking up

    private func resource(_ type: String, _ name: String) throws -> Element? {
        if let local = LocalReference(name, base: "") {
            return local.type == type ? try reader.resource(type, local.id)?.resource?.root : nil
        }
        if ResourceID.isValid(name) { return try reader.resource(type, name)?.resource?.root }
        guard let url = parameters.parameter("url", of: type) else { return nil }
        let parts = name.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        var search = Search(type: type)
        search.criteria = [.matches(url, [.uri(parts[0], .same)])]
        search.limit = 20
        let found = try reader.search(search).resources.compactMap(\.resource?.root)
        guard parts.count == 2 else { return found.last }
        return found.last { $0.string("version") == parts[1] }
    }
}

extension SearchParameters {
    /// Tests with codes in the place of value sets and of what is above or below a code, and with references in that of hierarchies.
    func resolved(_ parameter: SearchParameter, _ tests: [SearchTest], in reader: any JournalReader) throws -> [SearchTest] {
        let isOpen = tests.contains { test in
            switch test {
            case .member, .below, .above, .hierarchy: true
            case .token, .text, .typed, .string, .reference, .address, .version, .identifier, .uri, .time, .number, .quantity, .composite,
                .words, .near:
                false
            }
        }
        guard isOpen else { return tests }
        let terminology = Terminology(parameters: self, reader: reader)
        let resolved = try tests.flatMap { test -> [SearchTest] in
            switch test {
            case .member(let name): try terminology.members(of: name).tests
            case .below(let system, let code): try terminology.below(code, in: system).sorted().map { .token(system: system, code: $0) }
            case .above(let system, let code): try terminology.above(code, in: system).sorted().map { .token(system: system, code: $0) }
            case .hierarchy(let level, let type, let id, let base, let criteria):
                try Hierarchy(parameters: self, reader: reader).references(level, type: type, id: id, base: base, through: criteria)
            case .token, .text, .typed, .string, .reference, .address, .version, .identifier, .uri, .time, .number, .quantity, .composite,
                .words, .near:
                [test]
            }
        }
        return resolved.flatMap { withoutSystem($0, parameter) }
    }

    /// A code of a system whose codes stand alone where the parameter looks is found without it too, and so are all of them.
    func withoutSystem(_ test: SearchTest, _ parameter: SearchParameter) -> [SearchTest] {
        guard case .token(let system?, let code) = test, parameter.systems.contains(system) else { return [test] }
        return [test, .token(system: "", code: code)]
    }
}
