import Validation

extension RuleCase {
    static let references: [RuleCase] = [
        RuleCase(
            "reference-form", .value, at: "Patient.managingOrganization.reference", noReference,
            wrong: patient("'reference':'VALUE'"), right: patient("'reference':'Organization/VALUE/_history/2'")),
        RuleCase(
            "reference-form", .value, at: "Patient.managingOrganization.reference", noReference,
            wrong: patient("'reference':'Organisation/a'"), right: patient("'reference':'http://example.org/Organisation/a'")),
        RuleCase(
            "reference-form", .value, at: "Patient.managingOrganization.reference", noReference,
            wrong: patient("'reference':'Organization?identifier=a'"),
            right: "{'resourceType':'Bundle','type':'transaction','entry':[{'resource':"
                + patient("'reference':'Organization?identifier=a'") + ",'request':{'method':'POST','url':'Patient'}}]}"),
        RuleCase(
            "reference-target", .structure, at: "Patient.managingOrganization.reference",
            "This reference may point at Organization only. Point at one of these.",
            wrong: patient("'reference':'https://example.org/fhir/Patient/VALUE'"),
            right: patient("'reference':'https://example.org/fhir/Organization/VALUE'")),
        RuleCase(
            "reference-target", .structure, at: "Patient.managingOrganization",
            "This reference may point at Organization only. Point at one of these.",
            wrong: patient("'type':'Patient','display':'VALUE'"), right: patient("'type':'Organization','display':'VALUE'")),
        RuleCase(
            "reference-target", .structure, at: "Patient.generalPractitioner[0].reference",
            "This reference may point at Organization, Practitioner or PractitionerRole only. Point at one of these.",
            wrong: "{'resourceType':'Patient','contained':[{'resourceType':'Basic','id':'VALUE','code':{'text':'b'}}],"
                + "'generalPractitioner':[{'reference':'#VALUE'}]}",
            right: "{'resourceType':'Patient','contained':[{'resourceType':'Practitioner','id':'VALUE'}],"
                + "'generalPractitioner':[{'reference':'#VALUE'}]}"),
        RuleCase(
            "reference-type", .value, at: "Patient.managingOrganization.type",
            "The type that is stated differs from the one in the reference. Make them agree, or leave the type out.",
            wrong: patient("'reference':'Organization/a','type':'Patient'"),
            right: patient("'reference':'Organization/a','type':'Organization'")),
        RuleCase(
            "ref-1", .notFound, at: "Patient.managingOrganization.reference",
            "Nothing contained has this id. Contain the resource, or point elsewhere.",
            wrong: patient("'reference':'#VALUE'"), right: patient("'reference':'#VALUE'", contained("'id':'VALUE'"))),
        RuleCase(
            "reference-target", .structure, at: "Bundle.entry[0].resource.managingOrganization.reference",
            "This reference may point at Organization only. Point at one of these.", wrong: pair("Patient", "'active':true", to: uuid),
            right: pair("Organization", "'name':'VALUE'", to: uuid)),
        RuleCase(
            "not-in-bundle", .notFound, .warning, at: "Bundle.entry[0].resource.managingOrganization.reference",
            "No entry of the Bundle has this fullUrl, and nothing else can be found by it. Add the entry, or point elsewhere.",
            wrong: pair("Organization", "'name':'VALUE'", to: uuid.replacing("9b1", with: "8b1")),
            right: pair("Organization", "'name':'VALUE'", to: uuid)),
    ]

