import FHIR
import Testing

@testable import Validation

@Suite("A code is in a value set, is not, or it is not known") struct MembershipTests {
    private static let system =
        "{'resourceType':'CodeSystem','url':'urn:s','status':'active','content':'complete','valueSet':'urn:all','property':[{'code':'kind',"
        + "'type':'code'}],'concept':[{'code':'a','display':'One','property':[{'code':'kind','valueCode':'x'}],'concept':[{'code':'b',"
        + "'property':[{'code':'kind','valueCode':'y'}],'concept':[{'code':'c'}]}]},{'code':'d','property':[{'code':'parent','valueCode':'c'},"
        + "{'code':'flag','valueBoolean':true}]}]}"

    private static func set(_ compose: String, url: String = "urn:v", more: String = "") -> String {
        "{'resourceType':'ValueSet','url':'\(url)','status':'active',\(more)'compose':{\(compose)}}"
    }

    private static func filter(_ property: String, _ op: String, _ value: String) -> String {
        set("'include':[{'system':'urn:s','filter':[{'property':'\(property)','op':'\(op)','value':'\(value)'}]}]")
    }

    private func codes(_ definitions: [String], system: String? = "urn:s") throws -> String {
        let all = try Definitions(definitions.map { try ProfileCase.resource($0) })
        return ["a", "b", "c", "d", "e"].map { code in
            switch all.contains(valueSet: "urn:v", system: system, code: code) {
            case .inside: code
            case .outside: "-"
            case .unknown: "?"
            }
        }.joined()
    }

    @Test(
        "by what its rules say",
        arguments: [
            (set("'include':[{'system':'urn:s'}]"), "abcd-"),
            (set("'include':[{'system':'urn:s','concept':[{'code':'a'},{'code':'e'}]}]"), "a---e"),
            (set("'include':[{'system':'urn:t'}]"), "-----"),
            (set("'include':[{'system':'urn:s'}],'exclude':[{'system':'urn:s','concept':[{'code':'b'}]}]"), "a-cd-"),
            (filter("concept", "is-a", "b"), "-bcd-"),
            (filter("concept", "descendent-of", "b"), "--cd-"),
            (filter("concept", "is-not-a", "b"), "a----"),
            (filter("concept", "generalizes", "b"), "ab---"),
            (filter("concept", "is-a", "z"), "-----"),
            (filter("kind", "=", "x"), "a----"),
            (filter("kind", "in", "x, y"), "ab---"),
            (filter("kind", "not-in", "x"), "-bcd-"),
            (filter("kind", "exists", "true"), "ab---"),
            (filter("kind", "exists", "false"), "--cd-"),
            (filter("flag", "=", "true"), "---d-"),
            (filter("code", "regex", "[bc]"), "-bc--"),
            (filter("display", "regex", "On"), "-----"),
            (filter("display", "regex", "O.*"), "a----"),
            (filter("parent", "=", "a"), "-b---"),
            (filter("child", "exists", "true"), "abc--"),
            // What the system does not say, and what nobody knows.
            (filter("colour", "=", "red"), "????-"),
            (filter("code", "near", "a"), "????-"),
            (filter("code", "regex", "("), "????-"),
        ])
    func rules(_ set: String, _ expected: String) throws {
        #expect(try codes([Self.system, set]) == expected)
    }

