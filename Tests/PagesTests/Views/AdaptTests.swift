import Directory
import FHIR
import Journal
import Pathways
import Testing

@testable import Pages

@Suite("Adapting a pathway on its page") struct AdaptTests {
    private func hub() async throws -> Hub {
        let hub = Hub()
        try await hub.file([Course.admitted, Course.ready])
        return hub
    }

    /// A posted form and the act that it becomes.
    struct Case: Sendable {
        var form: [(String, String)]
        var name: String

        init(_ form: [(String, String)], _ name: String) {
            self.form = form
            self.name = name
        }
    }

    static let cases: [Case] = [
        Case([("deed", "move"), ("value", "1/answer"), ("at", "2026-02-06T10:00")], "move 1/answer to 2026-02-06T09:00:00Z of 1"),
        Case([("deed", "offer"), ("value", "1/answer"), ("to", "storgata"), ("person", " ")], "offer 1/answer to storgata of 1"),
        Case([("deed", "offer"), ("value", "1/answer"), ("to", "storgata"), ("person", "A ward")], "offer 1/answer to A ward of 1"),
        Case([("deed", "accept"), ("value", "1/answer")], "accept 1/answer by local:helhet of 1"),
        Case([("deed", "accept"), ("value", "1/answer|A ward")], "accept 1/answer by A ward of 1"),
        Case([("deed", "decline"), ("value", "1/answer"), ("counter", "Monday")], "decline 1/answer by local:helhet Monday of 1"),
        Case(
            [("deed", "add"), ("value", "1"), ("title", "Cut the hedge"), ("owner", "fjordby")],
            "add Cut the hedge to 1 for fjordby of 1"
        ),
        Case([("deed", "add"), ("value", "1"), ("title", "Walk"), ("owner", "")], "add Walk to 1 for citizen of 1"),
        Case([("deed", "choose"), ("value", "1/place"), ("option", "home")], "choose home in 1/place of 1"),
        Case([("deed", "choose"), ("value", "1/place"), ("option:b", "b"), ("option:a", "a")], "choose a+b in 1/place of 1"),
        Case(
            [("deed", "replace"), ("value", "1/answer"), ("title", "Ring"), ("owner", "fjordby")],
            "replace 1/answer by Ring in 1 for fjordby of 1"),
        Case([("deed", "replace"), ("value", "1.copd/x/2"), ("title", "Ring")], "replace 1.copd/x/2 by Ring in 1.copd for citizen of 1"),
        Case([("deed", "pause"), ("value", "1"), ("until", "2026-02-09")], "pause 1 until 2026-02-08T23:00:00Z of 1"),
        Case([("deed", "version"), ("value", "1"), ("to", "1.1")], "version 1 to 1.1 of 1"),
        Case([("deed", "target"), ("value", "walk|>="), ("target", "1 500,5")], "goal walk >= 1500.5 of 1"),
        Case([("deed", "pause"), ("value", "1")], "pause 1 of 1"), Case([("deed", "resume"), ("value", "1")], "resume 1 of 1"),
        Case([("deed", "stop"), ("value", "1")], "stop 1 of 1"),
        Case([("deed", "start"), ("value", "1"), ("pathway", "copd")], "start copd in 1 of 1"),
        Case([("deed", "goal"), ("title", "Walk to the shop")], "goal Walk to the shop of 1"),
        Case([("deed", "goal-reached"), ("value", "stairs")], "goal stairs reached of 1"),
        Case([("deed", "goal-not-yet"), ("value", "stairs")], "goal stairs not yet of 1"),
        Case([("deed", "drop-goal"), ("value", "stairs")], "drop stairs of 1"),
        Case([("deed", "matters")], "matters of 1"), Case([("deed", "restore"), ("value", "1/answer")], "restore 1/answer of 1"),
    ]

    @Test("takes each deed as an act with its reason", arguments: cases.indices)
    func acts(_ place: Int) async throws {
        let (form, name) = (Self.cases[place].form, Self.cases[place].name)
        let hub = try await hub()
        let reply = await hub.post("/citizens/1", form + [("because", "so")])
        #expect(reply.status == 303)
        #expect(hub.deeds.asked == ["\(name) by local:helhet: so"])
    }

