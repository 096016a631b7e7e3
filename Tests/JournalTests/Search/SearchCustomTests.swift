import FHIR
import Journal
import Testing

@Suite("Parameters of one's own") struct SearchCustomTests {
    static func definition(_ code: String, _ type: String, _ expression: String, base: String = "Patient", more: String = "") throws
        -> Resource
    {
        let text =
            #"{"resourceType":"SearchParameter","status":"active","url":"http://a.example/sp/\#(code)","code":"\#(code)","base":["\#(base)"],"type":"\#(type)","expression":"\#(expression)"\#(more)}"#
        return try Resource(json: Array(text.utf8))
    }

    static let patients = [
        """
        {"resourceType":"Patient","id":"a","birthDate":"1950-01-31","multipleBirthInteger":2,"communication":[{"language":{"coding":[{"code":"nb"}]},"preferred":true},{"language":{"coding":[{"code":"se"}]}}],
         "extension":[{"url":"http://a.example/ward","valueString":"Åttende"},{"url":"http://a.example/other","valueString":"Niende"}],"name":[{"given":["Kari","Anne"]},{"given":["Mia"]}]}
        """,
        #"{"resourceType":"Patient","id":"b","multipleBirthInteger":1,"name":[{"given":["Anne","Kari"]}],"maritalStatus":{"text":"gift"}}"#,
    ]

    @Test(
        "are found like R4's",
        arguments: [
            ("ward", "string", "Patient.extension('http://a.example/ward').value.ofType(string)", "attende", "a"),
            ("ward", "string", "Patient.extension.where(url='http://a.example/ward').value", "niende", ""),
            ("ward", "string", "(Patient.extension.where(url = 'http://a.example/ward').value as string)", "att", "a"),
            ("order", "number", "Patient.multipleBirth.ofType(integer)", "gt1", "a"),
            ("born", "date", "Patient.birthDate | Observation.issued", "1950", "a"),
            ("first-name", "string", "Patient.name.first().given.first()", "anne", "b"),
            ("preferred", "token", "Patient.communication.where(preferred = true).language", "nb", "a"),
            ("married", "token", "Patient.maritalStatus.exists()", "true", "b"),
            ("spoken", "token", "Patient.communication.language", "SE", "a"),
            ("spoken-2", "token", "Patient.communication.language", "SE", "a"),
        ])
    func found(_ code: String, _ type: String, _ expression: String, _ value: String, _ ids: String) async throws {
        let parameters = try SearchParameters(adding: [Self.definition(code, type, expression)])
        let bench = try await SearchBench(Self.patients, parameters: parameters)
        #expect(try await bench.find("Patient", code, value).joined(separator: " ") == ids)
        #expect(parameters.parameter("birthdate", of: "Patient") != nil)
        #expect(parameters.parameter(code, of: "Observation") == nil)
    }

