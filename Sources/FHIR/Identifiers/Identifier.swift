/// A system and a value in it: what tells one person, organisation or thing from another.
public struct Identifier: Hashable, Sendable, Comparable {
    /// A URI, such as `urn:oid:1.2.208.176.1.1`; "" when the value has none.
    public var system: String
    public var value: String

    public init(system: String, value: String) {
        self.system = system
        self.value = value
    }

    /// A FHIR Identifier with a value; nil without one.
    public init?(_ element: Element) {
        guard let value = element["value"]?.text, !value.isEmpty else { return nil }
        self.init(system: element["system"]?.text ?? "", value: value)
    }

    public static func < (one: Identifier, two: Identifier) -> Bool { (one.system, one.value) < (two.system, two.value) }
}

/// The systems that Nordic letters name things by.
public enum IdentifierSystem {
    /// Fødselsnummer. https://hl7norway.github.io/basisprofil
    public static let nationalNumber = "urn:oid:2.16.578.1.12.4.1.4.1"
    /// D-nummer.
    public static let dNumber = "urn:oid:2.16.578.1.12.4.1.4.2"
    /// Norwegian organisation number.
    public static let norwegianOrganisation = "urn:oid:2.16.578.1.12.4.1.4.101"
    /// Norwegian register of health personnel.
    public static let hpr = "urn:oid:2.16.578.1.12.4.1.4.4"
    /// Norwegian address register.
    public static let her = "urn:oid:2.16.578.1.12.4.1.2"
    /// CPR. https://hl7.dk/fhir/core
    public static let cpr = "urn:oid:1.2.208.176.1.2"
    /// Replacement CPR of a region; letters also use systems below `urn:oid:1.2.208.176.1.6.1.3`.
    public static let replacementCPR = "urn:oid:1.2.208.176.1.6.1.1"
    /// Danish register of health organisations.
    public static let sor = "urn:oid:1.2.208.176.1.1"
    public static let gln = "https://www.gs1.org/gln"

    /// Whether a system is one of those for replacement CPRs: each region and the nation have their own below one arc.
    public static func isReplacementCPR(_ system: String) -> Bool {
        system == "urn:oid:1.2.208.176.1.6.1" || system.hasPrefix("urn:oid:1.2.208.176.1.6.1.")
    }
}
