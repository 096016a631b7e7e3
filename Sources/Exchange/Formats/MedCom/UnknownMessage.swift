import FHIR

/// A MedCom message of a type that the hub does not take: understood as far as to answer it.
public struct UnknownMessage: Format {
    public init() {}

    public var standard: Standard { .medcom }

    public func recognises(_ parsed: ParsedLetter) -> Bool {
        guard case .resource(let resource) = parsed, resource.type == "Bundle" else { return false }
        guard let event = MedComHeader.event(of: parsed) else { return resource["type"]?.equals("message") == true }
        return !MedCom.Event.known.contains(event)
    }

    /// Always refuses: with the header where that could be read.
    public func read(_ parsed: ParsedLetter) throws(Refusal) -> Letter {
        let event = MedComHeader.event(of: parsed) ?? ""
        let type = event.nonBlank ?? "message"
        let header = try MedComHeader(parsed, type: type)
        throw header.refusal(
            .unknownType, "MessageHeader.eventCoding",
            "This receiver takes HospitalNotification, CareCommunication and Acknowledgement. Send this message in another way.", type: type
        )
    }

    public func receipt(_ receipt: Receipt, for letter: ReceiptHeader, envelope: EnvelopeStamp) -> OutgoingLetter {
        Acknowledgement.write(receipt, for: letter, envelope: envelope)
    }

    public func compose(_ draft: LetterDraft, envelope: EnvelopeStamp) -> OutgoingLetter? { nil }
}
