import FHIR
import Journal

/// A search as it was asked, and what the journal is asked for it: https://hl7.org/fhir/R4/search.html
struct SearchRequest: Sendable {
    let scope: SearchScope
    /// One for each type that may be found, in the order in which pages go through them.
    private(set) var searches: [Search]
    private(set) var limit = PageSize.standard
    private(set) var total = Search.Total.none
    /// Whether only the number of matches is asked for.
    private(set) var countsOnly = false
    private(set) var page: PagePlace?
    private(set) var inclusions: [Inclusion] = []
    private(set) var subset: Subset?
    private(set) var explains = false
    /// What the answer's links repeat: every parameter that was used, without the page.
    private(set) var used: [(name: String, value: String)] = []
    /// Names of parameters that were ignored because the client asked for lenience.
    private(set) var ignored: [String] = []
    /// Whether anything says which resources are meant, and whether anything says how to answer.
    private(set) var hasCriteria = false
    private(set) var hasControls = false

    let parameters: SearchParameters
    let base: String

    /// A search with more parameters is refused.
    private static let maximumParameters = 500
    private static let maximumInclusions = 50

    var types: [String] { searches.map(\.type) }

    init(
        _ scope: SearchScope, _ pairs: [(name: String, value: String)], in context: Call.Context, isLenient: Bool = false
    ) throws(Problem) {
        guard pairs.count <= Self.maximumParameters else {
            throw Problem(.badValue, "A search may have \(Self.maximumParameters) parameters. Ask in several searches.")
        }
        self.scope = scope
        parameters = context.journal.searchParameters
        base = context.base
        searches = try Self.types(scope, pairs).map(Search.init)
        var order: [String] = []
        for (name, value) in pairs {
            do throws(Problem) {
                guard !value.isEmpty else {
                    throw Problem(.badValue, "A search parameter has no value. Give it one, or leave it out.")
                }
                if name == "_sort" {
                    try sort(by: order + [value])
                    order.append(value)
                } else if try !control(name, value) {
                    try choose(name, value)
                    hasCriteria = true
                }
                if name != "_page" { used.append((name, value)) }
            } catch {
                guard isLenient, error.kind == .unknownParameter else { throw error }
                ignored.append(name)
            }
        }
        for (index, type) in types.enumerated() {
            if let criterion = try scope.criterion(type, in: parameters, base: base) { searches[index].criteria.append(criterion) }
        }
        if countsOnly, total == .none { total = .accurate }
        if subset == .text, !inclusions.isEmpty {
            throw Problem(.badValue, "`_summary=text` cannot be combined with `_include` or `_revinclude`. Leave one of them out.")
        }
        for index in searches.indices {
            searches[index].total = total
            searches[index].explains = explains
        }
    }

    // MARK: - Types

    /// The types that are searched, each once.
    private static func types(_ scope: SearchScope, _ pairs: [(name: String, value: String)]) throws(Problem) -> [String] {
        if let type = scope.type { return [type] }
        // Names a compartment that is none, before anything is made of its types.
        if case .compartment(let owner, _, _) = scope, Compartment(rawValue: owner) == nil { throw .noCompartment(of: owner) }
        var types = scope.possibleTypes
        for (name, value) in pairs where name == "_type" {
            let named = value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            guard named.allSatisfy(ResourceTypes.isKnown) else {
                throw Problem(.badValue, "`_type` names a type that R4 does not have. Write types as in `_type=Patient,Observation`.")
            }
            types.removeAll { !named.contains($0) }
        }
        return types
    }

    // MARK: - Controls

    /// Takes a parameter that says what to answer; false when it is none.
    private mutating func control(_ name: String, _ value: String) throws(Problem) -> Bool {
        switch name {
        case "_count":
            limit = try PageSize.read(value)
            if limit == 0 { countsOnly = true }
        case "_page": page = try PagePlace(value, among: types)
        case "_total":
            guard let wanted = Search.Total(rawValue: value) else {
                throw Problem(.badValue, "`_total` must be `none`, `estimate` or `accurate`.")
            }
            total = wanted
        case "_summary" where value == "count": countsOnly = true
        case "_summary": subset = try Subset.summary(value)
        case "_elements": subset = try Subset(elements: value, of: types, besides: subset)
        case "_include", "_include:iterate", "_revinclude", "_revinclude:iterate":
            let inclusion = try Inclusion(name, value, of: types, in: parameters)
            guard !inclusions.contains(inclusion) else { break }
            guard inclusions.count < Self.maximumInclusions else {
                throw Problem(.badValue, "A search may have \(Self.maximumInclusions) inclusions. Ask for the rest by another search.")
            }
            inclusions.append(inclusion)
        case "_explain": explains = try Self.boolean(value, name)
        case "_type":
            guard scope.type == nil else { throw KnownParameters.unknown(name, on: types, in: parameters) }
        case "_contained" where value == "false": break
        case "_contained", "_containedType":
            throw Problem(.unknownParameter, "`_contained` is not offered: a resource inside another is not found by itself. Leave it out.")
        case "_query":
            throw Problem(.unknownParameter, "`_query` is not offered: there are no named searches here. Leave it out.")
        default: return false
        }
        hasControls = true
        return true
    }

    private mutating func sort(by texts: [String]) throws(Problem) {
        hasControls = true
        for index in searches.indices {
            do {
                searches[index].order = try parameters.order(texts.joined(separator: ","), of: searches[index].type)
            } catch {
                throw Problem(error)
            }
        }
    }

    private static func boolean(_ value: String, _ name: String) throws(Problem) -> Bool {
        switch value {
        case "true": return true
        case "false": return false
        default: throw Problem(.badValue, "`\(name)` must be `true` or `false`.")
        }
    }

    // MARK: - Criteria

    private mutating func choose(_ name: String, _ value: String) throws(Problem) {
        var criteria: [Criterion] = []
        for type in types { criteria.append(try criterion(name, value, of: type)) }
        for (index, criterion) in criteria.enumerated() { searches[index].criteria.append(criterion) }
    }

    private func criterion(_ name: String, _ value: String, of type: String) throws(Problem) -> Criterion {
        switch name {
        case "_filter": return try Filter.criterion(value, of: type, in: parameters, base: base)
        case "_list": return try list(value)
        default:
            let code = name.prefix { $0 != ":" && $0 != "." }
            guard code == "_has" || parameters.parameter(String(code), of: type) != nil else {
                throw KnownParameters.unknown(name, on: types, in: parameters)
            }
            do {
                return try parameters.criterion(name, value, of: type, base: base)
            } catch {
                throw Problem(error)
            }
        }
    }

    /// Members of a List: https://hl7.org/fhir/R4/search.html#list
    private func list(_ value: String) throws(Problem) -> Criterion {
        guard let item = parameters.parameter("item", of: "List") else { throw KnownParameters.unknown("_list", on: types, in: parameters) }
        let id = value.hasPrefix("List/") ? String(value.dropFirst("List/".count)) : value
        guard ResourceID.isValid(id) else {
            throw Problem(
                .badValue,
                "`_list` must be the id of a List. Lists that the server works out itself, as `$current-problems`, are not offered.")
        }
        return .isReferred(by: item, [.ids([id])])
    }
}
