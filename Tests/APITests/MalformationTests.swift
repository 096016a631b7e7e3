import FHIR
import Testing

@testable import API

@Suite("What JSON of R4 cannot have") struct MalformationTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var content: String
        var path: String
        var type = "Patient"
        var testDescription: String { "\(type) with \(content)" }
    }

    static let rows = [
        Row(content: #""active":"yes""#, path: "Patient.active"),
        Row(content: #""active":null"#, path: "Patient.active"),
        Row(content: #""name":"x""#, path: "Patient.name"),
        Row(content: #""name":{"family":"x"}"#, path: "Patient.name"),
        Row(content: #""name":[]"#, path: "Patient.name"),
        Row(content: #""name":[{}]"#, path: "Patient.name[0]"),
        Row(content: #""name":[null]"#, path: "Patient.name[0]"),
        Row(content: #""gender":["female"]"#, path: "Patient.gender"),
        Row(content: #""birthDate":"1980-13-01""#, path: "Patient.birthDate"),
        Row(content: #""deceasedBoolean":true,"deceasedDateTime":"2026-01-01""#, path: "Patient.deceased.ofType(dateTime)"),
        Row(content: #""contained":[{"foo":1}]"#, path: "Patient.contained[0]"),
        Row(content: #""multipleBirthInteger":1.5"#, path: "Patient.multipleBirth.ofType(integer)"),
        Row(content: #""valueQuantity":{"value":"five"}"#, path: "Observation.value.ofType(Quantity).value", type: "Observation"),
        Row(
            content: #""extension":[{"url":"http://a.example","valueDateTime":"yesterday"}]"#,
            path: "Patient.extension[0].value.ofType(dateTime)"),
    ]

    @Test("is refused with its path, and nothing is written, whatever way it comes", arguments: rows.indices)
    func refused(_ index: Int) async throws {
        let row = Self.rows[index]
        let hub = Hub()
        let resource = #"{"resourceType":"\#(row.type)",\#(row.content)}"#
        let created = await hub.send("POST", "/fhir/\(row.type)", [:], resource)
        #expect(created.status == 400)
        #expect(created.json.root.each("issue.expression").compactMap(\.text) == [row.path])
        #expect(created.sentence.hasSuffix("It stands at `\(row.path)`."))
        let named = #"{"resourceType":"\#(row.type)","id":"own-id-1",\#(row.content)}"#
        #expect(await hub.send("PUT", "/fhir/\(row.type)/own-id-1", [:], named).status == 400)
        for type in ["transaction", "batch"] {
            let bundle =
                #"{"resourceType":"Bundle","type":"\#(type)","entry":[{"resource":\#(resource),"request":{"method":"POST","url":"\#(row.type)"}}]}"#
            let reply = await hub.send("POST", "/fhir", [:], bundle)
            #expect(type == "transaction" ? reply.status == 400 : reply.json.root.string("entry.response.status")?.hasPrefix("400") == true)
        }
        #expect(await hub.send("GET", "/fhir/\(row.type)?_summary=count").json.root["total"]?.int == 0)
    }

    @Test("cannot come in by a patch either") func patched() async throws {
        let hub = Hub()
        let id = try await hub.make(#"{"resourceType":"Patient","active":true}"#)
        let patch = #"[{"op":"replace","path":"/active","value":"yes"}]"#
        let reply = await hub.send("PATCH", "/fhir/Patient/\(id)", ["Content-Type": "application/json-patch+json"], patch)
        #expect(reply.status == 422)
        #expect(reply.json.root.each("issue.expression").compactMap(\.text) == ["Patient.active"])
        #expect(await hub.send("GET", "/fhir/Patient/\(id)").json.root.bool("active") == true)
    }

    @Test(
        "is not what R4 does not know, nor null for a value that has extensions only, nor a number in quotes, nor what only a whole validation can tell",
        arguments: [
            #""active":true,"mine":{"own":[]}"#,
            #""name":[{"given":["Kari",null],"_given":[null,{"extension":[{"url":"http://a.example","valueCode":"unknown"}]}]}]"#,
            #""_birthDate":{"extension":[{"url":"http://a.example","valueCode":"unknown"}]}"#,
            #""multipleBirthInteger":"2""#, #""birthDate":"1980""#, #""gender":"no code of R4""#, #""contact":[{"gender":"other"}]"#,
        ])
    func accepted(_ content: String) async {
        #expect(await Hub().send("POST", "/fhir/Patient", [:], #"{"resourceType":"Patient",\#(content)}"#).status == 201)
    }
}
