import Directory
import Testing

@Suite("The hub's parts in a file") struct PartMistakeTests {
    @Test(
        "say file, line, mistake and remedy",
        arguments: [
            ("large,,endpont,,\n", 2, "p.csv:2: The part \"endpont\" is not known. Write \"endpoint\"."),
            ("large,letter-c,relay,,\n", 2, "p.csv:2: The letter type \"letter-c\" is not known. Write \"letter-a\"."),
            (
                "lagre,,relay,,\n", 2,
                "p.csv:2: \"lagre\" is no organisation in these files. Write \"large\", or add an organisation with that id."
            ),
            (
                "her:999,,relay,,\n", 2,
                "p.csv:2: No organisation in these files has the address her:999. Add the address to an organisation, or correct it."
            ),
            (
                "large,,relay,,\nlarge,*,endpoint,2026-01-01,\n", 3,
                "p.csv:3: The part for large holds from 2026-01-01 here and always in p.csv:2. Let one end (\"to\") the day before the other begins (\"from\"), or remove one."
            ),
            (",,relay,,\n", 2, "p.csv:2: \"for\" is missing. Write it."),
            ("large,,relay,soon,\n", 2, "p.csv:2: \"soon\" in \"from\" is no date. Write year, month and day, for instance 2026-01-31."),
        ])
    func mistake(_ lines: String, _ line: Int, _ sentence: String) throws {
        let mistakes = Fixture.mistakes(("o.csv", Fixture.organisations), ("p.csv", "for,letter-type,part,from,to\n" + lines))
        #expect(mistakes.map(\.description) == [sentence])
        #expect(mistakes.first?.place.line == line)
    }

    @Test("of different letter types may hold at one time")
    func types() {
        let lines = "for,letter-type,part,from,to\nlarge,letter-a,relay,,\nlarge,letter-b,endpoint,,\nlarge,,observer,,\n"
        #expect(Fixture.mistakes(("o.csv", Fixture.organisations), ("p.csv", lines)).isEmpty)
    }
}
