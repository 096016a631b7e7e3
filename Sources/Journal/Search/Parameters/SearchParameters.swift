import FHIR

/// The search parameters that a hub knows: those of R4, and its own.
public struct SearchParameters: Sendable {
    /// https://hl7.org/fhir/R4/searchparameter-registry.html
    public static let r4 = SearchParameters(R4SearchTable.shared.parameters)

    /// Changes when the same resource gets other entries than before, so that an index must be made anew.
    public static let scheme = 1

    /// As they were defined: one may be of every type.
    let defined: [SearchParameter]
    private let byType: [String: [SearchParameter]]
    /// What is worked out when a type is first asked for.
    let compiled = CompiledParameters()

    /// Whether both are the same, and not only alike.
    public func isSame(as other: SearchParameters) -> Bool { compiled === other.compiled }

    /// - Parameter parameters: those whose type is `Resource` or `DomainResource` are of every type.
    public init(_ parameters: [SearchParameter]) {
        defined = parameters
        let grouped = Dictionary(grouping: parameters, by: \.type)
        let kinds = Dictionary(parameters.map { ($0.url, $0.kind) }, uniquingKeysWith: { first, _ in first })
        var byType: [String: [SearchParameter]] = [:]
        for type in Set(R4.resourceTypes).union(grouped.keys) {
            var known: [String: SearchParameter] = [:]
            let bases = ["Resource"] + (SearchParameters.hasNarrative(type) ? ["DomainResource"] : []) + [type]
            for base in bases {
                for var parameter in grouped[base] ?? [] {
                    parameter.type = type
                    for at in parameter.components.indices { parameter.components[at].kind = kinds[parameter.components[at].definition] }
                    known[parameter.code] = parameter
                }
            }
            byType[type] = known.values.sorted { $0.code < $1.code }
        }
        self.byType = byType
    }

    private static func hasNarrative(_ type: String) -> Bool { !["Bundle", "Binary", "Parameters", "Resource"].contains(type) }

    /// The parameters of a type by their codes, ascending; `_id`, `_lastUpdated` and the other general ones are among them.
    public func of(_ type: String) -> [SearchParameter] { byType[type] ?? [] }

    public func parameter(_ code: String, of type: String) -> SearchParameter? {
        let all = of(type)
        var (low, high) = (0, all.count)
        while low < high {
            let middle = (low + high) / 2
            if all[middle].code < code { low = middle + 1 } else { high = middle }
        }
        return low < all.count && all[low].code == code ? all[low] : nil
    }

    /// The parameter that a component of a composite one is.
    func definition(of component: SearchParameter.Component, in parameter: SearchParameter) -> SearchParameter? {
        of(parameter.type).first { $0.url == component.definition }
    }
}
