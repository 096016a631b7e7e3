import HTTPTypes
import Journal

/// What this server does: https://hl7.org/fhir/R4/http.html#capabilities
struct Metadata: Interaction {
    let method = HTTPRequest.Method.get
    let address = Address(.fhir, .literal("metadata"))
    let listing = Listing.unlisted
    let mayBeBundled = false

    func work(for call: Call) throws(Problem) -> Work {
        for (_, value) in try call.parameters(["mode"]) where value != "full" {
            throw Problem(.badValue, "Only `mode=full` is offered.")
        }
        let context = call.context
        return .ready(
            Answer(.ok, .resource(context.statement.bytes(context.registry, context.journal.searchParameters, base: context.base))))
    }
}
