import Synchronization

/// A regular expression for FHIRPath's `matches`, `matchesFull` and `replaceMatches`, which no pattern and no text can make explode.
///
/// FHIRPath asks for the syntax of PCRE in single-line mode (the dot takes newlines too), with Unicode, and independent of the place where
/// it runs: https://hl7.org/fhirpath/N1/#matchesregex-string-boolean. The work is bounded by the length of the text × the size of the
/// program, whatever they are: nothing is tried twice. `matches` follows all ways through the program at once
/// (https://swtch.com/~rsc/regexp/regexp2.html), by a table once the pattern has been used a little. `replacing` first reads the text
/// backwards and notes from where a match can still be reached, then walks forwards by PCRE's preferences without ever having to turn back;
/// so it stays linear over all matches together, where restarting a search after each of them would not.
///
/// What is compared are Unicode scalars: nothing is normalised, and the dot takes one scalar. As in PCRE without its option UCP, `\d`,
/// `\w`, `\s`, `\b` and the POSIX names are about ASCII (a number that only looks like digits is no number); `\p{L}` and its like are about
/// all of Unicode. `(?i)` is simple case folding. `$` also stands before a newline that ends the text; `\z` does not.
///
/// Left out because no automaton can do it: back references, recursion, conditions. Left out because it would need a
/// second automaton or a memory of what was tried: look-around, atomic groups, and possessive repetition where it changes the answer. Left
/// out because Swift's standard library does not know them: scripts in `\p{…}`. All are refused with a sentence.
///
///     try Pattern(#"^\d{4}-\d{2}"#).matches("2026-11-22")                  // true
///     try Pattern(#"(?<y>\d+)/(?<m>\d+)"#).replacing(in: "26/11", with: "${m}.${y}")   // "11.26"
///     try Pattern(#"(a)\1"#)                                               // throws: back references
public struct Pattern: Sendable {
    let program: PatternProgram
    private let isEmpty: Bool
    private let memory = Memory()

    /// Compiles a pattern; throws what is wrong with it, where, and what to write instead.
    public init(_ text: String) throws(PatternError) {
        var parser = PatternParser(text)
        let tree = try parser.parse()
        program = try PatternCompiler.program(for: tree, parser: parser)
        isEmpty = text.isEmpty
    }

    /// Whether it is found anywhere in the text.
    public func matches(_ text: String) -> Bool {
        var budget = Int.max
        return (try? matches(text, budget: &budget)) ?? false
    }

    /// Whether it takes the text from its beginning to its end.
    public func matchesWhole(_ text: String) -> Bool {
        var budget = Int.max
        return (try? matchesWhole(text, budget: &budget)) ?? false
    }

    /// The text with every match replaced, leftmost first and, of those that begin together, the one that PCRE prefers.
    ///
    /// In the substitution `$1` (the longest number that is a group), `${1}` and `${name}` stand for what a group took, nothing where it
    /// took nothing; `$0` for the whole match; `\$` and `\\` for the signs themselves. What names no group stays as it is written. An empty
    /// pattern leaves the text as it is; a pattern that matches nothing between two signs puts the substitution there.
    public func replacing(in text: String, with substitution: String) -> String {
        var budget = Int.max
        return (try? replacing(in: text, with: substitution, budget: &budget)) ?? text
    }
}

/// Within a budget: linear work is still much when a pattern from outside and a text are both large.
extension Pattern {
    /// As `matches(_:)`. Takes from the budget one for each instruction visited, or for each byte where the table
    /// is used; throws when it is used up.
    public func matches(_ text: String, budget: inout Int) throws(PatternError) -> Bool {
        try answer(text, whole: false, budget: &budget)
    }

    /// As `matchesWhole(_:)`. Takes from the budget as `matches(_:budget:)` does.
    public func matchesWhole(_ text: String, budget: inout Int) throws(PatternError) -> Bool {
        try answer(text, whole: true, budget: &budget)
    }

    /// As `replacing(in:with:)`. Takes from the budget as `matches(_:budget:)` does, and for what it writes.
    public func replacing(in text: String, with substitution: String, budget: inout Int) throws(PatternError) -> String {
        guard !isEmpty, try answer(text, whole: false, budget: &budget) else { return text }
        let template = PatternSubstitution(substitution, groups: program.groups, names: program.names)
        var replacement = PatternReplacement(program, text: text, limit: budget)
        defer { budget -= replacement.steps }
        return try replacement.replaceAll(with: template)
    }

    private func answer(_ text: String, whole: Bool, budget: inout Int) throws(PatternError) -> Bool {
        guard let table = memory.table(whole: whole, length: text.utf8.count, program: program) else {
            return try answerWithoutTable(text, whole: whole, budget: &budget)
        }
        budget -= text.utf8.count
        guard budget >= 0 else { throw .exhausted }
        return table.run(text)
    }

    func answerWithoutTable(_ text: String, whole: Bool, budget: inout Int) throws(PatternError) -> Bool {
        var search = PatternSearch(program, whole: whole, limit: budget)
        defer { budget -= search.steps }
        return try search.run(text)
    }
}

extension Pattern {
    /// Keeps the tables of a pattern once it has been used enough to pay for them.
    private final class Memory: Sendable {
        private enum State {
            /// How much text it has read so far.
            case counting(Int)
            case ready(PatternTable)
            /// It would be too large.
            case refused
        }

        /// By whether the whole text is asked for.
        private let states = Mutex((anywhere: State.counting(0), whole: State.counting(0)))
        private static let worthwhile = 512

        func table(whole: Bool, length: Int, program: PatternProgram) -> PatternTable? {
            states.withLock { states in
                switch whole ? states.whole : states.anywhere {
                case .ready(let table): return table
                case .refused: return nil
                case .counting(let read):
                    let read = read + length + 1
                    let table = read > Self.worthwhile ? PatternTable(program, whole: whole) : nil
                    let next: State = table.map { .ready($0) } ?? (read > Self.worthwhile ? .refused : .counting(read))
                    if whole { states.whole = next } else { states.anywhere = next }
                    return table
                }
            }
        }
    }
}
