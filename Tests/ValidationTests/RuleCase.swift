import FHIR
import Testing
import Validation

/// A rule with a resource that breaks it in one place, and the nearest one that does not.
struct RuleCase: Sendable, CustomTestStringConvertible {
    let rule: String
    let severity: Problem.Severity
    let code: Problem.Code
    let location: String
    let sentence: String
    let wrong: String
    let right: String

    var testDescription: String { "\(rule) at \(location)" }

    init(
        _ rule: String, _ code: Problem.Code, _ severity: Problem.Severity = .error, at location: String, _ sentence: String, wrong: String,
        right: String
    ) {
        (self.rule, self.severity, self.code, self.location) = (rule, severity, code, location)
        (self.sentence, self.wrong, self.right) = (sentence, wrong, right)
    }

    /// What validation says of a text, with single quotation marks for double ones.
    static func problems(_ text: String, _ validator: Validator = .shared) throws -> [Problem] {
        try validator.validate(Resource(json: Array(text.replacing("'", with: "\"").utf8)))
    }

    static let all = structure + values + codes + references + contained + elements + bundles + invariants
}

@Suite("Every rule") struct RuleTests {
    @Test("refuses what breaks it, at its place, and nothing else", arguments: RuleCase.all) func wrong(_ one: RuleCase) throws {
        let problems = try RuleCase.problems(one.wrong)
        #expect(problems.map(\.rule) == [one.rule])
        let problem = try #require(problems.first)
        #expect(problem.severity == one.severity)
        #expect(problem.code == one.code)
        #expect(problem.location == one.location)
        #expect(problem.message == one.sentence)
    }

    @Test("lets its neighbour pass", arguments: RuleCase.all) func right(_ one: RuleCase) throws {
        let problems = try RuleCase.problems(one.right)
        #expect(problems.isEmpty, "\(problems)")
    }

    @Test("is missed when it is not checked: no other rule hides its loss", arguments: RuleCase.all) func mutation(_ one: RuleCase) throws {
        var validator = Validator()
        validator.ignored = [one.rule]
        #expect(try RuleCase.problems(one.wrong, validator).isEmpty)
    }

    @Test("has a case") func complete() {
        let tested = Set(RuleCase.all.map(\.rule)).union(ProfileCase.all.map { String($0.problem.prefix { $0 != " " }) })
        // These need resources that are larger than a line, or definitions that cannot be used.
        let elsewhere: Set<String> = [
            "too-deep", "too-many", "too-long", "invariant-not-checked", "profile-unknown", "profile-not-checked", "target-not-checked",
            "limit-not-checked", "slice-not-checked",
        ]
        let missing = Rule.allCases.map(\.rawValue).filter { !tested.contains($0) && !elsewhere.contains($0) }
        #expect(missing.isEmpty, "\(missing)")
    }

    @Test("says nothing of the values it saw", arguments: RuleCase.all) func silence(_ one: RuleCase) throws {
        let secret = "SECRET"
        let problems = try RuleCase.problems(one.wrong.replacing("VALUE", with: secret))
        #expect(!problems.contains { $0.message.contains(secret) || $0.location.contains(secret) })
    }
}
