import FHIR
import HTTPTypes

/// Writes an answer or a refusal in the format that the client asked for.
struct Rendering {
    var format: Format
    var isPretty: Bool
    /// HEAD asks for everything but the body.
    var hasBody: Bool

    init(format: Format, request: APIRequest) {
        self.format = format
        isPretty = request.query.contains { $0.name == "_pretty" && $0.value != "false" }
        hasBody = request.method != .head
    }

    /// - Parameter passage: what pieces sent later go through.
    func response(_ answer: Answer, through passage: Passage) throws -> APIResponse {
        var headers = answer.headers
        headers[.cacheControl] = "no-store"
        headers[.eTag] = answer.version.map(EntityTag.of)
        headers[.lastModified] = answer.updated.map(HTTPDate.write)
        headers[.location] = answer.location
        var body: [UInt8] = []
        var more: (@Sendable () async throws(Problem) -> [UInt8]?)?
        switch answer.content {
        case .none: break
        case .resource(let json):
            headers[.contentType] = format.mediaType + "; charset=utf-8"
            body = try write(json)
        case .bytes(let bytes, let mediaType):
            headers[.contentType] = mediaType
            body = bytes
        case .stream(let bytes, let mediaType, let rest):
            headers[.contentType] = mediaType
            body = bytes
            more = { () async throws(Problem) -> [UInt8]? in
                do {
                    guard let piece = try await rest() else { return nil }
                    try await passage.leave(piece.sights)
                    return piece.bytes
                } catch {
                    throw Problem(error)
                }
            }
        }
        // HEAD tells how long the answer to GET would be, where that is known.
        if !hasBody, more == nil, answer.status != .notModified { headers[.contentLength] = String(body.count) }
        return APIResponse(status: answer.status, headers: headers, body: hasBody ? body : [], more: hasBody ? more : nil)
    }

    func response(_ problem: Problem) -> APIResponse {
        var headers: HTTPFields = [.cacheControl: "no-store"]
        headers[.retryAfter] = problem.kind.retryAfter.map { String($0) }
        if !problem.allowed.isEmpty { headers[.allow] = problem.allowed.joined(separator: ", ") }
        let json = OperationOutcome.of(problem)
        let written = try? write(json)
        headers[.contentType] = (written == nil ? Format.json : format).mediaType + "; charset=utf-8"
        if !hasBody { headers[.contentLength] = String((written ?? json).count) }
        var response = APIResponse(status: problem.kind.status, headers: headers, body: hasBody ? written ?? json : [])
        if problem.kind.status.code >= 500 { response.cause = problem.cause }
        return response
    }

    private func write(_ json: [UInt8]) throws -> [UInt8] {
        switch format {
        case .json: return isPretty ? Pretty.json(json) : json
        case .xml:
            do {
                let xml = try Resource(json: json, limits: Limits(maximumBytes: .max)).xml()
                return isPretty ? Pretty.xml(xml) : xml
            } catch {
                throw Problem(
                    .notAcceptable,
                    "What is stored holds elements that R4 does not have, which XML cannot carry. Ask for `application/fhir+json`.",
                    cause: error.message)
            }
        }
    }
}
