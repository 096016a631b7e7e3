import FHIR
import FHIRPath
import Testing

@testable import Views

@Suite("Paths that only walk down") struct DirectPathTests {
    private static let paths = [
        "id", "active", "Patient.active", "birthDate", "name.family", "name.first().family", "name[0].given", "name.given.first()",
        "name.given",
        "name.first().given.first()", "contact.name.family", "contact.telecom.value", "contact.first().telecom.first().system",
        "managingOrganization.reference", "deceased.ofType(boolean)", "deceased.ofType(dateTime)", "generalPractitioner.reference", "name",
        "contact.name", "name[0]", "contact.telecom", "maritalStatus.coding.code",
    ]
    /// What resources may be like, right and wrong.
    private static let resources = [
        Sample.ada, Sample.bo, Sample.nobody,
        #"{"resourceType":"Patient","_birthDate":{"extension":[{"url":"u","valueCode":"c"}]},"deceasedBoolean":true}"#,
        #"{"resourceType":"Patient","name":[{"given":[null,"b"],"_given":[{"id":"x"},null]},{"given":["c",null]}],"deceasedDateTime":"2020"}"#,
        #"{"resourceType":"Patient","name":[{"_family":{"id":"x"}},{"family":"y"}],"active":null,"contact":[null,{"name":null}]}"#,
        #"{"resourceType":"Patient","name":{"family":"alone","given":"single"},"contact":"text","birthDate":{"a":1},"id":["a","b"]}"#,
        #"{"resourceType":"Patient","name":[["nested"],{"family":["f","g"]}],"managingOrganization":["x"],"deceasedBoolean":[false]}"#,
        #"{"resourceType":"Patient","name":[],"maritalStatus":{"coding":[{},{"code":"M"},{"code":"S"}]}}"#,
        #"{"resourceType":"Patient","\u0069d":"e","n\u0061me":[{"famil\u0079":"y"}],"_birth\u0044ate":{"id":"x"},"birthDate":"2020"}"#,
    ]

    @Test("A direct answer is the answer of the expression, or none", arguments: paths) func law(_ text: String) throws {
        let direct = try #require(DirectPath(text, on: "Patient"))
        let expression = try Expression(text, type: "Patient")
        for json in Self.resources {
            let node = Node(try Resource(json: Array(json.utf8)))
            let items = try expression.evaluate(node)
            let texts = items.map(Self.text)
            guard let value = Self.value(direct, node) else { continue }
            let found = value < 0 ? [] : [String(decoding: node.element?.at(value).bytes ?? [], as: UTF8.self)]
            #expect(found == texts, "\(json)")
        }
        for json in Self.resources {
            let node = Node(try Resource(json: Array(json.utf8)))
            guard let found = Self.items(direct, node) else { continue }
            let items = try expression.evaluate(node)
            #expect(found.map(Self.text) == items.map(Self.text), "\(json)")
            #expect(found.map(Self.type) == items.map(Self.type), "\(json)")
        }
    }

    @Test("What a patient of the right form says is found without asking the expression") func sure() throws {
        let ada = Node(try Resource(json: Array(Sample.ada.utf8)))
        for text in ["id", "active", "name[0].family", "name.given.first()", "contact.name.family", "deceased.ofType(boolean)"] {
            let direct = try #require(DirectPath(text, on: "Patient"))
            if Self.value(direct, ada) == nil { Issue.record("\(text) is unsure") }
        }
        let names = try #require(DirectPath("name", on: "Patient"))
        #expect(Self.items(names, ada)?.count == 2)
    }

    @Test(
        "What does more than walk down is left to the expression",
        arguments: [
            "name.where(use = 'official')", "name.family | id", "name[1]", "deceased", "$this", "name.count()", "contained.id", "'x'",
            "nothing",
            "name.first(1)", "first()", "name..family", "name.", "", "%resource.id", "deceased.ofType(string)",
        ]) func others(_ text: String)
    {
        #expect(DirectPath(text, on: "Patient").map { _ in text } == nil)
        #expect(DirectPath("id", on: nil).map { _ in text } == nil)
    }

    @Test("A type that another is made of is left to the expression") func subtypes() {
        #expect(DirectPath("onset.ofType(Age).value", on: "Condition").map { _ in 1 } == 1)
        #expect(DirectPath("value.ofType(Quantity)", on: "Extension").map { _ in 1 } == nil)
    }

    /// Nil where the expression must be asked, negative where there is nothing.
    private static func value(_ path: DirectPath, _ node: Node) -> Int? {
        guard let element = node.element, node.typeIndex == path.way.type else { return nil }
        let value = element.withWords { path.way.value($0, $1) }
        return value == TapeWay.unsure ? nil : value
    }

    private static func items(_ path: DirectPath, _ node: Node) -> [Item]? {
        guard let element = node.element, node.typeIndex == path.way.type else { return nil }
        let places = Places()
        guard element.withWords({ path.way.collect($0, $1, into: places) }) else { return nil }
        return (0..<places.count).map {
            .node(Node(element: element.at(places[$0]), companion: nil, typeIndex: path.way.target))
        }
    }

    private static func text(_ item: Item) -> String {
        guard case .node(let node) = item else { return "no node" }
        return node.element.map { String(decoding: $0.bytes, as: UTF8.self) } ?? "no value"
    }

    private static func type(_ item: Item) -> String? {
        if case .node(let node) = item { node.type } else { nil }
    }
}
