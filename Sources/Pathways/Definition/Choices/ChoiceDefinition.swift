/// What is chosen in a step that is done by choosing.
public struct ChoiceDefinition: Sendable, Hashable {
    /// How many options may be taken.
    public enum Pick: String, Sendable, Hashable, CaseIterable {
        case one
        case atMostOne = "at most one"
        case any
        /// All that are offered, at once.
        case all
    }

    public struct Option: Sendable, Hashable {
        public var id: String
        public var title: Wording
        /// Asked of the Patient when the choice opens; false: it is not offered.
        public var condition: Condition?
    }

    public var pick: Pick
    public var options: [Option]

    public func option(_ id: String) -> Option? { options.first { $0.id == id } }
}
