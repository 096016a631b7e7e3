public import FHIR

/// What a subject of the journal is, told by the system of its identifier.
///
/// Links say that identities are one citizen's. So an incident, in which several citizens take part, is linked with nobody: who takes part
/// is said by facts of the incident.
public enum SubjectKind: String, Sendable, CaseIterable {
    /// Known by a number that somebody gave: a national one, or a local one.
    case person
    /// Known by nothing but what the hub calls them, until somebody says who they are.
    case unidentified
    case incident
    /// Erased: nobody is known by it any more.
    case erased
}

extension Identifier {
    /// The hub's own system for persons; the value is the id of the Patient that a client made.
    public static let personSystem = "urn:helhet:person"
    public static let incidentSystem = "urn:helhet:incident"

    public static func unidentified(_ id: String) -> Identifier { Identifier(system: personSystem, value: id) }
    public static func incident(_ id: String) -> Identifier { Identifier(system: incidentSystem, value: id) }

    public var subjectKind: SubjectKind {
        switch system {
        case Self.personSystem: .unidentified
        case Self.incidentSystem: .incident
        case Self.erasedSystem: .erased
        default: .person
        }
    }

    /// Whether it is a number of which a citizen has one at a time, given by a nation or in its place: fnr, D-number, CPR, E-CPR.
    public var isNational: Bool {
        [IdentifierSystem.nationalNumber, IdentifierSystem.dNumber, IdentifierSystem.cpr].contains(system)
            || IdentifierSystem.isReplacementCPR(system)
    }
}

extension JournalReader {
    /// nil when there is no such subject.
    public func kind(of subject: SubjectID) throws -> SubjectKind? { try identifiers(of: [subject]).first?.subjectKind }
}
