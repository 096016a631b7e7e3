import Samples

/// Matches small patterns the plain way, by trying and turning back, with PCRE's rules written out once more.
struct BacktrackingMatcher {
    indirect enum Tree: Sendable {
        case sign(written: String, takes: @Sendable (Character) -> Bool)
        case place(written: String, holds: @Sendable (_ before: Character?, _ after: Character?, _ isLast: Bool) -> Bool)
        case group(Tree, captures: Bool)
        case sequence([Tree])
        case choice([Tree])
        case repetition(Tree, least: Int, most: Int?, isLazy: Bool)
    }

    struct Answers {
        var isFound: Bool
        var isWhole: Bool
        var replaced: String
    }

    private struct GaveUp: Error {}
    private struct State {
        var at: Int
        /// What the first group took.
        var first: Range<Int>?
    }

    private let tree: Tree
    private let text: [Character]

    init(_ tree: Tree, _ text: String) {
        self.tree = tree
        self.text = Array(text)
    }

    /// nil where it takes too long.
    func answers() -> Answers? {
        var patience = 20_000
        do {
            let found = try (0...text.count).contains { try match(at: $0, &patience) != nil }
            let whole = try match(at: 0, &patience) { $0.at == text.count } != nil
            return Answers(isFound: found, isWhole: whole, replaced: try replaced(&patience))
        } catch { return nil }
    }

    private func replaced(_ patience: inout Int) throws -> String {
        var result = ""
        var at = 0
        var copied = 0
        var wantsMore = false
        while at <= text.count {
            let start = at
            let wanted = wantsMore
            guard let state = try match(at: at, &patience, where: { !wanted || $0.at > start }) else {
                at += 1
                wantsMore = false
                continue
            }
            result += String(text[copied..<at]) + "<" + String(text[at..<state.at]) + ","
            result += (state.first.map { String(text[$0]) } ?? "") + ">"
            wantsMore = state.at == at
            at = state.at
            copied = at
        }
        return result + String(text[copied...])
    }

    private func match(at start: Int, _ patience: inout Int, where accepts: (State) -> Bool = { _ in true }) throws -> State? {
        var number = 0
        return try run(tree, State(at: start), &patience, &number) { state, _ in accepts(state) ? state : nil }
    }

    private typealias Continuation = (State, inout Int) throws -> State?

    /// `group` counts the capturing groups met on the way, so that the first can be told.
    private func run(
        _ tree: Tree, _ state: State, _ patience: inout Int, _ group: inout Int, _ next: Continuation
    ) throws -> State? {
        patience -= 1
        guard patience > 0 else { throw GaveUp() }
        switch tree {
        case .sign(_, let takes):
            guard state.at < text.count, takes(text[state.at]) else { return nil }
            var state = state
            state.at += 1
            return try next(state, &patience)
        case .place(_, let holds):
            let before = state.at > 0 ? text[state.at - 1] : nil
            let after = state.at < text.count ? text[state.at] : nil
            return holds(before, after, state.at >= text.count - 1) ? try next(state, &patience) : nil
        case .group(let inner, let captures):
            let isFirst = captures && group == 0
            if captures { group += 1 }
            return try run(inner, state, &patience, &group) { ended, patience in
                var ended = ended
                if isFirst { ended.first = state.at..<ended.at }
                return try next(ended, &patience)
            }
        case .sequence(let parts): return try run(parts[...], state, &patience, group, next)
        case .choice(let branches):
            var number = group
            for branch in branches {
                var count = number
                if let end = try run(branch, state, &patience, &count, next) { return end }
                number += branch.groups
            }
            return nil
        case .repetition(let inner, let least, let most, let isLazy):
            return try rounds(inner, least, most, isLazy, done: 0, state, &patience, group, next)
        }
    }

    private func run(
        _ parts: ArraySlice<Tree>, _ state: State, _ patience: inout Int, _ group: Int, _ next: Continuation
    ) throws -> State? {
        guard let part = parts.first else { return try next(state, &patience) }
        var number = group
        return try run(part, state, &patience, &number) { state, patience in
            try run(parts.dropFirst(), state, &patience, group + part.groups, next)
        }
    }

