public import FHIR

/// What an expression may ask for beside its input. https://hl7.org/fhirpath/N1/#environment-variables
public struct Environment: Sendable {
    private struct Values: Sendable {
        var resource: Node?
        var rootResource: Node?
        var variables: [String: [Item]] = [:]
        var resolver: (@Sendable (String) -> Resource?)?
        var terminology: (@Sendable (_ valueSet: String, _ system: String?, _ code: String) -> Bool?)?
        var profiles: (@Sendable (_ resource: Node, _ profile: String) -> Bool?)?
        var now: TemporalValue?
        var maximumSteps: Int = 10_000_000
        var maximumTime: Duration?
        var trace: (@Sendable (_ name: String, _ items: [Item]) -> Void)?
    }

    /// Every evaluation holds the values, so they are kept once and replaced when they change.
    private final class Kept: Sendable {
        let values: Values

        init(_ values: Values) { self.values = values }
    }

    private var kept = Kept(Values())

    private mutating func change<Value>(_ value: WritableKeyPath<Values, Value>, to new: Value) {
        var values = kept.values
        values[keyPath: value] = new
        kept = Kept(values)
    }

    /// `%resource`: the resource that the input stands in. Without it, the input itself where that is a resource.
    public var resource: Node? {
        get { kept.values.resource }
        set { change(\.resource, to: newValue) }
    }
    /// `%rootResource`: the same, and for a contained resource the one that contains it.
    public var rootResource: Node? {
        get { kept.values.rootResource }
        set { change(\.rootResource, to: newValue) }
    }
    /// Variables by name, without the percent sign.
    public var variables: [String: [Item]] {
        get { kept.values.variables }
        set { change(\.variables, to: newValue) }
    }
    /// Finds what a reference points at; references inside the resource and inside its Bundle are found without it.
    public var resolver: (@Sendable (String) -> Resource?)? {
        get { kept.values.resolver }
        set { change(\.resolver, to: newValue) }
    }
    /// Answers `memberOf`: whether a code, by value set and system; nil when it is not known.
    public var terminology: (@Sendable (_ valueSet: String, _ system: String?, _ code: String) -> Bool?)? {
        get { kept.values.terminology }
        set { change(\.terminology, to: newValue) }
    }
    /// Answers `conformsTo`: whether a resource is valid against a profile; nil when the profile is not known.
    public var profiles: (@Sendable (_ resource: Node, _ profile: String) -> Bool?)? {
        get { kept.values.profiles }
        set { change(\.profiles, to: newValue) }
    }
    /// `now()`, `today()` and `timeOfDay()`: the same throughout an evaluation.
    public var now: TemporalValue? {
        get { kept.values.now }
        set { change(\.now, to: newValue) }
    }
    /// How many steps an evaluation may take before it is stopped with `.limit`.
    public var maximumSteps: Int {
        get { kept.values.maximumSteps }
        set { change(\.maximumSteps, to: newValue) }
    }
    /// How long an evaluation may take before it is stopped with `.limit`; looked at now and then, so it may last a little longer.
    public var maximumTime: Duration? {
        get { kept.values.maximumTime }
        set { change(\.maximumTime, to: newValue) }
    }
    /// Gets what `trace(name, …)` is given.
    public var trace: (@Sendable (_ name: String, _ items: [Item]) -> Void)? {
        get { kept.values.trace }
        set { change(\.trace, to: newValue) }
    }

    public init() {}
}
