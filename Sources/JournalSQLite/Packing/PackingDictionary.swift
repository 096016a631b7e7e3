import CZstd

/// What the resources of a journal have in common, known beforehand to whoever packs and unpacks them: names of elements, code systems and the
/// openings of the types, the frequent ones last.
///
/// **It never changes**: every row that was packed with it needs it to the last byte. Another one needs another mark.
final class PackingDictionary: @unchecked Sendable {
    // What the two pointers lead to is not written after `init`, and Zstandard reads it from any number of threads.
    static let shared = PackingDictionary()

    let packing: OpaquePointer?
    let unpacking: OpaquePointer?
    private static let level: Int32 = 1

    private init() {
        let bytes = Self.bytes
        packing = ZSTD_createCDict(bytes, bytes.count, Self.level)
        unpacking = ZSTD_createDDict(bytes, bytes.count)
    }

    /// Its lines are one text.
    static var bytes: [UInt8] { text.utf8.filter { $0 != UInt8(ascii: "\n") } }

    private static let text = #"""
        {"resourceType":"ExplanationOfBenefit","id":"
        {"resourceType":"Claim","id":"
        ","status":"active","type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/claim-type","code":"institutional"}]},"use"
        :"claim","patient":{"reference":"Patient/
        "},"billablePeriod":{"start":"2026-01-01T00:00:00+01:00","end":"2026-01-01T00:00:00+01:00"},"created":"2026-01-01T00:00:00+01:00",
        "provider":{"reference":"Organization/
        "},"priority":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/processpriority","code":"normal"}]},"insurance":[{"seque
        nce":1,"focal":true,"coverage":{"display":"
        "}}],"item":[{"sequence":1,"productOrService":{"coding":[{"system":"http://snomed.info/sct","code":"
        "}],"text":"
        "},"encounter":[{"reference":"Encounter/
        "}]},{"sequence":2,"diagnosisSequence":[1],"procedureSequence":[1],"informationSequence":[1],"productOrService":{"coding":[{"syste
        m":"
        "}]},"net":{"value":100.00,"currency":"USD"}}],"total":{"value":100.00,"currency":"USD"}}
        "diagnosis":[{"sequence":1,"diagnosisReference":{"reference":"Condition/
        "procedure":[{"sequence":1,"procedureReference":{"reference":"Procedure/
        "supportingInfo":[{"sequence":1,"category":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/claiminformationcategory","
        code":"info"}]},"valueReference":{"reference":"
        "insurer":{"display":"
        "outcome":"complete","careTeam":[{"sequence":1,"provider":{"reference":"Practitioner/
        "},"role":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/claimcareteamrole","code":"primary","display":"
        "adjudication":[{"category":{"coding":[{"system":"https://bluebutton.cms.gov/resources/codesystem/adjudication","code":"https://bl
        uebutton.cms.gov/resources/variables/line_nch_pmt_amt","display":"
        "},"amount":{"value":
        "category":{"coding":[{"system":"https://bluebutton.cms.gov/resources/variables/line_cms_type_srvc_cd","code":"1","display":"Medic
        al care"}]},"servicedPeriod":{"start":"2026-01-01T00:00:00+01:00","end":"2026-01-01T00:00:00+01:00"},"locationCodeableConcept":{"c
        oding":[{"system":"http://terminology.hl7.org/CodeSystem/ex-serviceplace","code":"21","display":"
        "payment":{"amount":{"value":0.0,"currency":"USD"}},"contained":[{"resourceType":"ServiceRequest","id":"referral","status":"comple
        ted","intent":"order","subject":{"reference":"Patient/
        "requester":{"reference":"Practitioner/
        "performer":[{"reference":"Practitioner/
        "resourceType":"Coverage","id":"coverage","status":"active","type":{"text":"
        "beneficiary":{"reference":"Patient/
        "payor":[{"display":"
        {"resourceType":"Immunization","id":"
        ","status":"completed","vaccineCode":{"coding":[{"system":"http://hl7.org/fhir/sid/cvx","code":"140","display":"
        "occurrenceDateTime":"2026-01-01T00:00:00+01:00","primarySource":true,"location":{"reference":"Location/
        {"resourceType":"MedicationRequest","id":"
        ","status":"stopped","intent":"order","medicationCodeableConcept":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnor
        m","code":"
        "authoredOn":"2026-01-01T00:00:00+01:00","requester":{"reference":"Practitioner/
        "reasonReference":[{"reference":"Condition/
        "dosageInstruction":[{"sequence":1,"timing":{"repeat":{"frequency":1,"period":1.0,"periodUnit":"d"}},"asNeededBoolean":false,"dose
        AndRate":[{"type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/dose-rate-type","code":"ordered","display":"Ordered"
        }]},"doseQuantity":{"value":1.0}}]}]}
        {"resourceType":"MedicationStatement","id":"
        {"resourceType":"MedicationAdministration","id":"
        {"resourceType":"AllergyIntolerance","id":"
        ","clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical","code":"active"}]},"ve
        rificationStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/allergyintolerance-verification","code":"confirmed"}
        ]},"type":"allergy","category":["food"],"criticality":"low",
        {"resourceType":"DocumentReference","id":"
        ","content":[{"attachment":{"contentType":"text/plain; charset=utf-8","data":"
        {"resourceType":"ImagingStudy","id":"
        {"resourceType":"Device","id":"
        {"resourceType":"Goal","id":"
        ","lifecycleStatus":"active","achievementStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/goal-achievement","co
        de":"in-progress"}]},"description":{"text":"
        "target":[{"measure":{"coding":[{"system":"http://loinc.org","code":"
        {"resourceType":"ServiceRequest","id":"
        ","status":"active","intent":"order","code":{"coding":[{"system":"http://snomed.info/sct","code":"
        {"resourceType":"Appointment","id":"
        {"resourceType":"Provenance","id":"
        "target":[{"reference":"
        "recorded":"2026-01-01T00:00:00Z","activity":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-DataOperation","code":
        "CREATE"}]},"agent":[{"type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/provenance-participant-type","code":"auth
        or","display":"Author"}],"text":"Author"},"who":{"reference":"Practitioner/
        "entity":[{"role":"source","what":{"identifier":{"system":"urn:ietf:rfc:3986","value":"
        {"resourceType":"Organization","id":"
        ","active":true,"type":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/organization-type","code":"prov","display":"He
        althcare Provider"}],"text":"Healthcare Provider"}],"name":"
        "telecom":[{"system":"phone","value":"
        ","use":"home"}],"address":[{"line":["
        "],"city":"
        ","state":"
        ","postalCode":"
        ","country":"NO"}]}
        {"resourceType":"PractitionerRole","id":"
        {"resourceType":"Practitioner","id":"
        ","identifier":[{"system":"http://hl7.org/fhir/sid/us-npi","value":"
        "name":[{"use":"official","family":"
        ","given":["
        "],"prefix":["Dr."]}],"gender":"female"}
        {"resourceType":"Procedure","id":"
        ","status":"completed","code":{"coding":[{"system":"http://snomed.info/sct","code":"
        ","performedPeriod":{"start":"2026-01-01T00:00:00+01:00","end":"2026-01-01T00:15:00+01:00"}}
        {"resourceType":"DiagnosticReport","id":"
        ","status":"final","category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0074","code":"LAB","display":"Labora
        tory"}]}],"code":{"coding":[{"system":"http://loinc.org","code":"
        "effectiveDateTime":"2026-01-01T00:00:00+01:00","issued":"2026-01-01T00:00:00.000+01:00","result":[{"reference":"Observation/
        "presentedForm":[{"contentType":"text/plain","data":"
        {"resourceType":"Condition","id":"
        ","clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical","code":"resolved"}]},"verificat
        ionStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-ver-status","code":"confirmed"}]},"category":[{"c
        oding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-category","code":"encounter-diagnosis","display":"Encounter Dia
        gnosis"}]}],"code":{"coding":[{"system":"http://snomed.info/sct","code":"
        "onsetDateTime":"2026-01-01T00:00:00+01:00","abatementDateTime":"2026-01-01T00:00:00+01:00","recordedDate":"2026-01-01T00:00:00+01
        :00"}
        {"system":"http://hl7.org/fhir/sid/icd-10","code":"
        {"resourceType":"Observation","id":"
        ","status":"final","category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"survey","
        display":"survey"}]}],
        ","status":"final","category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"laborator
        y","display":"laboratory"}]}],"code":{"coding":[{"system":"http://loinc.org","code":"
        "valueCodeableConcept":{"coding":[{"system":"http://snomed.info/sct","code":"
        "component":[{"code":{"coding":[{"system":"http://loinc.org","code":"8480-6","display":"
        "valueQuantity":{"value":120,"unit":"mm[Hg]","system":"http://unitsofmeasure.org","code":"mm[Hg]"}},
        ","status":"final","category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"vital-sig
        ns","display":"vital-signs"}]}],"code":{"coding":[{"system":"http://loinc.org","code":"
        "}],"text":"
        "},"subject":{"reference":"Patient/
        "},"encounter":{"reference":"Encounter/
        "},"effectiveDateTime":"2026-01-01T00:00:00+01:00","issued":"2026-01-01T00:00:00.000+01:00","valueQuantity":{"value":
        ,"unit":"
        ","system":"http://unitsofmeasure.org","code":"
        {"resourceType":"Flag","id":"
        {"resourceType":"AuditEvent","id":"
        {"resourceType":"Patient","id":"
        ","meta":{"versionId":"1","lastUpdated":"2026-01-01T00:00:00Z","security":[{"system":"http://terminology.hl7.org/CodeSystem/v3-Con
        fidentiality","code":"R"}]},"text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">
        "extension":[{"url":"http://hl7.org/fhir/StructureDefinition/
        ","valueString":"
        ","valueDecimal":
        ","valueCode":"
        ","valueAddress":{"city":"
        "identifier":[{"system":"urn:oid:2.16.578.1.12.4.1.4.1","value":"
        "identifier":[{"system":"urn:oid:1.2.208.176.1.2","value":"
        "}],"name":[{"use":"official","family":"
        ","given":["
        "]}],"telecom":[{"system":"phone","value":"
        ","use":"home"}],"gender":"female","birthDate":"1940-01-01","deceasedDateTime":"
        ","address":[{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/geolocation","extension":[{"url":"latitude","valueDecim
        al":
        "maritalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-MaritalStatus","code":"M","display":"M"}],"text":"M
        "},"multipleBirthBoolean":false,"communication":[{"language":{"coding":[{"system":"urn:ietf:bcp:47","code":"en-US","display":"Engl
        ish"}],"text":"English"}}]}
        {"resourceType":"EpisodeOfCare","id":"
        ","identifier":[{"system":"urn:ietf:rfc:3986","value":"urn:uuid:
        "}],"status":"finished","patient":{"reference":"Patient/
        "},"managingOrganization":{"identifier":{"system":"urn:oid:1.2.208.176.1.1","value":"
        ","display":"
        "},"period":{"start":"2026-01-01T00:00:00+01:00"}}
        {"resourceType":"CareTeam","id":"
        "},"participant":[{"role":[{"text":"hospital"}],"member":{"identifier":{"system":"urn:helhet:directory","value":"
        "}},{"role":[{"text":"municipality"}],"member":{"identifier":{"system":"urn:helhet:directory","value":"
        "}},{"role":[{"text":"general practice"}],"member":{"identifier":{"system":"urn:helhet:directory","value":"
        "}}],"managingOrganization":[{"identifier":{"system":"urn:helhet:directory","value":"
        {"resourceType":"Task","id":"
        ","instantiatesCanonical":"urn:helhet:pathway:hospital-stay|1.0#
        ","basedOn":[{"reference":"CarePlan/
        "}],"status":"requested","intent":"plan","priority":"routine","code":{"text":"
        "description":"
        "for":{"reference":"Patient/
        "focus":{"reference":"
        "executionPeriod":{"start":"2026-01-01T00:00:00Z","end":"2026-01-01T00:00:00Z"},"authoredOn":"2026-01-01T00:00:00Z","lastModified"
        :"2026-01-01T00:00:00Z","owner":{"identifier":{"system":"urn:helhet:directory","value":"
        "restriction":{"period":{"end":"2026-01-01T00:00:00Z"}}}
        {"resourceType":"CarePlan","id":"
        ","instantiatesCanonical":["urn:helhet:pathway:hospital-stay|1.0"],"status":"completed","intent":"plan","title":"Hospital stay and
         discharge","description":"The way from admission to everyday life at home, and who does what along it.","subject":{"reference":"P
        atient/
        "},"encounter":{"reference":"Encounter/
        "},"period":{"start":"2026-01-01T00:00:00Z","end":"2026-01-01T00:00:00Z"},"author":{"identifier":{"system":"urn:helhet:directory",
        "value":"
        "careTeam":[{"reference":"CareTeam/
        "}],"activity":[{"reference":{"reference":"Task/
        "}},{"detail":{"kind":"Task","status":"not-started","performer":[{"identifier":{"system":"urn:helhet:directory","value":"
        "}],"description":"
        "}}]}
        {"resourceType":"Encounter","id":"
        ","status":"in-progress","class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"IMP","display":"inpatient en
        counter"},
        ","status":"finished","class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"AMB"},"type":[{"coding":[{"syst
        em":"http://snomed.info/sct","code":"
        "participant":[{"type":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ParticipationType","code":"PPRF","display":
        "primary performer"}],"text":"primary performer"}],"period":{"start":"2026-01-01T00:00:00+01:00","end":"2026-01-01T00:00:00+01:00"
        },"individual":{"reference":"Practitioner/
        "reasonCode":[{"coding":[{"system":"http://snomed.info/sct","code":"
        "statusHistory":[{"status":"in-progress","period":{"start":"2026-01-01T00:00:00+01:00"}}],
        "episodeOfCare":[{"reference":"EpisodeOfCare/
        "period":{"start":"2026-01-01T00:00:00+01:00","end":"2026-01-01T00:00:00+01:00"},"location":[{"location":{"reference":"Location/
        "serviceProvider":{"identifier":{"system":"urn:oid:1.2.208.176.1.1","value":"
        "serviceProvider":{"reference":"Organization/
        {"resourceType":"Communication","id":"
        ","identifier":[{"system":"urn:ietf:rfc:3986","value":"
        "}],"status":"completed","category":[{"text":"
        "subject":{"reference":"Patient/
        "},"topic":{"text":"LOG_UTSKRIVNINGSKLAR"},"sent":"2026-01-01T00:00:00+01:00","received":"2026-01-01T00:00:00Z","recipient":[{"ide
        ntifier":{"system":"urn:oid:2.16.578.1.12.4.1.2","value":"
        ","display":"
        "}}],"sender":{"identifier":{"system":"urn:oid:1.2.208.176.1.1","value":"
        "}},"payload":[{"contentString":"
        "}]}
        ","meta":{"versionId":"1","lastUpdated":"2026-01-01T00:00:00Z","profile":["http://hl7.org/fhir/StructureDefinition/
        ","meta":{"versionId":"1","lastUpdated":"2026-01-01T00:00:00Z"},"
        """#
}
