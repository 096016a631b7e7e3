import FHIRPath
import Testing

@Suite("A pattern that cannot be used") struct PatternRefusalTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let pattern: String
        let offset: Int
        let message: String

        init(_ pattern: String, _ offset: Int, _ message: String) {
            self.pattern = pattern
            self.offset = offset
            self.message = message
        }

        var testDescription: String { pattern.count > 60 ? "\(pattern.prefix(60))…" : pattern }
    }

    private static let backReference =
        "Back references cannot be answered in linear time and are refused: write what the group takes out again."
    private static let lookAround =
        "Look-ahead and look-behind cannot be answered in one pass over the text and are refused: ask for the condition with a "
        + "second matches()."
    private static let calls = "A pattern that calls itself or a group cannot be answered in linear time: write the group out again."
    private static let unclosedGroup = "The group that begins here is never closed: add its ), or write \\( for the sign itself."
    private static let unclosedClass = "The class that begins here is never closed: add its ], or write \\[ for the sign itself."
    private static let twice = "This repeats what is repeated already: put the first repetition in a group, as in (?:a{2}){3}."
    private static let flag = "After (? only i, m, s, x and -, a name as in (?<name>…), or : may stand: write (?: for a group."
    private static let number =
        "This names no Unicode scalar: write \\xHH, \\x{H…}, \\o{…} or \\uHHHH with one up to 10FFFF that is no half of a pair."
    private static let property =
        "No general category has this name, and scripts are not known: write one such as \\p{L}, \\p{Lu} or \\p{Nd}, or a range."
    private static let escape = "This backslash and letter mean nothing: leave the backslash out, or write \\\\ for the sign."
    private static let escapeInClass =
        "This backslash and letter mean nothing in a class: leave the backslash out, or write \\\\ for the sign."
    private static let name = "The name of a group is letters, digits and _, does not begin with a digit and ends with "
    private static let large =
        "Written out, the pattern has more than 100000 steps: use smaller numbers in its repetitions, or nest fewer."
    private static let long = "The pattern has more than 10000 signs: use a shorter one, or several."
    private static let possessive =
        "This possessive repetition could change what is found, which an automaton cannot do: leave out the + after it."

    private static let beyond = [
        Row(#"(a)\1"#, 3, backReference), Row(#"(?<n>a)\k<n>"#, 7, backReference), Row(#"(a)\g{1}"#, 3, backReference),
        Row("(?P<n>a)(?P=n)", 8, backReference),
        Row("a(?=b)", 1, lookAround), Row("a(?!b)", 1, lookAround), Row("(?<=a)b", 0, lookAround), Row("(?<!a)b", 0, lookAround),
        Row("(?R)", 0, calls), Row("(a)(?1)", 3, calls),
        Row("(a)(?-1)", 3, calls), Row("(?&n)", 0, calls), Row("(?P>n)", 0, calls),
        Row("(?>a)", 0, "Atomic groups change what an automaton can find and are refused: write (?:…) instead of (?>…)."),
        Row("(?|a)", 0, "Groups that share their numbers are not supported: write (?:…) instead of (?|…) and number the groups."),
        Row("(?(1)a|b)", 0, "Conditions in a pattern cannot be answered in linear time: write the two cases as a choice, (?:…|…)."),
        Row("(*UTF)a", 0, "Verbs such as (*UTF) are not supported: leave it out, or write \\* for the sign itself."),
        Row("a++a", 1, possessive),
        Row("(?:ab)*+c", 6, possessive), Row(#"\w++\d"#, 2, possessive), Row(#"\s*+$"#, 2, possessive), Row(#"a*+\b"#, 1, possessive),
        Row("(?:a++|b)*", 4, possessive),
        Row("[^b]?+[^a]", 4, possessive), Row(#"\X"#, 0, #"\X is not supported: describe the signs that it would take."#),
        Row(#"a\K"#, 1, #"\K is not supported: describe the signs that it would take."#),
    ]

    private static let wrong = [
        Row("(a", 0, unclosedGroup), Row("a(b|(c)", 1, unclosedGroup), Row("(?i", 0, unclosedGroup), Row("(?#a", 0, unclosedGroup),
        Row("(?:", 0, unclosedGroup),
        Row("a)b", 1, "There is no group for this ) to close: remove it, or write \\) for the sign itself."),
        Row("*a", 0, "There is nothing before this * to repeat: put something there, or write \\* for the sign itself."),
        Row("a|+", 2, "There is nothing before this + to repeat: put something there, or write \\+ for the sign itself."),
        Row("(?i)?", 4, "There is nothing before this ? to repeat: put something there, or write \\? for the sign itself."),
        Row("({2})", 1, "There is nothing before this { to repeat: put something there, or write \\{ for the sign itself."),
        Row("a**", 1, twice), Row("a{2}{3}", 1, twice), Row("a+?*", 1, twice),
        Row("a{3,2}", 1, "The repetition asks for at least 3 and at most 2: write the smaller number first."),
        Row("a{,2}", 1, "Engines do not agree on what {,n} means: write {0,n}, or \\{ for the sign itself."), Row("[a", 0, unclosedClass),
        Row("x[]", 1, unclosedClass), Row("[a-", 0, unclosedClass),
        Row(#"[\Qa]"#, 0, unclosedClass), Row("[z-a]", 1, "The range in this class runs backwards: write its lower end first."),
        Row(
            "[[:nix:]]", 1,
            "This POSIX name is not known: use alnum, alpha, ascii, blank, cntrl, digit, graph, lower, print, punct, space, upper, "
                + "word or xdigit."
        ),
        Row("[:alpha:]", 0, "A POSIX name stands inside a class: write two brackets, as in [[:alpha:]]."),
        Row("[[.a.]]", 1, "POSIX collating elements are not supported: write the signs themselves, or \\[ for a bracket."),
        Row("a\\", 1, "The pattern ends with a single backslash: write \\\\ for the sign itself."), Row(#"\y"#, 0, escape),
        Row(#"[\B]"#, 1, escapeInClass), Row(#"[\1]"#, 1, escapeInClass), Row(#"[\X]"#, 1, escapeInClass),
        Row(#"\x{110000}"#, 0, number), Row(#"\x{}"#, 0, number), Row(#"\x{41"#, 0, number), Row(#"\u12"#, 0, number),
        Row(#"\uD83D"#, 0, number), Row(#"\uDD25"#, 0, number), Row(#"\o12"#, 0, number),
        Row(#"\x{D800}"#, 0, number), Row(#"\x{FFFFFFFFFFFFFFFF}"#, 0, number), Row(#"\p{Latin}"#, 0, property), Row(#"\p{}"#, 0, property),
        Row(#"\p"#, 0, property), Row(#"\pQ"#, 0, property),
        Row(#"\p{L"#, 0, "The name of the property is never closed: write \\p{L} or \\p{Lu}."), Row("(?u)a", 2, flag),
        Row("(?i--s)", 4, flag), Row("(?^)", 2, flag),
        Row("(?<1a>b)", 3, name + ">, as in (?<name>…)."),
        Row("(?'a>b)", 4, name + "', as in (?<name>…)."),
        Row("(?<a>b)(?<a>c)", 10, "There is a group of this name already: give each group its own."),
        Row(String(repeating: "(", count: 201), 200, "Groups stand in each other more than 200 deep: write the pattern with fewer."),
        Row(String(repeating: "(", count: 10_000), 200, "Groups stand in each other more than 200 deep: write the pattern with fewer."),
    ]

    private static let tooLarge = [
        Row("a{1000000}", 0, large), Row("a{99999999999999999999,}", 0, large), Row("((a{1000}){1000}){1000}", 0, large),
        Row("(?:(?:(?:){1000}){1000}){1000}", 0, large),
        Row("(?:a?){60000}", 0, large), Row(String(repeating: "a|", count: 200_000), 0, long),
        Row(String(repeating: "å", count: 10_001), 0, long),
    ]

    @Test("asks for more than an automaton can do", arguments: beyond) func isBeyond(_ row: Row) { check(row) }
    @Test("is not written as patterns are", arguments: wrong) func isWrong(_ row: Row) { check(row) }
    @Test("is too large", arguments: tooLarge) func isTooLarge(_ row: Row) { check(row) }

    @Test("may be as large as the limit") func largest() throws {
        #expect(try Pattern("a{90000}").matchesWhole(String(repeating: "a", count: 90_000)))
        #expect(try Pattern(String(repeating: "(", count: 200) + "a" + String(repeating: ")", count: 200)).matches("a"))
        #expect(try Pattern(String(repeating: "(", count: 190) + "a" + String(repeating: ")*", count: 190)).matchesWhole("aaa"))
    }

    private func check(_ row: Row) {
        #expect(throws: PatternError(row.message, offset: row.offset)) { try Pattern(row.pattern) }
    }
}
