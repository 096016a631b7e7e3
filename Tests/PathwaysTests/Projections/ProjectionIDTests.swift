import Directory
import FHIR
import Journal
import Samples
import Testing

@testable import Pathways

@Suite("Ids of what a plan is shown by") struct ProjectionIDTests {
    static let plan = Plan(subject: SubjectID(7), citizen: PlanCitizen())

    static func id(_ key: String) -> String {
        TaskProjection.id(Step(key: key, id: "x", phase: "p", role: "r", owner: OrganisationID("o")), in: plan)
    }

    @Test(
        "are the parts of the key where these read back",
        arguments: [
            ("12/answer", "7-12-answer"), ("12/answer/2", "7-12-answer-2"), ("copd.1/walk", "7-copd.1-walk"),
            ("follow-home.1/early-visit/3", "7-follow-home.1-early-visit-3"), ("12.visit/call", "7-12.visit-call"),
            ("1/own-1", "7-1-own-1"),
        ]) func plain(_ key: String, _ id: String)
    { #expect(Self.id(key) == id) }

    static let pairs = [
        ("12/answer/2", "12/answer-2"), ("12.a/b-c", "12.a-b/c"), ("12.follow-home/visit", "12.follow/home-visit"),
        ("copd.1/walk/2", "copd.1/walk-2"), ("1/" + String(repeating: "a", count: 70), "1/" + String(repeating: "a", count: 71)),
        ("1/" + String(repeating: "a", count: 80) + "/2", "1/" + String(repeating: "a", count: 80) + "/3"), ("1/blåbær", "1/bl-b-r"),
        ("1/a b", "1/a-b"), ("1/a..b", "1/a.b"),
    ]

    @Test("differ where joining by dashes, cutting or replacing would make them alike", arguments: pairs.indices) func different(
        _ index: Int
    ) {
        let (one, other) = (Self.id(Self.pairs[index].0), Self.id(Self.pairs[index].1))
        #expect(one != other)
        for id in [one, other] { #expect(ResourceID.isValid(id), "\(id)") }
    }

    @Test("of all keys of a small world are all different, and may stand in FHIR") func law() {
        let pathways = ["a", "b", "a-b", "b-a", "a-2", "a-b-2"]
        let runs = ["1", "2", "12"] + pathways.flatMap { ["1.\($0)", "12.\($0)", "\($0).1", "\($0).2", "\($0).12"] }
        let steps = ["a", "b", "a-b", "b-a", "a-2", "b-a-2", "a-b-12", "a-02", "own-1", "a-1"]
        var seen: [String: String] = [:]
        for run in runs {
            for step in steps {
                for time in ["", "/2", "/3", "/12", "/22"] {
                    let key = "\(run)/\(step)\(time)"
                    let id = Self.id(key)
                    #expect(seen.updateValue(key, forKey: id) == nil, "\(key)")
                    #expect(ResourceID.isValid(id))
                }
            }
        }
        var goals: Set<String> = []
        for run in runs + ["own"] { for goal in steps { goals.insert(PlanProjection.id("goal", run, goal, in: Self.plan)) } }
        #expect(goals.count == (runs.count + 1) * steps.count && goals.allSatisfy(ResourceID.isValid))
        let long = (0..<200).map { PlanProjection.id("plan", String(repeating: "long-", count: 20) + "\($0).1", in: Self.plan) }
        #expect(Set(long).count == 200 && long.allSatisfy(ResourceID.isValid))
    }
}
