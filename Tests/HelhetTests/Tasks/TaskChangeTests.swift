import Foundation
import Running
import Testing

/// A whole hub over HTTP, at one instant: a citizen went home at eleven, and it is three hours later.
@Suite("A FHIR client changes the tasks of a plan") struct TaskChangeTests {
    /// What stands for steps of a citizen who went home, on a hub of its own.
    private struct Desk {
        let program: Program
        let hub: RunningHub
        /// The first task that is owed.
        var task: [String: Any]

        init() async throws {
            program = try Program()
            hub = try await RunningHub.start(program, ["--at", "2026-01-09T13:00:00Z"])
            task = [:]
            let admitted = Fixture.Notification()
            var discharged = admitted
            discharged.id = "0a6f0000-0000-4000-8000-000000000004"
            discharged.activity = "discharge-inpatient-home"
            discharged.status = "finished"
            discharged.sent = "2026-01-09T11:00:05+01:00"
            discharged.end = "2026-01-09T11:00:00+01:00"
            discharged.before = [(admitted.id, admitted.activity, admitted.sent)]
            for letter in [admitted, discharged] { try #require(await hub.post(letter.bytes).status == 200) }
            task = try #require(try await tasks().first { $0["status"] as? String == "requested" })
        }

        var id: String { task["id"] as? String ?? "" }

        func tasks() async throws -> [[String: Any]] { try await all("Task") }

        func all(_ type: String) async throws -> [[String: Any]] {
            let bundle = try Self.object(try await hub.get("/fhir/\(type)?_count=100"))
            return (bundle["entry"] as? [[String: Any]] ?? []).compactMap { $0["resource"] as? [String: Any] }
        }

        func current() async throws -> [String: Any] { try Self.object(try await hub.get("/fhir/Task/\(id)")) }

        func put(_ change: (inout [String: Any]) -> Void) async throws -> RunningHub.Answer {
            var task = try await current()
            change(&task)
            return try await hub.put([UInt8](try JSONSerialization.data(withJSONObject: task)), to: "/fhir/Task/\(id)")
        }

        static func object(_ answer: RunningHub.Answer) throws -> [String: Any] {
            try #require(try JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? [String: Any], "\(answer.text.prefix(300))")
        }

        /// Ends the hub and looks at what it left.
        func end() async throws {
            #expect(await hub.stop() == 0)
            let checked = try await program.run("check", "--store", program.store)
            #expect(checked.code == 0, "\(checked.output)\(checked.narration)")
            program.remove()
        }
    }

    @Test("reads the plan, the team and the tasks, and finds them") func reading() async throws {
        let desk = try await Desk()
        let subject = try #require((desk.task["for"] as? [String: Any])?["reference"] as? String)
        let plan = try #require(try await desk.all("CarePlan").first)
        #expect(plan["status"] as? String == "active" && plan["intent"] as? String == "plan")
        #expect((plan["subject"] as? [String: Any])?["reference"] as? String == subject)
        let activities = (plan["activity"] as? [[String: Any]] ?? []).compactMap {
            ($0["reference"] as? [String: Any])?["reference"] as? String
        }
        #expect(activities.contains("Task/\(desk.id)"))
        #expect(plan["author"] != nil, "nobody is responsible")
        let team = try #require(try await desk.all("CareTeam").first)
        #expect((team["participant"] as? [[String: Any]])?.count ?? 0 >= 2)
        #expect((plan["careTeam"] as? [[String: Any]])?.first?["reference"] as? String == "CareTeam/\(team["id"] as? String ?? "")")
        for search in [
            "CarePlan?subject=\(subject)&status=active", "CareTeam?patient=\(subject)", "Task?patient=\(subject)&status=requested",
        ] {
            let found = try Desk.object(try await desk.hub.get("/fhir/\(search)&_summary=count"))
            #expect(found["total"] as? Int ?? 0 > 0, "\(search)")
        }
        for type in ["CarePlan", "CareTeam", "Task"] {
            for resource in try await desk.all(type) {
                let body = [UInt8](try JSONSerialization.data(withJSONObject: resource))
                let outcome = try await desk.hub.post(body, to: "/fhir/\(type)/$validate")
                #expect(!outcome.text.contains(#""severity":"error""#), "\(type): \(outcome.text.prefix(500))")
            }
        }
        try await desk.end()
    }

