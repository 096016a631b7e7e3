/// Two identities said to be one citizen, and who said so.
///
/// Each identifier has a subject of its own; a letter that carries two of them links their subjects. So taking the link away again
/// gives each identity its own history back, whatever came in between. A *group* is what links join; its smallest subject is its root,
/// and the root is the citizen that people see.
public struct Link: Hashable, Sendable {
    public var first: SubjectID
    public var second: SubjectID
    public var source: Source

    public init(_ first: SubjectID, _ second: SubjectID, source: Source) {
        self.first = min(first, second)
        self.second = max(first, second)
        self.source = source
    }
}
