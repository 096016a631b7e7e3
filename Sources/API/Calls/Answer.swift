import FHIR
import HTTPTypes
import Journal

/// What is answered, before it is decided in which format, and whether alone or as an entry of a Bundle.
struct Answer: Sendable {
    enum Content: Sendable {
        case none
        /// A resource as JSON; it is written in the format that the client asked for.
        case resource([UInt8])
        /// Bytes to hand on as they are.
        case bytes([UInt8], mediaType: String)
        /// Bytes to hand on as they are, of which only the beginning is there: the next piece at each call, nil at the end.
        case stream([UInt8], mediaType: String, more: @Sendable () async throws -> Piece?)
    }

    /// A further piece of an answer, and what it shows.
    struct Piece: Sendable {
        var bytes: [UInt8]
        var sights: [Sight] = []
    }

    var status: HTTPResponse.Status
    var content: Content
    /// As `meta.versionId` says it.
    var version: String?
    var updated: Instant?
    /// The full address of what was made or changed.
    var location: String?
    var headers: HTTPFields = [:]
    /// All that is shown of the journal, or was changed in it: decided on, and in the trace, before the answer leaves.
    var sights: [Sight] = []
    /// What was asked, without values: of a search the names of its parameters, of a Bundle how many requests it has of each (`GET 2&POST 10`).
    var shape: String?
    /// How many there are in all, where the answer says so.
    var total: Int?

    init(_ status: HTTPResponse.Status, _ content: Content = .none) {
        self.status = status
        self.content = content
    }

    /// A version that was asked for, or the part of it that is wanted.
    static func reading(_ stored: StoredResource, _ subset: Subset? = nil) throws(Problem) -> Answer {
        guard let resource = stored.resource else { throw .deleted }
        let part = subset.flatMap { $0.applies(to: stored.type, isMatch: true) ? $0.bytes(of: resource) : nil }
        var answer = Answer(.ok, .resource(part ?? resource.bytes))
        answer.sights = [Sight(stored)]
        answer.version = stored.versionID
        answer.updated = stored.updated
        return answer
    }

    /// A version that was written (or found in the place of one to write), with as much content as the client prefers.
    static func changed(_ stored: StoredResource, _ status: HTTPResponse.Status, _ text: String, for call: Call) throws(Problem) -> Answer {
        guard let resource = stored.resource else { throw .deleted }
        var answer = Answer(status)
        answer.sights = [Sight(stored)]
        switch call.preferences.returns ?? .representation {
        case .minimal: break
        case .representation: answer.content = .resource(resource.bytes)
        case .outcome: answer.content = .resource(OperationOutcome.done(text))
        }
        answer.version = stored.versionID
        answer.updated = stored.updated
        answer.location = call.address(stored.type, stored.id, version: stored.isView ? nil : stored.version)
        return answer
    }
}

extension Problem {
    static let deleted = Problem(.gone, "It was deleted. Its earlier versions stand in its `_history`.")
    static let erased = Problem(.gone, "It was erased for good, with its earlier versions: nothing of what it said is kept.")
    static let noVersion = Problem(.notFound, "There is no such version. `_history` lists those that there are.")
    static let noResource = Problem(.notFound, "There is no such resource. Search for it, or check its id.")
}
