/// Whether a code is in a value set. What it takes to know may not be loaded: then that is said, and nothing is guessed.
public enum Membership: Sendable, Hashable {
    case inside
    case outside
    /// - Parameter missing: what must be loaded to know, as its address, or why it cannot be known.
    case unknown(missing: String)

    /// Whether it is in one of two sets.
    func or(_ other: Membership) -> Membership {
        guard self != .inside else { return self }
        switch other {
        case .inside, .unknown: return other
        case .outside: return self
        }
    }

    /// Whether it is in both of two sets.
    func and(_ other: Membership) -> Membership {
        guard self != .outside else { return self }
        switch other {
        case .outside, .unknown: return other
        case .inside: return self
        }
    }

    /// Whether it is in this set and not in the other.
    func minus(_ other: Membership) -> Membership { and(other.inverse) }

    private var inverse: Membership {
        switch self {
        case .inside: .outside
        case .outside: .inside
        case .unknown: self
        }
    }
}
