import HTTPTypes

/// A FHIR letter in, its acknowledgement in the answer: https://hl7.org/fhir/R4/messageheader-operation-process-message.html
struct ProcessMessage: Interaction {
    let method = HTTPRequest.Method.post
    let address = Address(.fhir, .literal("$process-message"))
    let listing = Listing.operation(
        name: "process-message", definition: "http://hl7.org/fhir/OperationDefinition/MessageHeader-process-message")
    let mayBeBundled = false

    func work(for call: Call) throws(Problem) -> Work {
        _ = try call.parameters()
        guard case .bytes(let bytes) = call.content else { throw .noLetter }
        let format = try Format.sent(call.headers)
        return .later {
            Answer.letter(try await call.context.receive.receive(bytes, mediaType: format.mediaType, at: call.context.now))
        }
    }
}
