import API
import Access
import Directory
import Exchange
import FHIR
import HTTPTypes
import Journal
import JournalMemory
import Pathways
import Samples
import Testing

/// Professionals with clients of their own, at one plan.
@Suite("A1.4 Several FHIR clients change one plan") struct ConcurrentTaskTests {
    struct Room: Sendable {
        let journal = JournalMemory()
        let api: API
        let citizen: SubjectID
        let task: String

        init() async throws {
            func word(_ text: String) -> String { "{nb: \(text), nn: \(text), da: \(text), en: \(text)}" }
            let text = """
                pathway: visit
                version: "1"
                from: 2012-01-01
                scope: citizen
                title: \(word("visit"))
                text: \(word("visit"))
                coordinator: home
                fallback: home
                starts: [by hand]
                ends: [{after: died}]
                roles: [{role: home, kind: municipality, contact: yes, title: \(word("home"))}]
                responsible: [{from: discharged, role: home}]
                phases: [{phase: one, title: \(word("one"))}]
                steps:
                  - step: see
                    phase: one
                    owner: home
                    title: \(word("see"))
                    short: \(word("see"))
                    citizen: \(word("see"))
                    opens: [{after start: yes}]
                    due: [{within: 3 days, basis: example, source: a test, verified: no}]
                    done: [by hand]
                """
            let stay = try PathwayLibrary.shipped().definitions.filter { $0.id == "hospital-stay" }
            let library = try PathwayLibrary(stay + [try PathwayDefinition.read(yaml: text, file: "visit.yaml")])
            let directory = try Directory(organisations: [
                Organisation(
                    id: OrganisationID("fjordby"), name: "Fjordby kommune", kinds: [.municipality], municipality: "no:4601", country: .no)
            ])
            let desk = Desk(
                journal: journal, directory: CurrentDirectory(directory), reaction: PathwayReaction(directory: directory, library: library),
                configuration: try Configuration.read(nil), library: library)
            api = API(
                journal: journal, access: AccessControl(log: LogMemory()), receive: Door(), clock: { Hub.noon }, limits: .standard,
                base: Hub.base, custodian: "fjordby", react: { try desk.react(to: $1, in: $0) },
                change: { try desk.change($1, to: $2, by: OrganisationID($3), in: $0) })
            citizen = try await journal.commit(.people, at: Hub.noon) {
                try $0.ensureSubject(Identifier(system: "urn:test", value: "synthetic"))
            }
            try await desk.perform(
                Act(.started(pathway: "visit", stay: nil)), for: citizen, by: OrganisationID("fjordby"), at: Hub.noon.adding(seconds: -3600)
            )
            task = "\(citizen)-visit.1-see"
        }

        func send(_ method: HTTPRequest.Method, _ resource: Resource? = nil, ifMatch: String? = nil) async -> Reply {
            var fields: HTTPFields = [.contentType: "application/fhir+json"]
            if let ifMatch { fields[.ifMatch] = ifMatch }
            return await Reply(
                api.answer(APIRequest(method: method, target: "/fhir/Task/\(task)", headers: fields, body: resource?.bytes ?? [])))
        }

        func read() async throws -> (task: Resource, tag: String) {
            let reply = await send(.get)
            try #require(reply.status == 200, "\(reply.text)")
            return (reply.json, try #require(reply.header("ETag")))
        }

        func acts() async throws -> [Act] {
            try await journal.read { [citizen] in try $0.history(of: citizen).facts.compactMap { Act($0) } }
        }
    }

    /// What a professional wants of the step.
    static let wishes: [@Sendable (Resource) -> Resource] = [
        { $0.setting("restriction.period.end", to: "2026-01-09T09:00:00Z") },
        { $0.setting("status", to: "on-hold").setting("statusReason.text", to: "waits for the daughter") },
        { $0.setting("note[0].text", to: "ring first") }, { $0.setting("status", to: "completed") },
    ]

    @Test(
        "A1.4: of two who saw one version one is taken and the other told to read again; then both stand, and both see it",
        arguments: 0..<12)
    func two(_ seed: Int) async throws {
        let room = try await Room()
        let (one, other) = (Self.wishes[seed / 3], Self.wishes[(seed / 3 + 1 + seed % 3) % 4])
        let seen = try await room.read()
        async let first = room.send(.put, one(seen.task), ifMatch: seen.tag)
        async let second = room.send(.put, other(seen.task), ifMatch: seen.tag)
        let replies = await [first, second]
        #expect(replies.map(\.status).sorted() == [200, 412], "\(replies.map(\.text))")
        #expect(replies.first { $0.status == 412 }?.sentence.contains("Read it again") == true)
        let before = try await room.read()
        let loser = replies[0].status == 412 ? one : other
        let again = await room.send(.put, loser(before.task), ifMatch: before.tag)
        // A step that is done cannot rest, which is said; whatever was taken stands.
        #expect([200, 422].contains(again.status), "\(again.text)")
        let (mine, theirs) = (try await room.read(), try await room.read())
        #expect(mine.tag == theirs.tag && mine.task.bytes == theirs.task.bytes)
        #expect(try await room.acts().count == (again.status == 200 ? 3 : 2), "the start, and every change that was taken")
    }

    @Test("A1.4: a version that another has changed meanwhile is refused without If-Match too, when the body says which it was")
    func stale() async throws {
        let room = try await Room()
        let seen = try await room.read()
        let moved = Self.wishes[0](seen.task)
        #expect(await room.send(.put, moved).status == 200)
        let late = await room.send(.put, Self.wishes[2](seen.task))
        #expect(late.status == 412 && late.sentence.hasPrefix("The Task has changed since the version that `meta.versionId` names."))
        let stands = try await room.read().task
        #expect(stands.root.string("restriction.period.end") == "2026-01-09T09:00:00Z" && stands.root.string("note.text") == nil)
    }

    @Test("A1.4: eight clients remark at once, and after reading again as often as needed all eight remarks stand") func many() async throws
    {
        let room = try await Room()
        let refused = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<8 {
                group.addTask {
                    var refused = 0
                    while refused < 100 {
                        let (task, tag) = try await room.read()
                        let count = task.root.each("note").count
                        let reply = await room.send(
                            .put, task.setting("note[\(count)].text", to: .string("remark \(number)")), ifMatch: tag)
                        if reply.status == 200 { return refused }
                        #expect(reply.status == 412, "\(reply.text)")
                        refused += 1
                    }
                    return refused
                }
            }
            return try await group.reduce(0, +)
        }
        let notes = try await room.read().task.root.each("note.text").compactMap(\.text)
        #expect(notes.sorted() == (0..<8).map { "remark \($0)" } && refused < 800)
    }
}
