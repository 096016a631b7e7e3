/// One thing that is wrong with a resource, or that could not be checked: how bad, where, and what to do about it.
public struct Problem: Sendable, Hashable {
    /// How bad it is, worst last. https://hl7.org/fhir/R4/valueset-issue-severity.html
    public enum Severity: String, Sendable, CaseIterable, Comparable {
        case information
        case warning
        case error
        case fatal

        public static func < (one: Severity, two: Severity) -> Bool { one.rank < two.rank }

        private var rank: Int {
            switch self {
            case .information: 0
            case .warning: 1
            case .error: 2
            case .fatal: 3
            }
        }
    }

    /// What kind of problem it is; those of R4's codes that validation uses. https://hl7.org/fhir/R4/valueset-issue-type.html
    public enum Code: String, Sendable, CaseIterable {
        case structure
        case required
        case value
        case invariant
        case codeInvalid = "code-invalid"
        case duplicate
        case notFound = "not-found"
        case notSupported = "not-supported"
        case tooCostly = "too-costly"
        case informational
    }

    public var severity: Severity
    public var code: Code
    /// The rule that was broken, for programs: a `Rule`, or the key of an invariant as R4 writes it (`obs-6`).
    public var rule: String
    /// Where, as FHIRPath: `Patient.name[0].given[1]`, `Observation.value.ofType(Quantity).code`. What is missing has the place of what lacks it.
    public var location: String
    /// The byte of the JSON where that begins, from 0.
    public var offset: Int
    /// A sentence that says what is wrong and the remedy. It never repeats a value of the resource.
    public var message: String

    public init(severity: Severity, code: Code, rule: String, location: String, offset: Int, message: String) {
        self.severity = severity
        self.code = code
        self.rule = rule
        self.location = location
        self.offset = offset
        self.message = message
    }
}
