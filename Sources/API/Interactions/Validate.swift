import FHIR
import HTTPTypes
import Journal
import Validation

/// Whether a resource is valid R4 and conforms to profiles: https://hl7.org/fhir/R4/resource-operation-validate.html
///
/// The resource is the body, or the parameter `resource` of Parameters; profiles are those that it names in `meta.profile`, and those of the
/// parameter `profile`, in the address or in Parameters. With `mode` create, update or delete it is also said whether the hub would do that.
/// The answer is 200 with an OperationOutcome, whatever it finds; a profile that is asked for and cannot be used is refused.
struct Validate: Interaction {
    let method = HTTPRequest.Method.post
    let address: Address
    let listing = Listing.typeOperation(name: "validate", definition: "http://hl7.org/fhir/OperationDefinition/Resource-validate")
    let mayBeBundled = false

    static let ofType = Validate(address: Address(.fhir, .type, .literal("$validate")))
    static let ofInstance = Validate(address: Address(.fhir, .type, .id, .literal("$validate")))

    /// https://hl7.org/fhir/R4/valueset-resource-validation-mode.html
    private enum Mode: String, CaseIterable {
        case create, update, delete, profile
    }

    func work(for call: Call) throws(Problem) -> Work {
        let asked = try call.parameters(["profile", "mode"])
        let body: Resource?
        switch call.content {
        case .none: body = nil
        case .bytes, .resource, .entry: body = try call.resource()
        }
        let mode = try Self.mode(asked.last { $0.name == "mode" }?.value, in: body)
        if mode == .delete {
            guard !call.id.isEmpty else {
                throw Problem(
                    .badValue, "`mode=delete` asks about a resource that is there. Ask it at the address of a resource.", path: "mode")
            }
            return .read { Answer(.ok, .resource(try Self.mayDelete(call, in: $0))) }
        }
        let (resource, inside) = try Self.question(call, call.resource())
        let profiles = asked.filter { $0.name == "profile" }.map(\.value) + inside
        guard resource.type == call.type else {
            throw Problem(
                .invalid, "The body holds another type of resource than the address names. Send it to the address of its own type.",
                path: "resourceType")
        }
        let validator = call.context.validator
        for profile in profiles {
            if let reason = validator.definitions.reasonNotToUse(profile) { throw Problem(.badValue, reason, path: "profile") }
        }
        return .later {
            let outcome = Resource.outcome(of: validator.validate(resource, against: profiles), in: resource)
            guard mode == .update else { return Answer(.ok, .resource(outcome.bytes)) }
            let obstacle = try await call.context.journal.read { Self.obstacle(toUpdating: resource, call, in: $0) }
            return Answer(.ok, .resource(try Self.outcome(outcome, after: obstacle)))
        }
    }

    private static func mode(_ asked: String?, in body: Resource?) throws(Problem) -> Mode? {
        let parameter = body?.type == "Parameters" ? body?.root["parameter"]?.items.first { $0.string("name") == "mode" } : nil
        guard let text = asked ?? parameter?.string("valueCode") else { return nil }
        guard let mode = Mode(rawValue: text) else {
            let known = Mode.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
            throw Problem(.badValue, "`mode` must be one of \(known).", path: "mode")
        }
        return mode
    }

    private static func mayDelete(_ call: Call, in reader: any JournalReader) throws -> [UInt8] {
        do {
            guard let current = try call.context.gate.resource(call.type, call.id, in: reader), current.resource != nil else {
                return OperationOutcome.done("There is nothing to delete, which DELETE answers like a deletion.")
            }
            try ResourceWriter.check(deleting: current)
            return OperationOutcome.done("It may be deleted.")
        } catch let problem as Problem {
            return OperationOutcome.of(problem)
        }
    }

    /// Why an update would be refused, whatever the resource says.
    private static func obstacle(toUpdating resource: Resource, _ call: Call, in reader: any JournalReader) -> Problem? {
        do {
            let id = call.id.isEmpty ? resource.id ?? "" : call.id
            try Update.check(resource, id)
            let current = try call.context.gate.resource(call.type, id, in: reader)
            if current == nil { try Update.checkNew(id, of: call.type) }
            if !(current.map(ResourceWriter.isOfPlan) ?? false) { try ResourceWriter.check(current) }
            return nil
        } catch {
            return Problem(error)
        }
    }

    /// What was found, with an obstacle before it.
    private static func outcome(_ outcome: Resource, after obstacle: Problem?) throws -> [UInt8] {
        guard let obstacle else { return outcome.bytes }
        let refusal = OperationOutcome.of(obstacle)
        guard outcome.root.string("issue.severity") != "information", let issues = outcome["issue"],
            let first = try Resource(json: refusal)["issue"]?[0]
        else { return refusal }
        var document = EditedDocument(outcome)
        try document.insert(Array(first.bytes), at: 0, of: issues)
        return document.document.bytes
    }

    /// The resource, and the profiles that stand beside it.
    private static func question(_ call: Call, _ body: Resource) throws(Problem) -> (Resource, profiles: [String]) {
        guard body.type == "Parameters", call.type != "Parameters" else { return (body, []) }
        let parameters = body.root["parameter"].map { Array($0.items) } ?? []
        guard let resource = parameters.first(where: { $0.string("name") == "resource" })?["resource"] else {
            throw Problem(.invalid, "The Parameters have no `resource`; add the resource to check.", path: "Parameters.parameter")
        }
        var profiles: [String] = []
        for one in parameters where one.string("name") == "profile" {
            guard let profile = one.string("valueUri") ?? one.string("valueCanonical") else {
                throw Problem(
                    .invalid, "The parameter `profile` has no `valueUri`; write the address of a profile.", path: "Parameters.parameter")
            }
            profiles.append(profile)
        }
        return (Resource(resource), profiles)
    }
}
