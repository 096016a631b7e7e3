import FHIR
import Testing

@Suite("A FHIRPath Patch") struct FHIRPathPatchTests {
    /// A parameter of one operation; the parts by name, values as JSON members.
    static func operation(_ type: String, _ path: String, _ parts: String...) -> String {
        let all = [#"{"name":"type","valueCode":"\#(type)"}"#, #"{"name":"path","valueString":"\#(path)"}"#] + parts
        return #"{"name":"operation","part":[\#(all.joined(separator: ","))]}"#
    }

    static func add(_ path: String, _ name: String, _ value: String) -> String {
        operation("add", path, #"{"name":"name","valueString":"\#(name)"}"#, #"{"name":"value",\#(value)}"#)
    }

    static func insert(_ path: String, _ index: Int, _ value: String) -> String {
        operation("insert", path, #"{"name":"index","valueInteger":\#(index)}"#, #"{"name":"value",\#(value)}"#)
    }

    static func replace(_ path: String, _ value: String) -> String { operation("replace", path, #"{"name":"value",\#(value)}"#) }
    static func delete(_ path: String) -> String { operation("delete", path) }

    static func move(_ path: String, _ source: Int, _ destination: Int) -> String {
        operation("move", path, #"{"name":"source","valueInteger":\#(source)}"#, #"{"name":"destination","valueInteger":\#(destination)}"#)
    }

    static func parameters(_ operations: [String]) -> String {
        #"{"resourceType":"Parameters","parameter":[\#(operations.joined(separator: ","))]}"#
    }

    /// The classes of case that HL7's own test cases have, and the primitives beside them.
    static let all: [Patched] = [
        Patched(
            #"{"active":true}"#, add("Patient", "birthDate", #""valueDate":"1950-01-31""#), #"{"active":true,"birthDate":"1950-01-31"}"#),
        Patched(#"{"birthDate":"1950"}"#, add("Patient", "birthDate", #""valueDate":"1951""#), nil),
        Patched(
            #"{"active":true}"#, add("Patient", "name", #""valueHumanName":{"family":"A"}"#), #"{"active":true,"name":[{"family":"A"}]}"#),
        Patched(
            #"{"name":[{"family":"A"}]}"#, add("Patient", "name", #""valueHumanName":{"family":"B"}"#),
            #"{"name":[{"family":"A"},{"family":"B"}]}"#),
        Patched(#"{"name":[{"id":"x"}]}"#, add("Patient.name[0]", "given", #""valueString":"A""#), #"{"name":[{"id":"x","given":["A"]}]}"#),
        Patched(#"{"active":true}"#, add("Patient", "deceased", #""valueBoolean":true"#), #"{"active":true,"deceasedBoolean":true}"#),
        Patched(#"{"deceasedBoolean":true}"#, add("Patient", "deceased", #""valueDateTime":"2026""#), nil),
        Patched(#"{"active":true}"#, add("Patient", "deceased", #""valueString":"x""#), nil),
        Patched(#"{"active":true}"#, add("Patient", "nonsense", #""valueString":"x""#), nil),
        Patched(#"{"active":true}"#, add("Patient", "birthDate", #""valueBoolean":true"#), nil),
        Patched(#"{"active":true}"#, add("Patient", "name", #""valueString":"A""#), nil),
        Patched(
            #"{"active":true}"#,
            add(
                "Patient", "contact",
                #""part":[{"name":"name","valueHumanName":{"family":"A"}},{"name":"gender","valueCode":"female"},{"name":"telecom","valueContactPoint":{"value":"1"}},{"name":"telecom","valueContactPoint":{"value":"2"}}]"#
            ),
            #"{"active":true,"contact":[{"name":{"family":"A"},"gender":"female","telecom":[{"value":"1"},{"value":"2"}]}]}"#),
        Patched(#"{"active":true}"#, add("Patient", "contact", #""part":[{"name":"nonsense","valueCode":"x"}]"#), nil),
        Patched(#"{"active":true}"#, add("Patient", "contact", #""valueInteger":1"#), nil),
        Patched(
            #"{"active":true}"#, add("Patient", "contained", #""resource":{"resourceType":"Flag","id":"f"}"#),
            #"{"active":true,"contained":[{"resourceType":"Flag","id":"f"}]}"#),
        Patched(
            #"{"birthDate":"1950"}"#, add("Patient.birthDate", "extension", #""valueExtension":{"url":"u","valueDecimal":1.00}"#),
            #"{"birthDate":"1950","_birthDate":{"extension":[{"url":"u","valueDecimal":1.00}]}}"#),
        Patched(#"{"active":true}"#, add("Patient.name", "family", #""valueString":"A""#), nil),
        Patched(#"{"name":[{"id":"x"},{"id":"y"}]}"#, add("Patient.name", "family", #""valueString":"A""#), nil),

        Patched(
            #"{"identifier":[{"value":"a"},{"value":"b"}]}"#, insert("Patient.identifier", 0, #""valueIdentifier":{"value":"c"}"#),
            #"{"identifier":[{"value":"c"},{"value":"a"},{"value":"b"}]}"#),
        Patched(
            #"{"identifier":[{"value":"a"},{"value":"b"}]}"#, insert("Patient.identifier", 2, #""valueIdentifier":{"value":"c"}"#),
            #"{"identifier":[{"value":"a"},{"value":"b"},{"value":"c"}]}"#),
        Patched(#"{"identifier":[{"value":"a"}]}"#, insert("Patient.identifier", 2, #""valueIdentifier":{"value":"c"}"#), nil),
        Patched(
            #"{"active":true}"#, insert("Patient.identifier", 0, #""valueIdentifier":{"value":"c"}"#),
            #"{"active":true,"identifier":[{"value":"c"}]}"#),
        Patched(#"{"active":true}"#, insert("Patient.identifier", 1, #""valueIdentifier":{"value":"c"}"#), nil),
        Patched(#"{"active":true}"#, insert("Patient.active", 0, #""valueBoolean":true"#), nil),
        Patched(
            #"{"name":[{"given":["a","b"],"_given":[null,{"id":"x"}]}]}"#, insert("Patient.name.given", 0, #""valueString":"c""#),
            #"{"name":[{"given":["c","a","b"],"_given":[null,null,{"id":"x"}]}]}"#),
        Patched(
            #"{"name":[{"given":["a"]}]}"#, insert("Patient.name.given", 1, #""valueString":"b","_valueString":{"id":"y"}"#),
            #"{"name":[{"given":["a","b"],"_given":[null,{"id":"y"}]}]}"#),

        Patched(#"{"birthDate":"1950","active":true}"#, delete("Patient.birthDate"), #"{"active":true}"#),
        Patched(#"{"active":true,"birthDate":"1950","_birthDate":{"id":"x"}}"#, delete("Patient.birthDate"), #"{"active":true}"#),
        Patched(#"{"active":true,"_birthDate":{"id":"x"}}"#, delete("Patient.birthDate"), #"{"active":true}"#),
        Patched(#"{"active":true}"#, delete("Patient.birthDate"), #"{"active":true}"#),
        Patched(
            #"{"active":true,"name":[{"family":"A"},{"family":"B"}]}"#, delete("Patient.name.where(family = 'A')"),
            #"{"active":true,"name":[{"family":"B"}]}"#),
        Patched(#"{"active":true,"name":[{"family":"A"}]}"#, delete("Patient.name[0]"), #"{"active":true}"#),
        Patched(#"{"active":true,"name":[{"family":"A"}]}"#, delete("Patient.name.family"), #"{"active":true}"#),
        Patched(#"{"name":[{"family":"A"},{"family":"B"}]}"#, delete("Patient.name"), nil),
        Patched(
            #"{"name":[{"given":["a","b"],"_given":[null,{"id":"x"}]}]}"#, delete("Patient.name.given[0]"),
            #"{"name":[{"given":["b"],"_given":[{"id":"x"}]}]}"#),
        Patched(
            #"{"name":[{"given":["a","b"],"_given":[null,{"id":"x"}]}]}"#, delete("Patient.name.given[1]"), #"{"name":[{"given":["a"]}]}"#),
        Patched(#"{"active":true}"#, delete("Patient.id"), nil), Patched(#"{"active":true}"#, delete("Patient"), nil),
        Patched(#"{"active":true}"#, delete("1 + 1"), nil), Patched(#"{"active":true}"#, delete("Patient.("), nil),

        Patched(
            #"{"birthDate":"1950","active":true}"#, replace("Patient.birthDate", #""valueDate":"1951""#),
            #"{"birthDate":"1951","active":true}"#),
        Patched(
            #"{"multipleBirthInteger":2}"#, replace("Patient.multipleBirth", #""valueBoolean":true"#), #"{"multipleBirthBoolean":true}"#),
        Patched(#"{"active":true}"#, replace("Patient.birthDate", #""valueDate":"1951""#), nil),
        Patched(
            #"{"name":[{"family":"A"},{"family":"B"}]}"#, replace("Patient.name[1].family", #""valueString":"C""#),
            #"{"name":[{"family":"A"},{"family":"C"}]}"#),
        Patched(
            #"{"name":[{"family":"A"},{"family":"B"}]}"#, replace("Patient.name[0]", #""valueHumanName":{"text":"x"}"#),
            #"{"name":[{"text":"x"},{"family":"B"}]}"#),
        Patched(
            #"{"active":true,"_birthDate":{"id":"x"}}"#, replace("Patient.birthDate", #""valueDate":"1951""#),
            #"{"active":true,"birthDate":"1951"}"#),
        Patched(
            #"{"contact":[{"name":{"family":"A"}}]}"#, replace("Patient.contact[0].name", #""part":[{"name":"family","valueString":"B"}]"#),
            #"{"contact":[{"name":{"family":"B"}}]}"#),
        Patched(#"{"active":true}"#, replace("Patient.id", #""valueId":"x""#), nil),

        Patched(
            #"{"identifier":[{"value":"a"},{"value":"b"},{"value":"c"}]}"#, move("Patient.identifier", 2, 0),
            #"{"identifier":[{"value":"c"},{"value":"a"},{"value":"b"}]}"#),
        Patched(
            #"{"identifier":[{"value":"a"},{"value":"b"},{"value":"c"}]}"#, move("Patient.identifier", 0, 2),
            #"{"identifier":[{"value":"b"},{"value":"c"},{"value":"a"}]}"#),
        Patched(#"{"identifier":[{"value":"a"}]}"#, move("Patient.identifier", 0, 1), nil),
        Patched(#"{"identifier":[{"value":"a"}]}"#, move("Patient.identifier", 0, 0), #"{"identifier":[{"value":"a"}]}"#),
        Patched(#"{"active":true}"#, move("Patient.identifier", 0, 0), nil),
        Patched(
            #"{"name":[{"given":["a","b"],"_given":[null,{"id":"x"}]}]}"#, move("Patient.name.given", 1, 0),
            #"{"name":[{"given":["b","a"],"_given":[{"id":"x"},null]}]}"#),
        Patched(
            #"{"active":true}"#,
            [add("Patient", "name", #""valueHumanName":{"family":"A"}"#), delete("Patient.active")].joined(separator: ","),
            #"{"name":[{"family":"A"}]}"#),
    ]

    @Test("does what it says, and nothing else", arguments: all) func patch(_ patched: Patched) async throws {
        let hub = Hub()
        let head = #"{"resourceType":"Patient","id":"its-own","meta":{"versionId":"1","lastUpdated":"2026-01-01T12:00:00Z"},"#
        let made = await hub.send(
            "PUT", "/fhir/Patient/its-own", [:], #"{"resourceType":"Patient","id":"its-own","# + patched.old.dropFirst())
        try #require(made.text == head + patched.old.dropFirst())
        let reply = await hub.send("PATCH", "/fhir/Patient/its-own", [:], Self.parameters([patched.patch]))
        guard let new = patched.new else {
            #expect(reply.status == 422, "\(reply.text)")
            #expect(await hub.send("GET", "/fhir/Patient/its-own").bytes == made.bytes)
            return
        }
        #expect(reply.status == 200, "\(reply.text)")
        let version = patched.old == new ? 1 : 2
        #expect(reply.text == head.replacing(#""versionId":"1""#, with: #""versionId":"\#(version)""#) + new.dropFirst())
    }

    @Test(
        "is refused when it is none",
        arguments: [
            #"{"resourceType":"Parameters"}"#, parameters([]), parameters([#"{"name":"else"}"#]), parameters([#"{"name":"operation"}"#]),
            parameters([operation("leap", "Patient")]), parameters([operation("add", "Patient")]),
            parameters([operation("insert", "Patient.name")]),
            parameters([operation("replace", "Patient.active")]), parameters([operation("move", "Patient.name")]),
            parameters([add("Patient", "contact", #""part":[{"valueCode":"x"}]"#)]), parameters([replace("Patient.active", #""x":1"#)]),
            parameters([#"{"name":"operation","part":[{"name":"type","valueCode":"delete"}]}"#]),
        ])
    func malformed(_ patch: String) async throws {
        let hub = Hub()
        let id = try await hub.make(#"{"resourceType":"Patient","active":true}"#)
        let reply = await hub.send("PATCH", "/fhir/Patient/\(id)", [:], patch)
        #expect(reply.status == 400, "\(reply.text)")
        #expect(reply.code == "invalid")
    }

    @Test("may be written in XML, and answered in it") func xml() async throws {
        let hub = Hub()
        let id = try await hub.make(#"{"resourceType":"Patient","active":true}"#)
        let patch = """
            <Parameters xmlns="http://hl7.org/fhir"><parameter><name value="operation"/>
            <part><name value="type"/><valueCode value="replace"/></part><part><name value="path"/><valueString value="Patient.active"/></part>
            <part><name value="value"/><valueBoolean value="false"/></part></parameter></Parameters>
            """
        let headers = ["Content-Type": "application/fhir+xml", "Accept": "application/fhir+xml"]
        let reply = await hub.send("PATCH", "/fhir/Patient/\(id)", headers, patch)
        #expect(reply.status == 200)
        #expect(reply.text.contains(#"<active value="false"/>"#))
    }

    @Test("may not keep the writer busy") func work() async throws {
        let hub = Hub()
        let id = try await hub.make(#"{"resourceType":"Patient","active":true}"#)
        let endless = "(1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9).repeat($this + 1).where($this < 0)"
        let reply = await hub.send("PATCH", "/fhir/Patient/\(id)", [:], Self.parameters([Self.delete(endless)]))
        #expect(reply.status == 422)
    }
}