    static let contained: [RuleCase] = [
        RuleCase(
            "dom-2", .invariant, at: "Patient.contained[0].contained[0]",
            "A contained resource contains another. Contain both in the outer resource.",
            wrong: patient(
                "'reference':'#a'",
                contained("'id':'a','partOf':{'reference':'#b'},'contained':[{'resourceType':'Organization','id':'b','name':'c'}]")),
            right: patient(
                "'reference':'#a'",
                contained("'id':'a','partOf':{'reference':'#b'}") + ",{'resourceType':'Organization','id':'b','name':'c'}")),
        RuleCase(
            "dom-3", .invariant, at: "Patient.contained[0]",
            "Nothing in the resource points at this contained resource. Point at it, or leave it out.",
            wrong: patient("'display':'VALUE'", contained("'id':'a'")),
            right: patient("'display':'VALUE'", contained("'id':'a','partOf':{'reference':'#'}"))),
        RuleCase(
            "dom-4", .invariant, at: "Patient.contained[0].meta",
            "A contained resource has no version or time of change of its own. Remove versionId and lastUpdated.",
            wrong: patient("'reference':'#a'", contained("'id':'a','meta':{'versionId':'1'}")),
            right: patient("'reference':'#a'", contained("'id':'a','meta':{'tag':[{'code':'b'}]}"))),
        RuleCase(
            "dom-5", .invariant, at: "Patient.contained[0].meta",
            "A contained resource has no security labels of its own. Label the resource that contains it.",
            wrong: patient("'reference':'#a'", contained("'id':'a','meta':{'security':[{'code':'b'}]}")),
            right: patient("'reference':'#a'", contained("'id':'a','meta':{'source':'http://example.org'}"))),
        RuleCase(
            "contained-without-id", .required, at: "Patient.contained[0]",
            "A contained resource must have an id to be pointed at. Give it one.",
            wrong: patient("'display':'VALUE'", contained("'name':'b'").replacing(",'name':'a'", with: "")),
            right: patient("'reference':'#b'", contained("'id':'b'"))),
        RuleCase(
            "contained-repeated-id", .duplicate, at: "Patient.contained[1].id",
            "Two contained resources have the same id. Give each its own.",
            wrong: patient("'reference':'#a'", contained("'id':'a'") + "," + contained("'id':'a'")),
            right: patient("'reference':'#a'", contained("'id':'a'") + "," + contained("'id':'b','partOf':{'reference':'#'}"))),
        RuleCase(
            "repeated-element-id", .duplicate, at: "Patient.name[1].id",
            "Another element of this resource has the same id. Give each its own.",
            wrong: "{'resourceType':'Patient','name':[{'id':'VALUE','text':'A'},{'id':'VALUE','text':'B'}]}",
            right: "{'resourceType':'Patient','id':'a','name':[{'id':'a','text':'A'},{'id':'b','text':'B'}]}"),
    ]

    static let elements: [RuleCase] = [
        RuleCase(
            "ele-1", .invariant, at: "Patient.name[0]", "This element has nothing but an id. Give it content, or leave it out.",
            wrong: "{'resourceType':'Patient','name':[{'id':'a'}]}", right: "{'resourceType':'Patient','name':[{'id':'a','text':'A'}]}"),
        RuleCase(
            "ext-1", .invariant, at: "Basic.extension[0]",
            "An extension has a value or extensions of its own; this has neither. Add one of them.",
            wrong: basic("'id':'a'"), right: basic("'valueString':'a'")),
        RuleCase(
            "ext-1", .invariant, at: "Basic.extension[0]",
            "An extension has a value or extensions of its own, not both. Remove one of them.",
            wrong: basic("'valueString':'a','extension':[\(small)]"), right: basic("'extension':[\(small)]")),
        RuleCase(
            "extension-url", .value, at: "Basic.extension[0].url",
            "The url of an extension must be absolute, unless it is inside another extension. Write the whole address.",
            wrong: basic("'valueBoolean':true").replacing("http://example.org/", with: ""),
            right: basic("'extension':[{'url':'a','valueBoolean':true}]")),
    ]

    private static let noReference =
        "This is no reference. Write Type/id with a resource of R4, an absolute address, or #id for something contained."

    private static let uuid = "urn:uuid:9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d"

    /// A Bundle with a patient whose organization is to be the second entry.
    private static func pair(_ type: String, _ members: String, to reference: String) -> String {
        "{'resourceType':'Bundle','type':'collection','entry':[{'resource':" + patient("'reference':'\(reference)'")
            + "},{'fullUrl':'\(uuid)','resource':{'resourceType':'\(type)',\(members)}}]}"
    }

    private static func contained(_ members: String) -> String { "{'resourceType':'Organization','name':'a',\(members)}" }

    private static func patient(_ reference: String, _ contained: String? = nil) -> String {
        "{'resourceType':'Patient',\(contained.map { "'contained':[\($0)]," } ?? "")'managingOrganization':{\(reference)}}"
    }
}
