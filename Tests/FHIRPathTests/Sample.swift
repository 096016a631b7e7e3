import FHIR
import FHIRPath

/// A patient written for these tests: names, a primitive with nothing but an extension, a choice, something contained.
enum Sample {
    static let patient = """
        {"resourceType":"Patient","id":"p1","active":true,
         "contained":[{"resourceType":"Organization","id":"o1","name":"Fjordby legesenter"}],
         "extension":[{"url":"urn:example:weight","valueQuantity":{"value":71.50,"unit":"kg","system":"http://unitsofmeasure.org","code":"kg"}}],
         "identifier":[{"system":"urn:example:a","value":"1"},{"system":"urn:example:b","value":"2"}],
         "name":[{"use":"official","family":"Prøve","given":["Kari","Anne"]},{"use":"nickname","given":["Kari"]}],
         "telecom":[{"system":"phone","rank":2,"value":"00000001"},{"system":"email","rank":1,"value":"x@example.org"}],
         "gender":"female","birthDate":"1941-02-03","_birthDate":{"extension":[{"url":"urn:example:place","valueString":"Fjordby"}]},
         "_language":{"extension":[{"url":"urn:example:why","valueCode":"unknown"}]},
         "deceasedBoolean":false,"multipleBirthInteger":2,
         "generalPractitioner":[{"reference":"#o1"}]}
        """

    static func resource(_ json: String) throws -> Resource { try Resource(json: Array(json.utf8)) }

    /// What an expression gives on the patient, each item as text.
    static func texts(_ expression: String, type: String? = "Patient", _ prepare: (inout Environment) -> Void = { _ in }) throws -> [String]
    {
        var environment = Environment()
        environment.now = TemporalValue(dateTime: "2026-03-04T05:06:07.008+01:00")
        prepare(&environment)
        return try Expression(expression, type: type).evaluate(Node(resource(patient)), in: environment).map(\.description)
    }
}
