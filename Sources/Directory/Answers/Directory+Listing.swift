public import FHIR

extension Directory {
    /// The directory as people read it, one organisation a line, units indented below their enterprise: what exists at an instant, or
    /// everything with its days when none is given.
    public func listing(at instant: Instant? = nil) -> String {
        var lines: [String] = []
        let shown = organisations.filter { organisation in instant.map(organisation.span.contains) ?? true }
        let known = Set(shown.map(\.id))
        var children: [OrganisationID: [Organisation]] = [:]
        var top: [Organisation] = []
        for organisation in shown {
            if let parent = organisation.parent, known.contains(parent) {
                children[parent, default: []].append(organisation)
            } else {
                top.append(organisation)
            }
        }
        var listed: Set<OrganisationID> = []
        func list(_ organisation: Organisation, depth: Int) {
            lines.append(String(repeating: "  ", count: depth) + organisation.line(withParent: false))
            guard listed.insert(organisation.id).inserted else { return }
            for unit in children[organisation.id] ?? [] { list(unit, depth: depth + 1) }
        }
        for organisation in top { list(organisation, depth: 0) }
        let rules = parts.filter { rule in
            instant.map { rule.span(versions: register.versions, holders: register.holders).contains($0) } ?? true
        }
        if !rules.isEmpty { lines += ["", "The hub's part:"] + rules.map { "  " + $0.line } }
        let parties = learnedParties
        if !parties.isEmpty { lines += ["", "Learned from letters:"] + parties.map { "  " + $0.line } }
        return lines.map { $0 + "\n" }.joined()
    }
}

extension Organisation {
    /// All that one line of a file says about it; a listing shows the parent by indenting.
    func line(withParent: Bool) -> String {
        var parts = ["\(id): \(name)", country.rawValue]
        if withParent, let parent { parts.append("unit of \(parent)") }
        if !kinds.isEmpty { parts.append(kinds.sorted().map(\.code).joined(separator: " ")) }
        if let municipality { parts.append("in \(municipality)") }
        if !serves.isEmpty { parts.append("serves \(serves.joined(separator: " "))") }
        if !addresses.isEmpty { parts.append(addresses.map(\.description).joined(separator: " ")) }
        if validity != .always { parts.append(validity.description) }
        if let successor { parts.append("then \(successor)") }
        return parts.joined(separator: " · ")
    }
}

extension PartRule {
    var line: String {
        let days = validity == .always ? "" : " · \(validity)"
        return "\(subject) · \(letterType ?? "all letters") · \(part.rawValue)\(days)"
    }
}

extension LearnedParty {
    var line: String {
        let below = parent.map { " · unit of \($0)" } ?? ""
        return "\(address): \(name.isEmpty ? "no name" : name) · \(country.rawValue)\(below)"
    }
}
