public import Directory
public import Journal

/// What opens a step.
public struct Trigger: Sendable, Hashable {
    public enum Source: Sendable, Hashable {
        case event(EventPattern)
        /// Another step, or a choice, was closed this way.
        case step(String, Outcome)
        /// The pathway began.
        case start
        /// Somebody chose: this option, or any.
        case choice(String, option: String?)
        /// A measurement fell into this zone.
        case measurement(String, zone: MeasurementDefinition.Zone)
        /// A resource that came after the pathway began.
        case resource(ResourcePattern)
    }

    /// How another step ended.
    public enum Outcome: String, Sendable, Hashable, CaseIterable {
        case done
        /// A person decided that it will not be done.
        case skipped
        /// It passed its deadline, done or not.
        case late
        /// Its hand-over was declined.
        case declined
        /// In any of these ways but late, or because what it was for went away.
        case closed
    }

    public var source: Source
    /// Only in this country; nil in both.
    public var country: Country?
    /// How long after it the step opens, by ``DeadlineTerm/opening(from:zone:holidays:)``; nil at once.
    public var wait: DeadlineTerm?

    public init(_ source: Source, country: Country? = nil, wait: DeadlineTerm? = nil) {
        self.source = source
        self.country = country
        self.wait = wait
    }
}

/// An event by its kind and by what its details must say.
public struct EventPattern: Sendable, Hashable {
    public var kind: Fact.Kind
    /// Every name must be there with this value.
    public var details: [String: String]

    public init(_ kind: Fact.Kind, _ details: [String: String] = [:]) {
        self.kind = kind
        self.details = details
    }

    func matches(_ kind: Fact.Kind, _ said: [String: String]) -> Bool {
        self.kind == kind && details.allSatisfy { said[$0.key] == $0.value }
    }

    /// Whether one event could be both.
    func overlaps(_ other: EventPattern) -> Bool {
        kind == other.kind && details.allSatisfy { other.details[$0.key] == nil || other.details[$0.key] == $0.value }
    }
}

/// What starts a pathway.
public enum StartDefinition: Sendable, Hashable {
    case event(EventPattern)
    case resource(ResourcePattern)
    /// A professional starts it: always possible, and written when it is the only way.
    case byHand
}

/// What ends a pathway, at once or some time after it.
public struct EndDefinition: Sendable, Hashable {
    public enum Source: Sendable, Hashable {
        case event(Fact.Kind)
        /// A step or a choice was closed.
        case step(String)
        /// The pathway began.
        case start
    }

    public var source: Source
    /// nil: at once.
    public var term: DeadlineTerm?

    public init(_ source: Source, term: DeadlineTerm? = nil) {
        self.source = source
        self.term = term
    }

    /// The event that ends it, when one does.
    public var event: Fact.Kind? { if case .event(let kind) = source { kind } else { nil } }
}