    private func rounds(
        _ inner: Tree, _ least: Int, _ most: Int?, _ isLazy: Bool, done: Int, _ state: State, _ patience: inout Int, _ group: Int,
        _ next: Continuation
    ) throws -> State? {
        func another(_ patience: inout Int) throws -> State? {
            if let most, done >= most { return nil }
            var number = group
            return try run(inner, state, &patience, &number) { ended, patience in
                // An endless repetition ends after a round that took nothing.
                if most == nil, done + 1 >= least, ended.at == state.at { return try next(ended, &patience) }
                return try rounds(inner, least, most, isLazy, done: done + 1, ended, &patience, group, next)
            }
        }
        if done < least { return try another(&patience) }
        if isLazy { return try next(state, &patience) ?? another(&patience) }
        return try another(&patience) ?? next(state, &patience)
    }
}

extension BacktrackingMatcher.Tree {
    var groups: Int {
        switch self {
        case .sign, .place: 0
        case .group(let inner, let captures): inner.groups + (captures ? 1 : 0)
        case .sequence(let parts), .choice(let parts): parts.reduce(0) { $0 + $1.groups }
        case .repetition(let inner, _, _, _): inner.groups
        }
    }

    var written: String {
        switch self {
        case .sign(let written, _), .place(let written, _): return written
        case .group(let inner, let captures): return (captures ? "(" : "(?:") + inner.written + ")"
        case .sequence(let parts): return parts.map(\.written).joined()
        case .choice(let branches): return branches.map(\.written).joined(separator: "|")
        case .repetition(let inner, let least, let most, let isLazy):
            let count: String
            switch (least, most) {
            case (0, nil): count = "*"
            case (1, nil): count = "+"
            case (0, 1): count = "?"
            default: count = "{\(least),\(most.map { "\($0)" } ?? "")}"
            }
            return inner.written + count + (isLazy ? "?" : "")
        }
    }

    private static let signs: [Self] = [
        .sign(written: "a") { $0 == "a" }, .sign(written: "b") { $0 == "b" }, .sign(written: "c") { $0 == "c" },
        .sign(written: "a") { $0 == "a" }, .sign(written: "b") { $0 == "b" }, .sign(written: "[^a]") { $0 != "a" },
        .sign(written: ".") { _ in true },
        .sign(written: #"\w"#) { "abcB".contains($0) }, .sign(written: "(?i:b)") { $0 == "b" || $0 == "B" },
        .sign(written: #"\p{Ll}"#) { "abcø".contains($0) }, .sign(written: "[a-cø]") { "abcø".contains($0) },
        .place(written: "^") { before, _, _ in before == nil },
        .place(written: "$") { _, after, isLast in after == nil || (isLast && after == "\n") },
        .place(written: #"\z"#) { _, after, _ in after == nil },
        .place(written: "(?m:^)") { before, after, _ in before == nil || (before == "\n" && after != nil) },
        .place(written: "(?m:$)") { _, after, _ in after == nil || after == "\n" },
        .place(written: #"\b"#) { before, after, _ in isWord(before) != isWord(after) },
    ]

    private static func isWord(_ sign: Character?) -> Bool { sign.map { "abcB".contains($0) } ?? false }

    static func random(_ chance: inout SeededNumbers, depth: Int) -> Self {
        let branches = (0...[0, 0, 0, 1, 2][chance.below(5)]).map { _ in
            Self.sequence((0..<[0, 1, 1, 2, 2, 3][chance.below(6)]).map { _ in part(&chance, depth: depth) })
        }
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private static func part(_ chance: inout SeededNumbers, depth: Int) -> Self {
        let isGroup = depth > 0 && chance.below(5) < 2
        let item: Self =
            isGroup ? .group(random(&chance, depth: depth - 1), captures: chance.below(2) == 0) : signs[chance.below(signs.count)]
        guard chance.below(5) < 2 else { return item }
        let counts: [(Int, Int?)] = [(0, nil), (1, nil), (0, 1), (2, nil), (0, 2), (1, 2), (2, 3)]
        let (least, most) = counts[chance.below(counts.count)]
        return .repetition(item, least: least, most: most, isLazy: chance.below(3) == 0)
    }
}
