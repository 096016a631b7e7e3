import FHIR
import Testing

@Suite("Asking for a plan to be applied") struct ApplyRequestTests {
    private static let plan = Plans.plan(#""action":[{"title":"a"}]"#)
    private static let activity = """
        {"resourceType":"ActivityDefinition","id":"walk-activity-definition","url":"\(Plans.base)/ActivityDefinition/walk","status":"active",\
        "kind":"MedicationRequest","productCodeableConcept":{"text":"Salbutamol"},"dosage":[{"text":"at need"}],"timingTiming":{"code":{"text":"daily"}},\
        "profile":"http://helhet.example/profile","dynamicValue":[{"path":"priority","expression":\(Plans.fhirpath("'routine'"))}]}
        """

    private static func parameters(_ more: String) -> String { #"{"resourceType":"Parameters","parameter":[\#(more)]}"# }

    private static let subject = #"{"name":"subject","valueString":"Patient/test-citizen-one"}"#

    @Test("is done at the plan, at its type by its address, and with one that is sent") func ways() async throws {
        let hub = try await Plans.hub([Self.plan])
        let url = #"{"name":"url","valueUri":"\#(Plans.base)/PlanDefinition/care"}"#
        for reply in [
            await Plans.apply(hub),
            await hub.send("POST", "/fhir/PlanDefinition/care-plan-definition/$apply", [:], Self.parameters(Self.subject)),
            await hub.send("GET", "/fhir/PlanDefinition/$apply?subject=test-citizen-one&url=\(Plans.base)/PlanDefinition/care&version=1"),
            await hub.send("POST", "/fhir/PlanDefinition/$apply", [:], Self.parameters("\(Self.subject),\(url)")),
            await hub.send(
                "POST", "/fhir/PlanDefinition/$apply", [:],
                Self.parameters(#"\#(Self.subject),{"name":"planDefinition","resource":\#(Self.plan)}"#)),
        ] {
            #expect(reply.status == 200, "\(reply.text)")
            #expect(reply.json.type == "CarePlan")
            #expect(reply.titles == ["a"])
            #expect(reply.json.root.string("instantiatesCanonical") == "\(Plans.base)/PlanDefinition/care|1")
        }
        // Nothing of it is kept.
        let kept = await hub.send("GET", "/fhir/CarePlan?_summary=count")
        #expect(kept.json.root["total"]?.int == 0)
    }

    @Test("makes of an activity the request that it describes") func activity() async throws {
        let hub = try await Plans.hub([Self.activity])
        let reply = await hub.send(
            "GET",
            "/fhir/ActivityDefinition/walk-activity-definition/$apply?subject=Patient/test-citizen-one&practitioner=Practitioner/test-nurse-one"
                + "&encounter=Encounter/test-encounter-one")
        #expect(reply.status == 200, "\(reply.text)")
        let made = reply.json.root
        #expect(made.string("resourceType") == "MedicationRequest")
        #expect((made.string("status"), made.string("intent"), made.string("priority")) == ("draft", "proposal", "routine"))
        #expect(made.string("medicationCodeableConcept.text") == "Salbutamol")
        #expect(made.string("dosageInstruction.text") == "at need")
        #expect(made.string("requester.reference") == "Practitioner/test-nurse-one")
        #expect(made.string("encounter.reference") == "Encounter/test-encounter-one")
        #expect(made.string("meta.profile") == "http://helhet.example/profile")
        let valid = await hub.send("POST", "/fhir/MedicationRequest/$validate", [:], reply.text)
        #expect(valid.code == "informational" || !valid.text.contains(#""severity":"error""#), "\(valid.text)")
    }

    @Test("takes data that comes along, in the place of the journal's or beside it", arguments: [true, false])
    func data(usesServer: Bool) async throws {
        let condition = Plans.fhirpath("%resources.ofType(Condition).count() = \(usesServer ? 2 : 1)")
        let hub = try await Plans.hub([Plans.plan(#""action":[{"title":"a",\#(Plans.when(condition))}]"#)])
        let data = #"{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Condition","id":"sent-one"}}]}"#
        let reply = await hub.send(
            "POST", "/fhir/PlanDefinition/care-plan-definition/$apply", [:],
            Self.parameters(
                #"\#(Self.subject),{"name":"data","resource":\#(data)},{"name":"useServerData","valueBoolean":\#(usesServer)}"#))
        #expect(reply.titles == ["a"], "\(reply.text)")
    }

    @Test("hands parameters to expressions") func parameters() async throws {
        let hub = try await Plans.hub([
            Plans.plan(#""action":[{"title":"a",\#(Plans.when(Plans.fhirpath("%limit > 3 and %setting.coding.code = 'home'")))}]"#)
        ])
        let given = #"{"resourceType":"Parameters","parameter":[{"name":"limit","valueInteger":5}]}"#
        let reply = await hub.send(
            "POST", "/fhir/PlanDefinition/care-plan-definition/$apply", [:],
            Self.parameters(
                #"\#(Self.subject),{"name":"parameters","resource":\#(given)},{"name":"setting","valueCodeableConcept":{"coding":[{"code":"home"}]}}"#
            ))
        #expect(reply.titles == ["a"], "\(reply.text)")
    }

    @Test(
        "is refused with what is missing",
        arguments: [
            ("/fhir/PlanDefinition/care-plan-definition/$apply", 400, "`subject` is missing"),
            ("/fhir/PlanDefinition/$apply?subject=Patient/test-citizen-one", 400, "No definition is named."),
            ("/fhir/PlanDefinition/none/$apply?subject=Patient/test-citizen-one", 404, "There is no such PlanDefinition."),
            ("/fhir/PlanDefinition/care-plan-definition/$apply?subject=Patient/nobody", 422, "There is no such subject."),
            ("/fhir/PlanDefinition/care-plan-definition/$apply?subject=a&subject=b", 400, "more than one `subject`"),
            ("/fhir/PlanDefinition/care-plan-definition/$apply?subject=Patient/test-citizen-one&x=y", 400, "Known are:"),
            (
                "/fhir/PlanDefinition/care-plan-definition/$apply?subject=Patient/test-citizen-one&url=u", 400,
                "names the definition already"
            ),
            (
                "/fhir/Patient/test-citizen-one/$apply?subject=Patient/test-citizen-one", 404,
                "Applied are PlanDefinition and ActivityDefinition."
            ),
        ])
    func refusals(_ target: String, status: Int, says: String) async throws {
        let hub = try await Plans.hub([Self.plan])
        let reply = await hub.send("GET", target)
        #expect(reply.status == status, "\(reply.text)")
        #expect(reply.sentence.contains(says), "\(reply.sentence)")
    }

    @Test("stands in the CapabilityStatement where it is") func listed() async throws {
        let reply = await Hub().send("GET", "/fhir/metadata")
        let types = reply.json.root.each("rest.resource").flatMap { Array($0.items) }.filter { type in
            type.each("operation.name").contains { $0.text == "apply" }
        }
        #expect(types.compactMap { $0.string("type") } == ["ActivityDefinition", "PlanDefinition"])
    }
}
