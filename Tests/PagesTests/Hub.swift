import Access
import Directory
import Exchange
import FHIR
import HTTPTypes
import Journal
import JournalMemory
import Pathways
import Synchronization
import Testing

@testable import Pages

/// A hub in memory with its pages, a clock that a test moves, and deeds that are written down instead of done.
struct Hub: Sendable {
    let journal: any Journal = JournalMemory()
    let log = LogMemory()
    let access: AccessControl
    let deeds = Deeds()
    let clock: Clock
    let pages: Pages
    let reaction: PathwayReaction

    /// - Parameter at: local time in Oslo.
    init(
        at: String = "2026-02-05T12:40:00", languages: [String] = ["nb", "nn", "da", "en"], directory: Directory = Hub.directory,
        library: PathwayLibrary = Hub.library, asker: Actor = .thisMachine, demo: DemoStub? = nil,
        acts: (@Sendable (any Journal, PathwayReaction, Clock) -> any PageActs)? = nil
    ) {
        let clock = Clock(Hub.instant(at))
        self.clock = clock
        reaction = PathwayReaction(directory: directory, library: library)
        access = AccessControl(log: log, asker: asker)
        pages = Pages(
            journal: journal, access: access, directory: { directory }, library: library,
            acts: acts?(journal, reaction, clock) ?? deeds, clock: { clock.now },
            settings: PageSettings(languages: languages, zone: .oslo, contacts: Hub.contacts, scores: Hub.scores), demo: demo)
    }

    static func instant(_ local: String, _ zone: Zone = .oslo) -> Instant {
        guard let moment = Moment(local, zone: zone) else {
            Issue.record("\(local) is no time")
            return Instant(seconds: 0)
        }
        return moment.instant
    }

    /// The definition that stays are drawn by.
    static var stay: PathwayDefinition? { library.definitions.first { $0.id == "hospital-stay" } }

    static let library: PathwayLibrary = {
        do {
            return try PathwayLibrary.shipped()
        } catch {
            Issue.record("\(error)")
            return PathwayLibrary()
        }
    }()

    static let contacts: ContactList? = {
        do {
            return try ContactList.shipped()
        } catch {
            Issue.record("\(error)")
            return nil
        }
    }()

    static let scores: ScoreLibrary = {
        do {
            return try ScoreLibrary.shipped()
        } catch {
            Issue.record("\(error)")
            return ScoreLibrary([])
        }
    }()

    static let directory: Directory = {
        func organisation(_ id: String, _ name: String, _ kind: Role, _ address: String, _ place: String, _ country: Country)
            -> Organisation
        {
            Organisation(
                id: OrganisationID(id), name: name, kinds: [kind], addresses: [Address(address)].compactMap { $0 }, municipality: place,
                country: country)
        }
        do {
            return try Directory(organisations: [
                organisation("vestnes", "Vestnes sykehus", .hospital, "her:59", "no:4601", .no),
                organisation("fjordby", "Fjordby kommune", .municipality, "her:60", "no:4601", .no),
                organisation("storgata", "Storgata legesenter", .generalPractice, "her:61", "no:4601", .no),
                organisation("granby", "Granby Sygehus", .hospital, "sor:900000000000001", "dk:461", .dk),
                organisation("elvby", "Elvby Kommune", .municipality, "sor:900000000000002", "dk:461", .dk),
            ])
        } catch {
            Issue.record("\(error)")
            return Directory()
        }
    }()

    // What comes in

    /// Files a letter as the intake does, at the clock's time; gives its number.
    @discardableResult func file(_ letter: Letter, _ change: @escaping @Sendable (inout LetterRecord) -> Void = { _ in }) async throws
        -> Int64
    {
        let reaction = reaction
        return try await journal.commit(.letters, at: clock.now) { writer in
            var record = LetterRecord(
                sender: letter.sender.innermost.description, id: letter.id, digest: letter.digest, type: letter.type.rawValue,
                mediaType: "application/json", received: writer.now, outcome: .accepted)
            record.sent = letter.sent.instant
            record.receiver = letter.receivers.first?.party.address.description
            let files = try letter.attachments.map {
                LetterReading.StoredAttachment(
                    title: $0.title, mediaType: $0.mediaType, hash: try writer.attach($0.bytes, mediaType: $0.mediaType),
                    size: $0.bytes.count)
            }
            record.reading = LetterReading(letter: letter, attachments: files).json()
            let subjects = try letter.citizen?.identifiers.map { try writer.ensureSubject($0) } ?? []
            record.subject = subjects.first
            change(&record)
            let number = try writer.file(record, raw: Array("{\"letter\":\"\(letter.id)\"}".utf8), envelope: nil)
            guard record.outcome == .accepted, let subject = record.subject else { return number }
            for other in subjects.dropFirst() { try writer.link(Link(subject, other, source: .letter(number))) }
            for statement in letter.statements { try writer.say(statement.fact(of: letter, number: number, subject: subject)) }
            try writer.react(reaction, to: subject, owner: "fjordby")
            return number
        }
    }

