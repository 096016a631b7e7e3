import Validation

extension RuleCase {
    static let values: [RuleCase] = [
        RuleCase(
            "format", .value, at: "Patient.birthDate",
            "This is not written as R4 asks. Write a day that exists as 2026-01-31, or only its month or year.",
            wrong: "{'resourceType':'Patient','birthDate':'2026-02-29'}", right: "{'resourceType':'Patient','birthDate':'2024-02-29'}"),
        RuleCase(
            "format", .value, at: "Patient.id",
            "This is not written as R4 asks. Write 1 to 64 letters (A to Z), digits, hyphens and points.",
            wrong: "{'resourceType':'Patient','id':'a_VALUE'}", right: "{'resourceType':'Patient','id':'a-VALUE'}"),
        RuleCase(
            "blank", .value, .warning, at: "Patient.name[0].family",
            "This text has nothing but white space. Write something visible, or leave the element out.",
            wrong: "{'resourceType':'Patient','name':[{'family':' '}]}", right: "{'resourceType':'Patient','name':[{'family':' a'}]}"),
        RuleCase(
            "control-character", .value, .warning, at: "Patient.name[0].family",
            "This text has control characters other than tabs and line breaks. Remove them.",
            wrong: "{'resourceType':'Patient','name':[{'family':'VALUE\\u0007'}]}",
            right: "{'resourceType':'Patient','name':[{'family':'VALUE\\u0009\\n'}]}"),
        RuleCase(
            "txt-1", .invariant, at: "Patient.text.div", malformed,
            wrong: patient(narrative: "<div>VALUE</div>"), right: patient(narrative: "<div \(xmlns)>VALUE</div>")),
        RuleCase(
            "txt-1", .invariant, at: "Patient.text.div", malformed,
            wrong: patient(narrative: "<div \(xmlns)><p>VALUE</div>"), right: patient(narrative: "<div \(xmlns)><p>VALUE</p></div>")),
        RuleCase(
            "txt-1", .invariant, at: "Patient.text.div", forbidden,
            wrong: patient(narrative: "<div \(xmlns)><script>VALUE</script></div>"),
            right: patient(narrative: "<div \(xmlns)><samp>VALUE</samp></div>")),
        RuleCase(
            "txt-1", .invariant, at: "Patient.text.div", forbidden,
            wrong: patient(narrative: "<div \(xmlns)><p onclick=\\\"VALUE\\\">a</p></div>"),
            right: patient(narrative: "<div \(xmlns)><p title=\\\"VALUE\\\">a</p></div>")),
        RuleCase(
            "txt-1", .invariant, at: "Patient.text.div", forbidden, wrong: patient(narrative: "<div \(xmlns)>a&nbsp;b</div>"),
            right: patient(narrative: "<div \(xmlns)>a&#160;b&amp;<br/><!-- VALUE --></div>")),
        RuleCase(
            "txt-2", .invariant, at: "Patient.text.div", "The narrative has nothing to read. Write something, or leave the narrative out.",
            wrong: patient(narrative: "<div \(xmlns)><p> </p></div>"),
            right: patient(narrative: "<div \(xmlns)><img src=\\\"#a\\\"/></div>")),
    ]

    static let codes: [RuleCase] = [
        RuleCase(
            "code", .codeInvalid, at: "Patient.gender",
            "This code is not in the value set http://hl7.org/fhir/ValueSet/administrative-gender, which is required here. "
                + "Use one of its codes.",
            wrong: "{'resourceType':'Patient','gender':'VALUE'}", right: "{'resourceType':'Patient','gender':'other'}"),
        RuleCase(
            "code", .codeInvalid, at: "Observation.status",
            "This code is not in the value set http://hl7.org/fhir/ValueSet/observation-status, which is required here. "
                + "Use one of its codes.",
            wrong: "{'resourceType':'Observation','status':'Final','code':{'text':'a'}}",
            right: "{'resourceType':'Observation','status':'final','code':{'text':'a'}}"),
        RuleCase(
            "code", .codeInvalid, at: "Composition.confidentiality",
            "This code is not in the value set http://terminology.hl7.org/ValueSet/v3-ConfidentialityClassification, which is required here. "
                + "Use one of its codes.",
            wrong: composition("S"), right: composition("R")),
        RuleCase(
            "code", .codeInvalid, at: "Binary.contentType", "This is no media type. Write it as type/subtype, such as application/pdf.",
            wrong: "{'resourceType':'Binary','contentType':'VALUE'}",
            right: "{'resourceType':'Binary','contentType':'text/plain; charset=utf-8'}"),
        RuleCase(
            "code", .codeInvalid, at: "AllergyIntolerance.clinicalStatus",
            "None of the codings is from the value set http://hl7.org/fhir/ValueSet/allergyintolerance-clinical, which is required here. "
                + "Add a coding with system and code from it.",
            wrong: allergy("{'coding':[{'system':'http://example.org','code':'active'}]}"),
            right: allergy("{'coding':[{'code':'VALUE'},{'system':'\(clinical)','code':'active'}]}")),
        RuleCase(
            "code", .codeInvalid, at: "AllergyIntolerance.clinicalStatus",
            "None of the codings is from the value set http://hl7.org/fhir/ValueSet/allergyintolerance-clinical, which is required here. "
                + "Add a coding with system and code from it.",
            wrong: allergy("{'text':'VALUE'}"), right: allergy("{'coding':[{'system':'\(clinical)','code':'inactive'}]}")),
        RuleCase(
            "code", .codeInvalid, at: "Basic.extension[0].value.ofType(Money).currency",
            "This is no code of a currency. Write the three capital letters of ISO 4217, such as NOK.",
            wrong: basic("'valueMoney':{'value':1,'currency':'VALUE'}"), right: basic("'valueMoney':{'value':1}")),
        RuleCase(
            "code-not-checked", .notSupported, .information, at: "Basic.extension[0].value.ofType(Money).currency",
            "Not all codes of the value set http://hl7.org/fhir/ValueSet/currencies are loaded, so this one was not checked. "
                + "Load it to have it checked.",
            wrong: basic("'valueMoney':{'value':1,'currency':'ZZZ'}"), right: basic("'valueMoney':{'value':1,'currency':'NOK'}")),
    ]

    private static let xmlns = "xmlns=\\\"http://www.w3.org/1999/xhtml\\\""
    private static let clinical = "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical"
    private static let malformed =
        "The narrative is no well-formed XHTML with one div around all. Send <div xmlns=\"http://www.w3.org/1999/xhtml\">…</div>."
    private static let forbidden =
        "The narrative has an element, attribute or entity that narratives may not have. "
        + "Use basic formatting only, and characters instead of entities."

    private static func patient(narrative: String) -> String {
        "{'resourceType':'Patient','text':{'status':'generated','div':'\(narrative)'}}"
    }

    private static func composition(_ confidentiality: String) -> String {
        "{'resourceType':'Composition','status':'final','type':{'text':'a'},'date':'2026','author':[{'display':'b'}],'title':'c',"
            + "'confidentiality':'\(confidentiality)'}"
    }

    private static func allergy(_ status: String) -> String {
        "{'resourceType':'AllergyIntolerance','patient':{'reference':'Patient/a'},'clinicalStatus':\(status)}"
    }

    static func basic(_ value: String) -> String {
        "{'resourceType':'Basic','code':{'text':'a'},'extension':[{'url':'http://example.org/a',\(value)}]}"
    }
}
