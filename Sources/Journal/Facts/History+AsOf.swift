extension JournalReader {
    /// All that was said of the group of this subject in commits up to this one: what a reaction folds to show what was known then.
    ///
    /// Who belongs to the citizen, and where a letter is filed, is today's knowledge.
    public func history(of subject: SubjectID, asOf commit: Int64) throws -> History {
        var history = try history(of: subject)
        history.facts.removeAll { $0.commit > commit }
        var filed: Set<String> = []
        var last: Int64 = 0
        while case let events = try feed(of: history.subjects, after: last, limit: 1_000), let end = events.last {
            for event in events where event.kind == .letter && event.commit <= commit { filed.insert(event.about) }
            guard end.commit <= commit else { break }
            last = end.number
        }
        history.letters.removeAll { !filed.contains(String($0.number)) }
        return history
    }
}
