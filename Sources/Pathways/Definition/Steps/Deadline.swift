public import Directory
public import FHIR

/// By when a step must be done, from a day on, and who says so.
public struct Deadline: Sendable, Hashable {
    /// What the time is counted from.
    public enum Start: String, Sendable, Hashable, CaseIterable {
        /// When it happened: for whoever knows of it by himself.
        case happened
        /// When it was told, if that is later: for whoever hears of it by letter.
        case told
    }

    public var term: DeadlineTerm
    public var start: Start
    public var country: Country?
    /// The first local day that it holds on; nil since ever.
    public var from: Day?
    public var basis: Basis
}
