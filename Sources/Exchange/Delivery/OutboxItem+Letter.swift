public import Journal

extension OutboxItem {
    /// The number of the letter that came in and that this answers or passes on; nil for a letter of our own.
    public var letter: Int64? { answers ?? Relay(self)?.letter }
}

extension JournalReader {
    /// Whom something that leaves is about: what answers a letter or passes it on is about whom the letter is about.
    public func subject(of item: OutboxItem) throws -> SubjectID? {
        if let subject = item.subject { return subject }
        return try item.letter.flatMap { try letter($0)?.subject }
    }
}
