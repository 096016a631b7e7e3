import Directory
import FHIR

/// The Encounter of a HospitalNotification: its class, its times, its unit and its episode of care.
struct HospitalStay: Sendable {
    /// `acute` | `inpatient`.
    let stayClass: String
    let start: Moment
    let end: Moment?
    let leaveStart: Moment?
    let leaveEnd: Moment?
    let episodes: [String]
    /// `serviceProvider`: where the citizen is, which need not be who sends.
    let provider: Party?

    init(_ header: MedComHeader) throws(Refusal) {
        func refusal(_ kind: Refusal.Kind, _ path: String, _ message: String) -> Refusal {
            header.refusal(kind, path, message, type: HospitalNotification.type)
        }
        guard let encounter = header.focus("Encounter") else {
            throw refusal(.wrongStructure, "MessageHeader.focus", "MessageHeader.focus must name an Encounter in the Bundle.")
        }
        guard let code = encounter.string("class.code")?.nonBlank else {
            throw refusal(.wrongStructure, "Encounter.class", "Encounter.class is missing. Write IMP or EMER.")
        }
        switch code {
        case "IMP": stayClass = "inpatient"
        case "EMER": stayClass = "acute"
        default: throw refusal(.valueUnknown, "Encounter.class", "Encounter.class must be IMP or EMER.")
        }
        guard let status = encounter.string("status")?.nonBlank else {
            throw refusal(
                .wrongStructure, "Encounter.status",
                "Encounter.status is missing. Write in-progress, onleave, finished or entered-in-error.")
        }
        guard ["in-progress", "onleave", "finished", "entered-in-error"].contains(status) else {
            throw refusal(
                .valueUnknown, "Encounter.status", "Encounter.status must be in-progress, onleave, finished or entered-in-error.")
        }
        func moment(_ element: Element?, _ name: String, _ path: String) throws(Refusal) -> Moment? {
            guard let text = element?.string(name)?.nonBlank else { return nil }
            guard let moment = Moment(text, zone: .copenhagen) else {
                throw refusal(.wrongStructure, path, "This time cannot be read. Write a date, a time and a time zone.")
            }
            return moment
        }
        guard let start = try moment(encounter["period"], "start", "Encounter.period.start") else {
            throw refusal(
                .wrongStructure, "Encounter.period.start", "Encounter.period.start is missing. Write when the citizen came to the hospital."
            )
        }
        self.start = start
        end = try moment(encounter["period"], "end", "Encounter.period.end")
        let leave = encounter.first(extension: MedCom.Extension.leavePeriod)?["valuePeriod"]
        leaveStart = try moment(leave, "start", "Encounter.extension.valuePeriod.start")
        leaveEnd = try moment(leave, "end", "Encounter.extension.valuePeriod.end")
        if status == "onleave", leaveStart == nil {
            throw refusal(
                .wrongStructure, "Encounter.extension.valuePeriod.start",
                "Encounter.status is onleave, but the leave has no start. Write the leave period.")
        }
        episodes = MedComHeader.episodes(of: encounter)
        guard !episodes.isEmpty else {
            throw refusal(
                .wrongStructure, "Encounter.episodeOfCare.identifier",
                "The Encounter has no identifier of the episode of care. Write at least one.")
        }
        guard let reference = encounter["serviceProvider"] else {
            throw refusal(
                .wrongStructure, "Encounter.serviceProvider", "Encounter.serviceProvider is missing. Name the unit where the citizen is.")
        }
        provider = MedComOrganisation.party(reference, endpoint: nil, in: header.bundle)
    }

    /// The service provider as the sender's unit, when it is another organisation than the sender.
    func unit(of sender: Party) -> Party.Unit? {
        guard let provider, Set(provider.addresses).isDisjoint(with: sender.addresses), provider.name != sender.name else { return nil }
        return Party.Unit(name: provider.name, addresses: provider.addresses)
    }
}
