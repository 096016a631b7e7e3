/// One thing that resources of a type can be found by: https://hl7.org/fhir/R4/searchparameter.html
public struct SearchParameter: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable {
        case number, date, string, token, reference, composite, quantity, uri, special
    }

    /// One of the values that a composite parameter puts together.
    public struct Component: Sendable, Hashable {
        /// The parameter's canonical address.
        public var definition: String
        /// Where its value stands, below what the composite's own expression gives.
        public var expression: String
        /// What kind of parameter the definition is; nil where nobody knows. ``SearchParameters`` sets it.
        public var kind: Kind?

        public init(definition: String, expression: String, kind: Kind? = nil) {
            self.definition = definition
            self.expression = expression
            self.kind = kind
        }
    }

    /// The type whose resources it finds.
    public var type: String
    /// What it is called in an address: `birthdate`.
    public var code: String
    public var kind: Kind
    /// The canonical address of its definition.
    public var url: String
    /// FHIRPath to the values, for this type alone; empty for `special` ones.
    public var expression: String
    /// The types that a reference may point at, ascending; empty when it is none.
    public var targets: [String]
    public var components: [Component]
    /// The systems of codes that stand where it looks without their system, since the element says it.
    public var systems: [String]

    public init(
        type: String, code: String, kind: Kind, url: String, expression: String, targets: [String] = [], components: [Component] = [],
        systems: [String] = []
    ) {
        self.type = type
        self.code = code
        self.kind = kind
        self.url = url
        self.expression = expression
        self.targets = targets
        self.components = components
        self.systems = systems
    }
}
