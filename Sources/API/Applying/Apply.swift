import FHIR
import HTTPTypes
import Journal
import Pathways

/// Makes of a PlanDefinition what it asks for here and now, and of an ActivityDefinition its request. Nothing is stored.
/// https://hl7.org/fhir/R4/plandefinition-operation-apply.html, https://hl7.org/fhir/R4/activitydefinition-operation-apply.html
///
/// `$apply` answers with a CarePlan that contains the rest, as R4 does; `$r5.apply` with a Bundle, as R5 and the CPG guide do.
struct Apply: Interaction {
    let method: HTTPRequest.Method
    let address: Address
    let listing: Listing
    private let form: ApplicationForm
    /// What may be applied here.
    private let types: [String]

    private init(_ method: HTTPRequest.Method, _ address: Address, _ form: ApplicationForm, listed type: String) {
        self.method = method
        self.address = address
        self.form = form
        let isR4 = form == .carePlan
        types = isR4 ? ["PlanDefinition", "ActivityDefinition"] : ["PlanDefinition"]
        listing = .typeOperation(
            name: isR4 ? "apply" : "r5.apply",
            definition: isR4
                ? "http://hl7.org/fhir/OperationDefinition/\(type)-apply"
                : "http://hl7.org/fhir/5.0/OperationDefinition/PlanDefinition-apply",
            types: [type])
    }

    /// By either method, of one that is stored or of one that is named or sent. Each type is listed by one method.
    static let all: [Apply] = [ApplicationForm.carePlan, .bundle].flatMap { form in
        let name = Address.Segment.literal(form == .carePlan ? "$apply" : "$r5.apply")
        let second = form == .carePlan ? "ActivityDefinition" : "PlanDefinition"
        return [
            Apply(.get, Address(.fhir, .type, .id, name), form, listed: "PlanDefinition"),
            Apply(.post, Address(.fhir, .type, .id, name), form, listed: second),
            Apply(.get, Address(.fhir, .type, name), form, listed: "PlanDefinition"),
            Apply(.post, Address(.fhir, .type, name), form, listed: second),
        ]
    }

    func work(for call: Call) throws(Problem) -> Work {
        guard types.contains(call.type) else {
            throw Problem(.unknownAddress, "Applied are \(types.joined(separator: " and ")). Use it at the address of one.")
        }
        let (question, form) = (try ApplyQuestion(call), form)
        return .read { reader in
            let source = JournalSource(question, call, reader)
            guard let definition = try question.definition(in: source) else {
                throw Problem(
                    .notFound, "There is no such \(call.type). Store it, or send it in the parameter `\(question.parameterName)`.")
            }
            guard try source.resource(question.application.subject) != nil else {
                throw Problem(
                    .unprocessable, "There is no such subject. Name one that is stored, or send it in the Bundle `data`.", path: "subject")
            }
            let applied: Applied
            do {
                applied =
                    call.type == "PlanDefinition"
                    ? try question.application.apply(plan: definition, as: form, from: source)
                    : try question.application.apply(activity: definition, from: source)
            } catch let refusal as ApplicationRefusal {
                throw Problem(.unprocessable, refusal.message, path: refusal.path)
            }
            var answer = Answer(.ok, .resource(applied.resource.bytes))
            answer.sights = source.seen
            return answer
        }
    }
}
