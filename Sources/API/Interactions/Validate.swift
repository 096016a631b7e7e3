import FHIR
import HTTPTypes
import Validation

/// Whether a resource is valid R4 and conforms to profiles: https://hl7.org/fhir/R4/resource-operation-validate.html
///
/// The resource is the body, or the parameter `resource` of Parameters; profiles are those that it names in `meta.profile`, and those of the
/// parameter `profile`, in the address or in Parameters. The answer is 200 with an OperationOutcome, whatever it finds; a profile that is asked
/// for and cannot be used is refused.
struct Validate: Interaction {
    let method = HTTPRequest.Method.post
    let address = Address(.fhir, .type, .literal("$validate"))
    let listing = Listing.typeOperation(name: "validate", definition: "http://hl7.org/fhir/OperationDefinition/Resource-validate")
    let mayBeBundled = false

    func work(for call: Call) throws(Problem) -> Work {
        let asked = try call.parameters(["profile"]).map(\.value)
        let (resource, inside) = try question(call)
        let profiles = asked + inside
        guard resource.type == call.type else {
            throw Problem(
                .invalid, "The body holds another type of resource than the address names. Send it to the address of its own type.",
                path: "resourceType")
        }
        let validator = call.context.validator
        for profile in profiles {
            if let reason = validator.definitions.reasonNotToUse(profile) { throw Problem(.badValue, reason, path: "profile") }
        }
        return .later { Answer(.ok, .resource(Resource.outcome(of: validator.validate(resource, against: profiles), in: resource).bytes)) }
    }

    /// The resource, and the profiles that stand beside it.
    private func question(_ call: Call) throws(Problem) -> (Resource, profiles: [String]) {
        let body = try call.resource()
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
