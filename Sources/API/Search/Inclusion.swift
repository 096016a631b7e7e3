import Journal

/// Resources wanted beside the matches: those that they refer to (`_include`) or that refer to them (`_revinclude`).
/// https://hl7.org/fhir/R4/search.html#include
struct Inclusion: Sendable, Hashable {
    /// Whether the included resources are those that refer.
    var isReverse: Bool
    /// Whether what was included is looked at too.
    var iterates: Bool
    /// The reference parameters, each of the type that refers.
    var parameters: [SearchParameter]
    /// The only type that may be pointed at; nil: any.
    var target: String?

    /// - Parameter types: those that are searched.
    init(_ name: String, _ value: String, of types: [String], in known: SearchParameters) throws(Problem) {
        isReverse = name.hasPrefix("_rev")
        iterates = name.hasSuffix(":iterate")
        let short = isReverse ? "_revinclude" : "_include"
        let parts = value.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        let form = "Write it as `\(short)=TYPE:PARAMETER`, with `:TARGET` after it where one type of target is meant."
        if parts.count == 1, value == "*" {
            let sources = isReverse || iterates ? ResourceTypes.all : types
            parameters = sources.flatMap { Self.references(of: $0, in: known) }
        } else {
            guard parts.count == 2 || parts.count == 3, ResourceTypes.isKnown(parts[0]) else {
                throw Problem(.badValue, "`\(short)` does not name a type and a parameter. \(form)")
            }
            let own = Self.references(of: parts[0], in: known)
            parameters = parts[1] == "*" ? own : own.filter { $0.code == parts[1] }
            guard !parameters.isEmpty else {
                let names = own.map { "`\($0.code)`" }.joined(separator: ", ")
                throw Problem(
                    .unknownParameter,
                    "`\(short)` names no reference parameter of \(parts[0]). "
                        + (own.isEmpty ? "It has none." : "There are: \(names)."))
            }
            if parts.count == 3 {
                guard ResourceTypes.isKnown(parts[2]), parameters.contains(where: { $0.mayPoint(at: parts[2]) }) else {
                    throw Problem(.badValue, "`\(short)` names a target type that the parameter never refers to. \(form)")
                }
                target = parts[2]
            }
        }
        guard !iterates else { return }
        // What can never include anything is a mistake.
        if isReverse { parameters.removeAll { parameter in !types.contains(where: parameter.mayPoint) } }
        let isUseful = isReverse ? !parameters.isEmpty : parameters.contains { types.contains($0.type) }
        guard isUseful || value == "*" else {
            throw Problem(
                .badValue,
                isReverse
                    ? "`_revinclude` names a parameter that never refers to the type that is searched. Write `_revinclude:iterate` to look at what is included."
                    : "`_include` names a type that is not searched. Write `_include:iterate` to look at what is included."
            )
        }
    }

    /// The parameters by which resources of a type refer to others.
    static func references(of type: String, in parameters: SearchParameters) -> [SearchParameter] {
        parameters.of(type).filter { $0.kind == .reference }
    }
}

extension SearchParameter {
    /// Whether what it looks at may refer to resources of the type.
    func mayPoint(at type: String) -> Bool { kind == .reference && targets.contains(type) }
}
