import FHIR
import Journal
import Testing

@Suite("A search that cannot be made is refused") struct SearchRefusalTests {
    @Test(
        "with a sentence that says what can",
        arguments: [
            (
                "Patient", "colour", "red", SearchError.Kind.unknown,
                "The parameter `colour` is not known for Patient. Known are: _content, _id,"
            ),
            ("Patient", "31815012345", "x", .unknown, "A parameter is not known for Patient. Known are:"),
            (
                "Patient", "name:exactly", "x", .unknown,
                "The modifier `exactly` is not offered for `name`, which is a string. Use one of: :exact, :contains, :missing; or leave it out."
            ),
            (
                "Patient", "birthdate:not", "2020", .unknown,
                "The modifier `not` is not offered for `birthdate`, which is a date. Use one of: :missing; or leave it out."
            ),
            (
                "Patient", "_id:exact", "x", .unknown,
                "The modifier `exact` is not offered for `_id`, which is a token. Use one of: :not, :missing; or leave it out."
            ),
            (
                "Patient", "birthdate", "31.12.1999", .badValue,
                "`birthdate` has a value that it cannot have. It is a time such as `2026-01-31`"
            ),
            ("Patient", "birthdate", "xx2020", .badValue, "`birthdate` has a value that it cannot have."),
            (
                "Patient", "name", "", .badValue,
                "`name` has a value that it cannot have. Give it one, or leave the parameter out; a comma is written `\\,`."
            ),
            ("Patient", "name", "a,,b", .badValue, "`name` has a value that it cannot have. Give it one,"),
            ("Patient", "name", "-", .badValue, "`name` has a value that it cannot have. It needs a letter or a digit."),
            (
                "Patient", "active:missing", "perhaps", .badValue,
                "`active` has a value that it cannot have. Behind `:missing` stands `true` or `false`."
            ),
            (
                "Patient", "identifier", "|", .badValue,
                "`identifier` has a value that it cannot have. Write it as `CODE`, `SYSTEM|CODE`, `|CODE` or `SYSTEM|`."
            ),
            (
                "Patient", "identifier:of-type", "a|b", .badValue,
                "`identifier` has a value that it cannot have. Behind `:of-type` stands `SYSTEM|CODE|VALUE`"
            ),
            ("Patient", "gender.name", "x", .unknown, "`gender` refers to nothing, so nothing can be asked behind it."),
            (
                "Patient", "general-practitioner:Device.name", "x", .unknown,
                "`general-practitioner` does not point at the type that is named. It points at: Organization, Practitioner, PractitionerRole."
            ),
            ("Patient", "general-practitioner.colour", "x", .unknown, "The parameter `colour` is not known for Organization."),
            ("Patient", "general-practitioner.name:exactly", "x", .unknown, "The modifier `exactly` is not offered for `name`"),
            (
                "Patient", "general-practitioner", "a b", .badValue,
                "`general-practitioner` has a value that it cannot have. Write it as `Type/ID`"
            ),
            (
                "Patient", "general-practitioner:Practitioner", "Organization/1", .badValue,
                "`general-practitioner` has a value that it cannot have. It names another type"
            ),
            ("Patient", "_has:Observation:code", "x", .unknown, "`_has` is written as `_has:Observation:patient:code=VALUE`"),
            ("Patient", "_has:Nothing:patient:code", "x", .unknown, "`_has` names a type that R4 does not have."),
            (
                "Patient", "_has:Observation:code:code", "x", .unknown,
                "`_has` names no parameter by which Observation refers to Patient. These do: focus, patient, performer, subject."
            ),
            (
                "Observation", "value-quantity", "heavy", .badValue,
                "`value-quantity` has a value that it cannot have. It is `NUMBER`, `NUMBER|SYSTEM|CODE` or `NUMBER||UNIT`"
            ),
            ("Observation", "value-quantity", "5|kg", .badValue, "`value-quantity` has a value that it cannot have."),
            (
                "Observation", "code-value-quantity", "29463-7", .badValue,
                "`code-value-quantity` has a value that it cannot have. It takes 2 values with `$` between them."
            ),
            ("Observation", "code-value-quantity:missing", "true", .unknown, "`code-value-quantity` is put together of others."),
            ("Observation", "code:below", "29463-7", .badValue, "`code` has a value that it cannot have. Write it as `SYSTEM|CODE`"),
            (
                "RiskAssessment", "probability", "high", .badValue,
                "`probability` has a value that it cannot have. It is a number such as `0.8`"
            ),
            ("Location", "near", "north", .badValue, "`near` has a value that it cannot have. Write it as `59.91|10.75|5|km`"),
            (
                "Observation", "_content", "-", .badValue,
                "`_content` has a value that it cannot have. It is asked for words of two letters or more."
            ),
            (
                "Observation", "_text", "OR", .badValue,
                "`_text` has a value that it cannot have. Close each parenthesis that is opened, and write a word on both sides of AND and OR"
            ),
            ("Observation", "_text", "bone AND", .badValue, "`_text` has a value that it cannot have. Close each parenthesis"),
            ("Observation", "_text", "bone or (liver", .badValue, "`_text` has a value that it cannot have. Close each parenthesis"),
            ("Observation", "_text", "bone) or liver", .badValue, "`_text` has a value that it cannot have. Close each parenthesis"),
            ("Observation", "_text", "bone AND OR liver", .badValue, "`_text` has a value that it cannot have. Close each parenthesis"),
            ("Observation", "_text", "bone ()", .badValue, "`_text` has a value that it cannot have. Close each parenthesis"),
            ("Observation", "_text", "bone OR x", .badValue, "`_text` has a value that it cannot have. It is asked for words of two"),
            ("Observation", "_text", "NOT", .badValue, "`_text` has a value that it cannot have. Close each parenthesis"),
            (
                "Observation", "_text", #""bone marrow""#, .badValue,
                "`_text` has a value that it cannot have. Words are looked for one by one: leave out quotation marks"
            ),
            (
                "Observation", "_content", String(repeating: "(", count: 5_000), .badValue,
                "`_content` has a value that it cannot have. At most 16 parentheses may stand in each other."
            ),
            ("Observation", "_content:exact", "bone", .unknown, "The modifier `exact` is not offered for `_content`"),
            ("Task", "focus.status", "final", .unknown, "`focus` may point at many types. Name the one that is meant"),
        ] as [(String, String, String, SearchError.Kind, String)])
    func refusal(_ type: String, _ name: String, _ value: String, _ kind: SearchError.Kind, _ sentence: String) {
        let error = #expect(throws: SearchError.self) {
            try SearchParameters.r4.criterion(name, value, of: type, base: SearchBench.base)
        }
        #expect(error?.kind == kind)
        #expect(error?.message.hasPrefix(sentence) == true, "\(error?.message ?? "")")
        // A value may be somebody's data.
        if value.count > 3, !["final", "2020", "true"].contains(value) { #expect(error?.message.contains(value) == false) }
    }

    @Test(
        "nor sorted by what has no order",
        arguments: [
            (
                "_text",
                "`_text` is nothing that Patient can be sorted by. It can be sorted by: _id, _language, _lastUpdated, _profile, _security,"
            ),
            ("gender,_content", "`_content` is nothing that Patient can be sorted by."),
            ("birthdate,colour", "`colour` is nothing that Patient can be sorted by."), ("", "This is nothing to sort by."),
        ])
    func order(_ text: String, _ sentence: String) {
        let error = #expect(throws: SearchError.self) { try SearchParameters.r4.order(text, of: "Patient") }
        #expect(error?.kind == .unknown)
        #expect(error?.message.hasPrefix(sentence) == true, "\(error?.message ?? "")")
    }

    @Test("when its chain has no end") func longChain() {
        let name = Array(repeating: "partof", count: 12).joined(separator: ".") + ".name"
        let error = #expect(throws: SearchError.self) { try SearchParameters.r4.criterion(name, "x", of: "Organization", base: "") }
        #expect(error?.message == "The chain is too long. At most 8 steps are gone; ask in two searches.")
    }
}
