import Journal

/// Where a search stands: https://hl7.org/fhir/R4/http.html#search
enum SearchScope: Sendable, Hashable {
    case type(String)
    case system
    /// In the compartment of a resource, of one type or (nil) of all: https://hl7.org/fhir/R4/compartmentdefinition.html
    case compartment(of: String, id: String, type: String?)

    /// Its address below that of the API.
    var path: String {
        switch self {
        case .type(let type): "/" + type
        case .system: ""
        case .compartment(let owner, let id, let type): "/\(owner)/\(id)/\(type ?? "*")"
        }
    }

    /// The one type that it names; nil when `_type` may choose.
    var type: String? {
        switch self {
        case .type(let type): type
        case .system: nil
        case .compartment(_, _, let type): type
        }
    }

    /// The types that may be found when nothing chooses among them, ascending.
    var possibleTypes: [String] {
        switch self {
        case .type(let type): [type]
        case .system: ResourceTypes.all
        case .compartment(let owner, _, let type): type.map { [$0] } ?? Compartment(rawValue: owner)?.types ?? []
        }
    }

    /// What a resource of a type must be to be here; nil where nothing is asked.
    func criterion(_ type: String, in parameters: SearchParameters, base: String) throws(Problem) -> Criterion? {
        guard case .compartment(let owner, let id, _) = self else { return nil }
        guard let compartment = Compartment(rawValue: owner) else { throw .noCompartment(of: owner) }
        guard ResourceID.isValid(id) else { throw .noResource }
        guard let criterion = compartment.criterion(type, id: id, in: parameters, base: base) else {
            throw Problem(
                .unknownAddress, "Nothing of type \(type) is ever in the compartment of \(owner). Search at the address of the type.")
        }
        return criterion
    }
}

extension Problem {
    static func noCompartment(of owner: String) -> Problem {
        let owners = Compartment.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
        return Problem(.unknownAddress, "There is no compartment of \(owner). There are those of: \(owners).")
    }
}
