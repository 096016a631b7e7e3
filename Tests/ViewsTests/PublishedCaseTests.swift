import Conformance
import Samples
import Testing

@Suite("The published cases of SQL-on-FHIR", .enabled(if: SharedData.has("data/sql-on-fhir"), "no shared data"))
struct PublishedCaseTests {
    @Test("There are cases") func count() {
        #expect(ViewCase.all.count >= 100)
    }

    @Test("Each gives the rows, or the refusal, that it expects", arguments: ViewCase.all) func passes(_ test: ViewCase) {
        #expect(test.miss() == nil)
    }
}
