import FHIR
import Testing

@Suite("A resource") struct ResourceTests {
    private func read(_ json: String) throws -> Resource { try Resource(json: Array(json.utf8)) }
    private func text(_ resource: Resource) -> String { String(decoding: resource.bytes, as: UTF8.self) }

    @Test("is built with commas and escapes in the right places") func build() {
        let patient = Resource.build("Patient", id: "a") { json in
            json.field("active", true)
            json.field("birthDate", String?.none)
            json.array("name") { json in
                json.object {
                    $0.field("family", "\"Prøve\"\\\n\u{1}")
                    $0.array("given") { json in
                        json.value("A")
                        json.value("B")
                        json.null()
                    }
                }
                json.object { _ in }
            }
            json.object("meta") { $0.field("versionId", "1") }
            json.field("multipleBirthInteger", 2)
            json.number("decimal", digits: "1.00")
            json.number("noNumber", digits: "1,00")
            json.field("contact", JSONValue.array([.object([("gender", "male"), ("x", .null)]), false, 7]))
            json.raw("raw", Array("[ 1 ]".utf8))
        }
        let expected =
            "{\"resourceType\":\"Patient\",\"id\":\"a\",\"active\":true,\"name\":[{\"family\":\"\\\"Prøve\\\"\\\\\\n\\u0001\",\"given\":[\"A\",\"B\",null]},{}],"
            + "\"meta\":{\"versionId\":\"1\"},\"multipleBirthInteger\":2,\"decimal\":1.00,\"noNumber\":\"1,00\","
            + "\"contact\":[{\"gender\":\"male\",\"x\":null},false,7],\"raw\":[ 1 ]}"
        #expect(text(patient) == expected)
        #expect(patient.type == "Patient")
        #expect(patient.id == "a")
        #expect(patient["name"]?["family"]?.text == "\"Prøve\"\\\n\u{1}")
    }

    @Test("inside another is taken out with its bytes") func extracted() throws {
        let bundle = try read(
            "{\"resourceType\":\"Bundle\",\"entry\":[{},{\"resource\": {\"resourceType\" : \"Patient\",\"id\":\"b\",\"name\":[{\"given\":[\"A\",\"B\"]}]}}]}"
        )
        let inner = Resource(try #require(bundle.root.first("entry[1].resource")))
        #expect(text(inner) == "{\"resourceType\" : \"Patient\",\"id\":\"b\",\"name\":[{\"given\":[\"A\",\"B\"]}]}")
        #expect(inner.id == "b")
        #expect(inner.root.each("name.given").compactMap(\.text) == ["A", "B"])
        #expect(inner.root.first("name.given[1]")?.location == "Patient.name[0].given[1]")
    }

    static let edits: [(String, String, JSONValue, String)] = [
        ("{ \"resourceType\": \"A\", \"id\": \"1\" }", "id", "2", "{ \"resourceType\": \"A\", \"id\": \"2\" }"),
        ("{ \"resourceType\": \"A\" }", "id", "2", "{ \"resourceType\": \"A\",\"id\":\"2\" }"),
        ("{\"resourceType\":\"A\"}", "meta.versionId", "2", "{\"resourceType\":\"A\",\"meta\":{\"versionId\":\"2\"}}"),
        ("{\"resourceType\":\"A\"}", "name[0].given[0]", "B", "{\"resourceType\":\"A\",\"name\":[{\"given\":[\"B\"]}]}"),
        ("{\"resourceType\":\"A\",\"n\":[{\"a\":1},{\"a\":2}]}", "n[1].a", 3, "{\"resourceType\":\"A\",\"n\":[{\"a\":1},{\"a\":3}]}"),
        ("{\"resourceType\":\"A\",\"n\":[{\"a\":1}]}", "n[1].a", 3, "{\"resourceType\":\"A\",\"n\":[{\"a\":1},{\"a\":3}]}"),
        ("{\"resourceType\":\"A\",\"n\":[{\"a\":1}]}", "n.b", true, "{\"resourceType\":\"A\",\"n\":[{\"a\":1,\"b\":true}]}"),
        ("{\"resourceType\":\"A\",\"n\":[]}", "n[0]", 3, "{\"resourceType\":\"A\",\"n\":[3]}"),
        ("{\"resourceType\":\"A\",\"n\":{}}", "n.b", .number("1.50"), "{\"resourceType\":\"A\",\"n\":{\"b\":1.50}}"),
        ("{\"resourceType\":\"A\",\"n\":1}", "n[1]", 2, "{\"resourceType\":\"A\",\"n\":[1,2]}"),
        ("{\"resourceType\":\"A\",\"n\":1}", "n.x", 2, "{\"resourceType\":\"A\",\"n\":{\"x\":2}}"),
        ("{\"resourceType\":\"A\"}", "q\"", "\"", "{\"resourceType\":\"A\",\"q\\\"\":\"\\\"\"}"),
    ]

    @Test("is edited in one place and keeps all other bytes", arguments: edits)
    func setting(_ before: String, _ path: String, _ value: JSONValue, _ after: String) throws {
        #expect(text(try read(before).setting(path, to: value)) == after)
    }

    static let removals = [
        ("{\"resourceType\":\"A\",\"id\":\"1\"}", "id", "{\"resourceType\":\"A\"}"),
        ("{ \"id\": \"1\", \"resourceType\": \"A\" }", "id", "{ \"resourceType\": \"A\" }"),
        ("{\"resourceType\":\"A\" , \"id\":\"1\" , \"x\":2}", "id", "{\"resourceType\":\"A\"  , \"x\":2}"),
        ("{\"resourceType\":\"A\",\"meta\":{\"tag\":[{\"code\":\"x\"}]}}", "meta.tag[0].code", "{\"resourceType\":\"A\"}"),
        ("{\"resourceType\":\"A\",\"n\":[1,2,3]}", "n[0]", "{\"resourceType\":\"A\",\"n\":[2,3]}"),
        ("{\"resourceType\":\"A\",\"n\":[1,2,3]}", "n[2]", "{\"resourceType\":\"A\",\"n\":[1,2]}"),
        ("{\"resourceType\":\"A\",\"n\":[{\"a\":1,\"b\":2}]}", "n.a", "{\"resourceType\":\"A\",\"n\":[{\"b\":2}]}"),
        ("{\"resourceType\":\"A\",\"n\":1}", "x", "{\"resourceType\":\"A\",\"n\":1}"),
        ("{\"resourceType\":\"A\",\"n\":1}", "n.x[3]", "{\"resourceType\":\"A\",\"n\":1}"),
    ]

    @Test("loses an element, and what that empties", arguments: removals) func removing(_ before: String, _ path: String, _ after: String)
        throws
    {
        #expect(text(try read(before).removing(path)) == after)
    }
}