    @Test("completes a step, opens it again, cancels it, lets it rest and go on") func states() async throws {
        let desk = try await Desk()
        func become(_ status: String, reason: String? = nil, shows: String? = nil) async throws {
            let answer = try await desk.put { task in
                task["status"] = status
                task["statusReason"] = reason.map { ["text": $0] }
            }
            #expect(answer.status == 200, "\(status): \(answer.text)")
            let told = try Desk.object(answer)
            let stands = try await desk.current()
            #expect(stands["status"] as? String == shows ?? status)
            #expect(
                (told["meta"] as? [String: Any])?["versionId"] as? String == (stands["meta"] as? [String: Any])?["versionId"] as? String)
            #expect(told["status"] as? String == stands["status"] as? String)
            if let reason, status != "requested" { #expect((stands["statusReason"] as? [String: Any])?["text"] as? String == reason) }
        }
        for status in ["received", "accepted", "ready", "in-progress"] { try await become(status) }
        try await become("completed")
        #expect(((try await desk.current())["executionPeriod"] as? [String: Any])?["end"] as? String == "2026-01-09T13:00:00Z")
        try await become("requested")
        try await become("cancelled", reason: "The citizen has moved.")
        try await become("requested")
        try await become("on-hold", reason: "Waits for the daughter.")
        try await become("requested")
        try await become("failed", reason: "Nobody was at home.", shows: "cancelled")
        try await desk.end()
    }

    @Test("gives a step to somebody else, moves it and remarks on it") func adapting() async throws {
        let desk = try await Desk()
        let municipality = ["system": "urn:oid:1.2.208.176.1.1", "value": "999999999000101"]
        let answer = try await desk.put { task in
            task["owner"] = ["identifier": municipality]
            task["note"] = [["text": "Calls the ward first."]]
            task["restriction"] = ["period": ["end": "2026-01-20T09:00:00Z"]]
        }
        #expect(answer.status == 200, "\(answer.text)")
        let stands = try await desk.current()
        #expect(((stands["owner"] as? [String: Any])?["identifier"] as? [String: Any])?["value"] as? String == municipality["value"])
        #expect(((stands["restriction"] as? [String: Any])?["period"] as? [String: Any])?["end"] as? String == "2026-01-20T09:00:00Z")
        #expect((stands["note"] as? [[String: Any]])?.first?["text"] as? String == "Calls the ward first.")
        // The same again is nothing new.
        let version = (stands["meta"] as? [String: Any])?["versionId"] as? String
        let again = try await desk.put { _ in }
        #expect(again.status == 200)
        #expect(((try await desk.current())["meta"] as? [String: Any])?["versionId"] as? String == version)
        try await desk.end()
    }

