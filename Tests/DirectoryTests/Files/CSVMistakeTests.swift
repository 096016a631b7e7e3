import Directory
import Testing

@Suite("A directory in CSV") struct CSVMistakeTests {
    static let header = "id,name,roles,country,municipality,serves,parent,addresses,from,to,successor\n"

    struct Case: CustomTestStringConvertible, Sendable {
        var lines: String
        var line: Int
        var kind: Mistake.Kind
        var sentence: String
        var testDescription: String { sentence }

        init(_ lines: String, _ line: Int, _ kind: Mistake.Kind, _ sentence: String) {
            self.lines = lines
            self.line = line
            self.kind = kind
            self.sentence = sentence
        }
    }

    @Test(
        "says file, line, mistake and remedy",
        arguments: [
            Case(
                "a,A,,no,,,b,,,,\n", 2, .reference,
                "o.csv:2: The parent \"b\" of \"a\" is no organisation in these files. Write \"a\", or add an organisation with that id."),
            Case(
                "fjordby,A,,no,,,,,,,\nunit,U,,no,,,fjordbi,,,,\n", 3, .reference,
                "o.csv:3: The parent \"fjordbi\" of \"unit\" is no organisation in these files. Write \"fjordby\", or add an organisation with that id."
            ),
            Case(
                "a,A,,no,,,b,,,,\nb,B,,no,,,a,,,,\n", 2, .cycle,
                "o.csv:2: \"a\" is its own parent: a → b → a. Remove the parent that is not real."),
            Case("a,A,,no,,,a,,,,\n", 2, .cycle, "o.csv:2: \"a\" is its own parent: a → a. Remove the parent that is not real."),
            Case(
                "a,A,,no,,,,her:1,,,\nb,B,,no,,,,her:1,,,\n", 3, .overlap,
                "o.csv:3: \"b\" claims her:1, which \"a\" has at the same time in o.csv:2. Remove it from one, or limit them with \"from\" and \"to\" so that they do not meet."
            ),
            Case(
                "a,A,,no,,,,,,2025-12-31,\na,B,,no,,,,,2025-12-31,,\n", 3, .overlap,
                "o.csv:3: \"a\" holds from 2025-12-31 here and to 2025-12-31 in o.csv:2. Let one end (\"to\") the day before the other begins (\"from\"), or remove one."
            ),
            Case(
                "a,A,hospitl,no,,,,,,,\n", 2, .value, "o.csv:2: The role \"hospitl\" is not known. Write \"hospital\"."),
            Case(
                "a,A,hospital zzzzzzzzzzz,no,,,,,,,\n", 2, .value,
                "o.csv:2: The role \"zzzzzzzzzzz\" is not known. Use one of hospital, municipality, general-practice, emergency-primary-care, dispatch, private-specialist, home-care, nursing-home, rehabilitation, pharmacy, healthcare."
            ),
            Case("a,A,,se,,,,,,,\n", 2, .value, "o.csv:2: The country \"se\" is not known. Use one of no, dk."),
            Case("a,A,,no,,,,hre:1,,,\n", 2, .value, "o.csv:2: The scheme \"hre\" is not known. Write \"her\"."),
            Case(
                "a,A,,no,,,,123,,,\n", 2, .value,
                "o.csv:2: The address \"123\" does not say its scheme. Write the scheme first, for instance her:990000101."),
            Case("a,A,,no,,,,her:,,,\n", 2, .value, "o.csv:2: The address \"her:\" has no number. Write the number after the colon."),
            Case(
                "a,A,,no,,,,gln:9520000001019,,,\n", 2, .value,
                "o.csv:2: The number in \"gln:9520000001019\" has a check digit that does not fit. Correct it."),
            Case("a,A,,no,,,,her:1 her:1,,,\n", 2, .value, "o.csv:2: The address her:1 is there twice. Remove one."),
            Case(
                "a,A,,no,,,,,2025-02-29,,\n", 2, .value,
                "o.csv:2: \"2025-02-29\" in \"from\" is no date. Write year, month and day, for instance 2026-01-31."),
            Case(
                "a,A,,no,,,,,,31.12.2025,\n", 2, .value,
                "o.csv:2: \"31.12.2025\" in \"to\" is no date. Write year, month and day, for instance 2026-01-31."),
            Case(
                "a,A,,no,,,,,2026-01-02,2026-01-01,\n", 2, .value,
                "o.csv:2: The last day 2026-01-01 is before the first day 2026-01-02. Exchange or correct them."),
            Case(
                "a,A,,no,4601,,,,,,\n", 2, .value,
                "o.csv:2: \"4601\" is no municipality. Write the country and its number, for instance no:9901 or dk:991."),
            Case(
                "a,A,,no,dk:991,,,,,,\n", 2, .value,
                "o.csv:2: The municipality \"dk:991\" is not in the country \"no\". Correct one of them."),
            Case(
                "Fjordby,A,,no,,,,,,,\n", 2, .value,
                "o.csv:2: \"Fjordby\" is no id. Use the letters a to z, digits and hyphens, for instance \"fjordby-home-care\"."),
            Case(",A,,no,,,,,,,\n", 2, .key, "o.csv:2: \"id\" is missing. Write it."),
            Case("a,,,no,,,,,,,\n", 2, .key, "o.csv:2: \"name\" is missing. Write it."),
            Case(
                "a,A,,no,,,,,,,a\n", 2, .value,
                "o.csv:2: \"a\" has a successor but no last day. Write its last day in \"to\", or leave \"successor\" empty."),
            Case(
                "a,A,,no,,,,,,2025-12-31,b\nb,B,,no,,,,,,2026-12-31,a\n", 2, .cycle,
                "o.csv:2: \"a\" succeeds itself. Write who took over after its last day."),
            Case(
                "a,A,,no,,,,,,2025-12-31,\nu,U,,no,,,a,,,,\n", 3, .reference,
                "o.csv:3: \"u\" is a unit of \"a\" always, but \"a\" does not exist on 2026-01-01. Limit this line with \"from\" and \"to\" to the days of its parent, and add a line for the other days."
            ),
            Case(
                "a,A,,no,,,,,2020-01-01,,\nu,U,,no,,,a,,,,\n", 3, .reference,
                "o.csv:3: \"u\" is a unit of \"a\" always, but \"a\" does not exist before its first day. Limit this line with \"from\" and \"to\" to the days of its parent, and add a line for the other days."
            ),
            Case(
                "a,A,,no\n", 2, .malformed,
                "o.csv:2: The line has 4 values where the first line has 11 columns. Add or remove commas; put a value that has a comma in quotation marks."
            ),
            Case(
                "a,A \"quoted\" name,,no,,,,,,,\n", 2, .malformed,
                "o.csv:2: A quotation mark stands inside a value that does not begin with one. Put the whole value in quotation marks and double those inside it."
            ),
            Case(
                "a,A,,no,,,,,,,\nb,\"B,,no\n\n", 3, .malformed,
                "o.csv:3: A quotation mark is never closed. Close the value with a quotation mark."),
            Case(
                "a,\"A\"x,,no,,,,,,,\n", 2, .malformed,
                "o.csv:2: Text follows a closing quotation mark. End the value there, or double the quotation marks inside it."),
            Case("a,A,,no,,,,,,,\rb,B,,no,,,,,,,\r", 2, .malformed, "o.csv:2: A carriage return stands alone. End lines with CR LF or LF."),
        ])
    func mistake(_ test: Case) throws {
        let mistake = try #require(Fixture.mistakes(("o.csv", Self.header + test.lines)).first)
        #expect(mistake.description == test.sentence)
        #expect(mistake.place == Place(file: "o.csv", line: test.line))
        #expect(mistake.kind == test.kind)
    }

