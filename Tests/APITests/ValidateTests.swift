import API
import FHIR
import Testing

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
                #"{"resourceType":"Parameters","parameter":[{"name":"profile","valueUri":"urn:p"}]}"#,
                "Profiles are not checked here; leave `profile` out to check the resource against R4 alone."
            ),
        ])
    func refusals(_ body: String, _ sentence: String) async {
        let reply = await Hub().send("POST", "/fhir/Patient/$validate", [:], body)
        #expect(reply.status == 400)
        #expect(reply.sentence == sentence)
    }

    @Test("is listed for each type") func listing() async {
        let statement = await Hub().send("GET", "/fhir/metadata").json.root
        let resources = statement.each("rest.resource").map { $0.each("operation.name").compactMap(\.text) }
        #expect(resources.count > 100)
        #expect(resources.allSatisfy { $0 == ["validate"] })
    }
}
