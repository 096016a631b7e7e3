import FHIR
import FHIRPath
import Samples
import XML

/// HL7's public cases of FHIRPath for R4, which are not part of the project: how many pass, and why the others do not.
public struct ExpressionSuite: Sendable {
    /// A case that wants something else than the engine gives.
    public struct Miss: Sendable {
        public var name: String
        /// What came.
        public var gave: String
        public var wanted: [String]
        /// Where the specification says that what came is right; nil for a miss that nobody explained.
        public var clause: Clause?
    }

    /// What the specification says, and where.
    public struct Clause: Sendable {
        public var source: String
        public var says: String

        init(_ source: String, _ says: String) {
            self.source = source
            self.says = says
        }
    }

    public var cases = 0
    public var misses: [Miss] = []

    /// Worked out once.
    public static func measured() throws -> ExpressionSuite { try result.get() }

    private static let result = Result {
        let inputs = try ExpressionCase.inputs()
        var suite = ExpressionSuite()
        for one in try ExpressionCase.all() {
            suite.cases += 1
            let resource = one.input.flatMap { inputs[String($0.prefix { $0 != "." })] }
            guard let gave = one.miss(resource) else { continue }
            suite.misses.append(Miss(name: one.name, gave: gave, wanted: one.outputs.map(\.text), clause: explained[one.name]))
        }
        return suite
    }

    private static let zeroes = "https://hl7.org/fhirpath/N1/#decimal"
    private static let boundaries = "https://hl7.org/fhirpath/#highboundaryprecision-integer-decimal--date--datetime--time"

    /// Where the suite wants something else than the specification says; each with the clause that holds.
    public static let explained: [String: Clause] = [
        "testPlusDate19": Clause(
            "https://hl7.org/fhirpath/N1/#datetime-arithmetic",
            "The decimals of a quantity are ignored above seconds and count for seconds: a tenth of a second is added to a time with milliseconds."
        ),
        "LowBoundaryDecimal15": Clause(zeroes, "There is one zero: a number that rounds to zero has no sign."),
        "HighBoundaryDateTimeMillisecond1": Clause(
            boundaries, "What is not written is as late as it can be: an hour ends with its last minute."),
        "HighBoundaryDateTimeMillisecond3": Clause(
            boundaries, "What is not written is as late as it can be: an hour ends with its last minute."),
    ]
}
