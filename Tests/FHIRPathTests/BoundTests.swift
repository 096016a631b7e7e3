import FHIR
import FHIRPath
import Testing

@Suite("What would take all stack or memory") struct BoundTests {
    @Test(
        "is refused before it runs, however it is strung together",
        arguments: [
            ("true", " or true"), ("true", " implies true"), ("1", "+1"), ("{}", "|{}"), ("1", " is Integer"), ("a", ".a"),
            ("a", ".first()"),
            ("a", "[0]"),
        ])
    func chains(_ first: String, _ link: String) throws {
        for count in [1001, 100_000] {
            let text = first + String(repeating: link, count: count)
            let error = try #require(throws: ExpressionError.self) { try Expression(text) }
            #expect(error.kind == .syntax)
            #expect(error.message == "The expression has more than 1000 operators and steps; cut it into parts.")
            #expect(throws: ExpressionError.self) { try Expression.tree(text) }
        }
        let longest = first + String(repeating: link, count: 1000)
        _ = try Expression.tree(longest)
        _ = try? Expression(longest).evaluate(Node(Sample.resource(Sample.patient)))
    }

    @Test(
        "is stopped while it grows",
        arguments: [
            String(repeating: ".select($this & $this)", count: 60), String(repeating: ".select($this + $this)", count: 60),
            String(repeating: ".replace('a', 'aaaaaaaaaaaaaaaaaaaa')", count: 60),
            String(repeating: ".replaceMatches('a', 'aaaaaaaaaaaaaaaaaaaa')", count: 60),
            String(repeating: ".select($this.toChars().join($this))", count: 60), String(repeating: ".encode('base64')", count: 200),
        ])
    func growth(_ steps: String) throws {
        var environment = Environment()
        environment.maximumSteps = 100_000
        let expression = try Expression("'aaaaaaaaaaaaaaaa'" + steps)
        let error = try #require(throws: ExpressionError.self) { try expression.evaluate([], in: environment) }
        #expect(error.kind == .limit)
    }
}
