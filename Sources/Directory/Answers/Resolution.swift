/// Who has a role for a citizen: one, nobody or several, and why.
///
/// Nobody and several are a task for a human; the pathway's coordinator is responsible meanwhile.
public enum Resolution: Hashable, Sendable {
    case one(OrganisationID, because: Reason)
    case none(because: Reason)
    /// Sorted by id.
    case several([OrganisationID], because: Reason)

    /// The one, or nil.
    public var id: OrganisationID? {
        if case .one(let id, _) = self { id } else { nil }
    }

    public var reason: Reason {
        switch self {
        case .one(_, let reason), .none(let reason), .several(_, let reason): reason
        }
    }

    /// Why a role was or was not given to somebody. `description` is the English sentence; ``text(in:)`` speaks nb, nn, da and en.
    public enum Reason: Hashable, Sendable, CustomStringConvertible {
        /// It already takes part in the citizen's pathway and has the role.
        case takesPart(role: Role)
        /// Several that take part have the role.
        case severalTakePart(role: Role)
        /// It serves the municipality.
        case serves(role: Role, municipality: String)
        /// It serves the municipality that the citizen's became part of.
        case servesSuccessor(role: Role, municipality: String, now: String)
        /// Several serve the municipality.
        case severalServe(role: Role, municipality: String)
        /// Nobody in the directory serves the municipality.
        case nobodyServes(role: Role, municipality: String)
        /// Nobody that takes part has the role and the citizen's municipality is not known.
        case municipalityUnknown(role: Role)

        public var description: String { text(in: "en") }
    }
}
