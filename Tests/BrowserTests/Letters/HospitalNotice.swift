/// MedCom's HospitalNotification of one stay, written by hand: https://medcomfhir.dk/ig/hospitalnotification/
struct HospitalNotice {
    /// Day + 60: nobody's number.
    static let number = "6101015678"

    var id: String
    var activity: String
    var sent: String
    var status: String
    var leave: String?
    var end: String?
    var asksReport = false
    /// Each letter repeats what was said before it.
    var before: [(id: String, activity: String, sent: String)] = []

    static let admitted = HospitalNotice(
        id: "notice-1", activity: "admit-inpatient", sent: "2026-03-01T12:00:02+01:00", status: "in-progress", asksReport: true)
    static let onLeave = HospitalNotice(
        id: "notice-2", activity: "start-leave-inpatient", sent: "2026-03-03T14:00:12+01:00", status: "onleave",
        leave: #"{"start":"2026-03-03T14:00:00+01:00"}"#, before: [("notice-1", "admit-inpatient", "2026-03-01T12:00:02+01:00")])
    static let back = HospitalNotice(
        id: "notice-3", activity: "end-leave-inpatient", sent: "2026-03-05T15:30:02+01:00", status: "in-progress",
        leave: #"{"start":"2026-03-03T14:00:00+01:00","end":"2026-03-05T15:30:00+01:00"}"#,
        before: [
            ("notice-1", "admit-inpatient", "2026-03-01T12:00:02+01:00"),
            ("notice-2", "start-leave-inpatient", "2026-03-03T14:00:12+01:00"),
        ])

    private static let page = "http://medcomfhir.dk/ig"

    private static func organisation(_ id: String, _ name: String, _ sor: String) -> String {
        #"""
        {"resourceType":"Organization","id":"\#(id)","identifier":[{"system":"urn:oid:1.2.208.176.1.1","value":"\#(sor)"}],"name":"\#(name)"}
        """#
    }

    private func provenance(_ index: Int, _ line: (id: String, activity: String, sent: String), revises: String?) -> String {
        let entity = revises.map { #","entity":[{"role":"revision","what":{"reference":"MessageHeader/\#($0)"}}]"# } ?? ""
        return #"""
            {"resourceType":"Provenance","id":"provenance-\#(index)","target":[{"reference":"MessageHeader/\#(line.id)"}],
            "occurredDateTime":"\#(line.sent)","recorded":"\#(line.sent)",
            "activity":{"coding":[{"system":"\#(Self.page)/terminology/CodeSystem/medcom-messaging-activityCodes","code":"\#(line.activity)"}]},
            "agent":[{"who":{"reference":"Organization/hospital"}}]\#(entity)}
            """#
    }

    var json: String {
        let asks = #"""
            "extension":[{"url":"\#(Self.page)/hospitalnotification/StructureDefinition/medcom-messaging-reportOfAdmissionExtension","valueBoolean":true},
            {"url":"\#(Self.page)/hospitalnotification/StructureDefinition/medcom-messaging-reportOfAdmissionRecipientExtension",
            "valueReference":{"reference":"Organization/hospital"}}],
            """#
        let header = #"""
            {"resourceType":"MessageHeader","id":"\#(id)",\#(asksReport ? asks : "")
            "eventCoding":{"system":"\#(Self.page)/terminology/CodeSystem/medcom-messaging-eventCodes","code":"hospital-notification-message"},
            "destination":[{"extension":[{"url":"\#(Self.page)/messaging/StructureDefinition/medcom-messaging-destinationUseExtension",
            "valueCoding":{"system":"\#(Self.page)/terminology/CodeSystem/medcom-messaging-destinationUse","code":"primary"}}],
            "endpoint":"https://sor2.sum.dsdn.dk/#id=900000000000003","receiver":{"reference":"Organization/municipality"}}],
            "sender":{"reference":"Organization/hospital"},"source":{"endpoint":"https://sor2.sum.dsdn.dk/#id=900000000000001"},
            "focus":[{"reference":"Encounter/encounter-1"}]}
            """#
        let patient = #"""
            {"resourceType":"Patient","id":"patient-1","identifier":[{"system":"urn:oid:1.2.208.176.1.2","value":"\#(Self.number)"}],
            "name":[{"use":"official","family":"Bølgeskvulp","given":["Ægte"]}]}
            """#
        let period = leave.map {
            #"""
            "extension":[{"url":"\#(Self.page)/hospitalnotification/StructureDefinition/medcom-hospitalnotifiation-leave-period-extension",
            "valuePeriod":\#($0)}],
            """#
        }
        let encounter = #"""
            {"resourceType":"Encounter","id":"encounter-1",\#(period ?? "")"status":"\#(status)",
            "class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"IMP"},"subject":{"reference":"Patient/patient-1"},
            "episodeOfCare":[{"identifier":{"system":"https://sor2.sum.dsdn.dk/#id=900000000000001","value":"11111111-2222-4333-8444-555555555555"}}],
            "period":{"start":"2026-03-01T12:00:00+01:00"},"serviceProvider":{"reference":"Organization/hospital"}}
            """#
        let lines = before + [(id, activity, sent)]
        let resources =
            [
                header, patient, encounter, Self.organisation("hospital", "Prøvehospitalet", "900000000000001"),
                Self.organisation("municipality", "Prøvekøbing Kommune", "900000000000003"),
            ]
            + lines.enumerated().map { index, line in provenance(index, line, revises: index == 0 ? nil : lines[index - 1].id) }
        return #"""
            {"resourceType":"Bundle","id":"envelope-\#(id)","type":"message","timestamp":"\#(sent)",
            "entry":[\#(resources.map { #"{"resource":\#($0)}"# }.joined(separator: ","))]}
            """#
    }
}
