import FHIR
import Testing

@Suite("What prefixes and units mean in a search") struct SearchValueTests {
    static let observations = [
        """
        {"resourceType":"Observation","id":"kilo","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"29463-7","display":"Body weight"}],"text":"Vekt"},
         "subject":{"reference":"Patient/kari"},"effectiveDateTime":"2026-03-01T10:15:00+01:00",
         "valueQuantity":{"value":5.40,"unit":"kilogram","system":"http://unitsofmeasure.org","code":"kg"}}
        """,
        """
        {"resourceType":"Observation","id":"gram","status":"amended","code":{"coding":[{"system":"http://loinc.org","code":"29463-7"}]},
         "subject":{"reference":"Patient/ola"},"effectivePeriod":{"start":"2026-03-01","end":"2026-03-02T12:00:00Z"},
         "valueQuantity":{"value":5400,"unit":"g","system":"http://unitsofmeasure.org","code":"g"}}
        """,
        """
        {"resourceType":"Observation","id":"less","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"1988-5"}]},
         "effectivePeriod":{"start":"2026-02-20"},"valueQuantity":{"comparator":"<","value":5,"unit":"mg/L","system":"http://unitsofmeasure.org","code":"mg/L"}}
        """,
        """
        {"resourceType":"Observation","id":"pressure","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"85354-9"}]},"effectiveDateTime":"2026-03",
         "component":[{"code":{"coding":[{"system":"http://loinc.org","code":"8480-6"}]},"valueQuantity":{"value":120,"unit":"mmHg","system":"http://unitsofmeasure.org","code":"mm[Hg]"}},
                      {"code":{"coding":[{"system":"http://loinc.org","code":"8462-4"}]},"valueQuantity":{"value":80,"unit":"mmHg","system":"http://unitsofmeasure.org","code":"mm[Hg]"}}]}
        """,
        """
        {"resourceType":"Observation","id":"word","status":"final","code":{"text":"Blodtype"},"effectiveInstant":"2026-03-29T02:30:00.250+01:00",
         "valueCodeableConcept":{"coding":[{"system":"http://snomed.info/sct","code":"112144000"}]}}
        """,
    ]

    @Test(
        "of quantities",
        arguments: [
            ("value-quantity", "5.4|http://unitsofmeasure.org|kg", "gram kilo"), ("value-quantity", "5.4||kg", "kilo"),
            ("value-quantity", "5.4||kilogram", "kilo"), ("value-quantity", "5400|http://unitsofmeasure.org|g", "gram kilo"),
            ("value-quantity", "5.4", "kilo"), ("value-quantity", "5.44|http://unitsofmeasure.org|kg", ""),
            ("value-quantity", "5|http://unitsofmeasure.org|kg", "gram kilo"),
            ("value-quantity", "gt5|http://unitsofmeasure.org|kg", "gram kilo"),
            ("value-quantity", "lt5.4|http://unitsofmeasure.org|kg", ""),
            ("value-quantity", "le5.4|http://unitsofmeasure.org|kg", "gram kilo"),
            ("value-quantity", "ne5.4|http://unitsofmeasure.org|kg", ""),
            ("value-quantity", "ap5.8|http://unitsofmeasure.org|kg", "gram kilo"),
            ("value-quantity", "lt5|http://unitsofmeasure.org|mg/L", "less"), ("value-quantity", "ge5|http://unitsofmeasure.org|mg/L", ""),
            ("value-quantity", "gt4.9|http://unitsofmeasure.org|mg/L", "less"),
            ("value-quantity", "eb5|http://unitsofmeasure.org|mg/L", "less"),
            ("value-quantity", "sa0||mg/L", ""), ("value-quantity", "lt5||mg/L", "less"), ("value-quantity", "5|urn:other|kg", ""),
            ("value-quantity", "54e-1|http://unitsofmeasure.org|kg", "gram kilo"),
            ("value-quantity", "1e1|http://unitsofmeasure.org|kg", ""), ("value-quantity:missing", "true", "pressure word"),
            ("component-value-quantity", "ge120||mmHg", "pressure"),
            ("combo-value-quantity", "80|http://unitsofmeasure.org|mm[Hg]", "pressure"),
            ("code-value-quantity", "29463-7$5.4|http://unitsofmeasure.org|kg", "gram kilo"),
            ("code-value-quantity", "http://loinc.org|29463-7$gt5000", "gram"),
            ("code-value-quantity", "1988-5$gt5", ""), ("component-code-value-quantity", "8480-6$ge120", "pressure"),
            ("component-code-value-quantity", "8462-4$ge120", ""),
            ("combo-code-value-quantity", "http://loinc.org|8462-4$80||mmHg", "pressure"),
            ("component-code-value-quantity", "http://loinc.org|$lt100", "pressure"),
            ("code-value-concept", "29463-7$112144000", ""), ("value-concept", "http://snomed.info/sct|112144000", "word"),
        ])
    func quantities(_ name: String, _ value: String, _ ids: String) async throws {
        let bench = try await SearchBench(Self.observations)
        #expect(try await bench.find("Observation", name, value).joined(separator: " ") == ids)
    }

