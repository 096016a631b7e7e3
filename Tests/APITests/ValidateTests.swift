import API
import FHIR
import Journal
import Testing
import Validation

@Suite("Asking whether a resource is valid") struct ValidateTests {
    @Test("answers 200 with an OperationOutcome, whatever it finds") func outcomes() async {
        let hub = Hub()
        let good = await hub.send("POST", "/fhir/Patient/$validate", [:], #"{"resourceType":"Patient","gender":"female"}"#)
        #expect(good.status == 200)
        #expect(good.severity == "information")
        #expect(good.json.root.string("issue.details.text") == "No problems were found.")
        let bad = await hub.send("POST", "/fhir/Patient/$validate", [:], #"{"resourceType":"Patient","gender":"lady"}"#)
        #expect(bad.status == 200)
        #expect(bad.severity == "error")
        #expect(bad.code == "code-invalid")
        #expect(bad.json.root.string("issue.expression") == "Patient.gender")
        #expect(bad.json.root.each("issue.extension.valueInteger").compactMap(\.int) == [1, 36])
    }

    @Test("takes the resource out of Parameters") func parameters() async {
        let reply = await Hub().send(
            "POST", "/fhir/Observation/$validate", [:],
            #"{"resourceType":"Parameters","parameter":[{"name":"resource","resource":{"resourceType":"Observation","status":"final"}}]}"#)
        #expect(reply.status == 200)
        #expect(reply.code == "required")
    }

    @Test(
        "refuses what is no question",
        arguments: [
            (
                #"{"resourceType":"Observation"}"#,
                "The body holds another type of resource than the address names. Send it to the address of its own type."
            ),
            (#"{"resourceType":"Parameters"}"#, "The Parameters have no `resource`; add the resource to check."),
            (
                #"{"resourceType":"Parameters","parameter":[{"name":"resource","resource":{"resourceType":"Patient"}},{"name":"profile"}]}"#,
                "The parameter `profile` has no `valueUri`; write the address of a profile."
            ),
            (
                #"{"resourceType":"Parameters","parameter":[{"name":"resource","resource":{"resourceType":"Patient"}},"#
                    + #"{"name":"profile","valueUri":"http://example.org/none"}]}"#,
                "The profile http://example.org/none is not loaded. Load its definition, or correct the address."
            ),
        ])
    func refusals(_ body: String, _ sentence: String) async {
        let reply = await Hub().send("POST", "/fhir/Patient/$validate", [:], body)
        #expect(reply.status == 400)
        #expect(reply.sentence == sentence)
    }

    @Test("checks the profiles that the hub knows: those that are asked for and those that the resource names") func profiles() async throws
    {
        var validator = Validator()
        validator.definitions = try Definitions([
            Resource(
                json: Array(
                    (#"{"resourceType":"StructureDefinition","url":"http://example.org/p","type":"Patient","derivation":"constraint","#
                        + #""baseDefinition":"http://hl7.org/fhir/StructureDefinition/Patient","#
                        + #""differential":{"element":[{"path":"Patient.birthDate","min":1}]}}"#).utf8))
        ])
        let hub = Hub(validator: validator)
        let patient = #"{"resourceType":"Patient","active":true}"#
        let plain = await hub.send("POST", "/fhir/Patient/$validate", [:], patient)
        #expect(plain.severity == "information")
        let parameters =
            #"{"resourceType":"Parameters","parameter":[{"name":"resource","resource":\#(patient)},{"name":"profile","valueUri":"http://example.org/p"}]}"#
        let named = #"{"resourceType":"Patient","meta":{"profile":["http://example.org/p"]}}"#
        for (target, body) in [("?profile=http%3A%2F%2Fexample.org%2Fp", patient), ("", parameters), ("", named)] {
            let reply = await hub.send("POST", "/fhir/Patient/$validate\(target)", [:], body)
            #expect(reply.status == 200 && reply.severity == "error" && reply.code == "required")
            #expect(reply.json.root.string("issue.expression") == "Patient")
            #expect(
                reply.json.root.string("issue.details.text")
                    == "birthDate is missing; the profile http://example.org/p asks for it. Add it.")
        }
        let unknown = await hub.send("POST", "/fhir/Patient/$validate?profile=urn:none", [:], patient)
        #expect(unknown.status == 400 && unknown.code == "value")
        #expect(unknown.sentence == "The profile urn:none is not loaded. Load its definition, or correct the address.")
    }

    @Test(
        "says by mode whether the hub would do it",
        arguments: [
            ("Flag/own-flag/$validate?mode=update", #"{"resourceType":"Flag","id":"own-flag"}"#, "required", "error"),
            ("Flag/other/$validate?mode=update", #"{"resourceType":"Flag","id":"own-flag"}"#, "invalid", "not the one in the address"),
            ("Flag/$validate?mode=update", #"{"resourceType":"Flag"}"#, "invalid", "has no `id`"),
            ("Patient/4k/$validate?mode=update", #"{"resourceType":"Patient","id":"4k"}"#, "conflict", "Choose a longer one"),
            ("Patient/ROOT/$validate?mode=update", #"{"resourceType":"Patient","id":"ROOT"}"#, "conflict", "Send the letter"),
            ("Patient/ROOT/$validate?mode=delete", "", "conflict", "Send the letter"),
            ("Flag/own-flag/$validate?mode=delete", "", "informational", "It may be deleted."),
            ("Flag/none/$validate?mode=delete", "", "informational", "There is nothing to delete"),
            ("Patient/$validate?mode=create", #"{"resourceType":"Patient"}"#, "informational", ""),
            (
                "Flag/none/$validate",
                #"{"resourceType":"Parameters","parameter":[{"name":"mode","valueCode":"delete"}]}"#, "informational", "nothing to delete"
            ),
        ])
    func modes(_ target: String, _ body: String, _ code: String, _ sentence: String) async throws {
        let hub = Hub()
        let subject = try await hub.derive([#"{"resourceType":"Patient","id":"ROOT"}"#], for: Identifier(system: "urn:test", value: "1"))
        #expect(await hub.send("PUT", "/fhir/Flag/own-flag", [:], #"{"resourceType":"Flag","id":"own-flag"}"#).status == 201)
        let root = subject.description
        let reply = await hub.send("POST", "/fhir/" + target.replacing("ROOT", with: root), [:], body.replacing("ROOT", with: root))
        #expect(reply.status == 200)
        #expect(reply.code == code, "\(reply.text)")
        if !sentence.isEmpty, sentence != "error" { #expect(reply.sentence.contains(sentence)) }
        #expect(await hub.send("GET", "/fhir/Flag/own-flag").status == 200)
    }

    @Test("is listed for each type") func listing() async {
        let statement = await Hub().send("GET", "/fhir/metadata").json.root
        let resources = statement.each("rest.resource").map { $0.each("operation.name").compactMap(\.text) }
        #expect(resources.count > 100)
        #expect(resources.allSatisfy { $0.contains("validate") })
    }
}
