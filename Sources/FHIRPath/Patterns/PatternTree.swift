/// A pattern as it was read.
indirect enum PatternTree {
    case empty
    /// One scalar of a set, by its number in the parser's list.
    case set(Int)
    case assertion(PatternAssertion)
    /// What a group took, by its number from 1.
    case capture(Int, PatternTree)
    case sequence([PatternTree])
    /// The first that leads to a match is preferred.
    case choice([PatternTree])
    case repetition(PatternTree, PatternRepetition)

    /// Whether it may take nothing.
    var isNullable: Bool {
        switch self {
        case .empty, .assertion: true
        case .set: false
        case .capture(_, let inner): inner.isNullable
        case .sequence(let parts): parts.allSatisfy(\.isNullable)
        case .choice(let branches): branches.contains(where: \.isNullable)
        case .repetition(let inner, let repetition): repetition.least == 0 || inner.isNullable
        }
    }

    /// Whether it can only match where the text begins.
    var isAnchored: Bool {
        switch self {
        case .assertion(let assertion): assertion == .textStart
        case .capture(_, let inner): inner.isAnchored
        case .sequence(let parts): parts.first?.isAnchored ?? false
        case .choice(let branches): branches.allSatisfy(\.isAnchored)
        case .empty, .set, .repetition: false
        }
    }
}

/// How often something may come.
struct PatternRepetition {
    enum Manner {
        /// As often as possible first.
        case greedy
        /// As seldom as possible first.
        case lazy
        /// As often as possible, and never less: only where that makes no difference.
        case possessive
    }

    var least: Int
    /// nil when there is no end.
    var most: Int?
    var manner = Manner.greedy
    /// Where in the pattern it stands.
    var offset: Int
}

/// What must be so between two scalars.
enum PatternAssertion: UInt8, Hashable, Sendable {
    case textStart
    case textEnd
    case textEndOrFinalNewline
    case lineStart
    case lineEnd
    case wordBoundary
    case noWordBoundary

    /// What can stand on one side of a place, as far as assertions can tell.
    enum Side: UInt8, Hashable, Sendable, CaseIterable {
        case nothing
        case newline
        /// A newline after which nothing comes; only as what comes after the place.
        case finalNewline
        case word
        case other

        init(_ scalar: UInt32) {
            self = scalar == 10 ? .newline : ScalarSet.wordSigns.contains(scalar) ? .word : .other
        }
    }

    func holds(before: Side, after: Side) -> Bool {
        switch self {
        case .textStart: before == .nothing
        case .textEnd: after == .nothing
        case .textEndOrFinalNewline: after == .nothing || after == .finalNewline
        // A newline that ends the text begins no line.
        case .lineStart: before == .nothing || (before == .newline && after != .nothing)
        case .lineEnd: after == .nothing || after == .newline || after == .finalNewline
        case .wordBoundary: (before == .word) != (after == .word)
        case .noWordBoundary: (before == .word) == (after == .word)
        }
    }
}