    @Test(
        "must begin with known columns",
        arguments: [
            (
                "",
                "o.csv:1: The file is empty. Begin it with the names of the columns: id,name,roles,country,municipality,serves,parent,addresses,from,to,successor."
            ),
            (
                "id;name;country\n",
                "o.csv:1: The first line names no columns of a directory. Save the file with commas, not semicolons, between the values."
            ),
            (
                "x,y\n",
                "o.csv:1: The first line names no columns of a directory. Begin the file with id,name,country,… for organisations or with for,part,… for the hub's part."
            ),
            ("id,name,country,adresses\n", "o.csv:1: The column \"adresses\" is not known. Write \"addresses\"."),
            ("id,name,country,name\n", "o.csv:1: The column \"name\" is there twice. Remove one."),
            ("id,name\n", "o.csv:1: The column \"country\" is missing. Add it."),
        ])
    func header(_ text: String, _ sentence: String) {
        #expect(Fixture.mistakes(("o.csv", text)).map(\.description) == [sentence])
    }

    @Test("keeps commas, quotation marks and line ends inside quoted values, and counts the lines")
    func quoting() throws {
        let text = "\u{FEFF}id,name,country\r\na,\"A, \"\"the\"\"\nfirst\",no\r\n\r\nb,B,no"
        let directory = try Fixture.read(text)
        #expect(directory.organisations.map(\.name) == ["A, \"the\"\nfirst", "B"])
        let mistakes = Fixture.mistakes(("o.csv", text + "\r\nc,C,xx\r\n"))
        #expect(mistakes.map(\.place.line) == [6])
    }

    @Test("tells all mistakes at once, by place")
    func all() {
        let mistakes = Fixture.mistakes(("o.csv", Self.header + "a,A,x,zz,,,,,,,\nb,,,no,,,,,q,,\n"))
        #expect(mistakes.map(\.place.line) == [2, 2, 3, 3])
    }

    @Test("is refused when its bytes are no UTF-8, with the line")
    func encoding() {
        let bytes = Array("id,name,country\na,S".utf8) + [0xF8] + Array("r,no\n".utf8)
        #expect(
            throws: Mistakes([Mistake(.malformed, Place(file: "o.csv", line: 2), "The file is not UTF-8", remedy: "Save it as UTF-8.")])
        ) {
            _ = try SourceFile(name: "o.csv", bytes: bytes)
        }
    }

    @Test("is named .csv, .yaml or .yml")
    func extensions() {
        #expect(
            Fixture.mistakes(("directory.txt", "")).map(\.description) == [
                "directory.txt:1: The name does not say what the file is. Name it .csv, .yaml or .yml."
            ])
    }
}
