public import FHIR

/// Says whether resources are valid R4: their structure, values, codes, references and invariants. https://hl7.org/fhir/R4/validation.html
///
/// ```swift
/// let problems = Validator.shared.validate(resource)
/// problems.isValid                                   // true when nothing is worse than a warning
/// Resource.outcome(of: problems, in: resource)       // an OperationOutcome with line and column
/// ```
/// With definitions, resources are also checked against the profiles that they name in `meta.profile`, and against those that are asked for.
///
/// What cannot be checked, because a terminology or a profile is not loaded or an invariant cannot be evaluated, is reported as information with the code
/// `not-supported`, once for each of them: nothing passes in silence.
public struct Validator: Sendable {
    /// Base R4, without profiles.
    public static let shared = Validator()

    /// Profiles, value sets and code systems beside R4's own.
    public var definitions = Definitions.none

    /// After so many problems the rest is not listed; an information says so.
    public var maximumProblems = 1000

    /// Rules that are not checked, so that a test can show what each of them finds.
    package var ignored: Set<String> = []

    /// Whether FHIRPath is asked about every invariant, also where knowing which elements are there is enough: a test compares the two.
    package var asksFHIRPathAlways = false

    public init() {}

    /// All problems in the order of the document.
    ///
    /// - Parameter profiles: addresses of profiles that the resource must conform to, whatever it says itself; `|version` chooses one of
    ///   several. One that cannot be used is an error here: see `Definitions.reasonNotToUse`.
    public func validate(_ resource: Resource, against profiles: [String] = []) -> [Problem] { validate(resource.root, against: profiles) }

    /// An object that says its `resourceType`; places and offsets are those in its document.
    public func validate(_ root: Element, against profiles: [String] = []) -> [Problem] {
        root.withWords { words, index in
            var walk = Walk(root: root, words: words, options: self)
            walk.resource(index, Member.anyResource, place: .root)
            var profileWalk = ProfileWalk(root: root, words: words, options: self)
            profileWalk.resource(index, asked: profiles)
            for finding in profileWalk.findings { walk.add(finding) }
            return walk.problems(from: index)
        }
    }
}

extension Sequence<Problem> {
    /// Whether a resource with these problems may be used: nothing is worse than a warning.
    public var isValid: Bool { allSatisfy { $0.severity < .error } }
}
