import Conformance
import Foundation
import Samples

/// Prints how far the engines agree with what others published: the README's rows, then each miss and each finding that the table does not
/// have. Exit code 1 when something could not be measured or has no explanation. `Scripts/conformance` runs it.
@main struct Figures {
    static func main() throws {
        var isWhole = true
        for row in try Conformance.rows() { print(row.markdown) }
        if SharedData.has("data/fhirpath") {
            for miss in try ExpressionSuite.measured().misses {
                print("FHIRPath, \(miss.name): \(miss.gave), the suite wants \(miss.wanted.joined(separator: ", "))")
                if let clause = miss.clause {
                    print("  \(clause.says) \(clause.source)")
                } else {
                    print("  NOT EXPLAINED")
                    isWhole = false
                }
            }
        }
        if SharedData.has("data/sql-on-fhir") {
            for test in ViewCase.all {
                guard let miss = test.miss() else { continue }
                print("SQL-on-FHIR, \(test): \(miss)")
                isWhole = false
            }
        }
        for corpus in ResourceCorpus.allCases where SharedData.has(corpus.folder) {
            let outcome = try corpus.measured()
            for line in outcome.unexpected { print("UNEXPECTED: \(line)") }
            for line in outcome.missing { print("IN THE TABLE, NOT FOUND: \(line)") }
            isWhole = isWhole && outcome.unexpected.isEmpty && outcome.missing.isEmpty
        }
        let isThere = Conformance.needed.map(SharedData.has).allSatisfy { $0 }
        exit(isWhole && isThere ? 0 : 1)
    }
}