    @Test(
        "of times",
        arguments: [
            ("2026-03-01", "kilo"), ("2026-03-01T09:15:00Z", "kilo"), ("2026-03-01T10:15", "kilo"), ("2026-03", "gram kilo pressure word"),
            ("2026", "gram kilo pressure word"),
            ("ne2026-03", "less"), ("gt2026-03-01", "gram less pressure word"), ("ge2026-03-01", "gram kilo less pressure word"),
            ("lt2026-03-01", "less"),
            ("le2026-03-01", "kilo less"), ("sa2026-03-01", "word"), ("eb2026-03-02", "kilo"),
            ("eb2026-04", "gram kilo pressure word"), ("ap2026-03-02", "gram kilo less pressure"),
            ("sa2026-02-19", "gram kilo less pressure word"), ("2026-03-29", "word"), ("2026-03-29T01:30:00.2Z", "word"),
            ("2026-03-29T01:30:00.25Z", "word"),
            ("gt2026-03-29T01:30:00.1Z", "less pressure word"), ("2026-03-29T01:30:00.3Z", ""), ("2026-03-01,2026-03-29", "kilo word"),
        ])
    func times(_ value: String, _ ids: String) async throws {
        let bench = try await SearchBench(Self.observations)
        #expect(try await bench.find("Observation", "date", value).joined(separator: " ") == ids)
    }

    @Test(
        "of codes",
        arguments: [
            ("code", "http://loinc.org|29463-7", "gram kilo"), ("code", "|29463-7", ""),
            ("code", "http://loinc.org|", "gram kilo less pressure"),
            ("code:text", "vekt", "kilo"), ("code:text", "BODY", "kilo"), ("code:text", "weight", ""),
            ("code:not", "29463-7,1988-5", "pressure word"),
            ("status", "final", "kilo less pressure word"), ("status", "http://hl7.org/fhir/observation-status|amended", "gram"),
            ("status", "http://example.org|amended", ""), ("status", "|amended", "gram"), ("combo-code", "8480-6", "pressure"),
            ("subject", "kari", "kilo"), ("patient", "Patient/ola", "gram"), ("subject", "http://hub.example/fhir/Patient/ola", "gram"),
            ("subject:missing", "true", "less pressure word"), ("code:missing", "true", ""),
        ])
    func codes(_ name: String, _ value: String, _ ids: String) async throws {
        let bench = try await SearchBench(Self.observations)
        #expect(try await bench.find("Observation", name, value).joined(separator: " ") == ids)
    }

    static let others = [
        #"{"resourceType":"Location","id":"oslo","name":"Oslo","position":{"latitude":59.91,"longitude":10.75}}"#,
        #"{"resourceType":"Location","id":"aarhus","name":"Århus","position":{"latitude":56.16,"longitude":10.2}}"#,
        #"{"resourceType":"RiskAssessment","id":"low","status":"final","subject":{"reference":"Patient/kari"},"prediction":[{"probabilityDecimal":0.02}]}"#,
        #"{"resourceType":"RiskAssessment","id":"span","status":"final","subject":{"reference":"Patient/kari"},"prediction":[{"probabilityRange":{"low":{"value":0.1},"high":{"value":0.9}}}]}"#,
        #"{"resourceType":"ValueSet","id":"a","status":"active","url":"http://a.example/sets/one"}"#,
        #"{"resourceType":"ValueSet","id":"b","status":"active","url":"http://a.example/sets/one/two"}"#,
        #"{"resourceType":"ValueSet","id":"c","status":"active","url":"http://a.example/settings"}"#,
        #"{"resourceType":"PlanDefinition","id":"p","status":"active","relatedArtifact":[{"type":"depends-on","resource":"http://a.example/sets/one|2"},{"type":"citation","resource":"http://a.example/sets/one/two"}]}"#,
    ]

    @Test(
        "of places, numbers and addresses",
        arguments: [
            ("Location", "near", "59.9|10.7|20|km", "oslo"), ("Location", "near", "59.9|10.7|500|km", "aarhus oslo"),
            ("Location", "name", "aarhus", "aarhus"),
            ("RiskAssessment", "probability", "0.02", "low"), ("RiskAssessment", "probability", "gt0.5", "span"),
            ("RiskAssessment", "probability", "lt0.1", "low"),
            ("RiskAssessment", "probability", "ap0.5", "span"), ("RiskAssessment", "probability", "ne0.02", "span"),
            ("ValueSet", "url", "http://a.example/sets/one", "a"), ("ValueSet", "url:below", "http://a.example/sets", "a b"),
            ("ValueSet", "url:below", "http://a.example/sets/one", "a b"),
            ("ValueSet", "url:above", "http://a.example/sets/one/two/three", "a b"),
            ("PlanDefinition", "depends-on", "http://a.example/sets/one", "p"),
            ("PlanDefinition", "depends-on", "http://a.example/sets/one|2", "p"),
            ("PlanDefinition", "depends-on", "http://a.example/sets/one|1", ""),
            ("PlanDefinition", "depends-on", "http://a.example/sets/one/two", ""),
        ])
    func others(_ type: String, _ name: String, _ value: String, _ ids: String) async throws {
        let bench = try await SearchBench(Self.others)
        #expect(try await bench.find(type, name, value).joined(separator: " ") == ids)
    }
}
