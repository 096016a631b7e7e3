public import FHIR

/// That content was taken away for good: what, by whose order, why and when. It stays as long as the journal does.
public struct Erasure: Sendable, Hashable {
    /// What is erased.
    public enum Scope: Sendable, Hashable {
        /// Everything of a citizen, with every identity of theirs.
        ///
        /// - Parameter unfiled: numbers of letters that are filed under nobody and name the citizen, such as refused ones: they go too.
        case citizen(SubjectID, unfiled: [Int64] = [])
        /// A resource that a client made, with all its versions.
        case resource(type: String, id: String)
        /// A letter and what was made of it. The citizen's other letters stay; all that is worked out from them is worked out anew.
        case letter(Int64)
    }

    public enum Kind: String, Sendable, CaseIterable {
        case citizen, resource, letter
        /// A rule of retention took bytes away whose time was over.
        case retention
    }

    /// How much went.
    public struct Extent: Sendable, Hashable {
        public var letters = 0
        public var facts = 0
        public var resources = 0
        public var attachments = 0
        public var messages = 0

        public init() {}
    }

    public var number: Int64
    public var commit: Int64
    public var at: Instant
    public var kind: Kind
    /// `4k` for a citizen, `Observation/x`, a letter's number, or the rule.
    public var about: String
    public var who: String
    public var because: String
    public var extent: Extent

    public init(
        number: Int64, commit: Int64, at: Instant, kind: Kind, about: String, who: String, because: String, extent: Extent
    ) {
        self.number = number
        self.commit = commit
        self.at = at
        self.kind = kind
        self.about = about
        self.who = who
        self.because = because
        self.extent = extent
    }
}

extension Erasure.Scope {
    public var kind: Erasure.Kind {
        switch self {
        case .citizen: .citizen
        case .resource: .resource
        case .letter: .letter
        }
    }

    public var about: String {
        switch self {
        case .citizen(let subject, _): subject.description
        case .resource(let type, let id): "\(type)/\(id)"
        case .letter(let number): String(number)
        }
    }
}

extension Fact.Kind {
    /// What stays of a fact that was erased: that it was, and which letter said it.
    public static let erased = Fact.Kind("erased")
}

extension Identifier {
    public static let erasedSystem = "urn:helhet:erased"

    /// What stays of the identifier of a subject that was erased.
    public static func erased(_ subject: SubjectID) -> Identifier { Identifier(system: erasedSystem, value: subject.description) }
}

extension JournalError {
    public static let noReason = JournalError(.invalid, "Say who orders the erasure and why; both stay on record.")
    public static let derivedErasure = JournalError(
        .invalid, "The resource is worked out from letters and would come back. Erase the letter that says it, or the citizen.")
    public static let anothersLetter = JournalError(.invalid, "The letter is filed under another citizen. Erase it by itself.")
    public static let erasedAlready = JournalError(.gone, "It is erased already.")
}

/// Bytes that may be given up after some time, while everything that they said stays.
public enum RetainedBytes: String, Sendable, CaseIterable {
    /// Letters as they came.
    case letterBytes = "letter-bytes"
    /// Letters and receipts as they were sent.
    case sentBytes = "sent-bytes"
}
