public import Directory
public import FHIR
public import Journal

/// A pathway as somebody wrote it: what starts it, who takes part, what they do and by when, and what ends it.
///
/// It is read from a YAML file that a nurse can read, by ``read(yaml:file:)``, which refuses every mistake with its line and what to do.
/// A value that exists has therefore no unknown roles, steps or events, no missing translation and no step that can never open.
public struct PathwayDefinition: Sendable, Hashable {
    /// Whether there is one run for each stay or one for the citizen.
    public enum Scope: String, Sendable, Hashable, CaseIterable {
        /// One run for each hospital stay.
        case stay
        /// At most one running at a time, until an end.
        case citizen
    }

    public var id: String
    public var version: String
    /// Runs that begin on or after this local day follow this version, until a later one's day.
    public var from: Day
    public var publication = Publication()
    public var scope = Scope.stay
    /// Where it runs.
    public var countries = Country.allCases
    /// Local authority codes for which it takes the place of the version without any; empty: everybody.
    public var municipalities: [String] = []
    public var sources: [SourceNote] = []
    public var title: Wording
    /// What it is for, as the citizen reads it.
    public var text: Wording
    /// Who it is for, in words.
    public var audience: Wording?
    /// Asked of the Patient when something would start it; false: it does not start.
    public var condition: Condition?
    public var roles: [RoleDefinition]
    /// The role that stands in when nobody or several have another one.
    public var coordinator: String
    /// The role that stands in when nobody is coordinator either: it takes part in every run.
    public var fallback: String
    public var starts: [StartDefinition]
    public var ends: [EndDefinition]
    public var responsible: [ResponsibilityRule]
    public var phases: [PhaseDefinition]
    public var goals: [GoalDefinition] = []
    public var measurements: [MeasurementDefinition] = []
    /// In the order of the file; then those that are done by choosing, in theirs.
    public var steps: [StepDefinition]
    public var adherence: [AdherenceDefinition] = []
    public var prices: [PriceDefinition]
    /// What it was read from.
    public var tree: DefinitionTree

    /// Steps that are done by choosing.
    public var choices: [StepDefinition] { steps.filter { $0.choice != nil } }

    /// Types of resources that it asks about beside the Patient.
    public var resourceTypes: Set<String> { ResourceReach(self).types }

    public func goal(_ id: String) -> GoalDefinition? { goals.first { $0.id == id } }
    public func measurement(_ id: String) -> MeasurementDefinition? { measurements.first { $0.id == id } }
    public func role(_ id: String) -> RoleDefinition? { roles.first { $0.id == id } }
    public func phase(_ id: String) -> PhaseDefinition? { phases.first { $0.id == id } }
    public func step(_ id: String) -> StepDefinition? { steps.firstIndex { $0.id == id }.map { steps[$0] } }
    public func price(_ id: String) -> PriceDefinition? { prices.first { $0.id == id } }
}

/// A party that the pathway names, and how the organisation that plays it is found.
public struct RoleDefinition: Sendable, Hashable {
    /// How the stay itself tells who it is.
    public enum Party: String, Sendable, Hashable, CaseIterable {
        /// The enterprise that sends the stay's movements.
        case sender
        /// The enterprise that they are sent to.
        case receiver
    }

    public var id: String
    public var title: Wording
    /// The directory's role, for finding who it is when the stay does not tell.
    public var kind: Role
    public var party: Party?
    /// What whoever has it must be, such as "registered nurse".
    public var competence: Wording?
    /// It is the citizen's one contact.
    public var isContact = false
}

public struct PhaseDefinition: Sendable, Hashable {
    public var id: String
    public var title: Wording
}

/// Who is responsible: from an event on, or while a step is open (which goes first).
public enum ResponsibilityRule: Sendable, Hashable {
    case from(Fact.Kind, role: String)
    case whileOpen(step: String)
}

/// How sure a figure is: who decided it.
public struct Basis: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case nationalRule = "national rule"
        case localAgreement = "local agreement"
        /// Nobody's rule: put here so that there is something to see, to be replaced by your own.
        case example
    }

    public var kind: Kind
    /// Where it is written, with its date.
    public var source: String
    /// Somebody has read the source itself and found the figure there.
    public var isVerified: Bool

    public init(kind: Kind, source: String, isVerified: Bool) {
        self.kind = kind
        self.source = source
        self.isVerified = isVerified
    }
}
