import HTTPTypes
import Journal

/// The current version of a resource: https://hl7.org/fhir/R4/http.html#read
struct Read: Interaction {
    let method = HTTPRequest.Method.get
    let address = Address(.fhir, .type, .id)
    let listing = Listing.type("read")

    func work(for call: Call) throws(Problem) -> Work {
        let subset = try Subset.asked(by: call)
        if let line = try Self.lineOfLog(call) { return line }
        return .readBriefly { reader in
            guard let stored = try MergedPatient.current(call.type, call.id, in: reader) else {
                guard let attachment = try Answer.attachment(call.type, call.id, in: reader) else { throw Problem.noResource }
                return attachment
            }
            if let gone = try reader.whyGone(stored) { throw gone }
            let answer = try Answer.reading(stored, subset)
            return Self.isKnown(stored, to: call.headers) ? answer.unchanged() : answer
        }
    }

    /// Whether the client has this version already: `If-None-Match` decides alone when both are sent (RFC 9110, section 13.2.2).
    private static func isKnown(_ stored: StoredResource, to headers: HTTPFields) -> Bool {
        if let tags = headers[.ifNoneMatch] { return EntityTag.names(stored.versionID, in: tags) }
        guard let since = headers[.ifModifiedSince].flatMap(HTTPDate.read) else { return false }
        return HTTPDate.seconds(stored.updated) <= HTTPDate.seconds(since)
    }
}

extension Answer {
    /// A letter's attachment, which is the Binary with its hash as id: its bytes as they came, for a client to keep and never to show as a
    /// page of ours. https://hl7.org/fhir/R4/binary.html
    fileprivate static func attachment(_ type: String, _ id: String, in reader: any JournalReader) throws -> Answer? {
        guard type == "Binary", let hash = [UInt8](hex: id), let file = try reader.attachment(hash) else { return nil }
        var answer = Answer(.ok, .bytes(file.bytes, mediaType: file.mediaType))
        answer.sights = [Sight(type, "\(type)/\(id)", of: nil)]
        answer.headers = [.contentDisposition: "attachment"]
        for (name, value) in [("Content-Security-Policy", "default-src 'none'; sandbox"), ("X-Content-Type-Options", "nosniff")] {
            if let name = HTTPField.Name(name) { answer.headers[name] = value }
        }
        return answer
    }

    fileprivate func unchanged() -> Answer {
        var answer = self
        answer.status = .notModified
        answer.content = .none
        return answer
    }
}
