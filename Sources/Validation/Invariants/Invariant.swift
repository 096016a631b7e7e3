/// A condition that R4 sets on a type or field, as an expression in FHIRPath. https://hl7.org/fhir/R4/conformance-rules.html#constraints
struct Invariant: Sendable {
    let key: String
    let severity: Problem.Severity
    let expression: String
    /// The type of what it is asked of.
    let type: String
    /// Answers most cases by which elements are there.
    let test: PresenceTest
}
