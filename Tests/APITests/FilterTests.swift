import FHIR
import Testing

@Suite("Expressions of _filter") struct FilterTests {
    @Test(
        "find what they say",
        arguments: [
            ("/Patient", #"name co "nton""#, "bent"), ("/Patient", #"given eq "Anna""#, "anna"), ("/Patient", "given eq Anna", "anna"),
            ("/Patient", "name sw ben", "bent"),
            ("/Patient", #"name ew "NTON""#, "bent"), ("/Patient", "name ew anto", ""), ("/Patient", "birthdate ge 1980", "bent"),
            ("/Patient", "birthdate lt 1980", "anna"),
            ("/Patient", "birthdate po 1950", "anna"), ("/Patient", "birthdate pr true", "anna bent"),
            ("/Patient", "birthdate pr false", "cara"),
            ("/Patient", "gender eq female or gender eq male", "anna bent"), ("/Patient", "gender ne female", "bent"),
            ("/Patient", "not (gender eq female)", "bent cara"), ("/Patient", "not(gender eq female) and birthdate pr true", "bent"),
            // From the left, without precedence; parentheses decide.
            ("/Patient", "gender eq female or gender eq male and active eq false", "bent"),
            ("/Patient", "gender eq female or (gender eq male and active eq false)", "anna bent"),
            ("/Patient", "identifier eq urn:a|2", "bent"), ("/Patient", #"identifier eq "urn:a|2""#, "bent"),
            ("/Patient", "general-practitioner re Practitioner/{gp}", "anna bent"),
            ("/Patient", "general-practitioner.identifier eq urn:hpr|9 and gender eq male", "bent"),
            ("/Patient", "general-practitioner:Practitioner[identifier eq urn:hpr|9].family sw Fast", "anna bent"),
            ("/Patient", "organization.partof.name co sykehus", "anna"),
            ("/Observation", "code eq http://loinc.org|29463-7", "w1 w2"), ("/Observation", "value-quantity gt 80", "w2"),
            ("/Observation", "value-quantity le 70.5", "w1"), ("/Observation", "subject:Patient.name co pr", "w1 p1"),
            ("/Observation", "date ge 2026-01-11 and date lt 2026-01-12", "p1"), ("/Observation", "date ne 2026-01-11", "w1 w2"),
        ])
    func find(_ type: String, _ filter: String, _ expected: String) async throws {
        let hub = try await SearchHub()
        let reply = await hub.get("\(type)?_filter=\(filter)")
        #expect(reply.status == 200, "\(reply.text)")
        #expect(hub.names(reply).joined(separator: " ") == expected)
    }

    @Test(
        "are refused with what is wrong, and never repeat a value",
        arguments: [
            ("", "has no value"), ("name", "one of eq, ne, co"), ("name xx 41888", "one of eq, ne, co"), ("name eq", "a value is missing"),
            (#"name eq "41888"#, "a string is not closed"), (#"name eq """#, "a string is empty"),
            ("(name eq 41888", "a parenthesis is not closed"),
            ("name eq 41888)", "something stands after its end"), ("name eq 41888 name eq x", "something stands after its end"),
            ("name eq 41888 and", "the name of a parameter is missing"), ("not (name eq 41888", "a parenthesis is not closed"),
            ("link[name eq 41888.x eq y", "a bracket is not closed"),
            ("nothing eq 41888", "The parameter `nothing` is not known for Patient."),
            ("name gt 41888", "In `_filter`, `gt` is not offered for a parameter of kind string."),
            ("gender ew 41888", "In `_filter`, `ew` is not offered"), ("name pr 41888", "`pr` needs `true` or `false`"),
            ("birthdate ge 41888x", ""), ("name.family eq 41888", "follows a parameter that does not refer"),
            ("general-practitioner:Group.name eq 41888", "follows a parameter that does not refer"),
            ("general-practitioner[name eq 41888] eq 41888", "brackets or a type after the last parameter"),
        ])
    func refused(_ filter: String, _ sentence: String) async throws {
        let target = "/fhir/Patient?_filter=" + filter.replacing(" ", with: "%20").replacing("\"", with: "%22")
        let reply = await Hub().send("GET", target)
        #expect(reply.status == 400)
        #expect(reply.sentence.contains(sentence), "\(reply.sentence)")
        #expect(!reply.text.contains("41888"))
    }

    @Test(
        "have bounds",
        arguments: [
            String(repeating: "(", count: 100_000), String(repeating: "not(", count: 5000), String(repeating: "link[", count: 5000),
            Array(repeating: "active eq true", count: 5000).joined(separator: " or "),
            String(repeating: "link.", count: 5000) + "active eq true",
        ])
    func bounded(_ filter: String) async {
        let form = ["Content-Type": "application/x-www-form-urlencoded"]
        let reply = await Hub().send("POST", "/fhir/Patient/_search", form, "_filter=" + filter.replacing(" ", with: "+"))
        #expect(reply.status == 400)
        #expect(reply.code == "value")
        #expect(reply.sentence.contains("`_filter` cannot be read"))
    }
}
