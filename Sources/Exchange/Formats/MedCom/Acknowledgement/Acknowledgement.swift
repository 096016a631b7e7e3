import Directory
import FHIR

/// A receiver's answer to a MedCom message: taken, not taken, or not taken now (FCTL).
///
/// Source: https://medcomdk.github.io/dk-medcom-acknowledgement/, profiles of IG 2.0.
public struct Acknowledgement: Format {
    static let type = "Acknowledgement"

    public init() {}

    public var standard: Standard { .medcom }

    public func recognises(_ parsed: ParsedLetter) -> Bool { MedComHeader.event(of: parsed) == MedCom.Event.acknowledgement }

    /// The verdict is `response.code` and nothing else: MedCom's own examples have names that contradict it, and an `ok` with an issue is
    /// still a yes. Which letter it answers is `response.identifier`; the Provenances may name others.
    public func read(_ parsed: ParsedLetter) throws(Refusal) -> Letter {
        let header = try MedComHeader(parsed, type: Self.type)
        guard let response = header.resource["response"], let answers = response.string("identifier")?.nonBlank else {
            throw header.refusal(
                .wrongStructure, "MessageHeader.response.identifier",
                "MessageHeader.response.identifier is missing. Write the id of the MessageHeader that this answers.", type: Self.type)
        }
        let verdict: Receipt.Verdict
        switch response.string("code")?.nonBlank {
        case "ok": verdict = .accepted
        case "transient-error": verdict = .tryAgain
        case "fatal-error": verdict = .rejected
        default:
            throw header.refusal(
                .valueUnknown, "MessageHeader.response.code", "MessageHeader.response.code must be ok, transient-error or fatal-error.",
                type: Self.type)
        }
        var letter = header.letter(Self.type)
        letter.refersTo = [answers]
        letter.receipt = Receipt(verdict, answers: answers, problems: Self.problems(response["details"], in: header.bundle))
        return letter
    }

    public func receipt(_ receipt: Receipt, for letter: ReceiptHeader, envelope: EnvelopeStamp) -> OutgoingLetter {
        Self.write(receipt, for: letter, envelope: envelope)
    }

    public func compose(_ draft: LetterDraft, envelope: EnvelopeStamp) -> OutgoingLetter? { nil }

    private static func problems(_ details: Element?, in bundle: MedComBundle) -> [Receipt.Problem] {
        let outcome = bundle.resolve(details, "OperationOutcome") ?? bundle.all("OperationOutcome").first
        return (outcome?.each("issue") ?? []).map { issue in
            let coding = issue.first("details.coding")
            let code = (coding?.string("code") ?? issue.string("code"))?.nonBlank ?? AcknowledgementCode.unspecified
            let text = issue.string("details.text") ?? coding?.string("display") ?? issue.string("diagnostics")
            return Receipt.Problem(code: code, text: text?.nonBlank ?? "")
        }
    }
}