    func file(_ letters: [Letter]) async throws {
        for letter in letters { try await file(letter) }
    }

    /// Puts something in the outbox, in a state.
    @discardableResult func queue(
        _ kind: OutboxItem.Kind, _ key: String, to receiver: String, type: String, answers: Int64? = nil, subject: SubjectID? = nil,
        state: OutboxItem.State = .waiting, note: String? = nil
    ) async throws -> Int64 {
        try await journal.commit(.letters, at: clock.now) { writer in
            let item = OutboxItem(
                kind: kind, key: key, answers: answers, letterID: key, sender: "her:60", receiver: receiver, type: type,
                mediaType: "application/xml", subject: subject, body: [], state: .waiting, created: writer.now, nextAttempt: nil)
            let number = try writer.send(item)
            guard var kept = try writer.outbox(number) else { return number }
            kept.state = state
            kept.note = note
            try writer.update(kept)
            return number
        }
    }

    /// Puts a deed on the record of the first citizen.
    func does(_ deed: Act.Deed, because: String, by organisation: String = "fjordby") async throws {
        let reaction = reaction
        try await journal.commit(.people, at: clock.now) { writer in
            try writer.say(Act(deed, text: because).fact(of: SubjectID(1), custodian: OrganisationID(organisation), said: writer.now))
            try writer.react(reaction, to: SubjectID(1), owner: organisation)
        }
    }

    /// Writes a resource of the first citizen, as a client does.
    func writes(_ json: String, id: String) async throws {
        let resource = try Resource(json: Array(json.utf8))
        try await journal.commit(.people, at: clock.now) { writer in
            _ = try writer.put(resource, id: id, subject: SubjectID(1), source: .act(0), ifVersion: nil)
        }
    }

    /// Writes a resource of the first citizen and lets their pathways take notice of it, as the API does.
    func measures(_ json: String, id: String) async throws {
        let resource = try Resource(json: Array(json.utf8))
        let reaction = reaction
        try await journal.commit(.people, at: clock.now) { writer in
            let stored = try writer.put(resource, id: id, subject: SubjectID(1), source: .act(0), ifVersion: nil)
            let change = ResourceChange(.made, resource.type, id, version: stored.version)
            try writer.say(Fact(of: SubjectID(1), changed: [change], custodian: "fjordby", said: writer.now))
            try writer.react(reaction, to: SubjectID(1), owner: "fjordby")
        }
    }

    /// Moves the clock and lets every plan be looked at again, as timers do.
    func move(to local: String) async throws {
        clock.set(Hub.instant(local))
        let reaction = reaction
        try await journal.commit(.timers, at: clock.now) { writer in
            for root in try writer.roots(after: nil, limit: 100) { try writer.react(reaction, to: root, owner: "fjordby") }
        }
    }

    // What people ask for

    func get(_ target: String, _ headers: [String: String] = [:]) async -> Reply { await send("GET", target, headers) }

    /// Posts a form from one of our own pages, unless told otherwise.
    func post(_ target: String, _ form: [(String, String)], _ headers: [String: String] = [:], token: String? = nil) async -> Reply {
        let body = (form + [("token", token ?? pages.token)]).map { "\(Self.encoded($0))=\(Self.encoded($1))" }.joined(separator: "&")
        return await send("POST", target, ["Content-Type": "application/x-www-form-urlencoded"].merging(headers) { $1 }, body)
    }

    func send(_ method: String, _ target: String, _ headers: [String: String] = [:], _ body: String = "") async -> Reply {
        var fields: HTTPFields = [:]
        for (name, value) in headers {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        let request = PageRequest(
            method: HTTPRequest.Method(rawValue: method) ?? .get, target: target, headers: fields, body: Array(body.utf8))
        return Reply(await pages.answer(request))
    }

    private static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                String(Character(Unicode.Scalar(byte)))
            case UInt8(ascii: " "): "+"
            default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }.joined()
    }
}

/// An answer, as a test reads it.
struct Reply: Sendable {
    var status: Int
    var headers: HTTPFields
    var bytes: [UInt8]

    init(_ response: PageResponse) {
        status = response.status.code
        headers = response.headers
        bytes = response.body
    }

    var html: String { String(decoding: bytes, as: UTF8.self) }
    var page: Markup { Markup(bytes) }

    func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }
    func headers(_ name: String) -> [String] { HTTPField.Name(name).map { headers[values: $0] } ?? [] }
}

