/// A figure of a pathway: whose runs had so many of these steps done on time, of all runs in which they were due.
public struct AdherenceDefinition: Sendable, Hashable {
    public var id: String
    public var title: Wording
    public var steps: [String]
    /// How many of the steps must be done on time.
    public var atLeast: Int
}
