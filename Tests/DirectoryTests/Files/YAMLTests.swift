import Directory
import Testing

@Suite("A directory in YAML") struct YAMLTests {
    @Test("says the same as one in CSV")
    func same() throws {
        let yaml = """
            organisations:
              - id: large
                name: Large kommune
                roles: [municipality]
                country: no
                municipality: no:9901
                addresses:
                  - her:100
                  - enh:100000016
              - id: home
                name: "Plejecenter"
                country: no
                parent: large
                roles:
                from: 2025-01-01
                to: ~
            parts:
              - for: large
                part: endpoint
            """
        let csv = """
            id,name,roles,country,municipality,parent,addresses,from
            large,Large kommune,municipality,no,no:9901,,her:100 enh:100000016,
            home,Plejecenter,,no,,large,,2025-01-01
            """
        let one = try Directory.read([SourceFile(name: "d.yaml", text: yaml)])
        let other = try Fixture.read(csv, ("p.csv", "for,part\nlarge,endpoint\n"))
        #expect(one == other)
    }

    @Test(
        "says file, line, mistake and remedy",
        arguments: [
            ("", 1, "d.yaml:1: The file is empty. Write it, or do not name it."),
            ("- a\n", 1, "d.yaml:1: The file is no directory. Begin it with \"organisations:\" or \"parts:\" and a list below."),
            ("organizations: []\n", 1, "d.yaml:1: The key \"organizations\" is not known. Write \"organisations\"."),
            ("parts: 3\n", 1, "d.yaml:1: \"parts\" is no list. Begin each item with \"- \"."),
            ("parts:\n  - x\n", 2, "d.yaml:2: The item has no keys. Write one key on each line: for:, letter-type:, part:, from:, to:."),
            ("parts:\n  - for: a\n    prat: relay\n", 3, "d.yaml:3: The key \"prat\" is not known. Write \"part\"."),
            (
                "organisations:\n  - id: a\n    name: [A, B]\n    country: no\n", 3,
                "d.yaml:3: \"name\" must be one value. Write it on one line, after the colon."
            ),
            (
                "organisations:\n  - id: a\n    name: A\n    country: sweden\n", 4,
                "d.yaml:4: The country \"sweden\" is not known. Use one of no, dk."
            ),
            (
                "organisations:\n  - id: a\n\n    name: A\n    country: no\n    from: 2025-13-01\n", 6,
                "d.yaml:6: \"2025-13-01\" in \"from\" is no date. Write year, month and day, for instance 2026-01-31."
            ),
            ("organisations:\n  - id: a\n    name: A\n", 2, "d.yaml:2: \"country\" is missing. Write it."),
        ])
    func mistake(_ text: String, _ line: Int, _ sentence: String) {
        let mistakes = Fixture.mistakes(("d.yaml", text))
        #expect(mistakes.map(\.description) == [sentence])
        #expect(mistakes.first?.place.line == line)
    }

    @Test(
        "is refused with its line when it is no YAML or has a key twice",
        arguments: [("parts:\n  - for: 'a\n", 2...4), ("a: 1\na: 2\n", 1...2), ("x: [1\ny: 2\n", 1...3)])
    func malformed(_ text: String, _ lines: ClosedRange<Int>) throws {
        let mistake = try #require(Fixture.mistakes(("d.yaml", text)).first)
        #expect(mistake.kind == .malformed)
        #expect(lines.contains(mistake.place.line), "\(mistake)")
        #expect(mistake.what.hasPrefix("The file is no YAML: "))
    }
}
