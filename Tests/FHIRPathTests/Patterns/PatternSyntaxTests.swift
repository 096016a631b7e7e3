import FHIRPath
import Testing

@Suite("A pattern") struct PatternSyntaxTests {
    /// What a pattern takes as a whole, and what it does not.
    struct Row: CustomTestStringConvertible, Sendable {
        let pattern: String
        let taken: [String]
        let left: [String]

        init(_ pattern: String, _ taken: [String], _ left: [String]) {
            self.pattern = pattern
            self.taken = taken
            self.left = left
        }

        var testDescription: String { pattern }
    }

    private static let signs = [
        Row("abc", ["abc"], ["ab", "abcd", "ABC", ""]), Row(".", ["a", "\n", "ø", "🔥"], ["", "ab"]), Row(#"\."#, ["."], ["a"]),
        Row(#"\(\[\{\*\+\?\|\^\$\\\/\-\"\'\_"#, [#"([{*+?|^$\/-"'_"#], []), Row(#"\t\n\r\f\a\e\0"#, ["\t\n\r\u{C}\u{7}\u{1B}\0"], []),
        Row(#"\x41\x{1F525}\u00e5\o{101}\012"#, ["A🔥åA\n"], []), Row(#"\uD83D\uDD25"#, ["🔥"], []),
        Row("🔥+", ["🔥", "🔥🔥"], ["", "🔥a"]),
        Row(#"\Qa.b*\E+"#, ["a.b*", "a.b***"], ["axb*", "a.b"]), Row(#"\Q[a"#, ["[a"], ["a"]), Row("a{", ["a{"], ["a"]),
        Row("a{x}b{1", ["a{x}b{1"], []), Row("x]}", ["x]}"], []), Row("a(?#note)b", ["ab"], ["a"]), Row("", [""], ["a"]),
        Row("å", ["å"], ["a\u{30A}"]),
    ]

    private static let sets = [
        Row(#"\d"#, ["0", "9"], ["a", "٣", ""]), Row(#"\D"#, ["a", "٣", "\n"], ["0"]), Row(#"\w"#, ["a", "Z", "_", "5"], ["ø", "-"]),
        Row(#"\W"#, ["ø", "-"], ["a", "_"]), Row(#"\s"#, [" ", "\t", "\n", "\u{B}"], ["a", "\u{A0}"]), Row(#"\S"#, ["a", "\u{A0}"], [" "]),
        Row(#"\h"#, [" ", "\t", "\u{A0}"], ["\n"]), Row(#"\v"#, ["\u{B}", "\n", "\u{2028}"], [" "]), Row(#"\H\V"#, ["aa"], [" a", "a\n"]),
        Row(#"\p{L}"#, ["a", "Ø", "你"], ["1", "-"]), Row(#"\pL\PL"#, ["a1"], ["aa"]), Row(#"\p{Lu}"#, ["A", "Ø"], ["a", "ø"]),
        Row(#"\p{Ll}\p{Nd}\p{Zs}\p{Sc}"#, ["ø٣ €"], ["Ø3 €"]), Row(#"\P{Lu}"#, ["a", "1"], ["A"]), Row(#"\p{^Lu}"#, ["a"], ["A"]),
        Row(#"\p{Uppercase_Letter}\p{letter}"#, ["Aa"], ["aa"]), Row(#"\p{L&}\p{Any}"#, ["ǅ\n"], ["你a"]),
        Row("[abc]", ["a", "c"], ["d", ""]), Row("[^abc]", ["d", "\n", "ø"], ["a"]), Row("[a-cx-z]", ["b", "y"], ["d"]),
        Row("[]a]", ["]", "a"], ["b"]), Row("[^]a]", ["b"], ["]", "a"]), Row("[a-]", ["a", "-"], ["b"]), Row("[-a]", ["-", "a"], [","]),
        Row(#"[\w.-]+"#, ["a.b-c"], ["a b"]), Row(#"[\w-.]+"#, ["a.b-c"], ["a b"]), Row(#"[a-\d]+"#, ["a-5"], ["b"]),
        Row(#"[\d\s\]\\^$.]+"#, [#"1 ]\^$."#], ["a"]), Row(#"[\b\t\x41-\x43]+"#, ["\u{8}\tABC"], ["D"]),
        Row("[à-ÿ]+", ["æøå"], ["Æ", "z"]), Row("[^🔥]", ["a"], ["🔥"]), Row(#"[^\W\d]+"#, ["ab_"], ["1", "-"]),
        Row(#"[\p{L} '-]+"#, ["Bjørg-Åse O'Hé"], ["a1"]),
        Row(#"[^\p{L}\d]+"#, ["- "], ["a", "1", "ø"]), Row(#"[\P{L}]"#, ["1"], ["a"]), Row("[[:alpha:]]+", ["aZ"], ["ø", "1"]),
        Row("[[:^alpha:]]", ["ø", "1"], ["a"]),
        Row("[[:digit:][:punct:]_a-c]+", ["1!_b"], ["d"]), Row("[[:upper:][:space:]]+", ["A B"], ["a"]),
        Row("[[:xdigit:]]+", ["09afAF"], ["g"]),
        Row("[[:word:]][[:alnum:]][[:blank:]][[:cntrl:]][[:graph:]][[:print:]][[:lower:]][[:ascii:]]", ["_a \u{1}! a~"], []),
        Row("[[:a]+", ["[:a"], ["b"]),
        Row(#"[\Qa-]\E]+"#, ["a-]"], ["b"]),
    ]

    private static let repetitions = [
        Row("a*", ["", "a", "aaa"], ["b"]), Row("a+", ["a", "aaa"], [""]), Row("a?", ["", "a"], ["aa"]),
        Row("a{3}", ["aaa"], ["aa", "aaaa"]),
        Row("a{2,}", ["aa", "aaaaa"], ["a"]), Row("a{1,3}", ["a", "aaa"], ["", "aaaa"]), Row("a{0}", [""], ["a"]),
        Row("a{0,2}b", ["b", "aab"], ["aaab"]),
        Row("a*?", ["", "aa"], ["b"]), Row("a+?b??c{1,2}?", ["ac", "aabcc"], ["c"]), Row("(ab)+", ["ab", "abab"], ["aba"]),
        Row("(?:a{2}){3}", ["aaaaaa"], ["aaaaa"]),
        Row("(a*)*", ["", "aa"], ["b"]), Row("(a*)+b", ["b", "aab"], ["a"]), Row("(?:|a)+", ["", "a", "aa"], ["b"]),
        Row("(a|b*)*c", ["c", "abbac"], ["ab"]),
        Row("^*a$+", ["a"], ["b"]), Row("(?:^a|b)*", ["abb", "b", ""], ["ba", "aa"]), Row(#"\d++[a-z]*+"#, ["1", "12ab"], ["a"]),
        Row(#"[^,]*+,\d?+x"#, ["ab,x", ",1x"], ["abx"]), Row(#"a++\z"#, ["aa"], ["ab"]), Row("a++$", ["aa"], ["ab"]),
        Row("a{2}+a", ["aaa"], ["aa"]),
    ]

    private static let groups = [
        Row("a|bc|", ["a", "bc", ""], ["b", "abc"]), Row("(?:a|b)(c|d)", ["ac", "bd"], ["ab"]),
        Row("(?<n>a)(?P<m_1>b)(?'ø'c)", ["abc"], []),
        Row("(?i)abc", ["abc", "ABC", "aBc"], ["abd"]), Row("(?i)æøå", ["ÆØÅ"], []), Row("a(?i)b|c", ["aB", "C"], ["AB"]),
        Row("a(?i:b)c", ["aBc"], ["aBC", "ABc"]),
        Row("(a(?i)b)c", ["aBc"], ["aBC"]), Row("(?i)a(?-i)b", ["Ab"], ["AB"]), Row("(?i)[a-c]+", ["aBC"], ["d"]),
        Row("(?i)[^a]", ["b"], ["a", "A"]),
        Row("(?i)k[k]", ["KK", "\u{212A}\u{212A}"], []), Row("(?i)ς", ["σ", "Σ", "ς"], []), Row("(?i)ß", ["ẞ", "ß"], ["ss", "SS"]),
        Row("(?i)i", ["I"], ["ı", "İ"]),
        Row(#"(?i)\p{Lu}[[:upper:]]"#, ["aa", "Aa"], ["1a"]), Row("(?i)[Α-Ω]", ["ω", "ς"], ["a"]),
        Row(#"(?i)[\W]"#, ["\u{212A}"], ["k"]),
        Row("(?-s).", ["a"], ["\n"]), Row("(?-s)a(?s:.).", ["a\na"], ["a\n\n"]), Row("(?m)a$\n^b", ["a\nb"], []),
        Row("a$\n^b", [], ["a\nb"]),
        Row("(?x) a b # both\n c", ["abc"], ["a b c"]), Row(#"(?x)a\ [ ]#"#, ["a  "], ["a"]), Row("(?x: a +)b", ["aab"], ["a b"]),
        Row("(?ix-s:A .)b", ["aab"], ["a\nb"]),
    ]

    @Test("takes signs", arguments: signs) func takesSigns(_ row: Row) throws { try check(row) }
    @Test("takes sets of signs", arguments: sets) func takesSets(_ row: Row) throws { try check(row) }
    @Test("repeats", arguments: repetitions) func repeats(_ row: Row) throws { try check(row) }
    @Test("groups, chooses and has flags", arguments: groups) func chooses(_ row: Row) throws { try check(row) }

    @Test(
        "is found anywhere in a text, where its anchors let it",
        arguments: [
            ("b", "abc", true), ("d", "abc", false), ("", "", true), ("", "abc", true), ("x*", "abc", true), ("^b", "abc", false),
            ("^a", "abc", true), ("c$", "abc", true),
            ("c$", "abc\n", true), (#"c\z"#, "abc\n", false), (#"c\Z"#, "abc\n", true), ("c$", "abc\n\n", false), ("b$", "ab\nc", false),
            ("(?m)b$", "ab\nc", true),
            ("(?m)^c", "ab\nc", true), (#"(?m)\Ac"#, "ab\nc", false), ("(?m)^$", "a\n\nb", true), ("(?m)^$", "a\n", false),
            ("^$", "", true), ("^$", "\n", true),
            (#"\bcat\b"#, "a cat.", true), (#"\bcat\b"#, "concat", false), (#"\Bcat\b"#, "concat", true), (#"\b"#, "", false),
            (#"\B"#, "", true), (#"\b"#, "-", false),
            ("A.*B", "xA\n\nBx", true), (".*Library.*", "http://example.org/Library/x", true), ("library", "Library", false),
            ("(?:^|,)b", "a,b", true),
            ("^a|b", "cb", true), ("(^a)+b", "aab", false), (#"^\d{4}-\d{2}"#, "2026-11-22", true),
            (#"[A-Z]([A-Za-z0-9_]){0,254}"#, "x1Y", true),
        ])
    func found(_ pattern: String, _ text: String, _ wanted: Bool) throws {
        let pattern = try Pattern(pattern)
        // The table comes into use with time.
        for _ in 0..<600 where pattern.matches(text) != wanted {
            Issue.record("wrong on \(text.debugDescription)")
            return
        }
    }

    @Test("may begin what only the whole text ends") func whole() throws {
        #expect(try Pattern("Library").matchesWhole("Library"))
        #expect(try !Pattern("Library").matchesWhole("Library "))
        #expect(try !Pattern("Library$").matchesWhole("Library\n"))
        #expect(try Pattern("a|ab").matchesWhole("ab"))
        #expect(try Pattern("a*?").matchesWhole("aaa"))
    }

    private func check(_ row: Row) throws {
        let pattern = try Pattern(row.pattern)
        for text in row.taken { #expect(pattern.matchesWhole(text), "\(text.debugDescription)") }
        for text in row.left { #expect(!pattern.matchesWhole(text), "\(text.debugDescription)") }
    }
}
