import FHIR
import Testing
import Validation

@Suite("The outcome of a validation") struct OutcomeTests {
    private static let wrong = """
        {
          "resourceType": "Patient",
          "name": [
            {"family": "Åse 😀", "given": ["A", 1]},
            {"text": ""}
          ],
          "gender": "x"
        }
        """

    @Test("lists problems in the order of the document, with line and column in characters") func places() throws {
        let resource = try Resource(json: Array(Self.wrong.utf8))
        let problems = Validator.shared.validate(resource)
        #expect(problems.map(\.location) == ["Patient.name[0].given[1]", "Patient.name[1].text", "Patient.gender"])
        #expect(problems.map { $0.place(in: resource).line } == [4, 5, 7])
        #expect(problems.map { $0.place(in: resource).column } == [40, 14, 13])
        #expect(!problems.isValid)
    }

    @Test("is an OperationOutcome that is valid itself") func outcome() throws {
        let resource = try Resource(json: Array(Self.wrong.utf8))
        let outcome = Resource.outcome(of: Validator.shared.validate(resource), in: resource)
        #expect(outcome.type == "OperationOutcome")
        #expect(outcome.root.each("issue").count == 3)
        #expect(outcome.root.string("issue.severity") == "error")
        #expect(outcome.root.string("issue.code") == "structure")
        #expect(outcome.root.string("issue.expression") == "Patient.name[0].given[1]")
        #expect(outcome.root.string("issue.details.text") == "Here should be a string. Write a text, or leave the element out.")
        #expect(outcome.root.string("issue.diagnostics") == "Rule: wrong-form")
        #expect(outcome.root.each("issue[0].extension.valueInteger").map(\.int) == [4, 40])
        #expect(Validator.shared.validate(outcome).isEmpty)
    }

    @Test("says so when there is nothing to say") func nothing() throws {
        let resource = try Resource(json: Array("{\"resourceType\":\"Patient\"}".utf8))
        let problems = Validator.shared.validate(resource)
        #expect(problems.isEmpty && problems.isValid)
        let outcome = Resource.outcome(of: problems, in: resource)
        #expect(outcome.root.string("issue.severity") == "information")
        #expect(outcome.root.string("issue.details.text") == "No problems were found.")
        #expect(Validator.shared.validate(outcome).isEmpty)
    }

    @Test("is valid with warnings and information alone") func warnings() throws {
        let problems = try RuleCase.problems("{'resourceType':'Patient','name':[{'family':' '}]}")
        #expect(problems.count == 1 && problems.isValid)
    }

    @Test("stops listing at the limit, and says that it does") func limit() throws {
        var validator = Validator()
        validator.maximumProblems = 3
        let text = "{'resourceType':'Patient','name':[\((0..<9).map { _ in "{'use':'x'}" }.joined(separator: ","))]}"
        let problems = try RuleCase.problems(text, validator)
        #expect(problems.map(\.rule) == ["code", "code", "code", "too-many"])
        #expect(problems.last?.severity == .information && problems.last?.code == .informational)
        #expect(problems.last?.message == "There are more than 3 problems; the rest is not listed. Mend these and check again.")
        validator.maximumProblems = 9
        #expect(try RuleCase.problems(text, validator).map(\.rule) == Array(repeating: "code", count: 9))
    }

    @Test("refuses what is too deep to check") func depth() throws {
        func extensions(_ count: Int) throws -> Resource {
            let open = String(repeating: "\"extension\":[{\"url\":\"a:b\",", count: count)
            let text = "{\"resourceType\":\"Patient\",\(open)\"valueString\":\"a\"\(String(repeating: "}]", count: count))}"
            return try Resource(json: Array(text.utf8), limits: Limits(maximumDepth: 10_000))
        }
        #expect(try Validator.shared.validate(extensions(399)).isEmpty)
        let problems = try Validator.shared.validate(extensions(400))
        #expect(problems.map(\.rule) == ["too-deep"])
        #expect(problems.first?.code == .tooCostly && problems.first?.severity == .error)
        #expect(problems.first?.location.hasSuffix(".extension[0].extension[0]") == true)
    }

    @Test("refuses a text of more than a megabyte, counted in characters") func length() throws {
        func patient(_ character: String, _ count: Int) -> String {
            "{'resourceType':'Patient','name':[{'text':'\(String(repeating: character, count: count))'}]}"
        }
        #expect(try RuleCase.problems(patient("å", 1_048_576)).isEmpty)
        let problems = try RuleCase.problems(patient("a", 1_048_577))
        #expect(problems.map(\.rule) == ["too-long"])
        #expect(problems.first?.code == .value && problems.first?.location == "Patient.name[0].text")
        #expect(problems.first?.message == "This text has more than 1048576 characters. Send it as an attachment.")
    }

    @Test("says once of each value set that it is not loaded") func once() throws {
        let price = "{'url':'http://example.org/a','valueMoney':{'currency':'ZZZ'}}"
        let problems = try RuleCase.problems("{'resourceType':'Basic','code':{'text':'a'},'extension':[\(price),\(price)]}")
        #expect(problems.map(\.rule) == ["code-not-checked"])
    }

    @Test("takes a resource out of a Bundle, with its places in the document") func inside() throws {
        let text = "{\"resourceType\":\"Bundle\",\"type\":\"x\",\"entry\":[{\"resource\":{\"resourceType\":\"Patient\",\"gender\":\"y\"}}]}"
        let bundle = try Resource(json: Array(text.utf8))
        let patient = try #require(bundle.root.first("entry.resource"))
        let problems = Validator.shared.validate(patient)
        #expect(problems.map(\.location) == ["Patient.gender"])
        #expect(problems.first.map { Array(bundle.bytes[$0.offset..<$0.offset + 3]) } == Array("\"y\"".utf8))
    }
}