    @Test("of every type") func everyType() async throws {
        let parameters = try SearchParameters(adding: [Self.definition("rules", "uri", "Resource.implicitRules", base: "Resource")])
        #expect(parameters.of("Binary").contains { $0.code == "rules" })
        let bench = try await SearchBench(
            [#"{"resourceType":"Basic","id":"x","code":{"text":"y"},"implicitRules":"http://a.example/rules"}"#], parameters: parameters)
        #expect(try await bench.find("Basic", "rules", "http://a.example/rules") == ["x"])
    }

    @Test("put together of R4's") func composite() async throws {
        let more =
            #","component":[{"definition":"http://hl7.org/fhir/SearchParameter/Patient-language","expression":"language"},{"definition":"http://hl7.org/fhir/SearchParameter/Patient-active","expression":"preferred"}]"#
        let parameters = try SearchParameters(adding: [Self.definition("speaks", "composite", "Patient.communication", more: more)])
        let bench = try await SearchBench(Self.patients, parameters: parameters)
        #expect(try await bench.find("Patient", "speaks", "nb$true") == ["a"])
        #expect(try await bench.find("Patient", "speaks", "se$true") == [])
    }

    @Test("one that is not active is not known, whatever it says", arguments: ["retired", "draft", "unknown"])
    func notActive(_ status: String) throws {
        let text =
            #"{"resourceType":"SearchParameter","status":"\#(status)","url":"x","code":"x","base":["Patient"],"type":"token","expression":"Patient.id"}"#
        let parameters = try SearchParameters(adding: [Resource(json: Array(text.utf8))])
        #expect(parameters.parameter("x", of: "Patient") == nil)
    }

    @Test(
        "are refused when they cannot be indexed",
        arguments: [
            (
                "x y", "token", "Patient.id", "Patient",
                "A SearchParameter needs a `code` of letters, hyphens and at most four digits that does not begin with `_`."
            ),
            (
                "_mine", "token", "Patient.id", "Patient",
                "A SearchParameter needs a `code` of letters, hyphens and at most four digits that does not begin with `_`."
            ),
            (
                "birthdate", "date", "Patient.birthDate", "Patient",
                "The SearchParameter `birthdate` cannot be used: Patient has one of that code already. Rename it."
            ),
            (
                "mine", "special", "Patient.id", "Patient",
                "The SearchParameter `mine` cannot be used: its `type` is none that can be searched. Use number, date, string, token, reference, composite, quantity, uri."
            ),
            ("mine", "token", "Patient.id", "Person2", "The SearchParameter `mine` cannot be used: its `base` must name types of R4."),
            (
                "mine", "token", "", "Patient",
                "The SearchParameter `mine` cannot be used: it has no `expression`. Say in FHIRPath where the values stand."
            ),
            (
                "mine", "token", "Patient.id.(", "Patient",
                "The SearchParameter `mine` cannot be used: its `expression` cannot be read for Patient: "
            ),
            (
                "mine", "token", "Patient.colour", "Patient",
                "The SearchParameter `mine` cannot be used: its `expression` cannot be read for Patient: "
            ),
            (
                "mine", "token", "Observation.code", "Patient",
                "The SearchParameter `mine` cannot be used: its `expression` has nothing for Patient."
            ),
            (
                "mine", "composite", "Patient.communication", "Patient",
                "The SearchParameter `mine` cannot be used: two components or more make a composite, and nothing else."
            ),
        ])
    func refused(_ code: String, _ type: String, _ expression: String, _ base: String, _ sentence: String) throws {
        let definition = try Self.definition(code, type, expression, base: base)
        let error = #expect(throws: SearchError.self) { try SearchParameters(adding: [definition]) }
        #expect(error?.kind == .badValue)
        #expect(error?.message.hasPrefix(sentence) == true, "\(error?.message ?? "")")
    }
}

@Suite("Value sets and hierarchies of the journal") struct SearchTerminologyTests {
    static let resources = [
        #"{"resourceType":"CodeSystem","id":"cs","status":"active","url":"http://a.example/cs","content":"complete","concept":[{"code":"animal","concept":[{"code":"dog","concept":[{"code":"poodle"}]},{"code":"cat"}]},{"code":"lion","property":[{"code":"parent","valueCode":"cat"}]},{"code":"stone"}]}"#,
        #"{"resourceType":"ValueSet","id":"vs","status":"active","url":"http://a.example/vs","version":"2","compose":{"include":[{"system":"http://a.example/cs","concept":[{"code":"dog"},{"code":"stone"}]}],"exclude":[{"system":"http://a.example/cs","concept":[{"code":"stone"}]}]}}"#,
        #"{"resourceType":"ValueSet","id":"pets","status":"active","url":"http://a.example/pets","compose":{"include":[{"system":"http://a.example/cs","filter":[{"property":"concept","op":"descendent-of","value":"animal"}]},{"valueSet":["http://a.example/vs"]}]}}"#,
        #"{"resourceType":"ValueSet","id":"whole","status":"active","url":"http://a.example/whole","compose":{"include":[{"system":"http://a.example/cs"}]}}"#,
        #"{"resourceType":"ValueSet","id":"odd","status":"active","url":"http://a.example/odd","compose":{"include":[{"system":"http://a.example/cs","filter":[{"property":"colour","op":"=","value":"red"}]}]}}"#,
        #"{"resourceType":"ValueSet","id":"loop","status":"active","url":"http://a.example/loop","compose":{"include":[{"valueSet":["http://a.example/loop"]}]}}"#,
        #"{"resourceType":"ValueSet","id":"states","status":"active","url":"http://a.example/states","expansion":{"timestamp":"2026-01-01","contains":[{"system":"http://hl7.org/fhir/observation-status","code":"final"}]}}"#,
        #"{"resourceType":"Observation","id":"1","status":"final","code":{"coding":[{"system":"http://a.example/cs","code":"dog"}]}}"#,
        #"{"resourceType":"Observation","id":"2","status":"amended","code":{"coding":[{"system":"http://a.example/cs","code":"poodle"}]}}"#,
        #"{"resourceType":"Observation","id":"3","status":"final","code":{"coding":[{"system":"http://a.example/cs","code":"lion"}]}}"#,
        #"{"resourceType":"Observation","id":"4","status":"final","code":{"coding":[{"system":"http://b.example/cs","code":"dog"}]}}"#,
        #"{"resourceType":"Observation","id":"5","status":"final","code":{"coding":[{"system":"http://a.example/cs","code":"stone"}]}}"#,
    ]

    @Test(
        "decide which codes are found",
        arguments: [
            ("code:in", "http://a.example/vs", "1"), ("code:in", "http://a.example/vs|2", "1"), ("code:in", "ValueSet/vs", "1"),
            ("code:in", "vs", "1"),
            ("code:not-in", "http://a.example/vs", "2 3 4 5"), ("code:in", "http://a.example/pets", "1 2 3"),
            ("code:in", "http://a.example/whole", "1 2 3 5"),
            ("code:below", "http://a.example/cs|animal", "1 2 3"), ("code:below", "http://a.example/cs|dog", "1 2"),
            ("code:above", "http://a.example/cs|poodle", "1 2"),
            ("code:below", "http://a.example/cs|cat,http://a.example/cs|stone", "3 5"), ("status:in", "http://a.example/states", "1 3 4 5"),
        ])
    func found(_ name: String, _ value: String, _ ids: String) async throws {
        let bench = try await SearchBench(Self.resources)
        #expect(try await bench.find("Observation", name, value).joined(separator: " ") == ids)
    }

    @Test(
        "are asked for when they are not there, and refused when they cannot be worked out",
        arguments: [
            ("code:in", "http://a.example/none", "The value set is not in the journal. Store the ValueSet here, then search again."),
            ("code:in", "http://a.example/vs|1", "The value set is not in the journal. Store the ValueSet here, then search again."),
            (
                "code:in", "http://a.example/odd",
                "The value set chooses codes by a filter, which a search cannot do. Name the codes themselves, with commas between them."
            ),
            (
                "code:in", "http://a.example/loop",
                "The value set takes from other value sets in more steps than are gone, which a search cannot do."
            ),
            (
                "code:below", "http://b.example/cs|dog",
                "The code system is not in the journal, so nobody knows what is above or below a code. Store the CodeSystem here."
            ),
        ])
    func refused(_ name: String, _ value: String, _ sentence: String) async throws {
        let bench = try await SearchBench(Self.resources)
        let error = await #expect(throws: JournalError.self) { try await bench.find("Observation", name, value) }
        #expect(error?.kind == .invalid)
        #expect(error?.message.hasPrefix(sentence) == true, "\(error?.message ?? "")")
    }
}
