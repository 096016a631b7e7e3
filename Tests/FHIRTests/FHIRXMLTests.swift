import FHIR
import Samples
import Testing

@Suite("FHIR XML") struct FHIRXMLTests {
    static let xml = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- a comment -->
        <Patient xmlns="http://hl7.org/fhir">
          <id value="a"/>
          <text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml"><p>A &amp; B&#160;<br/>x</p></div></text>
          <contained><Organization><id value="o"/><name value="Æ &quot;Ø&quot; Å"/></Organization></contained>
          <extension url="http://example.org/a"><valueDecimal value="1.00"/></extension>
          <active value="true"/>
          <name id="n1"><family value="Prøve"><extension url="http://example.org/b"><valueBoolean value="false"/></extension></family>
            <given value="A"/><given id="g"><extension url="http://example.org/c"><valueInteger value="3"/></extension></given></name>
          <birthDate><extension url="http://example.org/d"><valueCode value="unknown"/></extension></birthDate>
          <multipleBirthInteger value="2"/>
          <contact><name><text value="line&#10;two"/></name></contact>
        </Patient>
        """

    static let json = """
        {"resourceType":"Patient","id":"a","text":{"status":"generated",
        "div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\"><p>A &amp; B&#160;<br/>x</p></div>"},
        "contained":[{"resourceType":"Organization","id":"o","name":"Æ \\"Ø\\" Å"}],
        "extension":[{"url":"http://example.org/a","valueDecimal":1.00}],"active":true,
        "name":[{"id":"n1","family":"Prøve","_family":{"extension":[{"url":"http://example.org/b","valueBoolean":false}]},
        "given":["A",null],"_given":[null,{"id":"g","extension":[{"url":"http://example.org/c","valueInteger":3}]}]}],
        "_birthDate":{"extension":[{"url":"http://example.org/d","valueCode":"unknown"}]},
        "multipleBirthInteger":2,"contact":[{"name":{"text":"line\\ntwo"}}]}
        """

    @Test("becomes JSON with arrays, numbers, booleans and extensions in their places") func reading() throws {
        let read = try Resource(xml: Array(Self.xml.utf8))
        #expect(try read.root.canonical() == Resource(json: Array(Self.json.utf8)).root.canonical())
        #expect(read["extension"]?["valueDecimal"]?.text == "1.00")
    }

    @Test("comes back equal from JSON, in the order of the definitions") func writing() throws {
        let resource = try Resource(json: Array(Self.json.utf8))
        let xml = try resource.xml()
        #expect(try Resource(xml: xml).root.canonical() == resource.root.canonical())
        #expect(try Resource(xml: Resource(xml: xml).xml()).bytes == Resource(xml: xml).bytes)
        let shuffled = try Resource(
            json: Array("{\"birthDate\":\"2020-01-01\",\"id\":\"a\",\"resourceType\":\"Patient\",\"active\":true}".utf8))
        let expected =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Patient xmlns=\"http://hl7.org/fhir\"><id value=\"a\"/><active value=\"true\"/>"
            + "<birthDate value=\"2020-01-01\"/></Patient>"
        #expect(try String(decoding: shuffled.xml(), as: UTF8.self) == expected)
    }

    @Test("is read in ISO-8859-1, windows-1252 and UTF-16 alike") func encodings() throws {
        let text = "<Patient xmlns='http://hl7.org/fhir'><name><family value='Prøve'/></name></Patient>"
        func latin(_ name: String) -> [UInt8] { "<?xml version='1.0' encoding='\(name)'?>\(text)".unicodeScalars.map { UInt8($0.value) } }
        let utf16: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        for bytes in [Array(text.utf8), latin("ISO-8859-1"), latin("windows-1252"), utf16] {
            #expect(try Resource(xml: bytes).root.string("name.family") == "Prøve")
        }
    }

    @Test("with prefixes and a narrative that leans on them is understood") func prefixes() throws {
        let text = """
            <f:Patient xmlns:f="http://hl7.org/fhir" xmlns:h="http://www.w3.org/1999/xhtml"><f:text><f:status value="generated"/>\
            <h:div><h:p title="a&lt;b">x &lt; y<h:br/></h:p></h:div></f:text></f:Patient>
            """
        let read = try Resource(xml: Array(text.utf8))
        #expect(
            read.root.string("text.div")
                == "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p title=\"a&lt;b\">x &lt; y<br/></p></div>")
        #expect(try Resource(xml: read.xml()).bytes == read.bytes)
    }

    static let badXML: [(String, DocumentError.Kind, String?, String)] = [
        ("", .empty, nil, "The document is empty."),
        ("<Patient/>", .noResource, "Patient", "Patient (line 1): This is no FHIR resource"),
        ("<Patient xmlns='http://hl7.org/fhir'>", .malformed, nil, "Line 1: The document ends inside an element."),
        (
            "<!DOCTYPE Patient><Patient xmlns='http://hl7.org/fhir'/>", .forbidden, nil,
            "Line 1: The document has a document type declaration"
        ),
        ("<Nothing xmlns='http://hl7.org/fhir'/>", .unknownElement, "Nothing", "Nothing (line 1): FHIR R4 has no such resource."),
        (
            "<Patient xmlns='http://hl7.org/fhir'>\n<nothing value='1'/></Patient>", .unknownElement, "Patient.nothing",
            "Patient.nothing (line 2): FHIR R4 has"
        ),
        (
            "<Patient xmlns='http://hl7.org/fhir'><name/><name><x/></name></Patient>", .unknownElement, "Patient.name[1].x",
            "Patient.name[1].x (line 1): FHIR R4 has no such element here."
        ),
        (
            "<Patient xmlns='http://hl7.org/fhir'><active value='yes'/></Patient>", .unsuitable, "Patient.active",
            "Patient.active (line 1): The value is neither"
        ),
        (
            "<Patient xmlns='http://hl7.org/fhir'><multipleBirthInteger value='01'/></Patient>", .badNumber, "Patient.multipleBirthInteger",
            "Patient.multipleBirthInteger (line 1): The value is no number"
        ),
        (
            "<Patient xmlns='http://hl7.org/fhir'><active/></Patient>", .unsuitable, "Patient.active",
            "Patient.active (line 1): The element has neither"
        ),
        (
            "<Patient xmlns='http://hl7.org/fhir'>x</Patient>", .unsuitable, "Patient",
            "Patient (line 1): There is text where FHIR has none."
        ),
        ("<Patient xmlns='http://hl7.org/fhir' a='1'/>", .unknownElement, "Patient", "Patient (line 1): FHIR has no attribute a here."),
        (
            "<Patient xmlns='http://hl7.org/fhir'><active value='true' x='1'/></Patient>", .unknownElement, "Patient.active",
            "Patient.active (line 1): FHIR has no attribute x here."
        ),
        (
            "<Patient xmlns='http://hl7.org/fhir'><active value='true'/><active value='true'/></Patient>", .duplicateName, "Patient.active",
            "Patient.active (line 1): The element may come once only."
        ),
        (
            "<Patient xmlns='http://hl7.org/fhir'><name/><active value='true'/><name/></Patient>", .duplicateName, "Patient.name",
            "Patient.name (line 1): The element comes again after others."
        ),
        (
            "<Patient xmlns='http://hl7.org/fhir'><active xmlns='urn:x' value='true'/></Patient>", .unknownElement, "Patient.active",
            "Patient.active (line 1): The element is not in FHIR's namespace."
        ),
        (
            "<Bundle xmlns='http://hl7.org/fhir'><entry><resource/></entry></Bundle>", .noResource, "Bundle.entry[0].resource",
            "Bundle.entry[0].resource (line 1):"
        ),
    ]

    @Test("that FHIR does not know is refused with its path", arguments: badXML)
    func refused(_ text: String, _ kind: DocumentError.Kind, _ path: String?, _ sentence: String) throws {
        let error = try #require(throws: DocumentError.self) { try Resource(xml: Array(text.utf8)) }
        #expect(error.kind == kind)
        #expect(error.path == path)
        #expect(error.message.hasPrefix(sentence), "\(error.message)")
    }

    static let unwritable: [(String, DocumentError.Kind, String)] = [
        ("{\"resourceType\":\"Nothing\"}", .unknownElement, "Nothing"),
        ("{\"resourceType\":\"Patient\",\"nothing\":1}", .unknownElement, "Patient.nothing"),
        ("{\"resourceType\":\"Patient\",\"active\":\"true\"}", .unsuitable, "Patient.active"),
        ("{\"resourceType\":\"Patient\",\"birthDate\":2020}", .unsuitable, "Patient.birthDate"),
        ("{\"resourceType\":\"Patient\",\"name\":{}}", .unsuitable, "Patient.name"),
        ("{\"resourceType\":\"Patient\",\"active\":[true]}", .unsuitable, "Patient.active"),
        ("{\"resourceType\":\"Patient\",\"name\":[1]}", .unsuitable, "Patient.name[0]"),
        ("{\"resourceType\":\"Patient\",\"name\":[{\"given\":[null]}]}", .unsuitable, "Patient.name[0].given[0]"),
        ("{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"\\u0001\"}]}", .unsuitable, "Patient.name[0].family"),
        ("{\"resourceType\":\"Patient\",\"text\":{\"div\":\"<p>\"}}", .unsuitable, "Patient.text.div"),
        ("{\"resourceType\":\"Patient\",\"_name\":[{}]}", .unsuitable, "Patient._name"),
        ("{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{}}]}", .noResource, "Bundle.entry[0].resource"),
    ]

    @Test("is not written from JSON that it cannot carry", arguments: unwritable)
    func unwritten(_ text: String, _ kind: DocumentError.Kind, _ path: String) throws {
        let resource = try Resource(json: Array(text.utf8))
        let error = try #require(throws: DocumentError.self) { try resource.xml() }
        #expect(error.kind == kind)
        #expect(error.path == path)
        #expect(error.message.hasPrefix(path))
    }

    @Test("damaged at random is refused or comes back equal", arguments: [1, 2, 3, 4] as [UInt64]) func mutation(_ seed: UInt64) {
        var random = SeededNumbers(seed: seed)
        for _ in 0..<300 {
            let bytes = SeededNumbers.mutated(Array(Self.xml.utf8), "<>&\"'/= \0", &random)
            do throws(DocumentError) {
                let resource = try Resource(xml: bytes)
                let again = try Resource(xml: resource.xml())
                #expect(again.root.canonical() == resource.root.canonical())
            } catch {
                #expect(error.message.hasSuffix("."))
            }
        }
    }
}
