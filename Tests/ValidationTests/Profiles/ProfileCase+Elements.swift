extension ProfileCase {
    static let cardinality: [ProfileCase] = [
        ProfileCase(
            "min", "profile-minimum error required Patient", "{'path':'Patient.birthDate','min':1}",
            wrong: "^{'resourceType':'Patient','active':true}", right: "{'resourceType':'Patient','birthDate':'1950-01-31'}"),
        ProfileCase(
            "min of something inside", "profile-minimum error required Patient.name[1]",
            "{'path':'Patient.name.family','min':1}",
            wrong: "{'resourceType':'Patient','name':[{'family':'A'},\n  ^{'text':'SECRET'}]}",
            right: "{'resourceType':'Patient','name':[{'family':'A'},\n{'family':'B'}]}"),
        ProfileCase(
            "min, met by an extension in place of a value", "profile-minimum error required Patient",
            "{'path':'Patient.birthDate','min':1}",
            wrong: "^{'resourceType':'Patient'}",
            right: "{'resourceType':'Patient','_birthDate':{'extension':[{'url':'http://example.org/a','valueCode':'unknown'}]}}"),
        ProfileCase(
            "min of several", "profile-minimum error required Patient", "{'path':'Patient.name','min':2}",
            wrong: "^{'resourceType':'Patient','name':[{'text':'A'}]}",
            right: "{'resourceType':'Patient','name':[{'text':'A'},{'text':'B'}]}"),
        ProfileCase(
            "max", "profile-maximum error structure Patient.name[1]", "{'path':'Patient.name','max':'1'}",
            wrong: "{'resourceType':'Patient','name':[{'text':'A'},^{'text':'SECRET'}]}",
            right: "{'resourceType':'Patient','name':[{'text':'A'}]}"),
        ProfileCase(
            "max 0", "profile-maximum error structure Patient.photo[0]", "{'path':'Patient.photo','max':'0'}",
            wrong: "{'resourceType':'Patient','photo':[^{'title':'SECRET'}]}", right: "{'resourceType':'Patient','active':true}"),
        ProfileCase(
            "max 0 of a choice", "profile-maximum error structure Patient.deceased.ofType(boolean)",
            "{'path':'Patient.deceased[x]','max':'0'}",
            wrong: "{'resourceType':'Patient','deceasedBoolean':^true}", right: "{'resourceType':'Patient'}"),
        ProfileCase(
            "content of the same kind further down", "profile-minimum error required Questionnaire.item[0].item[0]", "Questionnaire",
            "{'path':'Questionnaire.item.text','min':1}",
            wrong:
                "{'resourceType':'Questionnaire','status':'draft','item':[{'linkId':'a','text':'b','type':'group','item':[^{'linkId':'c','type':'date'}]}]}",
            right:
                "{'resourceType':'Questionnaire','status':'draft','item':[{'linkId':'a','text':'b','type':'group','item':[{'linkId':'c','text':'d','type':'date'}]}]}"
        ),
    ]

    static let values: [ProfileCase] = [
        ProfileCase(
            "fixed primitive", "profile-fixed error value Patient.gender", "{'path':'Patient.gender','fixedCode':'female'}",
            wrong: "{'resourceType':'Patient',\n 'gender':^'male'}", right: "{'resourceType':'Patient','gender':'female'}"),
        ProfileCase(
            "fixed boolean", "profile-fixed error value Patient.active", "{'path':'Patient.active','fixedBoolean':true}",
            wrong: "{'resourceType':'Patient','active':^false}", right: "{'resourceType':'Patient','active':true}"),
        ProfileCase(
            "fixed object", "profile-fixed error value Patient.maritalStatus",
            "{'path':'Patient.maritalStatus','fixedCodeableConcept':{'coding':[{'system':'http://example.org/s','code':'a'}]}}",
            wrong: "{'resourceType':'Patient','maritalStatus':^{'coding':[{'code':'a','system':'http://example.org/s'}],'text':'SECRET'}}",
            right: "{'resourceType':'Patient','maritalStatus':{'coding':[{'code':'a','system':'http://example.org/s'}]}}"),
        ProfileCase(
            "pattern", "profile-pattern error value Patient.maritalStatus",
            "{'path':'Patient.maritalStatus','patternCodeableConcept':{'coding':[{'system':'http://example.org/s','code':'a'}]}}",
            wrong: "{'resourceType':'Patient','maritalStatus':^{'coding':[{'code':'b','system':'http://example.org/s'},{'code':'a'}]}}",
            right:
                "{'resourceType':'Patient','maritalStatus':{'coding':[{'code':'c'},{'code':'a','system':'http://example.org/s','display':'d'}],'text':'A'}}"
        ),
        ProfileCase(
            "maxLength", "profile-length error value Patient.name[0].family", "{'path':'Patient.name.family','maxLength':3}",
            wrong: "{'resourceType':'Patient','name':[{'family':^'ÆØÅÆ'}]}", right: "{'resourceType':'Patient','name':[{'family':'ÆØÅ'}]}"),
        ProfileCase(
            "minValue", "profile-limit error value Patient.birthDate", "{'path':'Patient.birthDate','minValueDate':'1900-01-01'}",
            wrong: "{'resourceType':'Patient','birthDate':^'1899-12-31'}", right: "{'resourceType':'Patient','birthDate':'1900-01-01'}"),
        ProfileCase(
            "maxValue", "profile-limit error value Patient.multipleBirth.ofType(integer)",
            "{'path':'Patient.multipleBirth[x]','maxValueInteger':6}",
            wrong: "{'resourceType':'Patient','multipleBirthInteger':^7}", right: "{'resourceType':'Patient','multipleBirthInteger':6}"),
        ProfileCase(
            "constraint", "con-1 error invariant Patient.name[1]",
            "{'path':'Patient.name','constraint':[{'key':'con-1','severity':'error','human':'A name is a text or a family.',"
                + "'expression':'text.exists() or family.exists()'}]}",
            wrong: "{'resourceType':'Patient','name':[{'text':'A'},^{'given':['SECRET']}]}",
            right: "{'resourceType':'Patient','name':[{'text':'A'},{'family':'B'}]}"),
        ProfileCase(
            "constraint that warns, on the whole resource", "con-1 warning invariant Patient",
            "{'path':'Patient','constraint':[{'key':'con-1','severity':'warning','human':'a','expression':'%resource.name.exists()'}]}",
            wrong: "^{'resourceType':'Patient','active':true}", right: "{'resourceType':'Patient','name':[{'text':'A'}]}"),
        ProfileCase(
            "constraint that asks about a value set and a profile", "con-1 error invariant Patient.maritalStatus",
            "{'path':'Patient.maritalStatus','constraint':[{'key':'con-1','severity':'error','human':'a',"
                + "'expression':'coding.all(memberOf(\\'http://example.org/vs\\')) and %resource.conformsTo(\\'http://example.org/q\\')'}]}"
                .replacing("\\'", with: "\\u0027"),
            others: [valueSet, profile("Patient", "{'path':'Patient.active','min':1}", url: "http://example.org/q")],
            wrong: "{'resourceType':'Patient','maritalStatus':^{'coding':[{'system':'http://example.org/s','code':'a'}]}}",
            right: "{'resourceType':'Patient','active':true,'maritalStatus':{'coding':[{'system':'http://example.org/s','code':'a'}]}}"),
    ]

    static let types: [ProfileCase] = [
        ProfileCase(
            "narrowed choice", "profile-type error structure Observation.value.ofType(string)", "Observation",
            "{'path':'Observation.value[x]','type':[{'code':'Quantity'},{'code':'boolean'}]}",
            wrong: observation("'valueString':^'SECRET'"), right: observation("'valueBoolean':true")),
        ProfileCase(
            "elements of a type that the path names", "profile-minimum error required Observation.value.ofType(Quantity)", "Observation",
            "{'path':'Observation.valueQuantity.unit','min':1}",
            wrong: observation("'valueQuantity':^{'value':1}"), right: observation("'valueString':'a'")),
        ProfileCase(
            "choice of which one type must be there", "slice-minimum error required Observation", "Observation",
            "{'path':'Observation.valueQuantity','min':1}",
            wrong: "^" + observation("'valueString':'a'"), right: observation("'valueQuantity':{'value':1}")),
        ProfileCase(
            "profile of a data type", "profile-maximum error structure Observation.value.ofType(Quantity).comparator", "Observation",
            "{'path':'Observation.value[x]','type':[{'code':'Quantity','profile':['http://hl7.org/fhir/StructureDefinition/SimpleQuantity']}]}",
            wrong: observation("'valueQuantity':{'value':1,'comparator':^'<'}"), right: observation("'valueQuantity':{'value':1}")),
        ProfileCase(
            "one of several profiles", "profile-type error structure Patient.identifier[0]",
            "{'path':'Patient.identifier','type':[{'code':'Identifier','profile':['http://example.org/q','http://example.org/r']}]}",
            others: [
                profile("Identifier", "{'path':'Identifier.system','fixedUri':'urn:a:b'}", url: "http://example.org/q"),
                profile("Identifier", "{'path':'Identifier.system','fixedUri':'urn:c:d'}", url: "http://example.org/r"),
            ],
            wrong: "{'resourceType':'Patient','identifier':[^{'system':'urn:e:f','value':'SECRET'}]}",
            right: "{'resourceType':'Patient','identifier':[{'system':'urn:c:d'},{'system':'urn:a:b'}]}"),
        ProfileCase(
            "target of a reference", "profile-target error structure Patient.generalPractitioner[0].reference",
            "{'path':'Patient.generalPractitioner','type':[{'code':'Reference','targetProfile':['http://hl7.org/fhir/StructureDefinition/Practitioner']}]}",
            wrong: "{'resourceType':'Patient','generalPractitioner':[{'reference':^'Organization/a'}]}",
            right: "{'resourceType':'Patient','generalPractitioner':[{'reference':'Practitioner/a'}]}"),
        ProfileCase(
            "profile of what a reference points at", "profile-target error structure Patient.managingOrganization.reference",
            "{'path':'Patient.managingOrganization','type':[{'code':'Reference','targetProfile':['http://example.org/q']}]}",
            others: [profile("Organization", "{'path':'Organization.identifier','min':1}", url: "http://example.org/q")],
            wrong:
                "{'resourceType':'Patient','contained':[{'resourceType':'Organization','id':'a','name':'b'}],'managingOrganization':{'reference':^'#a'}}",
            right:
                "{'resourceType':'Patient','contained':[{'resourceType':'Organization','id':'a','identifier':[{'value':'b'}]}],'managingOrganization':{'reference':'#a'}}"
        ),
        ProfileCase(
            "another type of resource", "profile-of-other-type error structure Basic", "{'path':'Patient.active','min':1}",
            wrong: "^{'resourceType':'Basic','code':{'text':'a'}}", right: "{'resourceType':'Patient','active':true}"),
    ]

    static let valueSet =
        "{'resourceType':'ValueSet','url':'http://example.org/vs','status':'draft','compose':{'include':[{'system':'http://example.org/s',"
        + "'concept':[{'code':'a'},{'code':'b'}]}]}}"

    static func observation(_ members: String) -> String {
        "{'resourceType':'Observation','status':'final','code':{'text':'a'},\(members)}"
    }

    static let codes: [ProfileCase] = [
        ProfileCase(
            "required binding of a concept", "code error code-invalid Patient.maritalStatus", binding("required"), others: [valueSet],
            wrong: marital("^{'coding':[{'system':'http://example.org/t','code':'a'}]}"),
            right: marital("{'coding':[{'system':'http://example.org/t','code':'x'},{'system':'http://example.org/s','code':'a'}]}")),
        ProfileCase(
            "required binding, only text", "code error code-invalid Patient.maritalStatus", binding("required"), others: [valueSet],
            wrong: marital("^{'text':'SECRET'}"), right: marital("{'coding':[{'system':'http://example.org/s','code':'b'}]}")),
        ProfileCase(
            "required binding of a code", "code error code-invalid Patient.language",
            "{'path':'Patient.language','binding':{'strength':'required','valueSet':'http://example.org/vs'}}", others: [valueSet],
            wrong: "{'resourceType':'Patient','language':^'SECRET'}", right: "{'resourceType':'Patient','language':'a'}"),
        ProfileCase(
            "extensible binding", "code-extensible warning code-invalid Patient.maritalStatus", binding("extensible"), others: [valueSet],
            wrong: marital("^{'coding':[{'system':'http://example.org/t','code':'SECRET'}]}"),
            right: marital("{'coding':[{'system':'http://example.org/s','code':'a'}]}")),
        ProfileCase(
            "greatest value set", "code error code-invalid Patient.maritalStatus",
            "{'path':'Patient.maritalStatus','binding':{'strength':'preferred','valueSet':'http://example.org/none','extension':[{"
                + "'url':'http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet','valueCanonical':'http://example.org/vs'}]}}",
            others: [valueSet], wrong: marital("^{'coding':[{'system':'http://example.org/s','code':'c'}]}"),
            right: marital("{'coding':[{'system':'http://example.org/s','code':'a'}]}")),
        ProfileCase(
            "value set that is not loaded", "code-not-checked information not-supported Patient.maritalStatus",
            "{'path':'Patient.maritalStatus','binding':{'strength':'required','valueSet':'http://example.org/none'}},"
                + "{'path':'Patient.language','binding':{'strength':'example','valueSet':'http://example.org/nothing'}},"
                + "{'path':'Patient.gender','binding':{'strength':'preferred','valueSet':'http://example.org/nothing'}}",
            wrong:
                "{'resourceType':'Patient','language':'x','gender':'male','maritalStatus':^{'coding':[{'system':'urn:a:b','code':'c'}]}}",
            right: "{'resourceType':'Patient','language':'x','gender':'male'}"),
    ]

    private static func binding(_ strength: String) -> String {
        "{'path':'Patient.maritalStatus','binding':{'strength':'\(strength)','valueSet':'http://example.org/vs'}}"
    }

    private static func marital(_ concept: String) -> String { "{'resourceType':'Patient','maritalStatus':\(concept)}" }
}
