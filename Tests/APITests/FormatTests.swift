import FHIR
import Testing

@testable import API

@Suite("JSON and XML") struct FormatTests {
    @Test(
        "answers in the format that is asked for",
        arguments: [
            ("", [:], "json"), ("?_format=xml", [:], "xml"), ("?_format=json", ["Accept": "application/fhir+xml"], "json"),
            ("?_format=application/fhir+xml", [:], "xml"), ("?_format=application/fhir%2Bxml", [:], "xml"),
            ("?_format=text/xml", [:], "xml"),
            ("", ["Accept": "application/fhir+xml"], "xml"), ("", ["Accept": "application/xml"], "xml"), ("", ["Accept": "*/*"], "json"),
            ("", ["Accept": "text/html, application/xml;q=0.9, */*;q=0.1"], "xml"),
            ("", ["Accept": "application/json;q=0.5, application/xml"], "xml"),
            ("", ["Accept": "application/fhir+json; fhirVersion=4.0"], "json"),
            ("", ["Accept": "application/xml;q=0, application/json"], "json"),
            ("", ["Accept": "application/fhir+json;fhirVersion=5.0, application/fhir+xml;fhirVersion=4.0"], "xml"),
            ("", ["Accept": ""], "json"),
        ] as [(String, [String: String], String)])
    func negotiation(_ query: String, _ headers: [String: String], _ format: String) async throws {
        let hub = Hub()
        let id = try await hub.make(
            #"{"resourceType":"Observation","status":"final","code":{"text":"a < b"},"valueQuantity":{"value":1.00}}"#)
        let reply = await hub.send("GET", "/fhir/Observation/\(id)\(query)", headers)
        #expect(reply.status == 200)
        #expect(reply.header("Content-Type") == "application/fhir+\(format); charset=utf-8")
        #expect(reply.text.contains(format == "xml" ? #"<value value="1.00"/>"# : #""value":1.00"#))
    }

    @Test("reads XML, and keeps what it says") func xml() async throws {
        let hub = Hub()
        let xml = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Patient xmlns="http://hl7.org/fhir"><text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml"><p>A  <b>b</b> c</p></div></text>\
            <identifier><system value="urn:test"/><value value="1"/></identifier><active value="true"/></Patient>
            """
        let made = await hub.send("POST", "/fhir/Patient", ["Content-Type": "application/fhir+xml", "Accept": "application/fhir+xml"], xml)
        #expect(made.status == 201)
        let json = await hub.send("GET", "/fhir/Patient?identifier=urn:test|1")
        #expect(json.json.root.string("entry.resource.active") == "true")
        let id = try #require(json.ids.first)
        let pretty = await hub.send("GET", "/fhir/Patient/\(id)?_format=xml&_pretty=true")
        #expect(pretty.text.contains("<p>A  <b>b</b> c</p>"))
        #expect(pretty.text.contains("\n  <active value=\"true\"/>\n</Patient>\n"))
        let again = try Resource(xml: pretty.bytes)
        let plain = try await Resource(xml: hub.send("GET", "/fhir/Patient/\(id)?_format=xml").bytes)
        #expect(again.root.canonical() == plain.root.canonical())
    }

    @Test("answers searches, metadata and transactions in XML too", arguments: ["/fhir/Patient", "/fhir/metadata"])
    func bundles(_ target: String) async throws {
        let hub = Hub()
        _ = try await hub.make(#"{"resourceType":"Patient","active":true}"#)
        let reply = await hub.send("GET", target, ["Accept": "application/fhir+xml"])
        #expect(reply.status == 200)
        let plain = await hub.send("GET", target)
        #expect(try Resource(xml: reply.bytes).root.canonical() == plain.json.root.canonical())
    }

    @Test("says that XML cannot carry what R4 does not have") func unsuitable() async throws {
        let hub = Hub()
        let id = try await hub.make(#"{"resourceType":"Patient","ownElement":{"a":1}}"#)
        #expect(await hub.send("GET", "/fhir/Patient/\(id)").text.contains(#""ownElement":{"a":1}"#))
        let reply = await hub.send("GET", "/fhir/Patient/\(id)", ["Accept": "application/fhir+xml"])
        #expect(reply.status == 406)
        #expect(reply.text.contains(#"<code value="not-supported"/>"#))
        #expect(reply.text.contains("Ask for `application/fhir+json`."))
    }

    @Test(
        "moves only the space between tokens when it is pretty",
        arguments: [
            (
                #"{"a":1.00,"b":[],"c":{},"d":[1,{"e":"x: {,}\" "}]}"#,
                "{\n  \"a\": 1.00,\n  \"b\": [],\n  \"c\": {},\n  \"d\": [\n    1,\n    {\n      \"e\": \"x: {,}\\\" \"\n    }\n  ]\n}\n"
            ),
            (" { \"a\" : [ ] , \"b\" : \"\\\\\" } ", "{\n  \"a\": [],\n  \"b\": \"\\\\\"\n}\n"),
        ])
    func prettyJSON(_ json: String, _ expected: String) {
        #expect(String(decoding: Pretty.json(Array(json.utf8)), as: UTF8.self) == expected)
    }

    @Test("leaves signs inside attributes alone when it is pretty") func prettyXML() {
        let xml = #"<A x="a > b"><b value="c"/><d><e value="/"/></d></A>"#
        let expected = "<A x=\"a > b\">\n  <b value=\"c\"/>\n  <d>\n    <e value=\"/\"/>\n  </d>\n</A>\n"
        #expect(String(decoding: Pretty.xml(Array(xml.utf8)), as: UTF8.self) == expected)
    }

    @Test("is pretty when asked to") func pretty() async throws {
        let hub = Hub()
        let id = try await hub.make(#"{"resourceType":"Basic","code":{"text":"a"}}"#)
        let plain = await hub.send("GET", "/fhir/Basic/\(id)?_pretty=false")
        #expect(!plain.text.contains("\n"))
        let pretty = await hub.send("GET", "/fhir/Basic/\(id)?_pretty=true")
        #expect(pretty.text.contains("\n  \"code\": {\n    \"text\": \"a\"\n  }"))
        #expect(pretty.json.root.canonical() == plain.json.root.canonical())
    }
}
