public import FHIR

/// Whether a version may run, who had to agree to it and who did.
public struct Publication: Sendable, Hashable {
    public enum Status: String, Sendable, Hashable, CaseIterable {
        /// It is checked and drawn, and never runs.
        case draft
        case published
    }

    /// Somebody who agreed.
    public struct Signature: Sendable, Hashable {
        /// A role of the pathway.
        public var role: String
        /// By office: nobody's name belongs in a definition.
        public var by: String
        public var on: Day
    }

    public var status = Status.published
    /// The roles that must sign before it is published.
    public var signOff: [String] = []
    public var signed: [Signature] = []

    /// Roles that must sign and have not.
    public var missing: [String] { signOff.filter { role in !signed.contains { $0.role == role } } }
}

/// Where the content of a pathway comes from.
public struct SourceNote: Sendable, Hashable {
    public var what: String
    public var location: String
    /// The day on which somebody read it.
    public var read: Day?
    /// Somebody has read the source itself and found this there.
    public var isVerified: Bool
}