/// A clock that stands until a test moves it.
final class Clock: Sendable {
    private let state: Mutex<Instant>

    init(_ instant: Instant) { state = Mutex(instant) }

    var now: Instant { state.withLock { $0 } }

    func set(_ instant: Instant) { state.withLock { $0 = instant } }
}

/// Writes down what people asked for: `done 1/answer of 1 by fjordby: telephone`.
final class Deeds: PageActs {
    private struct State {
        var asked: [String] = []
        var seen: [String?] = []
        var refusal: JournalError?
        var ofCitizen: CitizenRefusal?
    }

    private let state = Mutex(State())

    var asked: [String] { state.withLock { $0.asked } }
    /// What each deed told of how it stood on the page.
    var seen: [String?] { state.withLock { $0.seen } }

    func refuses(_ refusal: CitizenRefusal) { state.withLock { $0.ofCitizen = refusal } }
    func refuses(with error: JournalError) { state.withLock { $0.refusal = error } }

    private func note(_ deed: String, _ organisation: OrganisationID, _ because: String) throws {
        try state.withLock { state in
            if let refusal = state.refusal { throw refusal }
            state.asked.append("\(deed) by \(organisation): \(because)")
        }
    }

    func perform(_ act: Act, for citizen: SubjectID, by organisation: OrganisationID, seen: String?) async throws {
        state.withLock { $0.seen.append(seen) }
        try note("\(Self.name(act)) of \(citizen)", organisation, act.text ?? "")
    }
    func perform(_ act: Act, byCitizen citizen: SubjectID, seen: String?) async throws {
        try state.withLock { state in
            state.seen.append(seen)
            if let refusal = state.ofCitizen { throw refusal }
            state.asked.append("\(Self.name(act)) by \(citizen): \(act.text ?? "")")
        }
    }
    /// The deed in a few words: its name, and what it is about.
    private static func name(_ act: Act) -> String {
        switch act.deed {
        case .done(let step): "done \(step)"
        case .skipped(let step): "skip \(step)"
        case .reopened(let step): "reopen \(step)"
        case .contactedAtHome(let stay): "contacted after stay \(stay)"
        case .seen(let attention): "seen \(attention)"
        case .moved(let step, let due): "move \(step) to \(due)"
        case .offered(let step, let to, _): "offer \(step) to \(to.text)"
        case .accepted(let step, let by): "accept \(step) by \(by.text)"
        case .declined(let step, let by, let counter): "decline \(step) by \(by.text) \(counter ?? "")"
        case .added(let own): "add \(own.title) to \(own.run) for \(own.owner?.text ?? "citizen")"
        case .chosen(let step, let options): "choose \(options.joined(separator: "+")) in \(step)"
        case .paused(let what, let until): "pause \(what)\(until.map { " until \($0)" } ?? "")"
        case .resumed(let what): "resume \(what)"
        case .stopped(let run): "stop \(run)"
        case .started(let pathway, let stay): "start \(pathway) in \(stay.map(String.init) ?? "none")"
        case .goalSet(let goal):
            "goal \(goal.title ?? goal.id)\(goal.target.map { " \($0)" } ?? "")\(goal.isReached.map { $0 ? " reached" : " not yet" } ?? "")"
        case .goalDropped(let id): "drop \(id)"
        case .matters: "matters"
        case .commented(let step): "comment \(step)"
        case .restored(let step): "restore \(step)"
        case .offerWithdrawn(let step): "withdraw \(step)"
        case .versionMoved(let run, let to): "version \(run) to \(to)"
        case .replaced(let step, let own): "replace \(step) by \(own.title) in \(own.run) for \(own.owner?.text ?? "citizen")"
        case .answered, .assigned, .begun: "something else"
        }
    }
    func answer(_ canReceive: Bool, stay: Int64, citizen: SubjectID, by organisation: OrganisationID, text: String) async throws {
        try note("answer \(canReceive ? "yes" : "no") in stay \(stay) of \(citizen)", organisation, text)
    }
    func move(letter: Int64, to citizen: SubjectID, by organisation: OrganisationID, because: String) async throws {
        try note("move letter \(letter) to \(citizen)", organisation, because)
    }
    func handled(letter: Int64, by organisation: OrganisationID, because: String) async throws {
        try note("handled letter \(letter)", organisation, because)
    }
    func handled(delivery: Int64, by organisation: OrganisationID, because: String) async throws {
        try note("handled delivery \(delivery)", organisation, because)
    }
    func unlink(_ first: SubjectID, _ second: SubjectID, by organisation: OrganisationID, because: String) async throws {
        try note("unlink \(first) and \(second)", organisation, because)
    }
}
