import FHIR

/// What a profile asks of an element beyond R4, made once and walked often. https://hl7.org/fhir/R4/elementdefinition.html
final class ElementRule: Sendable {
    /// Where the profile says it, slices included: `Observation.component:systolic.code`. For sentences.
    let path: String
    let fixed: [Element]
    let patterns: [Element]
    /// The types that it may have; empty for all of R4's.
    let types: [TypeChoice]
    let bindings: [Binding]
    let maximumLength: Int?
    let limits: [Limit]
    let constraints: [Constraint]
    let children: [Child]
    let slicing: Slicing?
    /// The element of the profile whose content this has too: `Questionnaire.item`.
    let content: String?
    /// Whether it says what a value is, itself or in something inside it: by fixed values, patterns or codes.
    let tells: Bool

    init(
        path: String, fixed: [Element], patterns: [Element], types: [TypeChoice], bindings: [Binding], maximumLength: Int?, limits: [Limit],
        constraints: [Constraint], children: [Child], slicing: Slicing?, content: String?
    ) {
        (self.path, self.fixed, self.patterns, self.types, self.bindings) = (path, fixed, patterns, types, bindings)
        (self.maximumLength, self.limits, self.constraints) = (maximumLength, limits, constraints)
        (self.children, self.slicing, self.content) = (children, slicing, content)
        tells = !fixed.isEmpty || !patterns.isEmpty || bindings.contains(where: \.isRequired) || children.contains(where: \.rule.tells)
    }

    /// Whether it asks for nothing.
    var isEmpty: Bool {
        fixed.isEmpty && patterns.isEmpty && types.isEmpty && bindings.isEmpty && maximumLength == nil && limits.isEmpty
            && constraints.isEmpty && children.isEmpty && slicing == nil && content == nil
    }

    /// An element of this one, how often it must and may be there.
    struct Child: Sendable {
        /// The name in R4, without `[x]`.
        let name: String
        /// Its fields in `R4.table.fields`: several where this element may have several types.
        let fields: [Int32]
        let minimum: Int
        /// Nil when the profile sets no upper bound.
        let maximum: Int?
        let rule: ElementRule
    }

    /// A type that the element may have.
    struct TypeChoice: Sendable, Hashable {
        /// In `R4.table.types`.
        let type: Int32
        /// Profiles of which it must conform to one; empty for any.
        var profiles: [Canonical] = []
        /// What a reference may point at; empty for anything.
        var targets: [Canonical] = []
    }

    struct Binding: Sendable, Hashable {
        let valueSet: Canonical
        /// Otherwise the binding is extensible: other codes may stand where the value set has none that fits.
        let isRequired: Bool
    }

    /// The least or the greatest value.
    struct Limit: Sendable {
        let isLeast: Bool
        let value: Element
        /// In `R4.table.types`.
        let type: Int32
    }
}

/// How the items of an element are told apart. https://hl7.org/fhir/R4/profiling.html#slicing
struct Slicing: Sendable {
    enum Rules: Sendable {
        case open
        /// What is in no slice comes last.
        case openAtEnd
        case closed
    }

    let discriminators: [Discriminator]
    let rules: Rules
    let isOrdered: Bool
    let slices: [ProfileSlice]
}

struct ProfileSlice: Sendable {
    let name: String
    let rule: ElementRule
    let minimum: Int
    let maximum: Int?
    /// In `Definitions.criteria`.
    let number: Int
}

/// What slices differ in. https://hl7.org/fhir/R4/valueset-discriminator-type.html
struct Discriminator: Sendable {
    enum Kind: String, Sendable {
        case value
        case exists
        case pattern
        case type
        case profile
    }

    let kind: Kind
    let path: DiscriminatorPath
}

/// What an item must have to be in a slice.
enum Criterion: Sendable {
    /// For each of these rules one of the values at the path is as it says.
    case identity(DiscriminatorPath, [ElementRule])
    case exists(DiscriminatorPath, Bool)
    case type(DiscriminatorPath, [Int32])
    case profile(DiscriminatorPath, [Canonical])
    /// An extension by the address of its definition.
    case url([String])
}

/// A condition of a profile, as an expression in FHIRPath.
struct Constraint: Sendable {
    let key: String
    let severity: Problem.Severity
    let human: String
    let expression: String
    /// Where it comes from, if not from the profile itself.
    let source: String?
}
