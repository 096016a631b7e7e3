import API
import Access
import FHIR
import HTTPTypes
import Journal
import JournalMemory
import Synchronization
import Testing
import Validation

/// A hub in memory with a door that a test decides for, and a clock that a test moves.
struct Hub: Sendable {
    static let base = "http://hub.example/fhir"
    /// 2026-01-01T12:00:00Z
    static let noon = Instant(seconds: 1_767_268_800)

    let journal: any Journal
    let door = Door()
    let log: LogMemory
    let access: AccessControl
    let clock: Clock
    let api: API

    init(
        limits: Limits = .standard, admit: @escaping @Sendable () throws -> Void = {}, validator: Validator = .shared,
        react: @escaping @Sendable (any JournalWriter, SubjectID) throws -> Void = { _, _ in }
    ) {
        journal = JournalMemory()
        log = LogMemory()
        clock = Clock(Hub.noon)
        let clock = clock
        access = AccessControl(log: log)
        api = API(
            journal: journal, access: access, receive: door, clock: { clock.now }, limits: limits, base: Self.base, admit: admit,
            validator: validator,
            custodian: "org:test", react: react)
    }

    /// The same hub with somebody else asking.
    init(over other: Hub, asker: Actor) {
        journal = other.journal
        clock = other.clock
        log = other.log
        let clock = clock
        access = AccessControl(log: log, asker: asker)
        api = API(
            journal: journal, access: access, receive: door, clock: { clock.now }, limits: .standard, base: Self.base, custodian: "org:test"
        )
    }

    func send(_ method: String, _ target: String, _ headers: [String: String] = [:], _ body: String? = nil) async -> Reply {
        await send(method, target, headers, bytes: body.map { Array($0.utf8) } ?? [])
    }

    func send(_ method: String, _ target: String, _ headers: [String: String] = [:], bytes: [UInt8]) async -> Reply {
        var fields: HTTPFields = [:]
        if !bytes.isEmpty, headers["Content-Type"] == nil { fields[.contentType] = "application/fhir+json" }
        for (name, value) in headers {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        let request = APIRequest(method: HTTPRequest.Method(rawValue: method) ?? .get, target: target, headers: fields, body: bytes)
        return await Reply(api.answer(request))
    }

    /// Makes a resource and gives its id.
    func make(_ json: String) async throws -> String {
        let resource = try Resource(json: Array(json.utf8))
        let reply = await send("POST", "/fhir/\(resource.type)", [:], json)
        try #require(reply.status == 201, "\(reply.text)")
        return try #require(reply.json.id)
    }

    /// Files a letter of whoever has this number, and lets a reaction work out what follows.
    func admit(_ number: String, letter place: Int, _ reaction: any Reaction) async throws -> SubjectID {
        try await journal.commit(.letters, at: clock.now) { writer in
            let subject = try writer.ensureSubject(Identifier(system: IdentifierSystem.cpr, value: number))
            var letter = LetterRecord(
                sender: "her:59", id: "l\(place)", digest: ContentHash.of([UInt8(place)]), type: "STIN", mediaType: "text/xml",
                received: writer.now, outcome: .accepted)
            letter.subject = subject
            _ = try writer.file(letter, raw: [1], envelope: nil)
            try writer.react(reaction, to: subject, owner: "org")
            return subject
        }
    }

    /// Lets a reaction derive resources for a citizen with this identifier.
    func derive(_ resources: [String], for identifier: Identifier) async throws -> SubjectID {
        try await journal.commit(.letters, at: clock.now) { writer in
            let subject = try writer.ensureSubject(identifier)
            let drafts = try resources.map { json in
                Projection.Draft(try Resource(json: Array(json.replacing("ROOT", with: subject.description).utf8)))
            }
            let digest = [UInt8](repeating: 7, count: 32)
            try writer.apply(Projection(plan: Array("{}".utf8), digest: digest, resources: drafts), to: subject)
            return subject
        }
    }
}

/// An answer, as a test reads it.
struct Reply: Sendable {
    var status: Int
    var headers: HTTPFields
    var bytes: [UInt8]
    /// Pieces that came after the first.
    var pieces = 0
    /// Why the answer broke off.
    var failure: APIResponse.Failure?

    init(_ response: APIResponse) async {
        status = response.status.code
        headers = response.headers
        bytes = response.body
        guard let more = response.more else { return }
        do throws(APIResponse.Failure) {
            while let piece = try await more() {
                bytes += piece
                pieces += 1
            }
        } catch {
            failure = error
        }
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The body as a resource; an empty one when it is none, so that expectations on it fail.
    var json: Resource { (try? Resource(json: bytes)) ?? Resource.build("None") { _ in } }

    func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }

    var severity: String? { json.root.string("issue.severity") }
    var code: String? { json.root.string("issue.code") }
    var sentence: String { json.root.string("issue.diagnostics") ?? "" }
    var ids: [String] { json.root.each("entry.resource.id").compactMap(\.text) }

    func link(_ relation: String) -> String? {
        json.root.each("link").first { $0.string("relation") == relation }?.string("url")
    }

    /// The target of a link, without the host.
    func target(_ relation: String) -> String? { link(relation).map { "/fhir" + $0.dropFirst(Hub.base.count) } }
}

/// Takes letters as a test tells it to.
final class Door: LetterReceiving {
    private struct State {
        var answer: Result<ReceivedLetter, JournalError> = .success(ReceivedLetter(outcome: .accepted, number: 1))
        var received: [(bytes: [UInt8], mediaType: String?, at: Instant)] = []
    }

    private let state = Mutex(State())

    func answers(_ answer: Result<ReceivedLetter, JournalError>) { state.withLock { $0.answer = answer } }

    var received: [(bytes: [UInt8], mediaType: String?, at: Instant)] { state.withLock { $0.received } }

    func receive(_ bytes: [UInt8], mediaType: String?, at: Instant) async throws -> ReceivedLetter {
        let answer = state.withLock { state in
            state.received.append((bytes, mediaType, at))
            return state.answer
        }
        return try answer.get()
    }
}

/// A clock that stands until a test moves it.
final class Clock: Sendable {
    private let state: Mutex<Instant>

    init(_ instant: Instant) { state = Mutex(instant) }

    var now: Instant { state.withLock { $0 } }

    func move(seconds: Int64) { state.withLock { $0 = $0.adding(seconds: seconds) } }
}