    @Test("by a system that is not all there") func incomplete() throws {
        let whole = Self.set("'include':[{'system':'urn:s'}]")
        #expect(try codes([whole]) == "?????")
        #expect(try codes([Self.system.replacing("complete", with: "fragment"), whole]) == "abcd?")
        #expect(try codes([Self.system.replacing("complete", with: "not-present"), Self.filter("concept", "is-a", "b")]) == "-bcd?")
        #expect(
            try codes([Self.system.replacing("'content':'complete'", with: "'content':'complete','caseSensitive':false"), whole]) == "abcd-"
        )
        // Another version is another system.
        #expect(try codes([Self.system, Self.set("'include':[{'system':'urn:s','version':'2'}]")]) == "?????")
        // The codes that are named need no system.
        #expect(try codes([Self.set("'include':[{'system':'urn:s','concept':[{'code':'a'}]},{'system':'urn:t'}]")]) == "a----")
        #expect(try codes([Self.set("'include':[{'system':'urn:s','concept':[{'code':'a'}]},{'system':'urn:t'}]")], system: nil) == "a????")
    }

    @Test("by other value sets, of which all must have it") func imports() throws {
        let one = Self.set("'include':[{'system':'urn:s','concept':[{'code':'a'},{'code':'b'}]}]", url: "urn:1")
        let two = Self.set("'include':[{'system':'urn:s','concept':[{'code':'b'},{'code':'c'}]}]", url: "urn:2")
        #expect(try codes([one, two, Self.set("'include':[{'valueSet':['urn:1','urn:2']}]")]) == "-b---")
        #expect(try codes([one, two, Self.set("'include':[{'valueSet':['urn:1']},{'valueSet':['urn:2']}]")]) == "abc--")
        #expect(try codes([one, Self.set("'include':[{'valueSet':['urn:1','urn:3']}]")]) == "??---")
        #expect(try codes([one, Self.set("'include':[{'valueSet':['urn:1']}],'exclude':[{'valueSet':['urn:3']}]")]) == "??---")
        #expect(try codes([one, Self.system, Self.set("'include':[{'system':'urn:s','valueSet':['urn:1']}]")]) == "ab---")
        #expect(try codes([Self.system, Self.set("'include':[{'valueSet':['urn:all']}]")]) == "abcd-")
    }

    @Test("or includes itself, and then nothing is known") func circle() throws {
        let definitions = [
            Self.set("'include':[{'valueSet':['urn:1']},{'system':'urn:s','concept':[{'code':'a'}]}]"),
            Self.set("'include':[{'valueSet':['urn:v']}]", url: "urn:1"),
        ]
        #expect(try codes(definitions) == "a????")
        let all = try Definitions(definitions.map { try ProfileCase.resource($0) })
        #expect(all.contains(valueSet: "urn:v", system: "urn:s", code: "b") == .unknown(missing: "urn:v, which includes itself"))
        // A hierarchy too.
        let round =
            "{'resourceType':'CodeSystem','url':'urn:s','status':'active','content':'complete','concept':[{'code':'a','property':[{'code':'parent',"
            + "'valueCode':'b'}]},{'code':'b','property':[{'code':'parent','valueCode':'a'}]},{'code':'c'}]}"
        #expect(try codes([round, Self.filter("concept", "is-a", "a")]) == "ab---")
        #expect(try codes([round, Self.filter("concept", "descendent-of", "c")]) == "-----")
    }

    @Test("by value sets that many ways lead to, in time that does not explode") func diamonds() throws {
        let layers = (0..<30).map {
            Self.set("'include':[{'valueSet':['urn:\($0 + 1)']},{'valueSet':['urn:\($0 + 1)','urn:\($0 + 1)']}]", url: "urn:\($0)")
        }
        let last = Self.set("'include':[{'system':'urn:s','concept':[{'code':'a'}]}]", url: "urn:30")
        #expect(try codes(layers + [last, Self.set("'include':[{'valueSet':['urn:0']}]")]) == "a----")
    }

    @Test("by an expansion, where it is complete") func expansion() throws {
        func expanded(_ more: String) -> String {
            Self.set(
                "'include':[{'system':'urn:x'}]",
                more:
                    "'expansion':{'timestamp':'2026-01-01',\(more)'contains':[{'system':'urn:s','code':'a','abstract':true,'contains':[{'system':'urn:s',"
                    + "'code':'b'}]},{'system':'urn:s','code':'c'}]},")
        }
        #expect(try codes([expanded("")]) == "-bc--")
        #expect(try codes([expanded("'total':3,")]) == "-bc--")
        #expect(try codes([expanded("'total':30,").replacing("'urn:x'", with: "'urn:s'")]) == "?bc??")
        #expect(
            try codes([
                expanded("'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/valueset-unclosed','valueBoolean':true}],")
                    .replacing("'urn:x'", with: "'urn:s'")
            ]) == "?bc??")
    }

    @Test("by R4's own required value sets without loading them") func r4() {
        let set = "http://hl7.org/fhir/ValueSet/administrative-gender"
        #expect(Definitions.none.contains(valueSet: set, system: nil, code: "male") == .inside)
        #expect(
            Definitions.none.contains(valueSet: set + "|4.0.1", system: "http://hl7.org/fhir/administrative-gender", code: "male")
                == .inside)
        #expect(Definitions.none.contains(valueSet: set, system: nil, code: "man") == .outside)
        #expect(Definitions.none.contains(valueSet: set, system: "urn:s", code: "male") == .outside)
        #expect(Definitions.none.contains(valueSet: "urn:none", system: nil, code: "a") == .unknown(missing: "urn:none"))
    }
}