    @Test("is told why a step cannot be that, and nothing changes") func impossible() async throws {
        let desk = try await Desk()
        let version = (desk.task["meta"] as? [String: Any])?["versionId"] as? String
        typealias Change = (inout [String: Any]) -> Void
        func period(_ end: String) -> Change {
            { task in
                var period = task["executionPeriod"] as? [String: Any] ?? [:]
                period["end"] = end
                task["executionPeriod"] = period
                task["status"] = "completed"
            }
        }
        let cases: [(change: Change, says: String)] = [
            (period("2026-01-04T10:00:00Z"), "done before it was started"), (period("2026-01-10T10:00:00Z"), "in the future"),
            ({ $0["status"] = "cancelled" }, "needs a reason"),
            ({ $0["status"] = "entered-in-error" }, "A step is never that."),
            ({ $0["status"] = "rejected" }, "Nobody has offered the step"),
            ({ $0["status"] = "draft" }, "A step is never that."),
            (
                { $0["owner"] = ["identifier": ["system": "urn:oid:1.2.208.176.1.1", "value": "999999999999999"]] },
                "knows no such organisation"
            ),
            ({ $0["owner"] = nil }, "owed by one organisation"),
            ({ $0["owner"] = ["reference": "Organization/1"] }, "owed by one organisation"),
            ({ $0["priority"] = "urgent" }, "`priority` of a step is the pathway's."),
            ({ $0["for"] = ["reference": "Patient/zz"] }, "`for` of a step is the pathway's."),
            ({ $0["restriction"] = ["period": ["end": "2025-01-01T00:00:00Z"]] }, "due before it was opened"),
        ]
        for (change, says) in cases {
            let answer = try await desk.put(change)
            #expect(answer.status == 422, "\(says): \(answer.status) \(answer.text)")
            #expect(answer.text.contains(says), "\(answer.text)")
        }
        let deleted = try await desk.hub.delete("/fhir/Task/\(desk.id)")
        #expect(deleted.status == 409)
        let made = try await desk.hub.put(
            Array(#"{"resourceType":"Task","id":"\#(desk.id)x","status":"draft","intent":"order"}"#.utf8), to: "/fhir/Task/\(desk.id)x")
        #expect(made.status == 409, "an id of the hub's own was given")
        #expect(((try await desk.current())["meta"] as? [String: Any])?["versionId"] as? String == version)
        try await desk.end()
    }

    @Test("sets a goal and adds a step, which read back valid, and the store is sound") func adding() async throws {
        let desk = try await Desk()
        let subject = try #require(desk.task["for"] as? [String: Any])
        let plan = try #require(try await desk.all("CarePlan").first?["id"] as? String)
        let goal: [String: Any] = [
            "resourceType": "Goal", "lifecycleStatus": "active", "description": ["text": "Walk to the shop"], "subject": subject,
        ]
        let step: [String: Any] = [
            "resourceType": "Task", "status": "requested", "intent": "order", "basedOn": [["reference": "CarePlan/\(plan)"]],
            "for": subject, "description": "Fetch the rollator", "owner": desk.task["owner"] ?? [:],
        ]
        for (type, resource, status) in [("Goal", goal, "cancelled"), ("Task", step, "completed")] {
            let made = try await desk.hub.post([UInt8](try JSONSerialization.data(withJSONObject: resource)), to: "/fhir/\(type)")
            #expect(made.status == 201, "\(made.text)")
            var stands = try Desk.object(made)
            let id = try #require(stands["id"] as? String)
            let outcome = try await desk.hub.post(Array(made.text.utf8), to: "/fhir/\(type)/$validate")
            #expect(!outcome.text.contains(#""severity":"error""#), "\(outcome.text.prefix(500))")
            stands[type == "Goal" ? "lifecycleStatus" : "status"] = status
            let wanted = [UInt8](try JSONSerialization.data(withJSONObject: stands))
            let changed = try await desk.hub.put(wanted, to: "/fhir/\(type)/\(id)")
            #expect(changed.status == 200 && changed.text.contains(#""\#(status)""#), "\(changed.text)")
            #expect(try await desk.hub.get("/fhir/\(type)/\(id)").text == changed.text)
        }
        try await desk.end()
    }

    @Test("changes several in one transaction, all or none") func transaction() async throws {
        let desk = try await Desk()
        let open = try await desk.tasks().filter { $0["status"] as? String == "requested" }
        func bundle(_ statuses: [String]) throws -> [UInt8] {
            let entries = zip(open, statuses).map { task, status -> [String: Any] in
                var task = task
                task["status"] = status
                return ["request": ["method": "PUT", "url": "Task/\(task["id"] as? String ?? "")"], "resource": task]
            }
            return [UInt8](try JSONSerialization.data(withJSONObject: ["resourceType": "Bundle", "type": "transaction", "entry": entries]))
        }
        let refused = try await desk.hub.post(try bundle(["completed"] + open.dropFirst().map { _ in "draft" }), to: "/fhir")
        if open.count > 1 {
            #expect(refused.status == 422, "\(refused.text)")
            #expect(try await desk.tasks().allSatisfy { $0["status"] as? String != "completed" })
        }
        let done = try await desk.hub.post(try bundle(open.map { _ in "completed" }), to: "/fhir")
        #expect(done.status == 200, "\(done.text)")
        for task in open {
            let stands = try Desk.object(try await desk.hub.get("/fhir/Task/\(task["id"] as? String ?? "")"))
            #expect(stands["status"] as? String == "completed")
        }
        try await desk.end()
    }
}
