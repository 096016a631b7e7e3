import FHIR
import HTTPTypes
import Validation

/// Whether a resource is valid R4: https://hl7.org/fhir/R4/resource-operation-validate.html
///
/// The resource is the body, or the parameter `resource` of Parameters. The answer is 200 with an OperationOutcome, whatever it finds.
struct Validate: Interaction {
    let method = HTTPRequest.Method.post
    let address = Address(.fhir, .type, .literal("$validate"))
    let listing = Listing.typeOperation(name: "validate", definition: "http://hl7.org/fhir/OperationDefinition/Resource-validate")
    let mayBeBundled = false

    func work(for call: Call) throws(Problem) -> Work {
        _ = try call.parameters()
        let resource = try question(call)
        guard resource.type == call.type else {
            throw Problem(
                .invalid, "The body holds another type of resource than the address names. Send it to the address of its own type.",
                path: "resourceType")
        }
        return .later { Answer(.ok, .resource(Resource.outcome(of: Validator.shared.validate(resource), in: resource).bytes)) }
    }

    private func question(_ call: Call) throws(Problem) -> Resource {
        let body = try call.resource()
        guard body.type == "Parameters", call.type != "Parameters" else { return body }
        let parameters = body.root["parameter"].map { Array($0.items) } ?? []
        if parameters.contains(where: { $0.string("name") == "profile" }) {
            throw Problem(.badValue, "Profiles are not checked here; leave `profile` out to check the resource against R4 alone.")
        }
        guard let resource = parameters.first(where: { $0.string("name") == "resource" })?["resource"] else {
            throw Problem(.invalid, "The Parameters have no `resource`; add the resource to check.", path: "Parameters.parameter")
        }
        return Resource(resource)
    }
}
