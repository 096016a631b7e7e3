import HTTPTypes
import Journal

/// The current version of a resource: https://hl7.org/fhir/R4/http.html#read
struct Read: Interaction {
    let method = HTTPRequest.Method.get
    let address = Address(.fhir, .type, .id)
    let listing = Listing.type("read")

    func work(for call: Call) throws(Problem) -> Work {
        _ = try call.parameters()
        return .read { reader in
            guard let stored = try reader.resource(call.type, call.id) else { throw Problem.noResource }
            let answer = try Answer.reading(stored)
            return Self.isKnown(stored, to: call.headers) ? answer.unchanged() : answer
        }
    }

    /// Whether the client has this version already: `If-None-Match` decides alone when both are sent (RFC 9110, section 13.2.2).
    private static func isKnown(_ stored: StoredResource, to headers: HTTPFields) -> Bool {
        if let tags = headers[.ifNoneMatch] { return EntityTag.names(stored.version, in: tags) }
        guard let since = headers[.ifModifiedSince].flatMap(HTTPDate.read) else { return false }
        return HTTPDate.seconds(stored.updated) <= HTTPDate.seconds(since)
    }
}

extension Answer {
    fileprivate func unchanged() -> Answer {
        var answer = self
        answer.status = .notModified
        answer.content = .none
        return answer
    }
}
