import Running
import Testing

@Suite("The command validate") struct ValidateTests {
    @Test("says nothing of what is valid, and a line for each problem of what is not") func files() async throws {
        let program = try Program()
        defer { program.remove() }
        try program.write("good.json", #"{"resourceType":"Patient","gender":"female"}"#)
        try program.write("bad.json", "{\"resourceType\":\"Patient\",\n \"gender\":\"lady\"}")
        try program.write("bad.xml", "<Patient xmlns=\"http://hl7.org/fhir\"><gender value=\"lady\"/></Patient>")
        let good = try await program.run("validate", "good.json")
        #expect(good.code == 0, "\(good.narration)")
        #expect(good.output.isEmpty)
        let bad = try await program.run("validate", "good.json", "bad.json", "bad.xml")
        #expect(bad.code == 1)
        #expect(bad.lines.count == 2)
        #expect(bad.lines.first?.hasPrefix("bad.json:2:11: error ") == true, "\(bad.output)")
        #expect(bad.lines.last?.hasPrefix("bad.xml: error ") == true, "\(bad.output)")
        #expect(bad.lines.allSatisfy { $0.contains(" at Patient.gender: ") })
        let json = try await program.run("validate", "bad.json", "--format", "json")
        #expect(json.code == 1)
        #expect(json.output.hasPrefix(#"{"resourceType":"OperationOutcome","issue":[{"#))
    }

    @Test(
        "refuses what is no resource",
        arguments: [
            ("nowhere.json", 3, "nowhere.json cannot be read. Look whether it is there and may be read."),
            ("empty.json", 1, "empty.json: "),
        ])
    func refusals(_ name: String, _ code: Int32, _ sentence: String) async throws {
        let program = try Program()
        defer { program.remove() }
        try program.write("empty.json", "")
        let ended = try await program.run("validate", name)
        #expect(ended.code == code)
        #expect(ended.narration.hasPrefix(sentence))
    }
}
