import Running
import Testing

@Suite("The command fhirpath") struct FHIRPathTests {
    private static let patient = #"{"resourceType":"Patient","name":[{"family":"Prøve","given":["Kari","Anne"]}],"birthDate":"1941-02-03"}"#
    private static let xml = """
        <?xml version="1.0" encoding="UTF-8"?>
        <Patient xmlns="http://hl7.org/fhir"><name><family value="Prøve"/></name></Patient>
        """

    @Test(
        "prints a line for each item",
        arguments: [
            ("name.given", "Kari\nAnne\n"), ("name", "{\"family\":\"Prøve\",\"given\":[\"Kari\",\"Anne\"]}\n"), ("name.suffix", ""),
            ("birthDate + 85 years", "2026-02-03\n"), ("today()", "2026-01-06\n"),
        ])
    func items(_ expression: String, _ wanted: String) async throws {
        let program = try Program()
        defer { program.remove() }
        try program.write("patient.json", Self.patient)
        let ended = try await program.run("fhirpath", expression, "patient.json", "--at", "2026-01-06T12:00:00Z")
        #expect(ended.code == 0, "\(ended.narration)")
        #expect(ended.output == wanted)
    }

    @Test("reads XML, and from standard input; a trace goes to standard error") func input() async throws {
        let program = try Program()
        defer { program.remove() }
        let ended = try await program.run("fhirpath", "name.trace('n').family", "-", input: Self.xml)
        #expect(ended.code == 0, "\(ended.narration)")
        #expect(ended.output == "Prøve\n")
        #expect(ended.narration == "n: {\"family\":\"Prøve\"}\n")
    }

    @Test(
        "refuses what cannot be, with exit code and sentence",
        arguments: [
            (["name.", "patient.json"], 1, "1:6: Here is the end, where the name of an element or function was expected."),
            (["name.givn", "patient.json"], 1, "1:6: HumanName has no element `givn`."),
            (
                ["name.given.single()", "patient.json"], 1,
                "1:12: `single()` takes one item, and here are several; choose one, with `first()` or `where(…)`."
            ),
            (["name", "nowhere.json"], 3, "nowhere.json cannot be read. Look whether it is there and may be read."),
            (["now()", "patient.json", "--at", "noon"], 2, "--at takes a time such as 2026-01-01T12:00:00Z; “noon” is none."),
        ])
    func refusals(_ arguments: [String], _ code: Int32, _ sentence: String) async throws {
        let program = try Program()
        defer { program.remove() }
        try program.write("patient.json", Self.patient)
        let ended = try await program.run(["fhirpath"] + arguments)
        #expect(ended.code == code)
        #expect(ended.output.isEmpty)
        #expect(ended.narration == sentence + "\n")
    }

    @Test("does not check elements when told to be lenient") func lenient() async throws {
        let program = try Program()
        defer { program.remove() }
        try program.write("patient.json", Self.patient)
        let ended = try await program.run("fhirpath", "name.givn", "patient.json", "--lenient")
        #expect(ended.code == 0)
        #expect(ended.output.isEmpty)
    }
}
