extension LetterRecord {
    /// Refuses what cannot be filed.
    public func validate() throws(JournalError) {
        guard digest.count == ContentHash.byteCount else {
            throw JournalError(.invalid, "The digest of a letter must have 32 bytes; it has \(digest.count).")
        }
    }

    /// Refuses a change of what the letter itself says; `self` is what stands.
    public func validate(change letter: LetterRecord) throws(JournalError) {
        guard letter.sender == sender, letter.id == id, letter.digest == digest, letter.received == received else {
            throw JournalError(.invalid, "A letter's sender, id, content and arrival never change; file another letter.")
        }
    }
}

extension Fact {
    /// Whether a letter says the same thing once more; such a fact is kept once.
    public func saysTheSame(as other: Fact) -> Bool {
        subject == other.subject && kind == other.kind && source == other.source && said == other.said && happened == other.happened
            && custodian == other.custodian && content == other.content
    }
}
