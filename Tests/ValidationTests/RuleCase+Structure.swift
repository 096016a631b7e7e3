import Validation

extension RuleCase {
    static let structure: [RuleCase] = [
        RuleCase(
            "unknown-element", .structure, at: "Patient.name[0].middle",
            "R4 has no such element in HumanName. Remove it, or send it as an extension.",
            wrong: "{'resourceType':'Patient','name':[{'family':'A','middle':'VALUE'}]}",
            right: "{'resourceType':'Patient','name':[{'family':'A','given':['VALUE']}]}"),
        RuleCase(
            "unknown-element", .structure, at: "Patient._contact",
            "R4 has no such element in Patient. Remove it, or send it as an extension.",
            wrong: "{'resourceType':'Patient','_contact':[{'id':'a'}]}",
            right: "{'resourceType':'Patient','_birthDate':{'extension':[\(small)]}}"),
        RuleCase(
            "unknown-element", .structure, at: "Patient.?", "R4 has no such element in Patient. Remove it, or send it as an extension.",
            wrong: "{'resourceType':'Patient','VALUE 1':true}", right: "{'resourceType':'Patient','active':true}"),
        RuleCase(
            "unknown-element", .structure, at: "Patient.name[0].resourceType",
            "R4 has no such element in HumanName. Remove it, or send it as an extension.",
            wrong: "{'resourceType':'Patient','name':[{'resourceType':'HumanName','family':'A'}]}",
            right: "{'resourceType':'Patient','name':[{'family':'A'}]}"),
        RuleCase(
            "unknown-type", .structure, at: "Resource", "R4 has no resource of this name. Give the name as in FHIR, such as Patient.",
            wrong: "{'resourceType':'Persons'}", right: "{'resourceType':'Person'}"),
        RuleCase(
            "unknown-type", .structure, at: "Bundle.entry[0].resource",
            "R4 has no resource of this name. Give the name as in FHIR, such as Patient.",
            wrong: "{'resourceType':'Bundle','type':'collection','entry':[{'resource':{'resourceType':'DomainResource'}}]}",
            right: "{'resourceType':'Bundle','type':'collection','entry':[{'resource':{'resourceType':'Patient'}}]}"),
        RuleCase(
            "missing-type", .structure, at: "Parameters.parameter[0].resource",
            "This resource does not say what it is. Give it a resourceType.",
            wrong: "{'resourceType':'Parameters','parameter':[{'name':'a','resource':{'id':'b'}}]}",
            right: "{'resourceType':'Parameters','parameter':[{'name':'a','resource':{'resourceType':'Patient','id':'b'}}]}"),
        RuleCase(
            "wrong-form", .structure, at: "Patient.active", "Here should be true or false. Write true or false, without quotation marks.",
            wrong: "{'resourceType':'Patient','active':'true'}", right: "{'resourceType':'Patient','active':true}"),
        RuleCase(
            "wrong-form", .structure, at: "Patient.name[1]", "Here should be an object. Send one, or leave the element out.",
            wrong: "{'resourceType':'Patient','name':[{'text':'A'},'VALUE']}", right: "{'resourceType':'Patient','name':[{'text':'A'}]}"),
        RuleCase(
            "wrong-form", .structure, at: "Patient.multipleBirth.ofType(integer)",
            "Here should be a number. Write a whole number from -2147483648 to 2147483647, without fraction or exponent.",
            wrong: "{'resourceType':'Patient','multipleBirthInteger':'2'}", right: "{'resourceType':'Patient','multipleBirthInteger':2}"),
        RuleCase(
            "wrong-form", .structure, at: "Patient.birthDate",
            "Here should be a string. Write a day that exists as 2026-01-31, or only its month or year.",
            wrong: "{'resourceType':'Patient','birthDate':1950}", right: "{'resourceType':'Patient','birthDate':'1950'}"),
        RuleCase(
            "wrong-form", .structure, at: "Patient.birthDate",
            "Here should be an object with an id or extensions. Send one, or leave the element out.",
            wrong: "{'resourceType':'Patient','birthDate':'1950','_birthDate':'VALUE'}",
            right: "{'resourceType':'Patient','birthDate':'1950','_birthDate':{'id':'a'}}"),
        RuleCase(
            "wrong-form", .structure, at: "Bundle.entry[0].resource",
            "Here should be an object with a resourceType. Send one, or leave the element out.",
            wrong: "{'resourceType':'Bundle','type':'collection','entry':[{'resource':'VALUE'}]}",
            right: "{'resourceType':'Bundle','type':'collection','entry':[{'resource':{'resourceType':'Basic','code':{'text':'a'}}}]}"),
        RuleCase(
            "list-expected", .structure, at: "Patient.name",
            "name can be repeated, so it is always a list in JSON. Put brackets around it.",
            wrong: "{'resourceType':'Patient','name':{'text':'A'}}", right: "{'resourceType':'Patient','name':[{'text':'A'}]}"),
        RuleCase(
            "list-unexpected", .structure, at: "Patient.gender",
            "gender cannot be repeated, so it is never a list in JSON. Send one value without brackets.",
            wrong: "{'resourceType':'Patient','gender':['male']}", right: "{'resourceType':'Patient','gender':'male'}"),
        RuleCase(
            "empty", .structure, at: "Patient.name", "This list is empty. Leave the element out, or give it content.",
            wrong: "{'resourceType':'Patient','name':[]}", right: "{'resourceType':'Patient','name':[{'text':'A'}]}"),
        RuleCase(
            "empty", .structure, at: "Patient.name[0].period", "This object is empty. Leave the element out, or give it content.",
            wrong: "{'resourceType':'Patient','name':[{'period':{}}]}",
            right: "{'resourceType':'Patient','name':[{'period':{'start':'2026'}}]}"),
        RuleCase(
            "null", .structure, at: "Patient.name[0].given[1]", null,
            wrong: "{'resourceType':'Patient','name':[{'given':['A',null]}]}",
            right: "{'resourceType':'Patient','name':[{'given':['A',null],'_given':[null,{'extension':[\(small)]}]}]}"),
        RuleCase(
            "null", .structure, at: "Patient.birthDate", null, wrong: "{'resourceType':'Patient','birthDate':null}",
            right: "{'resourceType':'Patient','_birthDate':{'extension':[\(small)]}}"),
        RuleCase(
            "null", .structure, at: "Patient.name[1]", null, wrong: "{'resourceType':'Patient','name':[{'text':'A'},null]}",
            right: "{'resourceType':'Patient','name':[{'text':'A'},{'text':'B'}]}"),
        RuleCase(
            "list-lengths", .structure, at: "Patient.name[0].given",
            "The list with the underscore has not as many items as the list of values. Fill the shorter one up with null.",
            wrong: "{'resourceType':'Patient','name':[{'given':['A','B'],'_given':[{'id':'c'}]}]}",
            right: "{'resourceType':'Patient','name':[{'given':['A','B'],'_given':[{'id':'c'},null]}]}"),
        RuleCase(
            "missing", .required, at: "Patient.link[0]", "other is missing; Patient.link must have it. Add it.",
            wrong: "{'resourceType':'Patient','link':[{'type':'seealso'}]}",
            right: "{'resourceType':'Patient','link':[{'type':'seealso','other':{'reference':'Patient/b'}}]}"),
        RuleCase(
            "missing", .required, at: "Observation", "status is missing; Observation must have it. Add it.",
            wrong: "{'resourceType':'Observation','code':{'text':'a'}}",
            right: "{'resourceType':'Observation','code':{'text':'a'},'_status':{'extension':[\(small)]}}"),
        RuleCase(
            "several-choices", .structure, at: "Patient.deceased.ofType(dateTime)",
            "deceased stands here with several types, and may have one only. Keep one of them.",
            wrong: "{'resourceType':'Patient','deceasedBoolean':true,'deceasedDateTime':'2026'}",
            right: "{'resourceType':'Patient','deceasedDateTime':'2026','_deceasedDateTime':{'id':'a'}}"),
        RuleCase(
            "several-choices", .structure, at: "Patient.deceased.ofType(dateTime)",
            "deceased stands here with several types, and may have one only. Keep one of them.",
            wrong: "{'resourceType':'Patient','deceasedBoolean':true,'_deceasedDateTime':{'extension':[\(small)]}}",
            right: "{'resourceType':'Patient','_deceasedDateTime':{'extension':[\(small)]}}"),
    ]

    /// An extension, where something is wanted.
    static let small = "{'url':'http://example.org/a','valueBoolean':true}"

    private static let null =
        "Null may only stand in a list of primitive values, where the list with the underscore has an extension at the same place. "
        + "Leave the element out."
}
