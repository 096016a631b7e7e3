import Testing

@testable import FHIRPath

@Suite("Replacing what a pattern takes") struct PatternReplacementTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let pattern: String
        let text: String
        let substitution: String
        let wanted: String

        init(_ pattern: String, _ text: String, _ substitution: String, _ wanted: String) {
            self.pattern = pattern
            self.text = text
            self.substitution = substitution
            self.wanted = wanted
        }

        var testDescription: String { "\(pattern) in \(text.debugDescription) with \(substitution)" }
    }

    @Test(
        "takes all matches, the preferred ones",
        arguments: [
            Row("[0-9]", "a1b22", "-", "a-b--"), Row("234", "1234", "", "1"), Row("x", "abc", "-", "abc"), Row("", "abc", "-", "abc"),
            Row("a", "", "-", ""),
            Row("a+", "caaab", "-", "c-b"), Row("a+?", "caaab", "-", "c---b"), Row("a|ab", "ab", "-", "-b"), Row("ab|a", "ab", "-", "-"),
            Row("a.*b|a", "aab a", "-", "- -"),
            Row("a.*?b", "axbxb", "-", "-xb"), Row("a??b?", "ab", "<$0>", "<><ab><>"), Row("x*", "abc", "-", "-a-b-c-"),
            Row("a*", "baaac", "-", "-b--c-"),
            Row("|a", "a", "-", "---"), Row("^", "ab\ncd", "> ", "> ab\ncd"), Row("(?m)^", "ab\ncd", "> ", "> ab\n> cd"),
            Row("$", "ab\n", "!", "ab!\n!"),
            Row(#"\b"#, "to go", "|", "|to| |go|"), Row("ø", "smør på brød", "o", "smor på brod"), Row("🔥", "a🔥b", "", "ab"),
            Row("^a", "aaa", "-", "-aa"),
            Row(".", "a\nb", "-", "---"), Row(#"\s+"#, "a \n b", " ", "a b"), Row("(?i)a", "aA", "-", "--"),
            Row("(?:a|b??)+", "ab", "<$0>", "<a><><b><>"),
        ])
    func takesAll(_ row: Row) throws { try check(row) }

    @Test(
        "puts in what groups took",
        arguments: [
            Row(#"\b(?<month>\d{1,2})/(?<day>\d{1,2})/(?<year>\d{2,4})\b"#, "11/30/1972", "${day}-${month}-${year}", "30-11-1972"),
            Row("(a)(b)?", "ac", "[$1|$2|$0]", "[a||a]c"), Row("(a)", "a", "$10 ${1}0 $2 $", "a0 a0 $2 $"),
            Row("(a)", "a", #"\$1 \\$1 \n $"#, #"$1 \a \n $"#),
            Row("(a)", "a", "${b} ${2} ${} ${1 $x", "${b} ${2} ${} ${1 $x"), Row("a", "a", "$0$0", "aa"), Row("(a|b)+", "abab", "$1", "b"),
            Row("(a)|(b)", "ab", "<$1,$2>", "<a,><,b>"), Row("(a*)*", "aab", "<$1>", "<><>b<>"), Row("(a*)+?", "aa", "<$1>", "<aa><>"),
            Row("((a)|b)+", "ab", "$1$2", "ba"), Row("(?:(a)|(b)|(c)){3}", "abc", "$3$2$1", "cba"),
            Row("(?<a>.)(.)(?<c>.)", "xyz", "${c}$2${a}", "zyx"),
            Row("(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)", "abcdefghijk", "$11$10$1", "kja"), Row("(.*?),(.*)", "a,b,c", "$2;$1", "b,c;a"),
            Row("(.*),(.*)", "a,b,c", "$2;$1", "c;a,b"),
        ])
    func putsIn(_ row: Row) throws { try check(row) }

    @Test("is the same in a text of many blocks", arguments: [nil, 1, 2, 3, 7, 64, 599, 600, 601, 1_000])
    func blocks(_ block: Int?) throws {
        let pattern = try Pattern("(?:a{0,3}b|c{2,40}?d|(e)f*)+x{0,60}")
        let text = String(repeating: "aabccdeffxx-", count: 50)
        var replacement = PatternReplacement(pattern.program, text: text, limit: .max, block: block)
        let result = try replacement.replaceAll(with: PatternSubstitution("<$1>", groups: 1, names: [:]))
        #expect(result == String(repeating: "<e>-", count: 50))
    }

    @Test("is the same in a text of which not everything is kept") func long() throws {
        let pattern = try Pattern("(?:ab){0,1000}c|(b)")
        let text = String(repeating: "ab", count: 3_000)
        #expect(pattern.replacing(in: text, with: "<$1>") == String(repeating: "a<b>", count: 3_000))
    }

    private func check(_ row: Row) throws {
        #expect(try Pattern(row.pattern).replacing(in: row.text, with: row.substitution) == row.wanted)
    }
}
