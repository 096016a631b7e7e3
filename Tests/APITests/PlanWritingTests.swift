import Directory
import FHIR
import HTTPTypes
import Journal
import JournalMemory
import Pathways
import Testing

@Suite("A FHIR client sets goals of a plan and adds steps to it") struct PlanWritingTests {
    /// A Goal of the citizen's, with these members beside what each must have.
    static func goal(_ room: PlanRoom, _ more: String = "", status: String = "active", id: String? = nil) -> String {
        let id = id.map { #""id":"\#($0)","# } ?? ""
        return """
            {"resourceType":"Goal",\(id)"lifecycleStatus":"\(status)","description":{"text":"Walk to the shop"},
             "subject":{"reference":"Patient/\(room.citizen)"}\(more)}
            """
    }

    static func task(_ room: PlanRoom, _ more: String = "", status: String = "requested", for citizen: String? = nil) -> String {
        """
        {"resourceType":"Task","status":"\(status)","intent":"order","basedOn":[{"reference":"CarePlan/\(room.citizen)-plan-visit.1"}],
         "for":{"reference":"Patient/\(citizen ?? "\(room.citizen)")"},"description":"Fetch the rollator"\(more)}
        """
    }

    static let fjordby = #","owner":{"identifier":{"system":"urn:helhet:directory","value":"fjordby"}}"#

    static func achievement(_ code: String) -> String {
        #""achievementStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/goal-achievement","code":"\#(code)"}]}"#
    }

    // MARK: Goals

    @Test("a goal of the citizen's own is on record, stands in the plan and reads back as it was sent") func own() async throws {
        let room = try await PlanRoom()
        let more = #","startDate":"2025-12-20","target":[{"dueDate":"2026-02-01"}],"expressedBy":{"reference":"Patient/\#(room.citizen)"}"#
        let made = await room.ask(.post, "Goal", Self.goal(room, more))
        #expect(made.status == 201, "\(made.text)")
        let id = try #require(made.json.id)
        #expect(made.header("Location")?.hasSuffix("/Goal/\(id)/_history/1") == true)
        let read = await room.ask(.get, "Goal/\(id)")
        #expect(read.json.bytes == made.json.bytes)
        let root = read.json.root
        #expect(root.string("lifecycleStatus") == "active" && root.string("description.text") == "Walk to the shop")
        #expect(root.string("startDate") == "2025-12-20" && root.string("target.dueDate") == "2026-02-01")
        #expect(root.string("expressedBy.reference") == "Patient/\(room.citizen)" && root["achievementStatus"] == nil)
        guard case .goalSet(let set)? = try await room.deeds().last else {
            Issue.record("Nothing is on record.")
            return
        }
        #expect(set.title == "Walk to the shop" && set.target == nil && set.by?.description == "2026-02-01T23:00:00Z")
        #expect(try await room.facts().last.map { Author(custodian: $0.custodian) } == .citizen)
        let found = await room.ask(.get, "Goal?patient=\(room.citizen)&_summary=count")
        #expect(found.json.root["total"]?.int == 3, "two of the pathway, and this")
    }

    @Test("a goal is reached, not yet, dropped and taken up again by its status, and never gone") func judged() async throws {
        let room = try await PlanRoom()
        let id = try #require(await room.ask(.post, "Goal", Self.goal(room)).json.id)
        for goal in [id, "\(room.citizen)-goal-visit.1-rest"] {
            let before = try await room.deeds().count
            func become(_ patch: String, _ lifecycle: String, _ achievement: String?) async {
                let reply = await room.patch("Goal/\(goal)", patch)
                #expect(reply.status == 200, "\(patch): \(reply.text)")
                let stands = await room.ask(.get, "Goal/\(goal)").json
                #expect(stands.bytes == reply.json.bytes)
                #expect(stands.root.string("lifecycleStatus") == lifecycle, "\(patch)")
                #expect(stands.root.string("achievementStatus.coding.code") == achievement, "\(patch)")
            }
            await become(#"{"lifecycleStatus":"completed"}"#, "completed", "achieved")
            await become(#"{"lifecycleStatus":"active"}"#, "active", "in-progress")
            await become("{\(Self.achievement("achieved"))}", "completed", "achieved")
            await become("{\(Self.achievement("not-achieved"))}", "active", "in-progress")
            await become(#"{"lifecycleStatus":"cancelled","statusReason":"the knee"}"#, "cancelled", "in-progress")
            await become(#"{"lifecycleStatus":"active"}"#, "active", "in-progress")
            let name = goal == id ? "own-\(id)" : "rest"
            #expect(
                try await room.deeds()[before...] == [
                    .goalSet(OwnGoal(id: name, title: nil, isReached: true)), .goalSet(OwnGoal(id: name, title: nil, isReached: false)),
                    .goalSet(OwnGoal(id: name, title: nil, isReached: true)), .goalSet(OwnGoal(id: name, title: nil, isReached: false)),
                    .goalDropped(name), .goalSet(OwnGoal(id: name, title: nil, isReached: false)),
                ])
        }
        #expect(try await room.acts().compactMap(\.text).contains("the knee"))
        // It is in other words now, and all else stands.
        let words = await room.patch("Goal/\(id)", #"{"description":{"text":"Walk to the post box"},"target":[{"dueDate":"2026-03-01"}]}"#)
        #expect(words.status == 200 && words.json.root.string("achievementStatus.coding.code") == "in-progress", "\(words.text)")
        #expect(words.json.root.string("description.text") == "Walk to the post box" && words.json.id == id)
        let deleted = await room.ask(.delete, "Goal/\(id)")
        #expect(deleted.status == 409 && deleted.sentence.hasPrefix("What a plan had stays on record."))
    }

    private static func measured(_ value: String, comparator: String = ">=", unit: String = "/d") -> String {
        """
        ,"target":[{"measure":{"coding":[{"system":"http://loinc.org","code":"41950-7"}]},
        "detailQuantity":{"value":\(value),"comparator":"\(comparator)","unit":"\(unit)","system":"http://unitsofmeasure.org","code":"\(unit)"}}]
        """
    }

    @Test("what is measured is the goal of the pathway with a target of the citizen's, and what is measured says whether it is reached")
    func measured() async throws {
        let room = try await PlanRoom()
        let id = "\(room.citizen)-goal-visit.1-walk"
        let sent = await room.ask(.post, "Goal", Self.goal(room, Self.measured("500")))
        #expect(sent.status == 200 && sent.json.id == id, "\(sent.text)")
        #expect(sent.json.root.string("description.text") == "Walk to the shop")
        #expect(sent.json.root["target"]?[0]?["detailQuantity"]?["value"]?.int == 500)
        let again = await room.ask(.post, "Goal", Self.goal(room, Self.measured("700")))
        #expect(again.status == 422 && again.sentence.hasPrefix("The plan has a goal that is measured so"), "\(again.text)")
        let observed = await room.ask(
            .post, "Observation",
            """
            {"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"41950-7"}]},
             "subject":{"reference":"Patient/\(room.citizen)"},"effectiveDateTime":"2026-01-01T11:30:00Z",
             "valueQuantity":{"value":600,"unit":"/d","system":"http://unitsofmeasure.org","code":"/d"}}
            """)
        #expect(observed.status == 201)
        let reached = await room.ask(.get, "Goal/\(id)").json.root
        #expect(reached.string("achievementStatus.coding.code") == "achieved" && reached.string("lifecycleStatus") == "active")
        let said = await room.patch("Goal/\(id)", #"{"lifecycleStatus":"completed"}"#)
        #expect(said.status == 422 && said.sentence.hasPrefix("The goal is measured"), "\(said.text)")
        // A target is moved by the Goal itself; the pathway's own comes back when it is taken away.
        let higher = await room.patch("Goal/\(id)", "{\(Self.measured("1500.0").dropFirst(1))}")
        #expect(higher.status == 200 && higher.text.contains("1500.0"), "\(higher.text)")
        #expect(higher.json.root.string("achievementStatus.coding.code") == "in-progress")
        let own = await room.patch("Goal/\(id)", #"{"target":null}"#)
        #expect(own.status == 200 && own.json.root["target"]?[0]?["detailQuantity"]?["value"]?.int == 2000, "\(own.text)")
    }

    struct Refused: Sendable, CustomTestStringConvertible {
        var more: String
        var status: String?
        var path: String
        var says: String

        var testDescription: String { path + more.prefix(60) }
    }

    static let refusedGoals: [Refused] = [
        Refused(more: #","category":[{"text":"safety"}]"#, path: "Goal.category", says: "A goal of a plan has no `category`."),
        Refused(more: "", status: "on-hold", path: "Goal.lifecycleStatus", says: "A new goal of a plan is `proposed`"),
        Refused(more: #","startDate":"2026-01-03""#, path: "Goal.startDate", says: "`startDate` lies in the future."),
        Refused(
            more: #","target":[{"dueDate":"2025-12-31"}]"#, path: "Goal.target.dueDate",
            says: "The day by which it is to be reached has passed."),
        Refused(
            more: #","target":[{"dueDate":"2026-02-01"},{"dueDate":"2026-03-01"}]"#, path: "Goal.target", says: "A goal of a plan has one"),
        Refused(
            more: #","target":[{"detailString":"ten"}]"#, path: "Goal.target.detailString",
            says: "The target of a goal of a plan has no `detailString`."),
        Refused(
            more: #","target":[{"measure":{"coding":[{"system":"http://loinc.org","code":"8867-4"}]}}]"#,
            path: "Goal.target.detailQuantity",
            says: "No running pathway measures that."),
        Refused(more: measured("500", unit: "1"), path: "Goal.target.detailQuantity.code", says: "The target is compared in the unit `/d`"),
        Refused(more: measured("500", comparator: "~"), path: "Goal.target.detailQuantity", says: "The target is a number"),
        Refused(
            more: #","expressedBy":{"reference":"Practitioner/7"}"#, path: "Goal.expressedBy",
            says: "A goal of a plan is said by whoever sends it, or by the citizen."),
        Refused(
            more: ",\(achievement("worsening"))",
            path: "Goal.achievementStatus", says: "Of a goal of a plan people say that it is reached or not."),
        Refused(
            more: measured("500") + ",\(achievement("achieved"))",
            path: "Goal.achievementStatus", says: "Whether a goal is reached that a pathway measures"),
    ]

    @Test("a goal that a plan cannot have is refused with where, why and what to do, and nothing is on record", arguments: refusedGoals)
    func refusedGoal(_ refused: Refused) async throws {
        let room = try await PlanRoom()
        let reply = await room.ask(.post, "Goal", Self.goal(room, refused.more, status: refused.status ?? "active"))
        #expect(reply.status == 422 && reply.code == "processing" && reply.severity == "error", "\(reply.text)")
        #expect(reply.sentence.hasPrefix(refused.says) && reply.json.root.string("issue.expression") == refused.path, "\(reply.text)")
        #expect(try await room.deeds().isEmpty)
    }

    static let refusedChanges: [Refused] = [
        Refused(more: #"{"priority":{"text":"high"}}"#, path: "Goal.priority", says: "`priority` of a goal is the plan's."),
        Refused(
            more: #"{"description":{"text":"x"}}"#, path: "Goal.description", says: "What a goal of a pathway is called is the pathway's."),
        Refused(more: #"{"lifecycleStatus":"on-hold"}"#, path: "Goal.lifecycleStatus", says: "A goal of a plan is `active`"),
        Refused(
            more: #"{"lifecycleStatus":"completed",\#(achievement("not-achieved"))}"#,
            path: "Goal.lifecycleStatus", says: "`completed` and `achievementStatus` do not fit together."),
        Refused(
            more: #"{"target":[{"detailQuantity":{"value":3,"code":"/d"}}]}"#, path: "Goal.target.detailQuantity",
            says: "No running pathway measures that."),
    ]

    @Test("a change that a goal cannot have is refused with where, why and what to do", arguments: refusedChanges)
    func refusedChange(_ refused: Refused) async throws {
        let room = try await PlanRoom()
        let reply = await room.patch("Goal/\(room.citizen)-goal-visit.1-rest", refused.more)
        #expect(reply.status == 422 && reply.sentence.hasPrefix(refused.says), "\(reply.text)")
        #expect(reply.json.root.string("issue.expression") == refused.path)
        #expect(try await room.deeds().isEmpty)
    }

    @Test("a goal that was dropped is taken up again first; one of a pathway that is over stays as it was") func closed() async throws {
        let room = try await PlanRoom()
        let goal = "Goal/\(room.citizen)-goal-visit.1-rest"
        let late = #"{"target":[{"dueDate":"2026-02-01"}]}"#
        #expect(await room.patch(goal, #"{"lifecycleStatus":"cancelled"}"#).status == 200)
        let dropped = await room.patch(goal, late)
        #expect(dropped.status == 422 && dropped.sentence.hasPrefix("The goal was dropped."), "\(dropped.text)")
        #expect(await room.patch(goal, #"{"lifecycleStatus":"active","target":[{"dueDate":"2026-02-01"}]}"#).status == 200)
        try await room.desk.perform(
            Act(.stopped(run: "visit.1"), text: "x"), for: room.citizen, by: OrganisationID("fjordby"), at: Hub.noon)
        let over = await room.patch(goal, #"{"lifecycleStatus":"active","target":[{"dueDate":"2026-03-01"}]}"#)
        #expect(over.status == 422 && over.sentence.hasPrefix("The pathway that has this goal is over."), "\(over.text)")
    }

    @Test("a goal that is nothing to a plan stays the resource that was sent, with all that it says") func plain() async throws {
        let room = try await PlanRoom(runs: false)
        let rich = #","category":[{"text":"safety"}],"note":[{"text":"her own words"}]"#
        let made = await room.ask(.post, "Goal", Self.goal(room, rich))
        let id = try #require(made.json.id)
        #expect(made.status == 201 && made.json.root.string("note.text") == "her own words")
        try await room.start()
        // What was a resource of its own before goes on being one.
        let changed = await room.patch("Goal/\(id)", #"{"lifecycleStatus":"on-hold"}"#)
        #expect(changed.status == 200 && changed.json.root.string("category.text") == "safety")
        // So does what is over already, and what the client keeps under an id of its own.
        let history = await room.ask(.post, "Goal", Self.goal(room, rich, status: "completed"))
        let kept = await room.ask(.put, "Goal/hers-1", Self.goal(room, rich, id: "hers-1"))
        #expect([history.status, kept.status] == [201, 201] && kept.json.root.string("note.text") == "her own words")
        #expect(try await room.deeds().isEmpty)
    }

    // MARK: Steps

    @Test("a Task based on the CarePlan is a step of the citizen's alone, which clients go on with as with any other") func step()
        async throws
    {
        let room = try await PlanRoom()
        let more = #","restriction":{"period":{"end":"2026-01-05T11:00:00Z"}},"note":[{"text":"ring first"}]"# + Self.fjordby
        let made = await room.ask(.post, "Task", Self.task(room, more))
        #expect(made.status == 201, "\(made.text)")
        let id = try #require(made.json.id)
        let own = OwnStep(
            id: "own-\(id)", run: "visit.1", title: "Fetch the rollator", owner: OrganisationID("fjordby"),
            due: Instant("2026-01-05T11:00:00Z"), resource: id)
        #expect(try await room.deeds() == [.added(own), .commented(step: "visit.1/own-\(id)")])
        let stands = await room.ask(.get, "Task/\(id)").json
        #expect(stands.bytes == made.json.bytes && stands.root.string("description") == "Fetch the rollator")
        #expect(stands.root.string("basedOn.reference") == "CarePlan/\(room.citizen)-plan-visit.1")
        #expect(stands.root.string("owner.identifier.value") == "fjordby" && stands.root.string("note.text") == "ring first")
        let plan = await room.ask(.get, "CarePlan/\(room.citizen)-plan-visit.1").json.root
        #expect(plan.each("activity.reference.reference").compactMap(\.text).contains("Task/\(id)"))
        #expect(await room.patch("Task/\(id)", #"{"status":"completed"}"#).json.root.string("status") == "completed")
        #expect(try await room.deeds().last == .done(step: "visit.1/own-\(id)"))
        // The citizen does it: nobody else is given anything.
        let walk = await room.ask(.post, "Task", Self.task(room, #","owner":{"reference":"Patient/\#(room.citizen)"}"#))
        #expect(walk.status == 201, "\(walk.text)")
        guard case .added(let theirs)? = try await room.deeds().last else {
            Issue.record("Nothing is on record.")
            return
        }
        #expect(theirs.owner == nil && theirs.due == nil)
    }

    static let refusedTasks: [Refused] = [
        Refused(more: #","priority":"urgent""# + fjordby, path: "Task.priority", says: "A step of a plan has no `priority`."),
        Refused(more: fjordby, status: "completed", path: "Task.status", says: "A new step is `requested`."),
        Refused(more: "", path: "Task.owner", says: "A step is done by one organisation or by the citizen."),
        Refused(
            more: #","owner":{"identifier":{"system":"urn:helhet:directory","value":"none"}}"#, path: "Task.owner.identifier",
            says: "The directory knows no such organisation now."),
        Refused(
            more: #","restriction":{"period":{"end":"2025-12-31T11:00:00Z"}}"# + fjordby, path: "Task.restriction.period.end",
            says: "The step would be due before it was opened."),
        Refused(
            more: #","restriction":{"repetitions":3}"# + fjordby, path: "Task.restriction.repetitions",
            says: "Of a step only `restriction.period.end` counts."),
        Refused(
            more: #","authoredOn":"2026-01-02T10:00:00Z""# + fjordby, path: "Task.authoredOn", says: "The step would be added in the future"
        ),
        Refused(more: #","code":{"text":"another"}"# + fjordby, path: "Task.code", says: "The code of a step is the hub's to give."),
    ]

    @Test("a step that a plan cannot have is refused with where, why and what to do, and nothing is on record", arguments: refusedTasks)
    func refusedTask(_ refused: Refused) async throws {
        let room = try await PlanRoom()
        let reply = await room.ask(.post, "Task", Self.task(room, refused.more, status: refused.status ?? "requested"))
        #expect(reply.status == 422 && reply.sentence.hasPrefix(refused.says), "\(reply.text)")
        #expect(reply.json.root.string("issue.expression") == refused.path)
        #expect(try await room.deeds().isEmpty)
    }

    @Test("a step of another citizen's plan or of a pathway that is over is refused; a Task of none is one like any other") func whose()
        async throws
    {
        let room = try await PlanRoom()
        let other = try await room.journal.commit(.people, at: Hub.noon) {
            try $0.ensureSubject(Identifier(system: "urn:test", value: "another"))
        }
        let wrong = await room.ask(.post, "Task", Self.task(room, Self.fjordby, for: "\(other)"))
        #expect(wrong.status == 422 && wrong.sentence.hasPrefix("The CarePlan is another citizen's"), "\(wrong.text)")
        let plain = """
            {"resourceType":"Task","status":"draft","intent":"order","priority":"urgent","for":{"reference":"Patient/\(room.citizen)"}}
            """
        let made = await room.ask(.post, "Task", plain)
        #expect(made.status == 201 && made.json.root.string("priority") == "urgent")
        #expect(try await room.deeds().isEmpty)
        try await room.desk.perform(
            Act(.stopped(run: "visit.1"), text: "x"), for: room.citizen, by: OrganisationID("fjordby"), at: Hub.noon)
        let over = await room.ask(.post, "Task", Self.task(room, Self.fjordby))
        #expect(over.status == 422 && over.sentence.hasPrefix("The pathway is over."), "\(over.text)")
    }

    @Test("in a transaction others refer to them, and all or none is on record") func transaction() async throws {
        let room = try await PlanRoom()
        func bundle(_ task: String) -> String {
            let entries = [("g", "Goal", Self.goal(room)), ("t", "Task", task)].map { name, type, resource in
                #"{"fullUrl":"urn:uuid:\#(name)","request":{"method":"POST","url":"\#(type)"},"resource":\#(resource)}"#
            }
            let about = #""about":[{"reference":"urn:uuid:g"},{"reference":"urn:uuid:t"}]"#
            let told = #"{"resourceType":"Communication","status":"completed",\#(about)}"#
            let last = #"{"request":{"method":"POST","url":"Communication"},"resource":\#(told)}"#
            return #"{"resourceType":"Bundle","type":"transaction","entry":[\#((entries + [last]).joined(separator: ","))]}"#
        }
        let refused = await room.ask(.post, "", bundle(Self.task(room)))
        #expect(refused.status == 422, "\(refused.text)")
        #expect(try await room.deeds().isEmpty)
        let done = await room.ask(.post, "", bundle(Self.task(room, Self.fjordby)))
        #expect(done.status == 200, "\(done.text)")
        let told = await room.ask(.get, "Communication").json.root.each("entry.resource.about.reference").compactMap(\.text)
        #expect(told.count == 2)
        for reference in told { #expect(await room.ask(.get, reference).status == 200, "\(reference)") }
        #expect(try await room.deeds().count == 2)
    }
}
