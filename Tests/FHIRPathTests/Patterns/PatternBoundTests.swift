import Testing

@testable import FHIRPath

@Suite("The work of a pattern") struct PatternBoundTests {
    private static func times(_ part: String, _ count: Int) -> String { String(repeating: part, count: count) }

    /// Patterns and texts on which engines that turn back take exponential or square time.
    private static let explosive: [(pattern: String, text: String)] = [
        ("(a+)+$", times("a", 100_000) + "!"), ("(a*)*b", times("a", 20_000)), ("(a|aa)+$", times("a", 20_000) + "!"),
        ("(a|a|a?)*c", times("a", 10_000)), (#"(\w+\s?)*\d$"#, times("ab ", 5_000)), (#"^(\w+\.?)+@x$"#, times("abc.", 5_000)),
        ("(.*)(.*)(.*)(.*)x", times("a", 5_000)), (times("a?", 200) + times("a", 200), times("a", 200)),
        (times("a?", 200) + times("a", 200), times("a", 199)), ("(?:(?:a{0,8}){0,8}){0,8}b", times("a", 300)),
        ("((a{0,3}?){0,3}?){2,}b", times("a", 500)), ("((((a*)*)*)*)*b", times("a", 500)), (times("(?:a|a)", 30) + "b", times("a", 100)),
        ("x*x*x*x*x*y", times("x", 5_000)), (times("(", 60) + "a" + times(")*", 60) + "b", times("a", 50)),
    ]

    @Test("is at most the length of the text × the size of the program", arguments: explosive)
    func search(_ pattern: String, _ text: String) throws {
        let pattern = try Pattern(pattern)
        let length = text.unicodeScalars.count + 1
        for whole in [false, true] {
            let most = length * pattern.program.instructions.count
            var budget = most
            _ = try pattern.answerWithoutTable(text, whole: whole, budget: &budget)
            #expect(budget >= 0)
        }
    }

    /// Patterns and texts on which engines that begin a new search after each match take square time.
    private static let repeated: [(pattern: String, text: String)] = [
        ("a.*b|a", times("a", 20_000)), ("a(.*b)?", times("a", 20_000)), ("(?:a*)*b|a", times("a", 5_000)),
        ("a{1,100}b|a", times("a", 3_000)),
        (#"\b|a.*c"#, times("ab ", 3_000)), ("(|a.*b)", times("a", 5_000)), ("(a+)+$|a", times("a", 10_000) + "!"),
        ("$|a", times("a\n", 5_000)),
    ]

    @Test("is linear over all matches together", arguments: repeated)
    func replacement(_ pattern: String, _ text: String) throws {
        let pattern = try Pattern(pattern)
        let length = text.unicodeScalars.count + 1
        // Each instruction has two ways on at most; they are read twice backwards, and walked up to three times: to find, to fail, to take.
        var budget = 8 * length * pattern.program.instructions.count
        let result = try pattern.replacing(in: text, with: "-", budget: &budget)
        #expect(result != text)
        #expect(budget >= 0)
    }

    @Test("stops when the budget is used up") func budget() throws {
        let refusal = PatternError(
            "The pattern took more steps on the text than it may: use a smaller pattern or a shorter text.", offset: 0)
        let pattern = try Pattern("(?:(?:a{0,30}){0,30}){0,30}b|a")
        let text = Self.times("a", 100_000)
        #expect(throws: refusal) {
            var budget = 1_000_000
            _ = try pattern.matchesWhole(text, budget: &budget)
        }
        #expect(throws: refusal) {
            var budget = 1_000_000
            _ = try pattern.replacing(in: text, with: "", budget: &budget)
        }
        #expect(throws: refusal) {
            var budget = 100_000
            _ = try Pattern("a").replacing(in: text, with: Self.times("long", 1_000), budget: &budget)
        }
        var budget = 1_000
        #expect(try Pattern("a+b").matches("xaab", budget: &budget))
        #expect(1..<1_000 ~= budget)
    }

    @Test("is little once there is a table") func table() throws {
        let pattern = try Pattern(#"^[A-Z]([A-Za-z0-9_]){0,254}$"#)
        let text = Self.times("Abc1", 60)
        #expect(PatternTable(pattern.program, whole: true) != nil)
        for _ in 0..<10 { _ = pattern.matches(text) }
        var budget = text.utf8.count
        #expect(try pattern.matches(text, budget: &budget))
        #expect(budget == 0)
    }

    @Test("never makes a table that is large") func largeTable() throws {
        // Which of the last 30 signs were an a: two to the thirtieth states.
        let pattern = try Pattern("(?:a|b)*a(?:a|b){30}$")
        #expect(PatternTable(pattern.program, whole: false) == nil)
        let text = Self.times("ab", 2_000)
        #expect(!pattern.matches(text + "bb" + Self.times("ba", 14) + "b"))
        #expect(pattern.matches(text + Self.times("b", 30)) == false)
        #expect(pattern.matches(text + "a" + Self.times("b", 30)))
    }
}
