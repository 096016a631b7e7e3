import API
import FHIR
import HTTPTypes
import Journal
import Testing

@Suite("The CapabilityStatement") struct CapabilityTests {
    static func statement(_ hub: Hub = Hub()) async -> Element { await hub.send("GET", "/fhir/metadata").json.root }

    /// The same for every hub.
    private static let written = Task { await statement() }

    @Test("says what it is") func header() async {
        let statement = await Self.statement()
        #expect(statement.string("resourceType") == "CapabilityStatement")
        #expect(statement.string("fhirVersion") == "4.0.1")
        #expect(statement.string("kind") == "instance")
        #expect(statement.string("implementation.url") == Hub.base)
        #expect(statement.string("rest.mode") == "server")
        #expect(statement.each("format").compactMap(\.text) == ["application/fhir+json", "application/fhir+xml", "json", "xml"])
        #expect(statement.each("rest.resource.type").compactMap(\.text) == R4.resourceTypes)
        #expect(R4.resourceTypes.count > 140)
        #expect(statement.each("rest.interaction.code").compactMap(\.text) == ["history-system", "transaction", "batch", "search-system"])
        #expect(statement.each("rest.compartment").compactMap(\.text).contains("http://hl7.org/fhir/CompartmentDefinition/relatedPerson"))
        #expect(statement.each("rest.searchParam.name").compactMap(\.text) == ["_type", "_filter", "_list"])
        #expect(
            statement.each("rest.operation.name").compactMap(\.text) == [
                "process-message", "fhirpath", "run", "viewdefinition-run", "meta",
            ])
    }

    @Test("lists for every type what was asked for, and nothing that is not there") func interactions() async throws {
        for resource in await Self.statement().each("rest.resource") {
            #expect(
                Set(resource.each("interaction.code").compactMap(\.text))
                    == ["read", "vread", "history-instance", "history-type", "create", "update", "patch", "delete", "search-type"])
            #expect(resource.string("versioning") == "versioned")
            #expect(resource.bool("readHistory") == true)
            #expect(resource.bool("updateCreate") == true)
            #expect(resource.bool("conditionalCreate") == true)
            #expect(resource.string("conditionalRead") == "full-support")
            #expect(resource.bool("conditionalUpdate") == true)
            #expect(resource.string("conditionalDelete") == "single")
        }
    }

    /// Each line is tried on a hub of its own; a code that nobody tries fails.
    @Test("is true in every line, for every type", arguments: R4.resourceTypes) func everyLine(_ type: String) async throws {
        let hub = Hub()
        let resource = try #require(await Self.written.value.each("rest.resource").first { $0.string("type") == type })
        let json = #"{"resourceType":"\#(type)","language":"nb"}"#
        let id = try await hub.make(json)
        for code in resource.each("interaction.code").compactMap(\.text) {
            switch code {
            case "read": #expect(await hub.send("GET", "/fhir/\(type)/\(id)").json.root.string("language") == "nb")
            case "vread": #expect(await hub.send("GET", "/fhir/\(type)/\(id)/_history/1").json.root.string("language") == "nb")
            case "history-instance": #expect(await !hub.send("GET", "/fhir/\(type)/\(id)/_history").json.root.each("entry").isEmpty)
            case "history-type":
                #expect(await !hub.send("GET", "/fhir/\(type)/_history").json.root.each("entry").isEmpty)
            case "create": #expect(await hub.send("POST", "/fhir/\(type)", [:], json).status == 201)
            case "update":
                let changed = #"{"resourceType":"\#(type)","id":"\#(id)","language":"nn"}"#
                #expect(await hub.send("PUT", "/fhir/\(type)/\(id)", [:], changed).status == 200)
            case "patch":
                let patch = #"[{"op":"replace","path":"/language","value":"da"}]"#
                let reply = await hub.send("PATCH", "/fhir/\(type)/\(id)", ["Content-Type": "application/json-patch+json"], patch)
                #expect(reply.json.root.string("language") == "da")
            case "delete":
                let other = try await hub.make(json)
                #expect(await hub.send("DELETE", "/fhir/\(type)/\(other)").status == 204)
                #expect(await hub.send("GET", "/fhir/\(type)/\(other)").status == 410)
            case "search-type":
                #expect(await Self.ids(hub, "/fhir/\(type)").contains(id))
                let form = ["Content-Type": "application/x-www-form-urlencoded"]
                #expect(await hub.send("POST", "/fhir/\(type)/_search", form, "_id=\(id)").ids == [id])
            default: Issue.record("nothing tries the interaction \(code)")
            }
        }
        for name in resource.each("operation.name").compactMap(\.text) {
            let target = "/fhir/\(type)/\(id)/$\(name)"
            let meta = #"{"resourceType":"Parameters","parameter":[{"name":"meta","valueMeta":{"profile":["http://p"]}}]}"#
            switch name {
            case "everything": #expect(await hub.send("GET", target).json.root.string("entry.resource.id") == id)
            case "validate": #expect(await hub.send("POST", target, [:], json).json.type == "OperationOutcome")
            case "meta":
                for method in ["GET", "POST"] {
                    #expect(await hub.send(method, target).json.root.string("parameter.name") == "return")
                    #expect(await hub.send(method, "/fhir/\(type)/$meta").json.type == "Parameters")
                }
            case "meta-add":
                #expect(await hub.send("POST", target, [:], meta).json.root.string("parameter.valueMeta.profile") == "http://p")
            case "meta-delete": #expect(await hub.send("POST", target, [:], meta).json.root.first("parameter.valueMeta.profile") == nil)
            case "ihe-pix":
                let number = "680101-9995"
                let patient = #"{"resourceType":"Patient","identifier":[{"system":"urn:oid:1.2.208.176.1.2","value":"\#(number)"}]}"#
                let made = try await hub.make(patient)
                let found = await hub.send("GET", "/fhir/Patient/$ihe-pix?sourceIdentifier=\(number)")
                #expect(found.json.root.each("parameter").compactMap { $0.string("valueReference.reference") } == ["Patient/\(made)"])
            case "apply", "r5.apply":
                let patient = try await hub.make(#"{"resourceType":"Patient"}"#)
                let found = await hub.send("GET", "\(target)?subject=Patient/\(patient)")
                let made = name == "r5.apply" ? "Bundle" : type == "PlanDefinition" ? "CarePlan" : "Task"
                #expect(found.json.type == made, "\(found.text)")
            default: Issue.record("nothing tries $\(name)")
            }
        }
        let given = "a-client-s-own"
        let own = #"{"resourceType":"\#(type)","id":"\#(given)","language":"en"}"#
        #expect(await hub.send("PUT", "/fhir/\(type)/\(given)", [:], own).status == 201)
        #expect(await hub.send("PUT", "/fhir/\(type)?_id=\(given)", [:], own).status == 200)
        #expect(await hub.send("DELETE", "/fhir/\(type)?_id=\(given)").status == 204)
        #expect(await hub.send("GET", "/fhir/\(type)/\(given)").status == 410)
        for parameter in resource.each("searchParam") {
            try await search(hub, type, id, name: #require(parameter.string("name")), kind: #require(parameter.string("type")))
            #expect(parameter.string("definition")?.hasPrefix("http") == true)
            #expect(parameter.string("documentation") != nil)
        }
        for (name, list) in [("_include", "searchInclude"), ("_revinclude", "searchRevInclude")] {
            // `*` comes first; the others are made alike.
            let all = resource.each(list).compactMap(\.text)
            for include in Set(all.prefix(3) + all.suffix(1)) {
                #expect(await hub.send("GET", "/fhir/\(type)?\(name)=\(include)&_count=1").status == 200, "\(type) \(name)=\(include)")
            }
        }
    }

    /// What is found on all pages: before the AuditEvents of clients stand those of the hub's own log.
    private static func ids(_ hub: Hub, _ target: String) async -> [String] {
        var ids: [String] = []
        var target: String? = target
        while let here = target {
            let reply = await hub.send("GET", here)
            ids += reply.ids
            target = reply.target("next")
        }
        return ids
    }

    private func search(_ hub: Hub, _ type: String, _ id: String, name: String, kind: String) async throws {
        let parameter = try #require(SearchParameters.r4.parameter(name, of: type))
        #expect(parameter.kind.rawValue == kind)
        switch name {
        case "_id": #expect(await hub.send("GET", "/fhir/\(type)?_id=\(id)").ids == [id])
        case "_lastUpdated": #expect(await Self.ids(hub, "/fhir/\(type)?_lastUpdated=2026-01-01").contains(id))
        case "_text", "_content": #expect(await hub.send("GET", "/fhir/\(type)?\(name)=nowhere").json.root["total"] == nil)
        default:
            guard let sample = Sample(parameter) else {
                // What is put together of others, and the few that ask of several elements at once, have tests of their own.
                let few = ["near", "deceased", "combo-code", "combo-value-concept", "example"]
                #expect(parameter.kind == .composite || few.contains(name), "no sample for \(type).\(name): \(parameter.expression)")
                return
            }
            let made = try await hub.make(sample.json)
            let found = await Self.ids(hub, "/fhir/\(type)?\(name)=\(sample.value)")
            #expect(found.contains(made), "\(type)?\(name)=\(sample.value)")
            let other = await hub.send("GET", "/fhir/\(type)?\(name)=\(sample.other)")
            #expect(other.status == 200)
            #expect(!other.ids.contains(made), "\(type)?\(name)=\(sample.other)")
        }
    }

    @Test("is written once, for whatever address it is asked at") func once() async throws {
        let hub = Hub()
        let plain = await hub.send("GET", "/fhir/metadata")
        #expect(await hub.send("GET", "/fhir/metadata").bytes == plain.bytes)
        var request = APIRequest(method: .get, target: "/fhir/metadata")
        request.authority = "other.example:8080"
        let other = await Reply(hub.api.answer(request))
        #expect(other.json.root.string("implementation.url") == "http://other.example:8080/fhir")
        #expect(other.text.replacing("http://other.example:8080/fhir", with: Hub.base) == plain.text)
        #expect(!plain.text.contains("address.invalid"))
    }

    @Test("is true in its interactions of the whole system") func system() async throws {
        let hub = Hub()
        let statement = await Self.statement(hub)
        _ = try await hub.make(TransactionTests.patient)
        for code in statement.each("rest.interaction.code").compactMap(\.text) {
            if code == "history-system" {
                #expect(await !hub.send("GET", "/fhir/_history").json.root.each("entry").isEmpty)
                continue
            }
            if code == "search-system" {
                #expect(await hub.send("GET", "/fhir?_summary=count").json.root["total"]?.int == 3)
                continue
            }
            let body = TransactionTests.bundle(code, [TransactionTests.post(TransactionTests.patient)])
            let reply = await hub.send("POST", "/fhir", [:], body)
            #expect(reply.json.root.string("type") == "\(code)-response")
            #expect(reply.json.root.string("entry.response.status") == "201 Created")
        }
        let noView = "The question is no Parameters resource. Send one with the ViewDefinition as `viewResource`."
        for name in statement.each("rest.operation.name").compactMap(\.text) {
            let reply = await hub.send("POST", "/fhir/$\(name)", [:], #"{"resourceType":"Bundle","type":"message"}"#)
            switch name {
            case "process-message": #expect(reply.header("Helhet-Outcome") == "accepted")
            case "fhirpath": #expect(reply.sentence == "The question is no Parameters resource. Send one with `expression` and `resource`.")
            // Of R4's types none is a ViewDefinition, so what stands at its address is listed with the system's own.
            case "run": #expect(await hub.send("POST", "/fhir/ViewDefinition/$run", [:], #"{"resourceType":"Bundle"}"#).sentence == noView)
            case "viewdefinition-run": #expect(reply.sentence == noView)
            case "meta": #expect(reply.json.type == "Parameters")
            default: Issue.record("nobody has tried $\(name)")
            }
        }
        for format in statement.each("format").compactMap(\.text) {
            #expect(await hub.send("GET", "/fhir/metadata?_format=\(format)").status == 200)
        }
    }
}

extension Element {
    func bool(_ path: String) -> Bool? { first(path)?.bool }
}
