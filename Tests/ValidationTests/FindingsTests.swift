import Conformance
import Samples
import Testing

@Suite("Real resources are refused for what is wrong with them only", .enabled(if: SharedData.has("data/fhir-r4"), "no shared data"))
struct FindingsTests {
    @Test("HL7's 734 examples, Synthea's thirty patients, MedCom's letters", arguments: zip(ResourceCorpus.allCases, [734, 30, 54]))
    func findings(_ corpus: ResourceCorpus, _ least: Int) throws {
        let outcome = try corpus.measured()
        #expect(outcome.resources >= least)
        #expect(outcome.unexpected.isEmpty, "not in the table:\n\(outcome.unexpected.prefix(40).joined(separator: "\n"))")
        #expect(outcome.missing.isEmpty, "in the table, not found:\n\(outcome.missing.prefix(40).joined(separator: "\n"))")
    }
}
