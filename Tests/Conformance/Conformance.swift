import Samples

/// How far the engines agree with what others published, as it can be counted anywhere in the same way. Speeds are not here.
///
/// `Scripts/conformance` prints it and writes it to the README; a test holds the README to it.
public enum Conformance {
    /// One line of the README's table.
    public struct Row: Sendable, Hashable {
        public var what: String
        public var figure: String

        public var markdown: String { "| \(what) | \(figure) |" }
    }

    /// The folders of the shared data without which a figure is missing.
    public static let needed = ["data/fhirpath", "data/sql-on-fhir"] + ResourceCorpus.allCases.map(\.folder)

    /// A row for each suite and corpus whose data is there.
    public static func rows() throws -> [Row] {
        var rows: [Row] = []
        if SharedData.has("data/fhirpath") {
            let suite = try ExpressionSuite.measured()
            let unexplained = suite.misses.count { $0.clause == nil }
            let why =
                suite.misses.isEmpty
                ? "" : "; \(suite.misses.count - unexplained) of \(suite.misses.count) misses with the clause that holds"
            rows.append(Row(what: "FHIRPath, HL7's cases for R4", figure: "\(suite.cases - suite.misses.count) of \(suite.cases)" + why))
        }
        if SharedData.has("data/sql-on-fhir") {
            let cases = ViewCase.all
            rows.append(
                Row(what: "SQL-on-FHIR, published cases", figure: "\(cases.count { $0.miss() == nil }) of \(cases.count)"))
        }
        for corpus in ResourceCorpus.allCases where SharedData.has(corpus.folder) {
            let found = try corpus.measured()
            rows.append(
                Row(
                    what: "Validation, \(corpus.title)",
                    figure:
                        "\(found.clean) of \(found.resources) without a finding, \(found.known) with true ones, \(found.unexpected.count) unexpected"
                ))
        }
        return rows
    }
}
