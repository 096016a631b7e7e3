import FHIR
import Testing

@Suite("What a search means") struct SearchMeaningTests {
    static let patients = [
        """
        {"resourceType":"Patient","id":"kari","active":true,"birthDate":"1950-01-31","gender":"female","deceasedBoolean":false,
         "identifier":[{"system":"urn:oid:2.16.578.1.12.4.1.4.1","value":"31815012345","type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"NI"}],"text":"Fødselsnummer"}}],
         "name":[{"family":"Åsen-Nordmann","given":["Kari","Mathilde"]}],"telecom":[{"system":"phone","value":"+47 22 33 44 55"},{"system":"email","value":"Kari@example.org"}],
         "address":[{"line":["Storgata 1"],"postalCode":"0155","city":"Oslo","country":"NO"}],"generalPractitioner":[{"reference":"Practitioner/lege"}],
         "managingOrganization":{"identifier":{"system":"urn:her","value":"91"}}}
        """,
        """
        {"resourceType":"Patient","id":"ola","active":false,"birthDate":"1980-06","gender":"male","deceasedDateTime":"2020-01-01",
         "name":[{"text":"Ola Aasen"}],"generalPractitioner":[{"reference":"http://hub.example/fhir/Practitioner/lege"}]}
        """,
        """
        {"resourceType":"Patient","id":"none"}
        """,
        """
        {"resourceType":"Practitioner","id":"lege","name":[{"family":"Lege","given":["Søren"]}]}
        """,
    ]

    @Test(
        "of patients",
        arguments: [
            ("_id", "kari,none", "kari none"), ("family", "asen", "kari"), ("family", "Åsen Nord", "kari"), ("name", "aasen", "kari"),
            ("name", "kari mathilde å", "kari"), ("name:exact", "Kari", "kari"), ("name:exact", "kari", ""),
            ("name:contains", "NORDM", "kari"),
            ("family:contains", "sen-n", "kari"), ("gender", "female", "kari"), ("gender", "FEMALE", "kari"),
            ("gender:not", "female", "none ola"),
            ("active", "true", "kari"), ("active", "false", "ola"), ("deceased", "true", "ola"), ("deceased", "false", "kari none"),
            ("identifier", "31815012345", "kari"), ("identifier", "urn:oid:2.16.578.1.12.4.1.4.1|31815012345", "kari"),
            ("identifier", "|31815012345", ""), ("identifier", "urn:oid:2.16.578.1.12.4.1.4.1|", "kari"),
            ("identifier:of-type", "http://terminology.hl7.org/CodeSystem/v2-0203|NI|31815012345", "kari"),
            ("identifier:text", "fodsels", "kari"),
            ("identifier:missing", "true", "none ola"), ("identifier:missing", "false", "kari"),
            ("birthdate", "1950-01-31", "kari"), ("birthdate", "1950", "kari"), ("birthdate", "1980-06-05", ""),
            ("birthdate", "ap1980-06-05", "ola"),
            ("birthdate", "gt1980-06-15", "ola"), ("birthdate", "sa1950-01-30", "kari ola"), ("birthdate", "eb1980-06-01", "kari"),
            ("birthdate", "ne1950", "ola"), ("birthdate", "lt1980-06-02", "kari ola"), ("birthdate", "le1980-06", "kari ola"),
            ("phone", "+4722334455", "kari"), ("email", "kari@EXAMPLE.org", "kari"), ("telecom", "kari@example.org", "kari"),
            ("address", "storgata 1 0155", "kari"), ("address-city", "OSL", "kari"), ("address:contains", "gata", "kari"),
            ("general-practitioner", "lege", "kari ola"), ("general-practitioner", "Practitioner/lege", "kari ola"),
            ("general-practitioner:Practitioner", "lege", "kari ola"), ("general-practitioner:Organization", "lege", ""),
            ("general-practitioner.name", "soren", "kari"), ("general-practitioner:Practitioner.family", "lege", "kari"),
            ("organization:identifier", "urn:her|91", "kari"), ("organization:missing", "true", "none ola"),
            ("_lastUpdated", "2026-01-01", "kari none ola"), ("_lastUpdated", "lt2026-01-01", ""), ("_content", "mathilde", "kari"),
            ("_content", "mathilde ola", ""), ("_content", "mathilde,ola", "kari ola"),
            ("_id:not", "kari", "none ola"), ("_id:not", "kari,none", "ola"), ("_id:not", "absent", "kari none ola"),
            ("_id:missing", "false", "kari none ola"), ("_content", "mathilde OR ola", "kari ola"),
            ("_content", "mathilde and kari", "kari"),
            ("_content", "(mathilde Or ola) AND nordmann", "kari"),
            ("_content", "mathilde OR ola AND nordmann", "kari"),
            ("_content", "ola OR mathilde AND nordmann", "kari ola"), ("_content", "NOT mathilde", "none ola"),
            ("_content", "ola AND NOT(mathilde)", "ola"), ("_content", "NOT (mathilde or ola),mathilde", "kari none"),
            ("_content", "NOT NOT ola", "ola"), ("_content", "ola not", ""), ("_content", "((ola))", "ola"),
            ("_content", "ola (aasen OR nordmann)", "ola"), ("_content", "kari x mathilde", "kari"),
        ])
    func patients(_ name: String, _ value: String, _ ids: String) async throws {
        let bench = try await SearchBench(Self.patients)
        #expect(try await bench.find("Patient", name, value).joined(separator: " ") == ids)
    }

    @Test(
        "of those who refer",
        arguments: [
            ("_has:Patient:general-practitioner:gender", "female", "lege"), ("_has:Patient:general-practitioner:gender", "other", ""),
        ])
    func reversed(_ name: String, _ value: String, _ ids: String) async throws {
        let bench = try await SearchBench(Self.patients)
        #expect(try await bench.find("Practitioner", name, value).joined(separator: " ") == ids)
    }
}
