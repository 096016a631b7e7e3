import FHIR
import Journal
import Testing

@testable import API

@Suite("A SearchParameter that a client writes") struct SearchParameterTests {
    static func text(_ code: String, _ expression: String, status: String = "active") -> String {
        #"{"resourceType":"SearchParameter","status":"\#(status)","url":"http://a.example/sp/\#(code)","name":"x","description":"x","code":"\#(code)","base":["Patient"],"type":"token","expression":"\#(expression)"}"#
    }

    @Test("is taken when it is active and can be searched by, or when it is not active") func taken() async {
        let hub = Hub()
        #expect(await hub.send("POST", "/fhir/SearchParameter", [:], Self.text("ward-2", "Patient.active")).status == 201)
        #expect(await hub.send("POST", "/fhir/SearchParameter", [:], Self.text("later", "Patient.(((", status: "draft")).status == 201)
    }

    @Test(
        "is refused with the reason when no search could use it",
        arguments: [
            ("birthdate", "Patient.birthDate", "Patient has one of that code already. Rename it."),
            ("mine", "Patient.(((", "its `expression` cannot be read for Patient"),
            ("mine", "", "it has no `expression`. Say in FHIRPath where the values stand."),
            ("no code", "Patient.id", "needs a `code` of letters"),
            ("f12345", "Patient.id", "at most four digits"),
        ])
    func refused(_ code: String, _ expression: String, _ why: String) async {
        let hub = Hub()
        for (method, path) in [("POST", "/fhir/SearchParameter"), ("PUT", "/fhir/SearchParameter/mine-1")] {
            var text = Self.text(code, expression)
            if method == "PUT" { text = text.replacing("{\"resourceType\"", with: "{\"id\":\"mine-1\",\"resourceType\"") }
            let answer = await hub.send(method, path, [:], text)
            #expect(answer.status == 422)
            #expect(answer.sentence.contains(why))
        }
        #expect(await hub.send("GET", "/fhir/SearchParameter?_summary=count").json.root["total"]?.int == 0)
    }

    @Test("stands in the CapabilityStatement from then on, and no longer than it counts") func listed() throws {
        let statement = WrittenStatement()
        func names(_ parameters: SearchParameters) throws -> [String] {
            let bytes = statement.bytes(.standard, parameters, base: "http://a.example/fhir")
            let resource = try #require(try Resource(json: bytes).root.each("rest.resource").first { $0.string("type") == "Patient" })
            return resource.each("searchParam.name").compactMap(\.text)
        }
        #expect(try !names(.r4).contains("ward"))
        let own = try SearchParameters(adding: [Resource(json: Array(Self.text("ward", "Patient.active").utf8))])
        #expect(try names(own).contains("ward"))
        #expect(try names(own).contains("ward"))
        #expect(try !names(.r4).contains("ward"))
    }
}
