import FHIR
import Journal

/// A search as it was asked, and what the journal is asked for it: https://hl7.org/fhir/R4/search.html
struct SearchRequest: Sendable {
    var query: ResourceQuery
    /// What the answer's links repeat: every parameter that was used, without the page.
    var used: [(name: String, value: String)] = []
    /// Names of parameters that were ignored because the client asked for lenience.
    var ignored: [String] = []
    /// Names of the parameters that choose among the resources; a search without any finds them all.
    var chosenBy: Set<String> = []

    init(type: String, _ parameters: [(name: String, value: String)], base: String, isLenient: Bool) throws(Problem) {
        query = ResourceQuery(type: type)
        query.limit = PageSize.standard
        for (name, value) in parameters {
            do {
                try take(name, value, base: base)
                if name != "_page" { used.append((name, value)) }
            } catch {
                guard isLenient, error.kind == .unknownParameter else { throw error }
                ignored.append(name)
            }
        }
    }

    private mutating func take(_ name: String, _ value: String, base: String) throws(Problem) {
        switch name {
        case "_count": query.limit = try PageSize.read(value)
        case "_total":
            switch value {
            case "none": query.counts = false
            case "accurate", "estimate": query.counts = true
            default: throw Problem(.badValue, "`_total` must be `none`, `estimate` or `accurate`.")
            }
        case "_page": query.after = value
        case "_sort":
            throw Problem(
                .unknownParameter, "`_sort` is not offered: results come in the order in which the resources were made. Leave it out.")
        default: try choose(name, value, base: base)
        }
    }

    private mutating func choose(_ name: String, _ value: String, base: String) throws(Problem) {
        chosenBy.insert(name)
        switch name {
        case "_id":
            let ids = try SearchValue.alternatives(value).map(SearchValue.plain)
            query.ids = query.ids.map { old in old.filter(ids.contains) } ?? ids
        case "_lastUpdated":
            let range = try UpdatedRange(value)
            query.updatedFrom = [query.updatedFrom, range.from].compactMap { $0 }.max()
            query.updatedTo = [query.updatedTo, range.to].compactMap { $0 }.min()
        default:
            let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard let parameter = KnownParameters.of(query.type).first(where: { $0.name == parts[0] }) else {
                throw KnownParameters.unknown(name, on: query.type)
            }
            let modifier = parts.count > 1 ? parts[1] : nil
            var group: [Term] = []
            for alternative in try SearchValue.alternatives(value) {
                group += try SearchValue.terms(alternative, of: parameter, on: query.type, modifier: modifier, base: base)
            }
            query.terms.append(group)
        }
    }
}
