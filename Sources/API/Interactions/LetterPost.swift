import HTTPTypes

/// Any letter in, by its bytes alone, and its receipt in the answer.
struct LetterPost: Interaction {
    let method = HTTPRequest.Method.post
    let address = Address(.literal("letters"))
    let listing = Listing.unlisted
    let mayBeBundled = false

    func work(for call: Call) throws(Problem) -> Work {
        _ = try call.parameters()
        guard case .bytes(let bytes) = call.content else { throw .noLetter }
        let mediaType = call.headers[.contentType]
        return .later {
            Answer.letter(try await call.context.receive.receive(bytes, mediaType: mediaType, at: call.context.now))
        }
    }
}
