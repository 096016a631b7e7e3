import API
import FHIR
import Testing

@Suite("Asking in FHIRPath") struct FHIRPathTests {
    static let patient = #"""
        {"resourceType":"Patient","name":[{"family":"Prøve","given":["Kari","Anne"]}],"birthDate":"1941-02-03","active":true,
         "contact":[{"gender":"male"}]}
        """#

    private func ask(parameters: String) async -> Reply {
        await Hub().send("POST", "/fhir/$fhirpath", [:], #"{"resourceType":"Parameters","parameter":[\#(parameters)]}"#)
    }

    private func ask(_ expression: String, _ more: String = "") async -> Reply {
        var json = JSONWriter()
        json.value(expression)
        let text = String(decoding: json.bytes, as: UTF8.self)
        return await ask(
            parameters: #"{"name":"expression","valueString":\#(text)},{"name":"resource","resource":\#(Self.patient)}\#(more)"#)
    }

    @Test(
        "gives each item under the name of its type",
        arguments: [
            ("name.given", #"{"name":"result","part":[{"name":"string","valueString":"Kari"},{"name":"string","valueString":"Anne"}]}"#),
            ("birthDate", #"{"name":"result","part":[{"name":"date","valueDate":"1941-02-03"}]}"#),
            ("1.50 + 1", #"{"name":"result","part":[{"name":"decimal","valueDecimal":2.50}]}"#),
            ("active and true", #"{"name":"result","part":[{"name":"boolean","valueBoolean":true}]}"#),
            ("today()", #"{"name":"result","part":[{"name":"date","valueDate":"2026-01-01"}]}"#),
            (
                "3 'mg'",
                #"{"name":"result","part":[{"name":"Quantity","valueQuantity":{"value":3,"unit":"mg","system":"http://unitsofmeasure.org","code":"mg"}}]}"#
            ),
            (
                "contact",
                #"{"name":"result","part":[{"name":"Patient.contact","extension":[{"url":"http://fhir.forms-lab.com/StructureDefinition/json-value","valueString":"{\"gender\":\"male\"}"}]}]}"#
            ),
            ("name.suffix", #"{"name":"result"}"#),
            (
                "name.trace('n', given).family",
                #"{"name":"result","part":[{"name":"string","valueString":"Prøve"},{"name":"trace","valueString":"n","part":[{"name":"string","valueString":"Kari"},{"name":"string","valueString":"Anne"}]}]}"#
            ),
        ])
    func answers(_ expression: String, _ wanted: String) async throws {
        let reply = await ask(expression)
        #expect(reply.status == 200, "\(reply.text)")
        let result = try #require(reply.json.root["parameter"]?[1])
        #expect(String(decoding: result.bytes, as: UTF8.self) == wanted)
    }

    @Test("goes through the items of a context, knows variables, and shows how it understood the expression") func context() async throws {
        let reply = await ask(
            "$this & %mark",
            #",{"name":"context","valueString":"name.given"},{"name":"variables","part":[{"name":"mark","valueString":"!"}]},{"name":"validate","valueBoolean":true}"#
        )
        let parameters = reply.json.root
        #expect(parameters.each("parameter.valueString").compactMap(\.text) == ["name.given[0]", "name.given[1]"])
        #expect(parameters.each("parameter.part.valueString").compactMap(\.text).suffix(2) == ["Kari!", "Anne!"])
        let tree = parameters.each("parameter.part").first { $0.string("name") == "parseDebugTree" }?.string("valueString")
        #expect(
            tree
                == #"{"ExpressionType":"BinaryExpression","Name":"&","Position":6,"Arguments":[{"ExpressionType":"VariableRefExpression","Name":"$this","Position":0},{"ExpressionType":"VariableRefExpression","Name":"%mark","Position":8}]}"#
        )
    }

    @Test(
        "says what is wrong with the question",
        arguments: [
            (
                #"{"name":"resource","resource":{"resourceType":"Patient"}}"#, 400,
                "The Parameters have no `expression`; add it as a valueString."
            ),
            (#"{"name":"expression","valueString":"1"}"#, 400, "The Parameters have no `resource`; add the resource that is asked about."),
            (
                #"{"name":"expression","valueString":"1 +"},{"name":"resource","resource":{"resourceType":"Patient"}}"#, 422,
                "The expression cannot be used: 1:4: Here is the end, where a value, a name or `(` was expected."
            ),
            (
                #"{"name":"expression","valueString":"(1|2).repeatAll($this)"},{"name":"resource","resource":{"resourceType":"Patient"}}"#,
                422,
                "The expression cannot be used: 1:7: The expression took more than 1000000 steps and was stopped; make it select less."
            ),
            (
                #"{"name":"expression","valueString":"'\#(String(repeating: "a", count: 100_000))'"},{"name":"resource","resource":{"resourceType":"Patient"}}"#,
                422, "The expression cannot be used: 1:1: The expression is longer than 100000 bytes; cut it into parts."
            ),
        ])
    func refusals(_ parameters: String, _ status: Int, _ sentence: String) async {
        let reply = await ask(parameters: parameters)
        #expect(reply.status == status)
        #expect(reply.sentence == sentence)
    }
}
