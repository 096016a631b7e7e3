extension ProfileCase {
    private static func sliced(_ discriminator: String, _ more: String, _ slices: String, path: String = "Patient.identifier") -> String {
        "{'path':'\(path)','slicing':{'discriminator':[\(discriminator)],\(more)}},\(slices)"
    }

    private static func sliced(_ discriminator: String, _ slices: String, path: String = "Patient.identifier") -> String {
        sliced(discriminator, "'rules':'open'", slices, path: path)
    }

    private static let bySystem = "{'type':'value','path':'system'}"
    private static let systems =
        "{'path':'Patient.identifier','sliceName':'a','min':1,'max':'1'},{'path':'Patient.identifier.system','fixedUri':'urn:a:a'},"
        + "{'path':'Patient.identifier.value','min':1},"
        + "{'path':'Patient.identifier','sliceName':'b'},{'path':'Patient.identifier.system','fixedUri':'urn:b:b'}"

    private static func patient(_ identifiers: String) -> String { "{'resourceType':'Patient','identifier':[\(identifiers)]}" }

    private static let concept = "{'resourceType':'Observation','status':'final','code':{'text':'a'},'category':"

    static let slices: [ProfileCase] = [
        ProfileCase(
            "slice that must be there", "slice-minimum error required Patient", sliced(bySystem, systems),
            wrong: "^" + patient("{'system':'urn:b:b','value':'SECRET'}"),
            right: patient("{'system':'urn:c:c'},{'system':'urn:a:a','value':'1'}")),
        ProfileCase(
            "slice that is there too often", "slice-maximum error structure Patient.identifier[2]", sliced(bySystem, systems),
            wrong: patient("{'system':'urn:a:a','value':'1'},{'system':'urn:b:b'},^{'system':'urn:a:a','value':'2'}"),
            right: patient("{'system':'urn:a:a','value':'1'},{'system':'urn:b:b'},{'system':'urn:b:b','value':'2'}")),
        ProfileCase(
            "rules inside a slice", "profile-minimum error required Patient.identifier[1]", sliced(bySystem, systems),
            wrong: patient("{'system':'urn:b:b'},^{'system':'urn:a:a'}"),
            right: patient("{'system':'urn:b:b'},{'system':'urn:a:a','value':'1'}")),
        ProfileCase(
            "closed slicing", "slice-closed error structure Patient.identifier[1]", sliced(bySystem, "'rules':'closed'", systems),
            wrong: patient("{'system':'urn:a:a','value':'1'},^{'system':'urn:c:c'}"),
            right: patient("{'system':'urn:b:b'},{'system':'urn:a:a','value':'1'}")),
        ProfileCase(
            "ordered slicing", "slice-order error structure Patient.identifier[1]",
            sliced(bySystem, "'rules':'open','ordered':true", systems),
            wrong: patient("{'system':'urn:b:b'},^{'system':'urn:a:a','value':'1'}"),
            right: patient("{'system':'urn:a:a','value':'1'},{'system':'urn:c:c'},{'system':'urn:b:b'}")),
        ProfileCase(
            "slicing that is open at its end", "slice-order error structure Patient.identifier[1]",
            sliced(bySystem, "'rules':'openAtEnd'", systems),
            wrong: patient("{'system':'urn:c:c'},^{'system':'urn:a:a','value':'1'}"),
            right: patient("{'system':'urn:a:a','value':'1'},{'system':'urn:b:b'},{'system':'urn:c:c'}")),
        ProfileCase(
            "discriminator pattern", "profile-minimum error required Observation.category[1]", "Observation",
            sliced(
                "{'type':'pattern','path':'$this'}",
                "{'path':'Observation.category','sliceName':'a','patternCodeableConcept':{'coding':[{'system':'urn:s:s','code':'a'}]}},"
                    + "{'path':'Observation.category.text','min':1}", path: "Observation.category"),
            wrong: concept + "[{'text':'b'},^{'coding':[{'system':'urn:s:s','code':'a','display':'SECRET'}]}]}",
            right: concept + "[{'coding':[{'system':'urn:s:s','code':'b'}]},{'coding':[{'system':'urn:s:s','code':'a'}],'text':'c'}]}"),
        ProfileCase(
            "discriminators by two values further down", "profile-minimum error required Observation.category[0]", "Observation",
            sliced(
                "{'type':'value','path':'coding.code'},{'type':'value','path':'coding.system'}",
                "{'path':'Observation.category','sliceName':'a'},{'path':'Observation.category.coding.system','fixedUri':'urn:s:s'},"
                    + "{'path':'Observation.category.coding.code','fixedCode':'a'},{'path':'Observation.category.text','min':1}",
                path: "Observation.category"),
            wrong: concept + "[^{'coding':[{'system':'urn:s:s','code':'a'}]}]}",
            right: concept + "[{'coding':[{'system':'urn:t:t','code':'a'}]}]}"),
        ProfileCase(
            "discriminators into slices further down", "profile-minimum error required Observation.category[1]", "Observation",
            sliced(
                "{'type':'value','path':'coding.code'}",
                "{'id':'Observation.category:a','path':'Observation.category','sliceName':'a'},"
                    + "{'id':'Observation.category:a.coding','path':'Observation.category.coding','slicing':{'discriminator':[{'type':'value',"
                    + "'path':'code'}],'rules':'open'}},"
                    + "{'id':'Observation.category:a.coding:k','path':'Observation.category.coding','sliceName':'k','min':1},"
                    + "{'id':'Observation.category:a.coding:k.code','path':'Observation.category.coding.code','fixedCode':'a'},"
                    + "{'id':'Observation.category:a.coding:l','path':'Observation.category.coding','sliceName':'l','min':1},"
                    + "{'id':'Observation.category:a.coding:l.code','path':'Observation.category.coding.code','fixedCode':'b'},"
                    + "{'id':'Observation.category:a.text','path':'Observation.category.text','min':1}", path: "Observation.category"),
            wrong: concept + "[{'coding':[{'code':'a'}]},^{'coding':[{'code':'a'},{'code':'b'}]}]}",
            right: concept + "[{'coding':[{'code':'a'}]},{'coding':[{'code':'b'},{'code':'a'}],'text':'c'}]}"),
        ProfileCase(
            "discriminator by a required value set", "profile-minimum error required Observation.category[0]", "Observation",
            sliced(
                "{'type':'value','path':'$this'}",
                "{'path':'Observation.category','sliceName':'a','binding':{'strength':'required','valueSet':'http://example.org/vs'}},"
                    + "{'path':'Observation.category.text','min':1}", path: "Observation.category"), others: [valueSet],
            wrong: concept + "[^{'coding':[{'system':'http://example.org/s','code':'a'}]}]}",
            right: concept + "[{'coding':[{'system':'http://example.org/s','code':'c'}]}]}"),
        ProfileCase(
            "discriminator exists", "profile-fixed error value Patient.identifier[1].use",
            sliced(
                "{'type':'exists','path':'period'}",
                "{'path':'Patient.identifier','sliceName':'old'},{'path':'Patient.identifier.period','min':1},"
                    + "{'path':'Patient.identifier.use','fixedCode':'old'},"
                    + "{'path':'Patient.identifier','sliceName':'new'},{'path':'Patient.identifier.period','max':'0'},"
                    + "{'path':'Patient.identifier.use','fixedCode':'official'}"),
            wrong: patient("{'use':'official','value':'1'},{'use':^'official','period':{'end':'2020'}}"),
            right: patient("{'use':'official','value':'1'},{'use':'old','period':{'end':'2020'}}")),
        ProfileCase(
            "discriminator type of a choice", "slice-closed error structure Observation.value.ofType(string)", "Observation",
            "{'path':'Observation.value[x]','slicing':{'discriminator':[{'type':'type','path':'$this'}],'rules':'closed'}},"
                + "{'path':'Observation.value[x]','sliceName':'valueQuantity','type':[{'code':'Quantity'}]},"
                + "{'path':'Observation.value[x].value','min':1}",
            wrong: observation("'valueString':^'SECRET'"), right: observation("'valueQuantity':{'value':1}")),
        ProfileCase(
            "discriminator type of a resource in a Bundle", "slice-minimum error required Bundle", "Bundle",
            sliced(
                "{'type':'type','path':'resource'}",
                "{'path':'Bundle.entry','sliceName':'patient','min':1},{'path':'Bundle.entry.resource','min':1,'type':[{'code':'Patient'}]}",
                path: "Bundle.entry"),
            wrong: "^{'resourceType':'Bundle','type':'collection','entry':[{'resource':{'resourceType':'Basic','code':{'text':'a'}}}]}",
            right: "{'resourceType':'Bundle','type':'collection','entry':[{'resource':{'resourceType':'Patient'}}]}"),
        ProfileCase(
            "discriminator type that only a profile says", "profile-minimum error required Bundle.entry[1].resource", "Bundle",
            sliced(
                "{'type':'type','path':'resource'}",
                "{'path':'Bundle.entry','sliceName':'patient'},"
                    + "{'path':'Bundle.entry.resource','min':1,'type':[{'code':'Resource','profile':['http://example.org/q']}]}",
                path: "Bundle.entry"), others: [profile("Patient", "{'path':'Patient.active','min':1}", url: "http://example.org/q")],
            wrong: "{'resourceType':'Bundle','type':'collection','entry':[{'resource':{'resourceType':'Basic','code':{'text':'a'}}},"
                + "{'resource':^{'resourceType':'Patient','gender':'male'}}]}",
            right: "{'resourceType':'Bundle','type':'collection','entry':[{'resource':{'resourceType':'Basic','code':{'text':'a'}}},"
                + "{'resource':{'resourceType':'Patient','active':true}}]}"),
        ProfileCase(
            "discriminator type of what is referred to", "slice-closed error structure Patient.generalPractitioner[1]",
            sliced(
                "{'type':'type','path':'resolve()'}", "'rules':'closed'",
                "{'path':'Patient.generalPractitioner','sliceName':'p','type':[{'code':'Reference','targetProfile':"
                    + "['http://hl7.org/fhir/StructureDefinition/Practitioner']}]}", path: "Patient.generalPractitioner"),
            wrong: "{'resourceType':'Patient','generalPractitioner':[{'reference':'Practitioner/a'},^{'reference':'Organization/b'}]}",
            right: "{'resourceType':'Patient','generalPractitioner':[{'reference':'Practitioner/a'}]}"),
        ProfileCase(
            "discriminator profile", "slice-minimum error required Patient",
            sliced(
                "{'type':'profile','path':'$this'}",
                "{'path':'Patient.identifier','sliceName':'a','min':1,'type':[{'code':'Identifier','profile':['http://example.org/q']}]}"),
            others: [profile("Identifier", "{'path':'Identifier.system','min':1,'fixedUri':'urn:a:b'}", url: "http://example.org/q")],
            wrong: "^" + patient("{'system':'urn:e:f','value':'SECRET'}"), right: patient("{'value':'1'},{'system':'urn:a:b'}")),
        ProfileCase(
            "discriminator along an extension", "profile-minimum error required Patient.identifier[0]",
            sliced(
                "{'type':'value','path':'extension(\\u0027http://example.org/x\\u0027).value'}",
                "{'path':'Patient.identifier','sliceName':'a'},{'path':'Patient.identifier.extension','sliceName':'x','min':1},"
                    + "{'path':'Patient.identifier.extension.url','fixedUri':'http://example.org/x'},"
                    + "{'path':'Patient.identifier.extension.value[x]','fixedCode':'k'},{'path':'Patient.identifier.value','min':1}"),
            wrong: patient("^{'system':'urn:a:a','extension':[{'url':'http://example.org/x','valueCode':'k'}]}"),
            right: patient("{'system':'urn:a:a','extension':[{'url':'http://example.org/x','valueCode':'l'}]}")),
        ProfileCase(
            "extension by its definition", "profile-type error structure Patient.extension[1].value.ofType(string)",
            "{'path':'Patient.extension','sliceName':'x','min':1,'type':[{'code':'Extension','profile':['http://example.org/x']}]}",
            others: [`extension`],
            wrong:
                "{'resourceType':'Patient','extension':[{'url':'http://example.org/y','valueString':'a'},{'url':'http://example.org/x','valueString':^'SECRET'}]}",
            right:
                "{'resourceType':'Patient','extension':[{'url':'http://example.org/y','valueString':'a'},{'url':'http://example.org/x','valueBoolean':true}]}"
        ),
        ProfileCase(
            "extension of a primitive", "slice-minimum error required Patient.birthDate",
            "{'path':'Patient.birthDate.extension','sliceName':'x','min':1,'type':[{'code':'Extension','profile':['http://example.org/x']}]}",
            others: [`extension`],
            wrong: "{'resourceType':'Patient','birthDate':^'1950-01-31'}",
            right:
                "{'resourceType':'Patient','birthDate':'1950-01-31','_birthDate':{'extension':[{'url':'http://example.org/x','valueBoolean':true}]}}"
        ),
        ProfileCase(
            "slice inside a slice", "profile-minimum error required Patient.identifier[0]",
            sliced(
                bySystem,
                "{'path':'Patient.identifier','id':'Patient.identifier:a','sliceName':'a','slicing':{'discriminator':[{'type':'value','path':'use'}],'rules':'open'}},"
                    + "{'path':'Patient.identifier.system','id':'Patient.identifier:a.system','fixedUri':'urn:a:a'},"
                    + "{'path':'Patient.identifier','id':'Patient.identifier:a/old','sliceName':'a/old'},"
                    + "{'path':'Patient.identifier.use','id':'Patient.identifier:a/old.use','fixedCode':'old'},"
                    + "{'path':'Patient.identifier.period','id':'Patient.identifier:a/old.period','min':1}"),
            wrong: patient("^{'system':'urn:a:a','use':'old'}"),
            right: patient("{'system':'urn:a:a','use':'usual'},{'system':'urn:b:b','use':'old'}")),
    ]

    static let `extension` = profile(
        "Extension",
        "{'path':'Extension.url','fixedUri':'http://example.org/x'},{'path':'Extension.value[x]','min':1,'type':[{'code':'boolean'}]}",
        url: "http://example.org/x")
}
