import Directory
import FHIR
import Journal

/// A hospital tells the municipality that a citizen came, went on leave, came back, left or died (Sygehusadvis, FDIS20).
///
/// Source: https://medcomdk.github.io/dk-medcom-hospitalnotification/, profiles of IG 3.0.
public struct HospitalNotification: Format {
    static let type = "HospitalNotification"

    public init() {}

    public var standard: Standard { .medcom }

    public func recognises(_ parsed: ParsedLetter) -> Bool { MedComHeader.event(of: parsed) == MedCom.Event.hospitalNotification }

    public func read(_ parsed: ParsedLetter) throws(Refusal) -> Letter {
        let header = try MedComHeader(parsed, type: Self.type)
        let patient = try MedComCitizen(header, official: true, type: Self.type)
        let stay = try HospitalStay(header)
        guard
            let movement = Movement(own: header.own, previous: header.previous, earlier: header.earlier, isDead: patient.isDead)
        else {
            throw header.refusal(
                .valueUnknown, "Provenance.activity",
                "The activity is none that a HospitalNotification can have. Use one of its value set.", type: Self.type)
        }
        var letter = header.letter(movement.code)
        letter.citizen = patient.citizen
        letter.episodes = stay.episodes
        letter.sender.unit = stay.unit(of: header.sender)
        letter.statements = Self.statements(of: movement, stay, header, patient)
        return letter
    }

    public func receipt(_ receipt: Receipt, for letter: ReceiptHeader, envelope: EnvelopeStamp) -> OutgoingLetter {
        Acknowledgement.write(receipt, for: letter, envelope: envelope)
    }

    /// Hospitals send these; the hub does not.
    public func compose(_ draft: LetterDraft, envelope: EnvelopeStamp) -> OutgoingLetter? { nil }

    /// One statement: what this letter itself says. Earlier Provenances are repeated in every letter, sometimes with wrong times, and
    /// state nothing.
    private static func statements(
        of movement: Movement, _ stay: HospitalStay, _ header: MedComHeader, _ patient: MedComCitizen
    ) -> [Statement] {
        var details: [String: String] = ["class": movement.stayClass ?? stay.stayClass]
        details["unit"] = stay.provider?.name
        if let asks = header.value(of: MedCom.Extension.asksReport)?["valueBoolean"]?.bool {
            details["asksReport"] = asks ? "yes" : "no"
        } else if movement.kind == .admitted {
            details["asksReport"] = "no"
        }
        if details["asksReport"] == "yes", let recipient = header.value(of: MedCom.Extension.reportRecipient)?["valueReference"],
            let address = MedComOrganisation.party(recipient, endpoint: nil, in: header.bundle)?.addresses.first
        {
            details["reportTo"] = address.description
        }
        let at: Moment? =
            switch movement.kind {
            case .admitted: stay.start
            case .onLeave: stay.leaveStart
            case .backFromLeave: stay.leaveEnd
            case .died: stay.end ?? patient.resource.string("deceasedDateTime").flatMap { Moment($0.nonBlank ?? "", zone: .copenhagen) }
            default: stay.end
            }
        var statements = [Statement(movement.kind, movement.effect, at: at, details: details)]
        if movement.restatesAdmission {
            details["restates"] = "yes"
            statements.append(Statement(.admitted, at: stay.start, details: details))
        }
        return statements
    }
}
