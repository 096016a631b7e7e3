import FHIR
import Testing

@Suite("Applying a plan") struct ApplyTests {
    @Test(
        "leaves out the actions whose conditions do not hold",
        arguments: [
            (#"Patient.gender = 'female'"#, true), ("%subject.gender = 'male'", false), ("birthDate < today() - 65 years", true),
            ("birthDate > today() - 65 years", false), ("%resources.ofType(Condition).exists()", true),
            ("%resources.ofType(Condition).where(code.coding.code.startsWith('I')).exists()", false), ("{}", false),
            ("%encounter.status = 'in-progress'", true), ("%practitioner.exists()", false),
            ("Patient.name.where(family = 'Test').exists()", true),
        ])
    func conditions(_ condition: String, holds: Bool) async throws {
        let hub = try await Plans.hub([
            Plans.plan(
                """
                "action":[{"title":"always"},{"title":"when",\(Plans.when(Plans.fhirpath(condition))),"action":[{"title":"inside"}]}]
                """)
        ])
        let reply = await Plans.apply(hub, "care", "&encounter=Encounter/test-encounter-one")
        #expect(reply.status == 200, "\(reply.text)")
        #expect(reply.titles == (holds ? ["always", "when", "inside"] : ["always"]))
        #expect(reply.issues == [])
    }

    @Test("all conditions of applicability must hold, and those of starting and stopping are kept for later") func several() async throws {
        let hub = try await Plans.hub([
            Plans.plan(
                """
                "action":[{"title":"a","condition":[{"kind":"applicability","expression":\(Plans.fhirpath("true"))},\
                {"kind":"applicability","expression":\(Plans.fhirpath("false"))}]},\
                {"title":"b","condition":[{"kind":"start","expression":\(Plans.fhirpath("false"))},\
                {"kind":"stop","expression":\(Plans.fhirpath("false"))}]}]
                """)
        ])
        let reply = await Plans.apply(hub)
        #expect(reply.titles == ["b"])
        #expect(reply.json.root.each("contained.action.condition.kind").compactMap(\.text) == ["start", "stop"])
    }

    @Test(
        "says why a condition could not be evaluated, and leaves the action out",
        arguments: [
            (Plans.fhirpath("name.("), "The expression cannot be evaluated:"), (Plans.fhirpath("'text'"), "gives no truth value"),
            (Plans.expression("application/x-fhir-query", "Patient?x=y"), "are not evaluated here: FHIRPath and plain CQL are."),
            (Plans.expression("text/cql-identifier", "Nothing"), "names no library"),
        ])
    func unknown(_ expression: String, says: String) async throws {
        let hub = try await Plans.hub([Plans.plan(#""action":[{"title":"a",\#(Plans.when(expression))},{"title":"b"}]"#)])
        let reply = await Plans.apply(hub)
        #expect(reply.status == 200)
        #expect(reply.titles == ["b"])
        try #require(reply.issues.count == 1, "\(reply.text)")
        #expect(reply.issues[0].contains(says), "\(reply.issues)")
        #expect(reply.text.contains(#""expression":["PlanDefinition.action[0].condition[0]"]"#))
        #expect(reply.text.contains("crmi-messages"))
    }

    @Test("keeps timing, related actions, grouping and selection as R4 has them") func asTheyStand() async throws {
        let hub = try await Plans.hub([
            Plans.plan(
                """
                "action":[{"id":"group","title":"group","groupingBehavior":"visual-group","selectionBehavior":"exactly-one",\
                "requiredBehavior":"must","precheckBehavior":"yes","cardinalityBehavior":"single","prefix":"1","action":[\
                {"id":"one","title":"one","timingTiming":{"repeat":{"countMax":"3","period":1,"periodUnit":"wk"}}},\
                {"id":"two","title":"two","timingDuration":{"value":2,"unit":"d"},"relatedAction":[{"actionId":"one","relationship":"after-end",\
                "offsetDuration":{"value":3,"unit":"d"}}]}]}]
                """)
        ])
        let reply = await Plans.apply(hub)
        let action = try #require(reply.json.root.first("contained.action"))
        for (name, value) in [
            ("groupingBehavior", "visual-group"), ("selectionBehavior", "exactly-one"), ("requiredBehavior", "must"),
            ("precheckBehavior", "yes"),
            ("cardinalityBehavior", "single"),
        ] {
            #expect(action.string(name) == value)
        }
        #expect(reply.text.contains(#""countMax":3"#), "text became a number")
        #expect(action.each("action.relatedAction.actionId").compactMap(\.text) == ["one"])
        #expect(action.each("action.relatedAction.offsetDuration.value").compactMap(\.text) == ["3"])
        #expect(action.each("action.timingDuration.value").compactMap(\.text) == ["2"])
    }

    @Test("takes the first action that applies, where any will do") func any() async throws {
        let any = #""extension":[{"url":"http://hl7.org/fhir/StructureDefinition/cqf-applicabilityBehavior","valueCode":"any"}]"#
        let hub = try await Plans.hub([
            Plans.plan(
                """
                "action":[{"title":"group",\(any),"action":[{"title":"a",\(Plans.when(Plans.fhirpath("false")))},{"title":"b"},{"title":"c"}]}]
                """)
        ])
        #expect(await Plans.apply(hub).titles == ["group", "b"])
    }

    @Test("works values out, for the action and for what it asks for") func dynamic() async throws {
        func value(_ path: String, _ text: String) -> String { #"{"path":"\#(path)","expression":\#(Plans.fhirpath(text))}"# }
        let hub = try await Plans.hub([
            Plans.plan(
                """
                "contained":[{"resourceType":"ActivityDefinition","id":"visit","status":"active","kind":"ServiceRequest"}],\
                "action":[{"title":"x","definitionCanonical":"#visit","dynamicValue":[\(value("action.title", "'For ' + name.given.first()")),\
                \(value("%action.priority", "'urgent'")),\(value("action.timing", "today() + 3 days")),\
                \(value("code", "'A visit'")),\(value("occurrence", "today()")),\
                \(value("reasonCode", "%resources.ofType(Condition).code.coding")),\(value("note", "'careful'")),\
                \(value("orderDetail[0].text", "'early'")),\(value("quantity", "5 'mg'"))]}]
                """)
        ])
        let reply = await Plans.apply(hub)
        #expect(reply.status == 200 && reply.issues == [], "\(reply.text)")
        let action = try #require(reply.json.root.first("contained.action"))
        #expect(action.string("title") == "For Ada")
        #expect(action.string("priority") == "urgent")
        #expect(action.string("timingDateTime") == "2026-01-04")
        let request = try #require(
            reply.json.root.each("contained").flatMap { Array($0.items) }.first { $0.string("resourceType") == "ServiceRequest" })
        #expect(request.string("code.text") == "A visit")
        #expect(request.string("occurrenceDateTime") == "2026-01-01")
        #expect(request.each("reasonCode.coding.code").compactMap(\.text) == ["J44.1"])
        #expect(request.string("note.text") == "careful")
        #expect(request.string("orderDetail.text") == "early")
        #expect(request.string("quantityQuantity.value") == "5")
        #expect(action.string("resource.reference") == "#\(request.string("id") ?? "")")
        #expect((request.string("status"), request.string("intent")) == ("draft", "proposal"))
        #expect(request.string("subject.reference") == "Patient/test-citizen-one")
    }

    @Test("applies the plans and activities that it names, and says what is not there") func nested() async throws {
        func canonical(_ type: String, _ id: String) -> String { "\(Plans.base)/\(type)/\(id)" }
        let hub = try await Plans.hub([
            Plans.plan(
                """
                "goal":[{"id":"walk","description":{"text":"Walks again"},"target":[{"detailQuantity":{"value":2000},"due":{"value":4,"unit":"wk"}}]}],\
                "action":[{"id":"home","title":"home","goalId":["walk"],"definitionCanonical":"\(canonical("PlanDefinition", "inner"))|1"},\
                {"id":"task","title":"task","definitionCanonical":"\(canonical("ActivityDefinition", "call"))",\
                "participant":[{"type":"practitioner"}]},\
                {"title":"form","definitionCanonical":"\(canonical("Questionnaire", "four"))"},\
                {"title":"nothing","definitionCanonical":"\(canonical("ActivityDefinition", "none"))"},\
                {"title":"elsewhere","definitionUri":"urn:elsewhere"}]
                """),
            Plans.plan("inner", #""action":[{"title":"inner step","definitionCanonical":"\#(canonical("ActivityDefinition", "call"))"}]"#),
            """
            {"resourceType":"ActivityDefinition","id":"call-activity-definition","url":"\(canonical("ActivityDefinition", "call"))",\
            "status":"active","kind":"Task","intent":"order","description":"Call the citizen","code":{"text":"Call"},"priority":"asap"}
            """,
            #"{"resourceType":"Questionnaire","id":"questionnaire-four","url":"\#(canonical("Questionnaire", "four"))","status":"active"}"#,
        ])
        let reply = await Plans.apply(hub, "care", "&practitioner=Practitioner/test-nurse-one&organization=Organization/test-ward-one")
        #expect(reply.status == 200, "\(reply.text)")
        #expect(reply.titles == ["home", "task", "form", "nothing", "elsewhere", "inner step"])
        let contained = reply.json.root.each("contained").flatMap { Array($0.items) }
        let ids = contained.compactMap { $0.string("id") }
        #expect(Set(ids).count == ids.count, "an id stands for two")
        let references = contained.filter { $0.string("resourceType") == "RequestGroup" }.flatMap { $0.each("action.resource.reference") }
            .compactMap(\.text)
        for reference in references where reference.hasPrefix("#") { #expect(ids.contains(String(reference.dropFirst()))) }
        #expect(references.contains("urn:elsewhere"))
        let tasks = contained.filter { $0.string("resourceType") == "Task" }
        #expect(tasks.count == 2)
        let task = try #require(tasks.first { $0.string("id")?.hasPrefix("task-") ?? false })
        #expect((task.string("intent"), task.string("status"), task.string("priority")) == ("order", "draft", "asap"))
        #expect(task.string("owner.reference") == "Practitioner/test-nurse-one")
        #expect(task.string("for.reference") == "Patient/test-citizen-one")
        #expect(task.string("basedOn.reference") == "#care-plan-definition")
        let goal = try #require(contained.first { $0.string("resourceType") == "Goal" })
        #expect((goal.string("lifecycleStatus"), goal.string("description.text")) == ("proposed", "Walks again"))
        #expect(goal.string("target.dueDuration.value") == "4")
        #expect(reply.json.root.string("goal.reference") == "#\(goal.string("id") ?? "")")
        #expect(contained[0].string("action.extension.valueReference.reference") == "#\(goal.string("id") ?? "")")
        #expect(reply.json.root.string("author.reference") == "Practitioner/test-nurse-one")
        #expect(reply.issues.count == 1)
        #expect(reply.issues.first?.contains("is not here, so nothing is made of it") ?? false)
        // As R5 has it, the same things stand beside each other.
        let bundle = await hub.send("GET", "/fhir/PlanDefinition/care-plan-definition/$r5.apply?subject=test-citizen-one")
        #expect(bundle.json.root.string("entry.resource.resourceType") == "RequestGroup")
        #expect(bundle.json.root.each("entry.resource").count == contained.count)
        #expect(!bundle.text.contains("\"#"), "nothing is contained")
    }

    @Test("refuses a plan that contains itself") func loop() async throws {
        let hub = try await Plans.hub([Plans.plan(#""action":[{"definitionCanonical":"\#(Plans.base)/PlanDefinition/care"}]"#)])
        let reply = await Plans.apply(hub)
        #expect(reply.status == 422)
        #expect(reply.sentence == "The plan contains itself. Mend its `definitionCanonical`.")
    }
}
