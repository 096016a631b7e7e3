public import FHIR

/// Something that was said of a citizen: by a letter, by a person on a page, or through the API.
///
/// Facts are never changed or removed; what a later letter takes back stays as said. Each knows when it was said and in which commit it
/// came, so "as known on a date" can always be worked out again.
public struct Fact: Sendable, Hashable {
    /// What kind of thing was said; the same names whichever country the letter came from.
    public struct Kind: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
        public var rawValue: String
        public init(rawValue: String) { self.rawValue = rawValue }
        public init(_ rawValue: String) { self.rawValue = rawValue }
        public var description: String { rawValue }
    }

    /// The journal's own number, given by the commit; 0 before. Facts of one commit keep the order in which they were written.
    public var number: Int64 = 0
    /// The commit it came in; 0 before.
    public var commit: Int64 = 0
    public var subject: SubjectID
    public var kind: Kind
    public var source: Source
    /// When its sender said it, by the sender's own clock.
    public var said: Instant
    /// When it happened, nil when nothing happened at a time (a plain message).
    public var happened: Instant?
    /// The organisation that answers for it, as an address or directory key.
    public var custodian: String
    /// The rest of what was said, as JSON; the room that wrote it reads it.
    public var content: [UInt8]

    public init(
        subject: SubjectID, kind: Kind, source: Source, said: Instant, happened: Instant?, custodian: String, content: [UInt8]
    ) {
        self.subject = subject
        self.kind = kind
        self.source = source
        self.said = said
        self.happened = happened
        self.custodian = custodian
        self.content = content
    }
}

/// Where a fact, a link or a resource comes from.
public enum Source: Hashable, Sendable, CustomStringConvertible {
    /// A letter, by its number in the journal.
    case letter(Int64)
    /// A person's act on a page or through the API, by the number of the act's own fact (0 for the act being written).
    case act(Int64)
    /// What reactions derive from all the rest.
    case reaction

    /// `letter:12`, `act:3`, `reaction`.
    public var description: String {
        switch self {
        case .letter(let number): "letter:\(number)"
        case .act(let number): "act:\(number)"
        case .reaction: "reaction"
        }
    }

    public init?(text: String) {
        if text == "reaction" {
            self = .reaction
        } else if text.hasPrefix("letter:"), let number = Int64(text.dropFirst(7)) {
            self = .letter(number)
        } else if text.hasPrefix("act:"), let number = Int64(text.dropFirst(4)) {
            self = .act(number)
        } else {
            return nil
        }
    }
}

/// All that was said of one citizen: what a reaction folds.
public struct History: Sendable {
    /// The citizen that people see: the smallest identity of the group.
    public var root: SubjectID
    /// Every identity of the citizen, ascending.
    public var subjects: [SubjectID]
    public var identifiers: [Identifier]
    /// Letters filed under these identities, by number. Only accepted ones.
    public var letters: [LetterRecord]
    /// By number.
    public var facts: [Fact]
    /// What clients of the API wrote of the types that the reaction reads, in the order of the facts.
    public var resources: [SaidResource] = []

    public init(root: SubjectID, subjects: [SubjectID], identifiers: [Identifier], letters: [LetterRecord], facts: [Fact]) {
        self.root = root
        self.subjects = subjects
        self.identifiers = identifiers
        self.letters = letters
        self.facts = facts
    }
}
