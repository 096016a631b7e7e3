import FHIR

extension Acknowledgement {
    /// Writes a receipt as a message Bundle in the syntax that it was asked in.
    ///
    /// The same receipt with the same letter id in a new envelope differs in `Bundle.id` and `Bundle.timestamp` alone.
    static func write(_ receipt: Receipt, for letter: ReceiptHeader, envelope: EnvelopeStamp) -> OutgoingLetter {
        let message = MessageWriter(guide: "acknowledgement", envelope: envelope)
        let sender = message.organisation(letter.answering, "sender")
        let receiver = message.organisation(letter.sender, "receiver")
        let outcome = issues(receipt).isEmpty ? nil : message.entry("OperationOutcome", "outcome")
        var bundle = message
        bundle.add(header(receipt, message, sender, receiver, outcome))
        bundle.add(
            message.provenance(
                "answered", target: letter.id, activity: letter.activity, at: letter.sent ?? Moment(envelope.at),
                who: receiver.reference))
        bundle.add(
            message.provenance(
                "acknowledgement", target: envelope.letter, activity: "acknowledgement", at: Moment(envelope.at), who: sender.reference,
                entities: [.message(letter.id)]))
        bundle.add(sender)
        if receiver.reference != sender.reference { bundle.add(receiver) }
        if var outcome {
            write(issues(receipt), verdict: receipt.verdict, to: &outcome)
            bundle.add(outcome)
        }
        return bundle.letter(
            profile: "http://medcomfhir.dk/ig/acknowledgement/StructureDefinition/medcom-messaging-acknowledgement", isXML: letter.isXML)
    }

    private static func header(
        _ receipt: Receipt, _ message: MessageWriter, _ sender: MessageEntry, _ receiver: MessageEntry, _ outcome: MessageEntry?
    ) -> MessageEntry {
        var header = message.header(
            event: MedCom.Event.acknowledgement, sender: sender, receiver: receiver,
            profile: "http://medcomfhir.dk/ig/acknowledgement/StructureDefinition/medcom-messaging-acknowledgementHeader")
        header.say("response", "\(code(receipt.verdict)) to \(receipt.answers)")
        header.members.object("response") { json in
            json.field("identifier", receipt.answers)
            json.field("code", code(receipt.verdict))
            if let outcome { json.object("details") { $0.field("reference", outcome.reference) } }
        }
        return header
    }

    private static func write(_ problems: [Receipt.Problem], verdict: Receipt.Verdict, to outcome: inout MessageEntry) {
        outcome.profile = "http://medcomfhir.dk/ig/acknowledgement/StructureDefinition/medcom-acknowledgement-operationoutcome"
        let severity =
            switch verdict {
            case .accepted: "information"
            case .acceptedWithFault: "warning"
            case .rejected, .tryAgain: "error"
            }
        for problem in problems { outcome.say(severity, [problem.code, problem.text.nonBlank].compactMap { $0 }.joined(separator: ": ")) }
        outcome.members.array("issue") { json in
            for problem in problems {
                json.object { json in
                    json.field("severity", severity)
                    json.field("code", verdict == .accepted ? "informational" : AcknowledgementCode.issueType(of: problem.code))
                    json.object("details") { json in
                        json.array("coding") { json in
                            json.object { json in
                                json.field("system", AcknowledgementCode.system(of: problem.code))
                                json.field("code", problem.code)
                            }
                        }
                        json.field("text", problem.text.nonBlank)
                    }
                }
            }
        }
    }

    /// What goes into the OperationOutcome, which a receipt that is not ok must have.
    private static func issues(_ receipt: Receipt) -> [Receipt.Problem] {
        let problems = receipt.problems.map { Receipt.Problem(code: $0.code.nonBlank ?? AcknowledgementCode.unspecified, text: $0.text) }
        if !problems.isEmpty { return problems }
        switch receipt.verdict {
        case .accepted: return []
        case .acceptedWithFault, .rejected: return [Receipt.Problem(code: AcknowledgementCode.unspecified, text: "")]
        case .tryAgain: return [Receipt.Problem(code: AcknowledgementCode.busy, text: "")]
        }
    }

    private static func code(_ verdict: Receipt.Verdict) -> String {
        switch verdict {
        case .accepted, .acceptedWithFault: "ok"
        case .rejected: "fatal-error"
        case .tryAgain: "transient-error"
        }
    }
}
