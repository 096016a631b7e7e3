/// Letters as MedCom's profiles have them: http://medcomfhir.dk/ig/hospitalnotification and http://medcomfhir.dk/ig/carecommunication
enum Danish {
    private static let hospital = organisation("hospital", "Strandborg Sygehus", "999999999000201", "9520000002015")
    private static let ward = organisation("ward", "Strandborg Sygehus, medicinsk afsnit", "999999999000202", "9520000002022")
    private static let municipality = organisation("municipality", "Havnerup Kommune", "999999999000101", "9520000001018")
    private static let messaging = "http://medcomfhir.dk/ig/messaging/StructureDefinition/medcom-messaging-"
    private static let terminology = "http://medcomfhir.dk/ig/terminology/CodeSystem/medcom-messaging-"

    static func admitted(_ part: Part) -> String { notice(part, "admit-inpatient", status: "in-progress", start: part.time(2000)) }
    static func acute(_ part: Part) -> String {
        notice(part, "admit-emergency", status: "in-progress", code: "EMER", start: part.time(2000))
    }
    static func leave(_ part: Part) -> String {
        let period = """
            "extension":[{"url":"http://medcomfhir.dk/ig/hospitalnotification/StructureDefinition/medcom-hospitalnotifiation-leave-period-extension",\
            "valuePeriod":{"start":"\(part.time(1100))+01:00"}}],
            """
        return notice(part, "start-leave-inpatient", status: "onleave", start: part.time(2000), before: period)
    }
    static func discharged(_ part: Part) -> String {
        notice(part, "discharge-inpatient-home", status: "finished", start: part.time(2000), end: part.time(700))
    }
    static func died(_ part: Part) -> String {
        notice(part, "discharge-inpatient-home", status: "finished", start: part.time(2000), end: part.time(700), died: true)
    }

    private static func notice(
        _ part: Part, _ activity: String, status: String, code: String = "IMP", start: String, end: String? = nil, before: String = "",
        died: Bool = false
    ) -> String {
        let until = end.map { ",\"end\":\"\($0)+01:00\"" } ?? ""
        return bundle(
            part,
            [
                header(part, "hospital-notification-message", focus: "Encounter/encounter"), patient(part, died: died),
                """
                {"resourceType":"Encounter","id":"encounter",\(before)"status":"\(status)",\
                "class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"\(code)"},\
                "subject":{"reference":"Patient/patient"},\
                "episodeOfCare":[{"identifier":{"system":"urn:ietf:rfc:3986","value":"\(part.uuid(1))"}}],\
                "period":{"start":"\(start)+01:00"\(until)},"serviceProvider":{"reference":"Organization/ward"}}
                """,
                hospital, ward, municipality, provenance(part, activity),
            ])
    }

    static func message(_ part: Part) -> String {
        bundle(
            part,
            [
                header(part, "care-communication-message", focus: "Communication/communication"), patient(part),
                """
                {"resourceType":"Communication","id":"communication",\
                "identifier":[{"system":"urn:ietf:rfc:3986","value":"urn:uuid:\(part.uuid(2))"}],"status":"unknown",\
                "category":[{"coding":[{"system":"http://medcomfhir.dk/ig/terminology/CodeSystem/medcom-careCommunication-categoryCodes",\
                "code":"discharge"}]}],"subject":{"reference":"Patient/patient"},"topic":{"text":"Om hjemkomsten"},\
                "payload":[{"extension":[{"url":"http://medcomfhir.dk/ig/core/StructureDefinition/medcom-core-datetime-extension",\
                "valueDateTime":"\(part.time(500))+01:00"}],"contentString":"Vi har aftalt at borgeren får besøg to gange om dagen den \
                første uge. Medicinen er talt op til mandag. Skriv gerne hvis I mangler noget."}]}
                """,
                hospital, ward, municipality, provenance(part, "new-message"),
            ])
    }

    /// A receipt for a letter that nobody sent: the usual case for a hub that only listens.
    static func receipt(_ part: Part) -> String {
        bundle(
            part,
            [
                header(
                    part, "acknowledgement-message", focus: nil,
                    response: #","response":{"identifier":"unsent-\#(part.number)","code":"ok"}"#), hospital, ward, municipality,
                provenance(part, "acknowledgement"),
            ])
    }

    private static func organisation(_ id: String, _ name: String, _ sor: String, _ gln: String) -> String {
        """
        {"resourceType":"Organization","id":"\(id)","identifier":[{"system":"https://www.gs1.org/gln","value":"\(gln)"},\
        {"system":"urn:oid:1.2.208.176.1.1","value":"\(sor)"}],"name":"\(name)"}
        """
    }

    private static func header(_ part: Part, _ event: String, focus: String?, response: String = "") -> String {
        """
        {"resourceType":"MessageHeader","id":"\(part.id)","eventCoding":{"system":"\(terminology)eventCodes","code":"\(event)"},\
        "destination":[{"extension":[{"url":"\(messaging)destinationUseExtension",\
        "valueCoding":{"system":"\(terminology)destinationUse","code":"primary"}}],\
        "endpoint":"https://sor2.sum.dsdn.dk/#id=999999999000101","receiver":{"reference":"Organization/municipality"}}],\
        "sender":{"reference":"Organization/hospital"},"source":{"endpoint":"https://sor2.sum.dsdn.dk/#id=999999999000201"}\
        \(response)\(focus.map { ",\"focus\":[{\"reference\":\"\($0)\"}]" } ?? "")}
        """
    }

    private static func patient(_ part: Part, died: Bool = false) -> String {
        """
        {"resourceType":"Patient","id":"patient","identifier":[{"system":"urn:oid:1.2.208.176.1.2","value":"\(Numbers.danish(part.number))"}],\
        "name":[{"use":"official","family":"\(part.family)","given":["\(part.given)"]}]\(died ? ",\"deceasedBoolean\":true" : "")}
        """
    }

    private static func provenance(_ part: Part, _ activity: String) -> String {
        """
        {"resourceType":"Provenance","id":"provenance","target":[{"reference":"MessageHeader/\(part.id)"}],\
        "occurredDateTime":"\(part.time(600))+01:00","recorded":"\(part.time(600))+01:00",\
        "activity":{"coding":[{"system":"\(terminology)activityCodes","code":"\(activity)"}]},\
        "agent":[{"who":{"reference":"Organization/hospital"}}]}
        """
    }

    private static func bundle(_ part: Part, _ resources: [String]) -> String {
        let entries = resources.map { "{\"resource\":\($0)}" }.joined(separator: ",")
        return """
            {"resourceType":"Bundle","id":"envelope-\(part.id)","type":"message","timestamp":"\(part.time(600))+01:00","entry":[\(entries)]}
            """
    }
}
