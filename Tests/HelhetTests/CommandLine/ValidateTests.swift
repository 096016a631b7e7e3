import Foundation
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

    @Test("checks profiles of a folder of definitions: those asked for and those named") func profiles() async throws {
        let program = try Program()
        defer { program.remove() }
        try FileManager.default.createDirectory(atPath: program.folder + "/definitions/package", withIntermediateDirectories: true)
        try program.write("definitions/package/package.json", #"{"name":"a.package"}"#)
        try program.write(
            "definitions/package/p.json",
            #"{"resourceType":"StructureDefinition","url":"urn:p","type":"Patient","derivation":"constraint","#
                + #""baseDefinition":"http://hl7.org/fhir/StructureDefinition/Patient","differential":{"element":[{"path":"Patient.birthDate","min":1}]}}"#
        )
        try program.write("plain.json", #"{"resourceType":"Patient","active":true}"#)
        try program.write("named.json", #"{"resourceType":"Patient","meta":{"profile":["urn:p"]}}"#)
        let missing = "error profile-minimum at Patient: birthDate is missing; the profile urn:p asks for it. Add it.\n"
        let named = try await program.run("validate", "plain.json", "named.json", "--definitions", "definitions")
        #expect(named.code == 1)
        #expect(named.output == "named.json:1:1: \(missing)")
        let asked = try await program.run("validate", "plain.json", "--definitions", "definitions", "--profile", "urn:p")
        #expect(asked.code == 1)
        #expect(asked.output == "plain.json:1:1: \(missing)")
        let unknown = try await program.run("validate", "plain.json", "--profile", "urn:p")
        #expect(unknown.code == 2 && unknown.output.isEmpty)
        #expect(unknown.narration.contains("The profile urn:p is not loaded. Load its definition, or correct the address."))
        let nowhere = try await program.run("validate", "plain.json", "--definitions", "nowhere")
        #expect(nowhere.code == 2 && nowhere.narration.contains("nowhere: This folder of definitions cannot be read."))
        let conforms = try await program.run("fhirpath", "conformsTo('urn:p')", "plain.json", "--definitions", "definitions")
        #expect(conforms.output == "false\n")
    }
}
