public import FHIR

/// What an expression may ask for beside its input. https://hl7.org/fhirpath/N1/#environment-variables
public struct Environment: Sendable {
    /// Kept once, since every evaluation holds it.
    private final class Values: @unchecked Sendable {
        // Sendable: `own()` copies it before anything changes, unless nobody else has it.
        var resource: Node?
        var rootResource: Node?
        var variables: [String: [Item]] = [:]
        var resolver: (@Sendable (String) -> Resource?)?
        var terminology: (@Sendable (_ valueSet: String, _ system: String?, _ code: String) -> Bool?)?
        var profiles: (@Sendable (_ resource: Node, _ profile: String) -> Bool?)?
        var now: TemporalValue?
        var maximumSteps: Int = 10_000_000
        var trace: (@Sendable (_ name: String, _ items: [Item]) -> Void)?

        init() {}

        init(_ other: Values) {
            resource = other.resource
            rootResource = other.rootResource
            variables = other.variables
            resolver = other.resolver
            terminology = other.terminology
            profiles = other.profiles
            now = other.now
            maximumSteps = other.maximumSteps
            trace = other.trace
        }
    }

    private var values = Values()

    private mutating func own() -> Values {
        if !isKnownUniquelyReferenced(&values) { values = Values(values) }
        return values
    }

    /// `%resource`: the resource that the input stands in. Without it, the input itself where that is a resource.
    public var resource: Node? {
        get { values.resource }
        set { own().resource = newValue }
    }
    /// `%rootResource`: the same, and for a contained resource the one that contains it.
    public var rootResource: Node? {
        get { values.rootResource }
        set { own().rootResource = newValue }
    }
    /// Variables by name, without the percent sign.
    public var variables: [String: [Item]] {
        get { values.variables }
        set { own().variables = newValue }
    }
    /// Finds what a reference points at; references inside the resource and inside its Bundle are found without it.
    public var resolver: (@Sendable (String) -> Resource?)? {
        get { values.resolver }
        set { own().resolver = newValue }
    }
    /// Answers `memberOf`: whether a code, by value set and system; nil when it is not known.
    public var terminology: (@Sendable (_ valueSet: String, _ system: String?, _ code: String) -> Bool?)? {
        get { values.terminology }
        set { own().terminology = newValue }
    }
    /// Answers `conformsTo`: whether a resource is valid against a profile; nil when the profile is not known.
    public var profiles: (@Sendable (_ resource: Node, _ profile: String) -> Bool?)? {
        get { values.profiles }
        set { own().profiles = newValue }
    }
    /// `now()`, `today()` and `timeOfDay()`: the same throughout an evaluation.
    public var now: TemporalValue? {
        get { values.now }
        set { own().now = newValue }
    }
    /// How many steps an evaluation may take before it is stopped with `.limit`.
    public var maximumSteps: Int {
        get { values.maximumSteps }
        set { own().maximumSteps = newValue }
    }
    /// Gets what `trace(name, …)` is given.
    public var trace: (@Sendable (_ name: String, _ items: [Item]) -> Void)? {
        get { values.trace }
        set { own().trace = newValue }
    }

    public init() {}
}
