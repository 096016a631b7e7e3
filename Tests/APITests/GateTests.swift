import Access
import FHIR
import HTTPTypes
import Journal
import Testing

@testable import API

@Suite("The gate of the API")
struct GateTests {
    /// A hub with one citizen who has an observation and a client's AuditEvent; the name is to be seen nowhere without a trace.
    private func hub(asker: Actor = .thisMachine) async throws -> (hub: Hub, citizen: SubjectID, observation: String) {
        let open = Hub()
        let patient = #"{"resourceType":"Patient","id":"ROOT","name":[{"family":"Granskog"}]}"#
        let citizen = try await open.derive([patient], for: Identifier(system: "urn:oid:2.16.578.1.12.4.1.4.1", value: "01810112345"))
        let observation = try await open.make(
            #"{"resourceType":"Observation","status":"final","code":{"text":"Granskog"},"subject":{"reference":"Patient/\#(citizen)"}}"#)
        _ = try await open.make(
            #"{"resourceType":"AuditEvent","type":{"code":"rest"},"recorded":"2026-01-01T00:00:00Z","agent":[{"requestor":true}],"source":{"observer":{"display":"Granskog"}},"entity":[{"what":{"reference":"Patient/\#(citizen)"}}]}"#
        )
        return (asker == .thisMachine ? open : Hub(over: open, asker: asker), citizen, observation)
    }

    /// A request for each interaction that is registered: one that is new here is asked without a body.
    private static func request(
        for interaction: any Interaction, _ citizen: SubjectID, _ observation: String
    ) -> (method: String, target: String, headers: [String: String], body: String?) {
        var parts: [String] = []
        let segments = interaction.address.segments
        let isOfPatient = segments.contains(.member) || segments.contains(.anyType) || interaction is Everything
        for segment in segments {
            switch segment {
            case .literal(let text): parts.append(text)
            case .type: parts.append(isOfPatient ? "Patient" : "Observation")
            case .id: parts.append(isOfPatient ? citizen.description : observation)
            case .member: parts.append("Observation")
            case .version: parts.append("1")
            }
        }
        let path = "/" + parts.joined(separator: "/")
        let new =
            #"{"resourceType":"Observation","status":"final","code":{"text":"Granskog"},"subject":{"reference":"Patient/\#(citizen)"}"#
        let view =
            #"{"resourceType":"Parameters","parameter":[{"name":"viewResource","resource":{"resourceType":"ViewDefinition","status":"active","resource":"Observation","select":[{"column":[{"name":"text","path":"code.text"}]}]}}]}"#
        var headers: [String: String] = [:]
        var body: String?
        var target = path
        switch interaction {
        case is Create: body = new + "}"
        case is Update: body = new + #","id":"\#(observation)"}"#
        case is Patch:
            headers["Content-Type"] = "application/json-patch+json"
            body = #"[{"op":"replace","path":"/status","value":"amended"}]"#
        case is Find where interaction.method == .post:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = "_count=5"
        case is BundlePost:
            body =
                #"{"resourceType":"Bundle","type":"batch","entry":[{"request":{"method":"GET","url":"Observation/\#(observation)"}},{"request":{"method":"GET","url":"Observation"}},{"request":{"method":"POST","url":"Observation"},"resource":\#(new)}}]}"#
        case is Validate: body = new + "}"
        case is RunView: body = view
        case is EvaluateFHIRPath:
            target += "?expression=1"
            body = nil
        case is ProcessMessage: body = #"{"resourceType":"Bundle","type":"message"}"#
        case is LetterPost: body = "<letter/>"
        default: break
        }
        if case .conditional = interaction.listing { target += "?_id=\(observation)" }
        return (interaction.method.rawValue, target, headers, body)
    }

    @Test("every interaction is decided on and traced before it answers, and its trace names all that it shows")
    func walk() async throws {
        for interaction in Registry.standard.interactions {
            let (hub, citizen, observation) = try await hub()
            let (method, target, headers, body) = Self.request(for: interaction, citizen, observation)
            let decided = hub.access.state.permitted.values.reduce(0, +)
            let before = hub.log.synced.number
            let reply = await hub.send(method, target, headers, body)
            let entries = try await hub.log.entries(LogQuery()).entries.filter { $0.number > before }
            #expect(!entries.isEmpty, "\(method) \(target) answered \(reply.status) without a trace")
            #expect(hub.access.state.permitted.values.reduce(0, +) > decided, "\(method) \(target) answered without a decision")
            #expect(entries.allSatisfy { $0.actor == .thisMachine && !$0.trace.isEmpty && $0.at == Hub.noon })
            let named = Set(entries.flatMap { $0.shown.map(\.name) + [$0.target ?? ""] })
            for name in try await Self.stored(reply, hub) {
                #expect(named.contains(name), "\(method) \(target) shows \(name) and its trace does not; add a sight of it to the answer")
            }
            if reply.text.contains("Granskog"), !(interaction is Validate) {
                #expect(entries.contains { $0.subjects.contains(citizen) }, "\(method) \(target): the trace names no citizen")
            }
        }
    }

    /// The names of the resources in an answer, at any depth, that are the journal's and belong to a citizen.
    private static func stored(_ reply: Reply, _ hub: Hub) async throws -> Set<String> {
        var names: Set<[String]> = []
        func look(_ element: Element) {
            switch element.kind {
            case .object:
                if let type = element.string("resourceType"), let id = element.string("id") { names.insert([type, id]) }
                for (_, value) in element.members { look(value) }
            case .array: for item in element.items { look(item) }
            case .string, .number, .boolean, .null: break
            }
        }
        look(reply.json.root)
        let found = names
        return try await hub.journal.read { reader in
            Set(try found.filter { try reader.resource($0[0], $0[1])?.subject != nil }.map { $0.joined(separator: "/") })
        }
    }

    @Test("without a trace there is no answer, whatever was asked")
    func noTrace() async throws {
        for interaction in Registry.standard.interactions {
            let (hub, citizen, observation) = try await hub()
            let (method, target, headers, body) = Self.request(for: interaction, citizen, observation)
            hub.log.fail(with: .noTrace("the disk is full"))
            let reply = await hub.send(method, target, headers, body)
            #expect(reply.status == 503 && reply.code == "transient", "\(method) \(target) answered \(reply.status)")
            #expect(reply.sentence.hasPrefix("The access log cannot be written, so nothing is shown."))
            #expect(!reply.text.contains("Granskog") && !reply.text.contains("the disk is full"))
            #expect(hub.access.state.untraced > 0)
        }
    }

    @Test("who may not see a citizen gets nothing of the citizen, by any interaction, and may change nothing")
    func denied() async throws {
        for interaction in Registry.standard.interactions {
            let (hub, citizen, observation) = try await hub(asker: Actor(.person, "4711", organisation: "fjordby"))
            let (method, target, headers, body) = Self.request(for: interaction, citizen, observation)
            let commit = try await hub.journal.read { try $0.lastCommit() }
            let reply = await hub.send(method, target, headers, body)
            if !(interaction is Validate) { #expect(!reply.text.contains("Granskog"), "\(method) \(target)") }
            #expect(try await hub.journal.read { try $0.lastCommit() } == commit, "\(method) \(target)")
            #expect(try await hub.log.entries(LogQuery()).entries.first?.actor.id == "4711")
        }
        let (hub, _, observation) = try await hub(asker: Actor(.person, "4711", organisation: "fjordby"))
        let reply = await hub.send("GET", "/fhir/Observation/\(observation)")
        #expect(reply.status == 403 && reply.severity == "error" && reply.code == "forbidden")
        #expect(reply.sentence == "The request does not say what it is for. State the purpose.")
        let entry = try #require(try await hub.log.entries(LogQuery()).entries.first)
        #expect(entry.outcome == .denied && entry.shown.isEmpty && entry.target == "Observation")
    }

    @Test("a total counts what is shown, where one identity of a person may be seen and another not")
    func identities() async throws {
        let hub = Hub()
        var citizens: [SubjectID] = []
        for (number, observations) in [("1", 3), ("2", 2)] {
            let patient = #"{"resourceType":"Patient","id":"ROOT","active":true}"#
            let citizen = try await hub.derive([patient], for: Identifier(system: "urn:test", value: number))
            for _ in 0..<observations {
                _ = try await hub.make(
                    #"{"resourceType":"Observation","status":"final","code":{"text":"x"},"subject":{"reference":"Patient/\#(citizen)"}}"#)
            }
            citizens.append(citizen)
        }
        let (one, two) = (citizens[0], citizens[1])
        _ = try await hub.journal.commit(.people, at: Hub.noon) { try $0.link(Link(one, two, source: .act(1))) }
        let nurse = Actor(.person, "4711", organisation: "fjordby")
        let parameters = hub.journal.searchParameters
        func found(_ type: String, _ name: String?, _ value: String, _ citizens: [SubjectID]) async throws -> (ids: [String], total: Int?) {
            let gate = Gate(
                access: AccessControl(log: hub.log, asker: nurse), actor: nurse, purpose: .treatment,
                care: [CareRelationship(citizens, organisation: "fjordby", from: .distantPast)], now: Hub.noon)
            var search = Search(type: type)
            search.criteria = try name.map { [try parameters.criterion($0, value, of: type, base: Hub.base)] } ?? []
            search.total = .accurate
            search.limit = 1
            var (ids, total): ([String], Int?) = ([], nil)
            repeat {
                let asked = search
                let page = try await hub.journal.read { try gate.search(asked, in: $0) }
                #expect(page.resources.count == 1 || page.next == nil, "a page is as long as it says")
                (ids, total) = (ids + page.resources.map(\.id), page.total)
                search.after = page.next
            } while search.after != nil
            return (ids, total)
        }
        // Of the second nothing is worked out any longer: its Patient is the first.
        for (seen, observations, patients) in [([one], 3, 1), ([two], 2, 0), ([one, two], 5, 1), ([], 0, 0)] {
            // Links widen what is asked for, and nothing widens what may be seen.
            let asked: [(String?, String)] = [
                (nil, ""), ("patient", one.description), ("subject", "Patient/\(two)"), ("status", "final"),
            ]
            for (name, value) in asked {
                let (ids, total) = try await found("Observation", name, value, seen)
                #expect(ids.count == observations && total == observations, "\(name ?? "") \(seen)")
            }
            let (ids, total) = try await found("Patient", "_has:Observation:patient:status", "final", seen)
            #expect(ids.count == patients && total == patients, "\(seen)")
        }
    }

    @Test("what may not be seen leads nowhere, also from a part to its whole")
    func hierarchies() async throws {
        let hub = Hub()
        var citizens: [SubjectID] = []
        for number in ["1", "2"] {
            let patient = #"{"resourceType":"Patient","id":"ROOT","active":true}"#
            citizens.append(try await hub.derive([patient], for: Identifier(system: "urn:test", value: number)))
        }
        // A stay of one citizen, in it a visit that is filed under another, in it one of the first again; a procedure of the first in each.
        var (encounters, procedures): ([String], [String]) = ([], [])
        for citizen in [0, 1, 0] {
            let whole = encounters.last.map { #","partOf":{"reference":"Encounter/\#($0)"}"# } ?? ""
            encounters.append(
                try await hub.make(
                    #"{"resourceType":"Encounter","status":"finished","class":{"code":"IMP"},"subject":{"reference":"Patient/\#(citizens[citizen])"}\#(whole)}"#
                ))
            procedures.append(
                try await hub.make(
                    #"{"resourceType":"Procedure","status":"completed","subject":{"reference":"Patient/\#(citizens[0])"},"encounter":{"reference":"Encounter/\#(encounters.last ?? "")"}}"#
                ))
        }
        let nurse = Actor(.person, "4711", organisation: "fjordby")
        func found(_ name: String, _ value: String, _ seen: [SubjectID]) async throws -> [String] {
            let gate = Gate(
                access: AccessControl(log: hub.log, asker: nurse), actor: nurse, purpose: .treatment,
                care: [CareRelationship(seen, organisation: "fjordby", from: .distantPast)], now: Hub.noon)
            var search = Search(type: "Procedure")
            search.criteria = [try hub.journal.searchParameters.criterion(name, value, of: "Procedure", base: Hub.base)]
            let asked = search
            return try await hub.journal.read { try gate.search(asked, in: $0) }.resources.map(\.id)
        }
        #expect(try await found("encounter:below", encounters[0], citizens) == procedures)
        #expect(try await found("encounter:below", encounters[0], [citizens[0]]) == [procedures[0]])
        #expect(try await found("encounter:above", encounters[2], citizens) == procedures)
        #expect(try await found("encounter:above", encounters[2], [citizens[0]]) == Array(procedures[1...]))
    }

    @Test("labels are told of those that may be seen alone") func labels() async throws {
        let (open, citizen, _) = try await hub()
        for (subject, tag) in [(#","subject":{"reference":"Patient/\#(citizen)"}"#, "hidden"), ("", "nobody")] {
            _ = try await open.make(
                #"{"resourceType":"Observation","meta":{"tag":[{"system":"urn:t","code":"\#(tag)"}],"profile":["http://\#(tag)"]},"status":"final","code":{"text":"x"}\#(subject)}"#
            )
        }
        _ = try await open.make(#"{"resourceType":"Organization","meta":{"tag":[{"system":"urn:t","code":"open"}]},"name":"x"}"#)
        #expect(await open.send("GET", "/fhir/$meta").text.contains("hidden"))
        let closed = Hub(over: open, asker: Actor(.citizen, SubjectID(999).description))
        for target in ["/fhir/$meta", "/fhir/Observation/$meta"] {
            let reply = await closed.send("GET", target)
            #expect(reply.status == 200 && !reply.text.contains("hidden") && !reply.text.contains("nobody"), "\(target) \(reply.text)")
        }
        #expect(await closed.send("GET", "/fhir/$meta").text.contains(#""code":"open""#))
        let own = Hub(over: open, asker: Actor(.citizen, citizen.description))
        #expect(await own.send("GET", "/fhir/Observation/$meta").text.contains("hidden"))
    }

    @Test("a header that claims to be somebody else changes nothing")
    func claims() async throws {
        let (hub, citizen, _) = try await hub()
        let claims = [
            "Authorization": "Bearer x", "X-Forwarded-User": "admin", "Remote-User": "admin", "From": "admin", "X-Consent": "admin",
            "Cookie": "user=admin", "traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        ]
        let reply = await hub.send("GET", "/fhir/Patient/\(citizen)", claims)
        #expect(reply.status == 200)
        let entry = try #require(try await hub.log.entries(LogQuery()).entries.first)
        #expect(entry.actor == .thisMachine && entry.purpose == .unstated)
        #expect(entry.trace == "4bf92f3577b34da6a3ce929d0e0e4736")
        #expect(!String(decoding: hub.log.bytes, as: UTF8.self).contains("admin"))
    }

    @Test("no value that somebody sent comes into the log")
    func values() async throws {
        let (hub, _, _) = try await hub()
        for target in [
            "/fhir/Patient?identifier=urn:oid:2.16.578.1.12.4.1.4.1%7C01810112345", "/fhir/Patient?_id=01810112345",
            "/fhir/Patient/01810112345", "/fhir/Patient?01810112345=x", "/fhir/Patient/01810112345/_history",
            "/fhir/AuditEvent?patient=01810112345",
        ] {
            _ = await hub.send("GET", target)
        }
        _ = await hub.send("GET", "/fhir/Patient?01810112345=x", ["Prefer": "handling=lenient"])
        let log = String(decoding: hub.log.bytes, as: UTF8.self)
        #expect(!log.contains("01810112345"))
        #expect(log.contains(#""asked":"identifier""#) && log.contains(#""asked":"_id""#))
    }
}
