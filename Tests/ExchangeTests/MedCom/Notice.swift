import FHIR

@testable import Exchange

/// A HospitalNotification with everything that a case may change.
struct Notice: Sendable {
    var id: String? = "notice-1"
    var envelope = "envelope-1"
    var timestamp = "2026-03-01T09:00:00+01:00"
    var event = "hospital-notification-message"
    var status: String? = "in-progress"
    var classCode: String? = "IMP"
    var start: String? = "2026-03-01T08:30:00+01:00"
    var end: String?
    var leave: (start: String, end: String?)?
    var activity = "admit-inpatient"
    var sent: String? = "2026-03-01T08:31:00+01:00"
    var revises: String?
    var removes: String?
    var earlier: [MessageFixture.Provenance] = []
    var deceased: Bool?
    var identifiers = [(system: MessageFixture.cprSystem, value: MessageFixture.cpr)]
    var episodes = [(system: "https://sor2.sum.dsdn.dk/#id=900000000000001", value: "11111111-2222-4333-8444-555555555555")]
    var sender: MessageFixture.Organisation? = MessageFixture.hospital
    var provider: MessageFixture.Organisation? = MessageFixture.hospital
    var receivers = [(MessageFixture.municipality, use: "primary")]
    var asksReport: Bool?
    var patients = 1
    /// Whether its own Provenance stands before the earlier ones.
    var ownFirst = false

    init() {}

    var json: [UInt8] {
        let leavePeriod = leave.map { leave in
            let end = leave.end.map { #","end":"\#($0)""# } ?? ""
            return #"""
                "extension":[{"url":"\#(MedCom.Extension.leavePeriod)","valuePeriod":{"start":"\#(leave.start)"\#(end)}}]
                """#
        }
        let period = [start.map { #""start":"\#($0)""# }, end.map { #""end":"\#($0)""# }].compactMap { $0 }.joined(separator: ",")
        let episodeList = episodes.map { #"{"identifier":{"system":"\#($0.system)","value":"\#($0.value)"}}"# }.joined(separator: ",")
        let encounter = [
            leavePeriod, status.map { #""status":"\#($0)""# },
            classCode.map { #""class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"\#($0)"}"# },
            #""subject":{"reference":"Patient/patient-1"}"#, episodes.isEmpty ? nil : #""episodeOfCare":[\#(episodeList)]"#,
            #""period":{\#(period)}"#, provider.map { #""serviceProvider":{"reference":"Organization/\#($0.id)"}"# },
        ].compactMap { $0 }.joined(separator: ",")
        let asks = asksReport.map { asks in
            let recipient =
                asks
                ? #",{"url":"\#(MedCom.Extension.reportRecipient)","valueReference":{"reference":"Organization/org-hospital"}}"# : ""
            return #"{"url":"\#(MedCom.Extension.asksReport)","valueBoolean":\#(asks)}"# + recipient
        }
        let own = MessageFixture.Provenance(id ?? "none", activity, sent, revises: revises, removes: removes)
        var organisations: [MessageFixture.Organisation] = []
        for organisation in [sender, provider].compactMap({ $0 }) + receivers.map(\.0)
        where !organisations.contains(where: { $0.id == organisation.id }) { organisations.append(organisation) }
        let resources =
            [
                MessageFixture.header(
                    id, event: event, sender: sender ?? .init(id: "nobody"), receivers: receivers, focus: "Encounter/encounter-1",
                    extensions: asks ?? "")
            ] + Array(repeating: MessageFixture.patient(identifiers, deceased: deceased), count: patients)
            + [#"{"resourceType":"Encounter","id":"encounter-1",\#(encounter)}"#] + organisations.map(\.json)
            + (ownFirst ? [own] + earlier : earlier + [own]).enumerated().map { $0.element.json($0.offset) }
        return MessageFixture.bundle(resources, envelope: envelope, timestamp: timestamp)
    }
}
