/// Holds possessive repetitions to where they mean the same as greedy ones, since an automaton forgets nothing it could give back.
///
/// That is so where a single sign is repeated and what must come next is none of those signs, or nothing needs to come at all.
struct PatternPossession {
    /// What must come after a place for the pattern to match.
    enum Follower {
        /// Nothing: the pattern ends.
        case end
        /// A sign of the set, if anything.
        case one(ScalarSet)
        case unknown
    }

    private static let nothing = ScalarSet([])

    let sets: [ScalarSet]

    func check(_ tree: PatternTree, before follower: Follower) throws(PatternError) {
        switch tree {
        case .empty, .set, .assertion: return
        case .capture(_, let inner): try check(inner, before: follower)
        case .choice(let branches):
            for branch in branches { try check(branch, before: follower) }
        case .sequence(let parts):
            var follower = follower
            for part in parts.reversed() {
                try check(part, before: follower)
                follower = first(of: part, before: follower)
            }
        case .repetition(let inner, let repetition):
            if repetition.manner == .possessive, !isSame(inner, before: repetition.least == repetition.most ? .end : follower) {
                throw PatternError(
                    "This possessive repetition could change what is found, which an automaton cannot do: leave out the + after it.",
                    offset: repetition.offset)
            }
            try check(inner, before: repetition.most == 1 ? follower : .unknown)
        }
    }

    private func isSame(_ repeated: PatternTree, before follower: Follower) -> Bool {
        switch (repeated, follower) {
        case (.capture(_, let inner), _): isSame(inner, before: follower)
        case (.set, .end): true
        case (.set(let number), .one(let set)): sets[number].isApart(from: set)
        default: false
        }
    }

    private func first(of tree: PatternTree, before follower: Follower) -> Follower {
        switch tree {
        case .empty: follower
        case .set(let number): .one(sets[number])
        case .assertion(.textEnd): .one(Self.nothing)
        case .assertion(.textEndOrFinalNewline), .assertion(.lineEnd): .one(.newline)
        case .assertion, .choice: .unknown
        case .capture(_, let inner): first(of: inner, before: follower)
        case .sequence(let parts): parts.reversed().reduce(follower) { first(of: $1, before: $0) }
        case .repetition(let inner, let repetition):
            switch (first(of: inner, before: .unknown), repetition.least, follower) {
            case (.one(let set), 1..., _), (.one(let set), _, .end): .one(set)
            case (.one(let set), _, .one(let after)): either(set, after)
            default: .unknown
            }
        }
    }

    private func either(_ one: ScalarSet, _ other: ScalarSet) -> Follower {
        guard !one.isNegated, !other.isNegated, one.ranges.count + other.ranges.count < 64 else { return .unknown }
        return .one(ScalarSet(one.ranges + other.ranges, categories: one.categories | other.categories))
    }
}
