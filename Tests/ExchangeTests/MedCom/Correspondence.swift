import FHIR

@testable import Exchange

/// A CareCommunication with everything that a case may change.
struct Correspondence: Sendable {
    struct Segment: Sendable {
        var text: String?
        var at: String? = "2026-03-02T10:00:00+01:00"
        var attachment: String?
    }

    var id = "message-1"
    var activity = "new-message"
    var sent = "2026-03-02T10:00:00+01:00"
    var revises: String?
    var earlier: [MessageFixture.Provenance] = []
    var thread: String? = "urn:uuid:AAAAAAAA-bbbb-4ccc-8ddd-eeeeeeeeeeee"
    var category: String? = #"[{"coding":[{"code":"discharge"}]}]"#
    var topic: String?
    var priority: String?
    var encounter: (reference: String, episodes: [(system: String, value: String)]?)?
    var isReferenced = true
    var segments = [Segment(text: "Hej")]
    var identifiers = [(system: MessageFixture.cprSystem, value: MessageFixture.cpr)]
    var participants = true

    init() {}

    var json: [UInt8] {
        let payloads = segments.map { segment in
            let date = segment.at.map { #"{"url":"\#(MedCom.Extension.date)","valueDateTime":"\#($0)"},"# } ?? ""
            let content =
                segment.text.map { #""contentString":"\#($0)""# } ?? segment.attachment.map { #""contentAttachment":\#($0)"# } ?? ""
            return #"""
                {"extension":[\#(date){"url":"\#(MedCom.Extension.practitioner)",
                "valueReference":{"reference":"PractitionerRole/role-1"}},{"url":"\#(MedCom.Extension.contact)",
                "valueContactPoint":{"system":"phone","value":"00000000"}}],\#(content)}
                """#
        }.joined(separator: ",")
        let specific = #"[{"url":"\#(MedCom.Extension.sender)","valueReference":{"reference":"CareTeam/team-1"}}]"#
        let communication = [
            participants ? #""extension":\#(specific),"recipient":[{"reference":"PractitionerRole/role-2"}]"# : nil,
            thread.map { #""identifier":[{"value":"\#($0)"}]"# }, #""status":"unknown""#, category.map { #""category":\#($0)"# },
            priority.map { #""priority":"\#($0)""# }, #""subject":{"reference":"Patient/patient-1"}"#,
            topic.map { #""topic":{"text":"\#($0)"}"# },
            isReferenced ? encounter.map { #""encounter":{"reference":"\#($0.reference)"}"# } : nil, #""payload":[\#(payloads)]"#,
        ].compactMap { $0 }.joined(separator: ",")
        let own = MessageFixture.Provenance(id, activity, sent, revises: revises, segments: ["99999999-bbbb-4ccc-8ddd-eeeeeeeeeeee"])
        let episodes = encounter?.episodes.map { ids in
            let list = ids.map { #"{"identifier":{"system":"\#($0.system)","value":"\#($0.value)"}}"# }.joined(separator: ",")
            return #"{"resourceType":"Encounter","id":"encounter-1","status":"finished","episodeOfCare":[\#(list)]}"#
        }
        let resources =
            [
                MessageFixture.header(
                    id, event: "care-communication-message", sender: MessageFixture.hospital,
                    receivers: [(MessageFixture.municipality, "primary")], focus: "Communication/communication-1"),
                MessageFixture.patient(identifiers, deceased: nil),
                #"{"resourceType":"Communication","id":"communication-1",\#(communication)}"#,
                #"""
                {"resourceType":"PractitionerRole","id":"role-1","practitioner":{"reference":"Practitioner/person-1"},
                "code":[{"coding":[{"code":"sygeplejerske"}]}]}
                """#,
                #"{"resourceType":"Practitioner","id":"person-1","name":[{"family":"Prøve","given":["Anna"]}]}"#,
                #"""
                {"resourceType":"PractitionerRole","id":"role-2","practitioner":{"reference":"Practitioner/person-2"},
                "organization":{"reference":"Organization/org-municipality"},"code":[{"text":"Visitator"}]}
                """#,
                #"{"resourceType":"Practitioner","id":"person-2","name":[{"family":"Test","given":["Bo","B"]}]}"#,
                #"{"resourceType":"CareTeam","id":"team-1","name":"Team Q"}"#,
            ] + [episodes].compactMap { $0 } + [MessageFixture.hospital.json, MessageFixture.municipality.json]
            + ([own] + earlier).enumerated().map { $0.element.json($0.offset) }
        return MessageFixture.bundle(resources)
    }
}
