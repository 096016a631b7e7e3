import API
import Access
import Directory
import Exchange
import FHIR
import HTTPTypes
import Journal
import JournalMemory
import Pathways
import Testing

/// A citizen in whose plan a pathway runs, and clients of a hub in memory.
struct PlanRoom: Sendable {
    let journal = JournalMemory()
    let api: API
    let desk: Desk
    let citizen: SubjectID
    let task: String

    /// - Parameter runs: whether the pathway has begun, an hour ago.
    init(runs: Bool = true) async throws {
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
            measurements: [{measurement: steps, title: \(word("steps")), code: "http://loinc.org|41950-7", unit: "/d", zones: [{zone: green, when: ">= 0"}]}]
            goals: [{goal: walk, title: \(word("walks")), measurement: steps, target: ">= 2000"}, {goal: rest, title: \(word("rests"))}]
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
            plan: { try desk.take($1, by: OrganisationID($2), in: $0) })
        citizen = try await journal.commit(.people, at: Hub.noon) {
            try $0.ensureSubject(Identifier(system: "urn:test", value: "synthetic"))
        }
        self.desk = desk
        task = "\(citizen)-visit.1-see"
        if runs { try await start() }
    }

    func start() async throws {
        try await desk.perform(
            Act(.started(pathway: "visit", stay: nil)), for: citizen, by: OrganisationID("fjordby"), at: Hub.noon.adding(seconds: -3600)
        )
    }

    func ask(_ method: HTTPRequest.Method, _ target: String, _ body: String = "", type: String = "application/fhir+json") async -> Reply {
        let request = APIRequest(method: method, target: "/fhir/\(target)", headers: [.contentType: type], body: Array(body.utf8))
        return await Reply(api.answer(request))
    }

    /// A change by JSON Merge Patch.
    func patch(_ target: String, _ body: String) async -> Reply { await ask(.patch, target, body, type: "application/merge-patch+json") }

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

    /// What is on record, without the start.
    func deeds() async throws -> [Act.Deed] { try await acts().dropFirst().map(\.deed) }

    func acts() async throws -> [Act] { try await facts().compactMap { Act($0) } }

    func facts() async throws -> [Fact] { try await journal.read { [citizen] in try $0.history(of: citizen).facts } }
}
