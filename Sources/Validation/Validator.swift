public import FHIR

/// Says whether resources are valid R4: their structure, values, codes, references and invariants. https://hl7.org/fhir/R4/validation.html
///
/// ```swift
/// let problems = Validator.shared.validate(resource)
/// problems.isValid                                   // true when nothing is worse than a warning
/// Resource.outcome(of: problems, in: resource)       // an OperationOutcome with line and column
/// ```
/// What cannot be checked, because a terminology is not loaded or an invariant cannot be evaluated, is reported as information with the code
/// `not-supported`, once for each value set or invariant: nothing passes in silence.
public struct Validator: Sendable {
    /// Base R4, without profiles.
    public static let shared = Validator()

    /// After so many problems the rest is not listed; an information says so.
    public var maximumProblems = 1000

    /// Rules that are not checked, so that a test can show what each of them finds.
    package var ignored: Set<String> = []

    /// Whether FHIRPath is asked about every invariant, also where knowing which elements are there is enough: a test compares the two.
    package var asksFHIRPathAlways = false

    public init() {}

    /// All problems in the order of the document.
    public func validate(_ resource: Resource) -> [Problem] { validate(resource.root) }

    /// An object that says its `resourceType`; places and offsets are those in its document.
    public func validate(_ root: Element) -> [Problem] {
        root.withWords { words, index in
            var walk = Walk(root: root, words: words, options: self)
            walk.resource(index, Member.anyResource, place: .root)
            return walk.problems(from: index)
        }
    }
}

extension Sequence<Problem> {
    /// Whether a resource with these problems may be used: nothing is worse than a warning.
    public var isValid: Bool { allSatisfy { $0.severity < .error } }
}
