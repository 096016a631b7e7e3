public import Directory

/// Something that a municipality and the national version both changed: the local text stays until somebody decides.
public struct MergeConflict: Sendable, Hashable, CustomStringConvertible {
    /// nil for the pathway itself.
    public var part: DefinitionPart?
    /// nil when it is about the part as a whole.
    public var key: String?
    /// What the version said that the local one was written against; nil: nothing.
    public var base: String?
    /// What is said here; nil: it was taken away.
    public var local: String?
    /// What the new national version says; nil: it was taken away.
    public var national: String?
    /// Why it is different here.
    public var because: String
    /// Where the local change stands.
    public var place: Place

    public var subject: String {
        [part.map { "\($0)" } ?? "the pathway", key.map { "\"\($0)\"" }].compactMap { $0 }.joined(separator: ", ")
    }

    /// With all three texts, on lines of their own.
    public var description: String {
        """
        \(place): Conflict in \(subject)
          before:   \(base ?? "(nothing)")
          here:     \(local ?? "(taken away)")
          national: \(national ?? "(taken away)")
          because:  \(because)
        """
    }
}
