/// Reads the text of a pattern: choices, sequences and repetitions. Groups, escapes and classes have their own files.
struct PatternParser {
    struct Flags {
        var ignoresCase = false
        /// FHIRPath's single-line mode is the rule.
        var dotTakesNewlines = true
        var isMultiline = false
        var isExtended = false
    }

    static let deepest = 200
    /// In scalars. A longer pattern is refused before any work is done on it.
    static let longest = 10_000

    let scalars: [Unicode.Scalar]
    var position = 0
    var flags = Flags()
    var depth = 0
    /// Between `\Q` and `\E`.
    private var isQuoting = false
    private var hasPossession = false
    /// How many capturing groups there are.
    var groups = 0
    var names: [String: Int] = [:]
    /// Every set once.
    private(set) var sets: [ScalarSet] = []
    private var numbers: [ScalarSet: Int] = [:]

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    mutating func parse() throws(PatternError) -> PatternTree {
        guard scalars.count <= Self.longest else {
            throw PatternError("The pattern has more than \(Self.longest) signs: use a shorter one, or several.", offset: 0)
        }
        let tree = try parseChoice()
        guard position == scalars.count else {
            throw PatternError("There is no group for this ) to close: remove it, or write \\) for the sign itself.", offset: position)
        }
        if hasPossession { try PatternPossession(sets: sets).check(tree, before: .end) }
        return tree
    }

    // MARK: What comes next

    var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    func peek(_ ahead: Int) -> Unicode.Scalar? { position + ahead < scalars.count ? scalars[position + ahead] : nil }

    func isNext(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { wanted in
            wanted.indices.allSatisfy { peek($0)?.value == UInt32(wanted[$0]) }
        }
    }

    mutating func take(_ text: StaticString) -> Bool {
        guard isNext(text) else { return false }
        position += text.utf8CodeUnitCount
        return true
    }

    // MARK: Sets

    mutating func set(_ set: ScalarSet) -> PatternTree {
        if let number = numbers[set] { return .set(number) }
        numbers[set] = sets.count
        sets.append(set)
        return .set(sets.count - 1)
    }

    private mutating func literal(_ scalar: UInt32) -> PatternTree {
        set(ScalarSet(flags.ignoresCase ? CaseFolding.closure([scalar...scalar]) : [scalar...scalar]))
    }

    // MARK: Choices and sequences

    mutating func parseChoice() throws(PatternError) -> PatternTree {
        var branches = [try parseSequence()]
        while take("|") { branches.append(try parseSequence()) }
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func parseSequence() throws(PatternError) -> PatternTree {
        var parts: [PatternTree] = []
        while let part = try parseItem() {
            guard !isQuoting else {
                parts.append(part)
                continue
            }
            skipExtended()
            let offset = position
            guard var repetition = try parseRepetition() else {
                parts.append(part)
                continue
            }
            repetition.offset = offset
            if take("?") {
                repetition.manner = .lazy
            } else if take("+") {
                repetition.manner = .possessive
                hasPossession = true
            }
            skipExtended()
            if try parseRepetition() != nil {
                throw PatternError(
                    "This repeats what is repeated already: put the first repetition in a group, as in (?:a{2}){3}.", offset: offset)
            }
            parts.append(.repetition(part, repetition))
        }
        return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
    }

    /// The next thing that can be repeated; nil at the end of the sequence.
    private mutating func parseItem() throws(PatternError) -> PatternTree? {
        while true {
            if isQuoting {
                guard let sign = next else { return nil }
                if take("\\E") {
                    isQuoting = false
                    continue
                }
                position += 1
                if take("\\E") { isQuoting = false }
                return literal(sign.value)
            }
            skipExtended()
            guard let sign = next, sign != "|", sign != ")" else { return nil }
            if take("\\Q") {
                isQuoting = true
                continue
            }
            if sign == "(" {
                if let group = try parseGroup() { return group }
                continue
            }
            return try parseSign(sign)
        }
    }

    private mutating func parseSign(_ sign: Unicode.Scalar) throws(PatternError) -> PatternTree {
        let start = position
        if try parseRepetition() != nil {
            throw PatternError(
                "There is nothing before this \(sign) to repeat: put something there, or write \\\(sign) for the sign itself.",
                offset: start)
        }
        switch sign {
        case "[": return try parseClass()
        case "\\":
            switch try parseEscape(inClass: false) {
            case .literal(let value): return literal(value)
            case .set(let set): return self.set(set)
            case .assertion(let assertion): return .assertion(assertion)
            }
        case ".":
            position += 1
            return set(flags.dotTakesNewlines ? .all : ScalarSet.newline.complement)
        case "^":
            position += 1
            return .assertion(flags.isMultiline ? .lineStart : .textStart)
        case "$":
            position += 1
            return .assertion(flags.isMultiline ? .lineEnd : .textEndOrFinalNewline)
        default:
            position += 1
            return literal(sign.value)
        }
    }

    /// In extended mode, white space and what follows a # in its line.
    private mutating func skipExtended() {
        while flags.isExtended, let sign = next, ScalarSet.spaces.contains(sign.value) || sign == "#" {
            position += 1
            guard sign == "#" else { continue }
            while let sign = next, sign != "\n" { position += 1 }
        }
    }

    // MARK: Repetitions

    /// Takes `*`, `+`, `?` or a count; nil, and nothing is taken, where none stands. A brace that is no count is a sign like others.
    private mutating func parseRepetition() throws(PatternError) -> PatternRepetition? {
        let start = position
        if take("*") { return PatternRepetition(least: 0, most: nil, offset: start) }
        if take("+") { return PatternRepetition(least: 1, most: nil, offset: start) }
        if take("?") { return PatternRepetition(least: 0, most: 1, offset: start) }
        guard take("{") else { return nil }
        let least = takeNumber()
        let hasComma = take(",")
        let most = hasComma ? takeNumber() : least
        guard take("}"), least != nil || most != nil else {
            position = start
            return nil
        }
        guard let least else {
            throw PatternError("Engines do not agree on what {,n} means: write {0,n}, or \\{ for the sign itself.", offset: start)
        }
        guard least <= most ?? least else {
            throw PatternError(
                "The repetition asks for at least \(least) and at most \(most ?? least): write the smaller number first.", offset: start)
        }
        return PatternRepetition(least: least, most: most, offset: start)
    }

    /// Digits; a number that is larger than any program stays so.
    private mutating func takeNumber() -> Int? {
        var number: Int?
        while let digit = next, ScalarSet.digits.contains(digit.value) {
            number = min((number ?? 0) * 10 + Int(digit.value - 48), 1_000_000)
            position += 1
        }
        return number
    }
}
