import HTTPTypes

/// Every interaction there is. What stands here is answered, and what is answered stands in the CapabilityStatement.
struct Registry: Sendable {
    var interactions: [any Interaction]

    static let standard = Registry(
        interactions: [
            Read(), VersionRead(), VersionHistory.ofInstance, VersionHistory.ofType, VersionHistory.ofSystem, Create(), Update.byID,
            Update.conditional, Delete.byID, Delete.conditional, Patch.byID,
            Patch.conditional, Metadata(), BundlePost(), ProcessMessage(),
            EvaluateFHIRPath(), Validate.ofType, Validate.ofInstance, CrossReference(), RunView.ofType, RunView.ofSystem, LetterPost(),
        ] + Meta.all + MetaInUse.all + MetaChange.all + Everything.all + Apply.all + Find.all)

    /// The interaction that a request asks for; refuses with the sentence that tells what is there instead.
    func interaction(_ method: HTTPRequest.Method, _ path: [String]) throws(Problem) -> any Interaction {
        let wanted = method == .head ? .get : method
        var here = interactions.filter { $0.address.matches(path) }
        // `metadata` is a name of its own, not that of a type.
        let named = here.filter { !$0.address.segments.contains(.type) }
        if !named.isEmpty { here = named }
        if let type = here.lazy.compactMap({ $0.address.value(.type, in: path) }).first, !ResourceTypes.isKnown(type) {
            throw Problem(
                .unknownAddress,
                "The address names no resource type of FHIR R4. Names have capitals as in `CarePlan`; `/fhir/metadata` lists them.")
        }
        if let found = here.first(where: { $0.method == wanted }) { return found }
        guard here.isEmpty else { throw Self.refusal(allowed: Set(here.map(\.method))) }
        if let last = path.last, last.hasPrefix("$") {
            throw Problem(.unknownAddress, "There is no such operation here. `/fhir/metadata` lists those that there are.")
        }
        throw Problem(.unknownAddress, "There is nothing at this address. `/fhir/metadata` tells what there is; letters go to `/letters`.")
    }

    private static func refusal(allowed: Set<HTTPRequest.Method>) -> Problem {
        var names = Set(allowed.map(\.rawValue))
        if names.contains("GET") { names.insert("HEAD") }
        let list = names.sorted()
        var problem = Problem(.methodNotAllowed, "This method is not offered here. Offered here: \(list.joined(separator: ", ")).")
        problem.allowed = list
        return problem
    }
}
