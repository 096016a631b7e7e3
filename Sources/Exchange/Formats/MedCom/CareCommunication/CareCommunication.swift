import Directory
import FHIR
import Journal

/// A message about a citizen, in a conversation between a hospital, a municipality and a general practice (Korrespondancemeddelelse,
/// FDIS91).
///
/// Source: https://medcomdk.github.io/dk-medcom-carecommunication/, profiles of IG 5.0.
public struct CareCommunication: Format {
    static let type = "CareCommunication"

    public init() {}

    public var standard: Standard { .medcom }

    public func recognises(_ parsed: ParsedLetter) -> Bool { MedComHeader.event(of: parsed) == MedCom.Event.careCommunication }

    public func read(_ parsed: ParsedLetter) throws(Refusal) -> Letter {
        let header = try MedComHeader(parsed, type: Self.type)
        guard let activity = header.own.activity, ["new-message", "reply-message", "forward-message"].contains(activity) else {
            throw header.refusal(
                .valueUnknown, "Provenance.activity",
                "The activity of a CareCommunication must be new-message, reply-message or forward-message.", type: Self.type)
        }
        let patient = try MedComCitizen(header, official: false, type: Self.type)
        guard let communication = header.focus("Communication") else {
            throw header.refusal(
                .wrongStructure, "MessageHeader.focus", "MessageHeader.focus must name a Communication in the Bundle.", type: Self.type)
        }
        let subject = try Subject(communication, header)
        let segments = try Segments(communication, header)
        var letter = header.letter(Self.type)
        letter.citizen = patient.citizen
        letter.thread = subject.thread
        letter.episodes = subject.episodes
        letter.paragraphs = segments.paragraphs
        if !letter.paragraphs.isEmpty, letter.paragraphs[0].heading == nil { letter.paragraphs[0].heading = subject.topic }
        letter.attachments = segments.attachments
        MedComParticipant(communication.first(extension: MedCom.Extension.sender)?["valueReference"], in: header.bundle)?
            .join(&letter.sender)
        if let recipient = MedComParticipant(communication.first("recipient"), in: header.bundle),
            let primary = letter.receivers.firstIndex(where: { !$0.isCopy })
        {
            recipient.join(&letter.receivers[primary].party)
        }
        var details = ["category": subject.category]
        details["topic"] = subject.topic
        details["priority"] = subject.priority
        if activity == "forward-message" { details["forwarded"] = "yes" }
        letter.statements = [
            Statement(activity == "reply-message" ? .reply : .message, at: segments.newest ?? header.sent, details: details)
        ]
        return letter
    }

    public func receipt(_ receipt: Receipt, for letter: ReceiptHeader, envelope: EnvelopeStamp) -> OutgoingLetter {
        Acknowledgement.write(receipt, for: letter, envelope: envelope)
    }
}
