public import Directory
public import FHIR

/// Who sends or receives: an enterprise, and within it the unit or service that the letter names.
public struct Party: Sendable, Hashable {
    public var name: String
    /// The enterprise's own addresses, the one that letters are matched by first (HER before others; SOR before GLN).
    public var addresses: [Address]
    /// The unit or service within it, when the letter names both levels.
    public var unit: Unit?
    /// The health professional named, if any.
    public var person: String?

    public struct Unit: Sendable, Hashable {
        public var name: String
        public var addresses: [Address]

        public init(name: String, addresses: [Address]) {
            self.name = name
            self.addresses = addresses
        }
    }

    public init(name: String, addresses: [Address], unit: Unit? = nil, person: String? = nil) {
        self.name = name
        self.addresses = addresses
        self.unit = unit
        self.person = person
    }

    /// The enterprise's address, which is what stays are matched by; `local:` of its name when it has none.
    public var address: Address { addresses.first ?? Address(scheme: .local, value: name) }

    /// The innermost address: the unit's where there is one.
    public var innermost: Address { unit?.addresses.first ?? address }
}

/// A receiver, and whether it only gets a copy.
public struct Receiver: Sendable, Hashable {
    public var party: Party
    public var isCopy: Bool

    public init(party: Party, isCopy: Bool = false) {
        self.party = party
        self.isCopy = isCopy
    }
}

/// What a letter says of the citizen it is about.
public struct Citizen: Sendable, Hashable {
    /// National number, D-number, CPR or replacement number first, then local ids.
    public var identifiers: [Identifier]
    public var family: String?
    public var given: String?
    public var born: Day?
    /// `male`, `female`, `other` or `unknown`, as FHIR has it.
    public var gender: String?
    public var address: String?
    /// A protected address is never shown.
    public var isAddressProtected = false

    public init(identifiers: [Identifier]) { self.identifiers = identifiers }
}
