import FHIR
import Testing

@testable import Validation

/// A rule that a profile makes, with a resource that breaks it in one place, and the nearest one that does not.
struct ProfileCase: Sendable, CustomTestStringConvertible {
    let name: String
    /// Of the problem: `rule severity code location`.
    let problem: String
    let type: String
    /// The elements of the profile's differential, with single quotation marks.
    let elements: String
    /// More definitions.
    let others: [String]
    /// `^` stands before the value that the problem is at.
    let wrong: String
    let right: String

    var testDescription: String { name }

    init(
        _ name: String, _ problem: String, _ type: String, _ elements: String, others: [String] = [], wrong: String,
        right: String
    ) {
        (self.name, self.problem, self.type, self.elements, self.others) = (name, problem, type, elements, others)
        (self.wrong, self.right) = (wrong, right)
    }

    init(_ name: String, _ problem: String, _ elements: String, others: [String] = [], wrong: String, right: String) {
        self.init(name, problem, "Patient", elements, others: others, wrong: wrong, right: right)
    }

    static let url = "http://example.org/p"

    static func resource(_ text: String) throws -> Resource { try Resource(json: Array(text.replacing("'", with: "\"").utf8)) }

    static func profile(_ type: String, _ elements: String, url: String = url, base: String? = nil, more: String = "") -> String {
        let base = base ?? "http://hl7.org/fhir/StructureDefinition/\(type)"
        return "{'resourceType':'StructureDefinition','url':'\(url)','name':'P','status':'draft','kind':'resource','abstract':false,"
            + "'type':'\(type)','derivation':'constraint','baseDefinition':'\(base)',\(more)'differential':{'element':[\(elements)]}}"
    }

    static func validator(_ definitions: [String]) throws -> Validator {
        var validator = Validator()
        validator.definitions = try Definitions(definitions.map { try resource($0) })
        return validator
    }

    var definitions: [String] { [Self.profile(type, elements)] + others }

    func problems(_ text: String, ignoring: Set<String> = []) throws -> [Problem] {
        var validator = try Self.validator(definitions)
        validator.ignored = ignoring
        return try validator.validate(Self.resource(text.replacing("^", with: "")), against: [Self.url])
    }

    static let all = cardinality + values + types + codes + slices
}

@Suite("Every rule of a profile") struct ProfileRuleTests {
    @Test("can be read", arguments: ProfileCase.all) func readable(_ one: ProfileCase) throws {
        let definitions = try ProfileCase.validator(one.definitions).definitions
        #expect(definitions.remarks.isEmpty, "\(definitions.remarks)")
        #expect(definitions.reasonNotToUse(ProfileCase.url) == nil)
    }

    @Test("refuses what breaks it, at its path, line and column, and nothing else", arguments: ProfileCase.all)
    func wrong(_ one: ProfileCase) throws {
        let problems = try one.problems(one.wrong)
        #expect(problems.map { "\($0.rule) \($0.severity) \($0.code.rawValue) \($0.location)" } == [one.problem])
        let problem = try #require(problems.first)
        let before = one.wrong.prefix { $0 != "^" }
        #expect(problem.offset == before.utf8.count)
        let place = problem.place(in: try ProfileCase.resource(one.wrong.replacing("^", with: "")))
        #expect(place.line == before.split(separator: "\n", omittingEmptySubsequences: false).count)
        #expect(place.column == (before.split(separator: "\n", omittingEmptySubsequences: false).last?.count ?? 0) + 1)
        #expect(problem.message.hasSuffix(".") || problem.rule == "con-1")
        #expect(!problem.message.contains("SECRET") && !problem.location.contains("SECRET"))
    }

    @Test("lets its neighbour pass", arguments: ProfileCase.all) func right(_ one: ProfileCase) throws {
        let problems = try one.problems(one.right)
        #expect(problems.isEmpty, "\(problems)")
    }

    @Test("is missed when it is not checked", arguments: ProfileCase.all) func mutation(_ one: ProfileCase) throws {
        let rule = String(one.problem.prefix { $0 != " " })
        #expect(try one.problems(one.wrong, ignoring: [rule]).isEmpty)
    }
}
