import FHIR
import HTTPTypes
import Journal
import Views

/// A table of the journal's resources, or of resources that come with the question, made by a ViewDefinition:
/// https://sql-on-fhir.org/ig/latest/OperationDefinition-ViewDefinitionRun.html
///
/// A table that fits into a piece is answered whole, and its refusal is an OperationOutcome. Of a larger one the rows leave as they are made:
/// what goes wrong then ends the answer in the middle, so that nobody takes it for the whole.
struct RunView: Interaction {
    let method = HTTPRequest.Method.post
    let address: Address
    let listing: Listing
    let mayBeBundled = false
    let writesResources = false

    /// At the type, as SQL-on-FHIR 2.0 has it.
    static let ofType = RunView(
        address: Address(.fhir, .literal("ViewDefinition"), .literal("$run")),
        listing: .operation(name: "run", definition: "http://sql-on-fhir.org/OperationDefinition/$run"))

    /// At the system, as SQL-on-FHIR 2.1 has it for R4, which has no ViewDefinition.
    static let ofSystem = RunView(
        address: Address(.fhir, .literal("$viewdefinition-run")),
        listing: .operation(
            name: "viewdefinition-run", definition: "http://sql-on-fhir.org/OperationDefinition/$viewdefinition-run"))

    func work(for call: Call) throws(Problem) -> Work {
        let request = try TableRequest(call)
        let journal = call.context.journal
        let maximumBytes = call.context.limits.maximumBytes
        return .later {
            if request.given == nil, let patient = request.patient {
                let isKnown = try await journal.read { try request.gate.resource("Patient", patient, in: $0)?.resource != nil }
                guard isKnown else {
                    throw Problem(.notFound, "There is no such patient. Search for it, or check the id in `patient`.", path: "patient")
                }
            }
            let run = TableRun(request, journal: journal, maximumBytes: maximumBytes)
            let mediaType = request.format.mediaType(header: request.header)
            let first = try await run.next() ?? Answer.Piece(bytes: [])
            let second = try await run.next()
            let bytes = first.bytes + (second?.bytes ?? [])
            var answer = Answer(.ok, .bytes(bytes, mediaType: mediaType))
            if second != nil { answer.content = .stream(bytes, mediaType: mediaType) { try await run.next() } }
            answer.sights = first.sights + (second?.sights ?? [])
            return answer
        }
    }
}