    static let incomplete: [[(String, String)]] = [
        [("deed", "move"), ("value", "1/answer")], [("deed", "move"), ("value", "1/answer"), ("at", "soon")],
        [("deed", "move"), ("value", "1/answer"), ("at", "2026-02-06")], [("deed", "offer"), ("value", "1/answer")],
        [("deed", "add"), ("value", "1"), ("title", "  ")], [("deed", "goal")], [("deed", "start"), ("value", "1")],
        [("deed", "replace"), ("value", "1/answer")], [("deed", "replace"), ("value", "1"), ("title", "x")],
        [("deed", "version"), ("value", "1")], [("deed", "pause"), ("value", "1"), ("until", "2026-02-05")],
        [("deed", "pause"), ("value", "1"), ("until", "soon")], [("deed", "target"), ("value", "walk"), ("target", "1")],
        [("deed", "target"), ("value", "walk|>="), ("target", "far")], [("deed", "nothing")], [],
    ]

    @Test("asks for what a deed cannot do without", arguments: incomplete.indices)
    func refused(_ place: Int) async throws {
        let form = Self.incomplete[place]
        let hub = try await hub()
        let reply = await hub.post("/citizens/1", form + [("because", "so")])
        #expect(reply.status == 409)
        #expect(hub.deeds.asked == [])
    }

    @Test(
        "wants a reason for every deviation",
        arguments: ["move", "skip", "replace", "offer", "decline", "pause", "stop", "add", "start", "version", "target"])
    func reason(_ deed: String) async throws {
        let hub = try await hub()
        #expect(await hub.post("/citizens/1", [("deed", deed), ("value", "1/answer")]).status == 400)
        #expect(hub.deeds.asked == [])
    }

    @Test("is the citizen's own doing on the citizen's own page, and says why not in plain words") func citizen() async throws {
        let hub = try await hub()
        let target = "/citizens/1?view=citizen"
        let done = await hub.post(target, [("deed", "matters"), ("because", "My garden")])
        #expect(done.header("Location") == target)
        #expect(hub.deeds.asked == ["matters by 1: My garden"])
        hub.deeds.refuses(CitizenRefusal(wording: Wording(nb: "Ikke denne.", nn: "a", da: "b", en: "c")))
        let refused = await hub.post(target, [("deed", "skip"), ("value", "1/answer"), ("because", "no")])
        #expect(refused.status == 409 && refused.page.text.contains("Ikke denne."))
    }

    @Test("is offered where it can be done", arguments: Language.allCases) func forms(_ language: Language) async throws {
        let page = await (try hub()).get("/citizens/1?lang=\(language.rawValue)").page
        let deeds = Set(page.all("input").filter { $0.attributes["name"] == "deed" }.compactMap { $0.attributes["value"] })
        #expect(deeds.isSuperset(of: ["done", "skip", "move", "replace", "offer", "pause", "add", "stop", "matters", "goal"]))
        let plain = await (try hub()).get("/citizens/1?view=citizen&lang=\(language.rawValue)").page
        let own = Set(plain.all("input").filter { $0.attributes["name"] == "deed" }.compactMap { $0.attributes["value"] })
        // Nothing in this pathway is the citizen's to change but what they say of themselves.
        #expect(own == ["matters", "goal", "add"])
    }

    @Test("shows an offer to whom it was made, with its answers") func offer() async throws {
        let hub = try await hub()
        try await hub.does(.offered(step: "1/answer", to: .organisation(OrganisationID("storgata")), answerBy: nil), because: "closer")
        let theirs = await hub.get("/citizens/1", ["Cookie": "for=storgata"]).page
        let deeds = theirs.all("input").filter { $0.attributes["name"] == "deed" }.compactMap { $0.attributes["value"] }
        #expect(deeds.contains("accept") && deeds.contains("decline"))
        #expect(theirs.text.contains("spurt er Storgata legesenter"))
        let others = await hub.get("/citizens/1", ["Cookie": "for=vestnes"]).page
        #expect(!others.all("input").contains { $0.attributes["value"] == "accept" })
    }

    @Test("shows what matters and the goals on both pages") func wishes() async throws {
        let hub = try await hub()
        try await hub.does(.matters, because: "My garden")
        try await hub.does(.goalSet(OwnGoal(id: "own-1", title: "Walk to the shop")), because: "x")
        for target in ["/citizens/1", "/citizens/1?view=citizen"] {
            let page = await hub.get(target).page
            #expect(page.text.contains("My garden") && page.text.contains("Walk to the shop"), "\(target)")
        }
    }
}
