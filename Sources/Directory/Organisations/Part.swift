/// What the hub is for an address and a letter type.
public enum Part: String, Hashable, Sendable, CaseIterable {
    /// It answers for the organisation.
    case endpoint
    /// It passes the bytes on and the real receiver's receipt back, and never makes one.
    case relay
    /// It gets a copy; it answers only where the standard says that a copy does.
    case observer
}

/// A line of the directory that says what the hub is for somebody, from a day on.
public struct PartRule: Hashable, Sendable {
    /// Whom a rule is about.
    public enum Subject: Hashable, Sendable, CustomStringConvertible {
        case address(Address)
        /// All addresses of an organisation and of its units.
        case organisation(OrganisationID)

        public var description: String {
            switch self {
            case .address(let address): address.description
            case .organisation(let id): id.text
            }
        }
    }

    public var subject: Subject
    /// The letter type, or nil for all that no other rule names.
    public var letterType: String?
    public var part: Part
    public var validity: Validity

    public init(_ subject: Subject, letterType: String? = nil, part: Part, validity: Validity = .always) {
        self.subject = subject
        self.letterType = letterType
        self.part = part
        self.validity = validity
    }
}
