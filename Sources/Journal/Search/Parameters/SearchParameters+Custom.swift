public import FHIR
import FHIRPath

extension SearchParameters {
    /// The parameters that are known, and those that SearchParameter resources define: https://hl7.org/fhir/R4/searchparameter.html
    ///
    /// Only those that are active count. Refused (`.badValue`) is what cannot be indexed: the sentence says which, and why.
    public init(adding resources: [Resource], to known: SearchParameters = .r4) throws(SearchError) {
        var added: [SearchParameter] = []
        for resource in resources where resource.root.string("status") == "active" {
            added += try SearchParameters.read(resource.root, beside: known)
        }
        try known.check(added)
        self.init(known.defined + added)
    }

    private static func read(_ root: Element, beside known: SearchParameters) throws(SearchError) -> [SearchParameter] {
        let code = root.string("code") ?? ""
        guard let shown = SearchError.shown(code), !code.hasPrefix("_") else {
            throw SearchError(
                .badValue, "A SearchParameter needs a `code` of letters, hyphens and at most four digits that does not begin with `_`.")
        }
        func refusal(_ why: String) -> SearchError { SearchError(.badValue, "The SearchParameter \(shown) cannot be used: \(why)") }
        guard root.string("resourceType") == "SearchParameter", let url = root.string("url"), !url.isEmpty else {
            throw refusal("it has no `url`. Give it one.")
        }
        guard let kind = root.string("type").flatMap(SearchParameter.Kind.init), kind != .special else {
            throw refusal("its `type` is none that can be searched. Use \(kinds).")
        }
        let bases = root["base"].map { $0.items.compactMap(\.text) } ?? []
        guard !bases.isEmpty, bases.allSatisfy({ R4.isKnown($0) || $0 == "Resource" || $0 == "DomainResource" }) else {
            throw refusal("its `base` must name types of R4.")
        }
        guard let text = root.string("expression"), !text.isEmpty else {
            throw refusal("it has no `expression`. Say in FHIRPath where the values stand.")
        }
        let targets = root["target"].map { $0.items.compactMap(\.text).sorted() } ?? []
        let components = root["component"].map { Array($0.items) } ?? []
        var found: [SearchParameter] = []
        for base in bases {
            var parameter = SearchParameter(
                type: base, code: code, kind: kind, url: url, expression: expression(text, of: base),
                targets: kind != .reference ? [] : targets.isEmpty || targets.contains("Resource") ? R4.resourceTypes : targets)
            guard !parameter.expression.isEmpty else { throw refusal("its `expression` has nothing for \(base).") }
            do {
                _ = try Expression(parameter.expression, type: R4.isKnown(base) ? base : nil)
            } catch {
                throw refusal("its `expression` cannot be read for \(base): \(error.message)")
            }
            for component in components {
                guard let definition = component.string("definition"), let inner = component.string("expression"),
                    let own = known.of(base).first(where: { $0.url == definition })
                else { throw refusal("each component must have an `expression` and the address of a parameter of \(base).") }
                parameter.components.append(SearchParameter.Component(definition: definition, expression: inner, kind: own.kind))
            }
            guard (kind == .composite) == (components.count > 1) else {
                throw refusal("two components or more make a composite, and nothing else.")
            }
            found.append(parameter)
        }
        return found
    }

    private static let kinds = SearchParameter.Kind.allCases.filter { $0 != .special }.map(\.rawValue).joined(separator: ", ")

    /// Of several alternatives, those that begin with the type or with no type.
    private static func expression(_ text: String, of base: String) -> String {
        let parts = DirectPath.parts(text, at: "|").filter { part in
            let first = String(part.drop { $0 == " " || $0 == "(" }.prefix { $0.isLetter })
            return first == base || !(R4.isKnown(first) || first == "Resource" || first == "DomainResource")
                || first == "Resource" || first == "DomainResource"
        }
        return parts.joined(separator: "|")
    }

    /// One code means one thing for each type.
    private func check(_ added: [SearchParameter]) throws(SearchError) {
        var urls: [String: String] = [:]
        for parameter in added {
            let types = R4.isKnown(parameter.type) ? [parameter.type] : R4.resourceTypes
            for type in types {
                let other = self.parameter(parameter.code, of: type)?.url ?? urls["\(type) \(parameter.code)"]
                if let other, other != parameter.url {
                    throw SearchError(
                        .badValue,
                        "The SearchParameter `\(parameter.code)` cannot be used: \(type) has one of that code already. Rename it.")
                }
                urls["\(type) \(parameter.code)"] = parameter.url
            }
        }
    }
}
