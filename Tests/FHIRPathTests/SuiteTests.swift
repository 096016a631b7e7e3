import Conformance
import Samples
import Testing

@Suite("The public suite", .enabled(if: SharedData.has("data/fhirpath"), "no shared data")) struct SuiteTests {
    @Test("passes but for the misses that are explained")
    func suite() throws {
        let suite = try ExpressionSuite.measured()
        for miss in suite.misses { #expect(miss.clause != nil, "\(miss.name) \(miss.gave), wanted \(miss.wanted)") }
        #expect(Set(suite.misses.map(\.name)) == Set(ExpressionSuite.explained.keys))
        #expect(suite.cases > 900)
    }
}
