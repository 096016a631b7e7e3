import FHIR
import Testing

@testable import FHIRPath

@Suite("What would take all stack or memory") struct BoundTests {
    @Test(
        "is refused before it runs, however it is strung together",
        arguments: [
            ("true", " or true"), ("true", " implies true"), ("1", "+1"), ("{}", "|{}"), ("1", " is Integer"), ("a", ".a"),
            ("a", ".first()"),
            ("a", "[0]"),
        ])
    func chains(_ first: String, _ link: String) throws {
        for count in [1001, 7000] {
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

    @Test("is refused by its length before it is read", arguments: ["'", "`", "//", "1 //"]) func length(_ start: String) throws {
        let end = start.hasSuffix("/") ? "\n1" : start
        let refused = start + String(repeating: "a", count: 100_001 - start.utf8.count - end.utf8.count) + end
        let error = try #require(throws: ExpressionError.self) { try Expression(refused) }
        #expect(error.kind == .syntax)
        #expect(error.message == "The expression is longer than 100000 bytes; cut it into parts.")
        #expect(throws: ExpressionError.self) { try Expression.tree(refused) }
        let longest = start + String(repeating: "a", count: 100_000 - start.utf8.count - end.utf8.count) + end
        #expect((try? Expression(longest)) != nil || start == "1 //")
    }

    @Test("counts the reading of a pattern that is not written out") func patterns() throws {
        var environment = Environment()
        environment.maximumSteps = 100_000
        environment.variables = ["pattern": [.string(String(repeating: "a", count: 9_000))]]
        let expression = try Expression("(1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12).select('b'.matches(%pattern))")
        let error = try #require(throws: ExpressionError.self) { try expression.evaluate([], in: environment) }
        #expect(error.kind == .limit)
    }
}

@Suite("Names that R4 does not have") struct ElementNameTests {
    @Test("are not kept, however many come") func unknown() throws {
        let document = Node(try Sample.resource(#"{"resourceType":"Made","extra7":[{"more":"yes"}]}"#))
        var found = 0
        for number in 0..<1000 { found += try Expression("extra\(number).more").evaluate(document).count }
        #expect(found == 1)
        for number in 1000..<100_000 { _ = ElementName.named("extra\(number)") }
        #expect(!(0..<100_000).contains { ElementName.isKept("extra\($0)") })
        #expect(!ElementName.isKept("more"))
    }

    @Test("are freed with the expression that wrote them") func freed() throws {
        weak var name: ElementName?
        weak var known: ElementName?
        do {
            let unknown = ElementName.named("nobodyHasThis")
            name = unknown
            known = ElementName.named("birthDate")
            #expect(unknown !== ElementName.named("nobodyHasThis"))
        }
        #expect(name == nil)
        #expect(known === ElementName.named("birthDate"))
    }

    @Test("are found where R4 does not know the document") func found() throws {
        let element = try Sample.resource(#"{"resourceType":"Made","extra":[{"a name that is long":"yes"}]}"#)
        for _ in 0..<3 {
            #expect(try Expression("extra.`a name that is long`").evaluate(Node(element)).first?.asString == "yes")
        }
    }
}
