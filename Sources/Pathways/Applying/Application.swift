public import FHIR

/// For whom and by whom a definition is applied: the question of `$apply`.
/// https://hl7.org/fhir/R4/plandefinition-operation-apply.html
///
/// A function of the definition, the subject's data and the time: nothing is written, and the same question has the same answer.
///
/// ```swift
/// let application = Application(subject: "Patient/4k", at: now)
/// let applied = try application.apply(plan: definition, as: .carePlan, from: source)
/// applied.resource                // a CarePlan with the RequestGroup and all requests inside
/// applied.issues                  // what could not be evaluated, and where it stands in the definition
/// ```
public struct Application: Sendable {
    /// `Type/id`, as the resources made refer to it.
    public var subject: String
    public var encounter: String?
    public var practitioner: String?
    public var organization: String?
    /// `userType`, `userLanguage`, `userTaskContext`, `setting` and `settingContext`: what expressions read by these names.
    public var context: [String: Element] = [:]
    /// Parameters that expressions and libraries read by their names.
    public var parameters: Resource?
    public var now: Instant

    public init(subject: String, at now: Instant) {
        self.subject = subject
        self.now = now
    }

    /// The language that the user prefers: the code of `userLanguage`.
    var language: String? { context["userLanguage"]?.string("coding.code") }
}

/// What a plan is applied as.
public enum ApplicationForm: Sendable, Hashable, CaseIterable {
    /// R4: a CarePlan that contains the RequestGroup, the goals and the requests.
    case carePlan
    /// As R5 and the CPG guide answer: a Bundle with the RequestGroup first.
    case bundle
}

/// Where definitions and the subject's data come from.
public protocol ApplicationSource {
    /// The definition (PlanDefinition, ActivityDefinition, Questionnaire, Library, ValueSet) with this canonical address, `|version` or not.
    func definition(_ canonical: String) throws -> Resource?
    /// The resource that `Type/id` names.
    func resource(_ reference: String) throws -> Resource?
    /// The subject's resources of a type; nil: of all types.
    func resources(of type: String?) throws -> [Resource]
}

/// What came of it.
public struct Applied: Sendable {
    public var resource: Resource
    public var issues: [ApplicationIssue]
}

/// Something in a definition that could not be applied as it stands; the rest was.
public struct ApplicationIssue: Sendable, Hashable {
    /// A sentence that is safe to show.
    public var message: String
    /// Where it stands: `PlanDefinition.action[0].condition[0]`.
    public var path: String

    public init(_ message: String, at path: String) {
        self.message = message
        self.path = path
    }
}

/// Why nothing was applied.
public struct ApplicationRefusal: Error, Sendable, Hashable {
    public var message: String
    public var path: String?

    public init(_ message: String, at path: String? = nil) {
        self.message = message
        self.path = path
    }
}
