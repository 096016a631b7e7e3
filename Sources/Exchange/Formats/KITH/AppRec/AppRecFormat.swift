import FHIR
import Journal
import XML

/// Application receipts, AppRec 1.0 and 1.1. They are never answered.
///
/// Applikasjonskvittering v1.0 and v1.1, https://www.helsedirektoratet.no/standarder/applikasjonskvittering (HIS 80415).
public struct AppRecFormat: Format {
    static let namespaces = ["1.0": KITH.namespace + "apprec/2004-11-21", "1.1": KITH.namespace + "apprec/2012-02-15"]

    public init() {}

    public var standard: Standard { .kith }

    public func recognises(_ parsed: ParsedLetter) -> Bool {
        guard case .xml(let document) = parsed else { return false }
        let root = document.root
        if root.name == "EI_fellesformat" { return root.first("AppRec") != nil }
        return root.name == "AppRec" && root.namespace.hasPrefix(KITH.namespace + "apprec/")
    }

    public func read(_ parsed: ParsedLetter) throws(Refusal) -> Letter {
        guard case .xml(let document) = parsed, let root = document.root.name == "AppRec" ? document.root : document.root.first("AppRec")
        else { throw Refusal(.wrongStructure, path: "AppRec", "There is no AppRec in the document. Send the receipt itself.") }
        guard let id = root.text("Id") else {
            throw Refusal(.badLetterID, path: "AppRec/Id", "The receipt has no Id. Give each receipt an id of its own and send it again.")
        }
        guard let sender = Party(hcp: root.first("Sender/HCP")) else {
            throw Refusal(
                .wrongStructure, path: "AppRec/Sender", "The receipt does not say who sends it. Name the sender and send it again.")
        }
        let sent = root.text("GenDate").flatMap { Moment($0, zone: .oslo) }
        let receivers = root.each("Receiver/HCP").compactMap { Party(hcp: $0) }.map { Receiver(party: $0) }
        let digest = ContentHash.of(root.canonical())
        func refusal(_ kind: Refusal.Kind, _ path: String, _ message: String) -> Refusal {
            Refusal(
                kind, path: path, message,
                letter: PartialLetter(
                    standard: .kith, type: LetterType("APPREC"), id: id, envelope: nil, sender: sender, receivers: receivers, sent: sent,
                    asksReceipt: .never, digest: digest))
        }
        guard Self.namespaces.values.contains(root.namespace) else {
            throw refusal(.unknownType, "AppRec", "This version of AppRec is not read here. Send AppRec 1.0 or 1.1.")
        }
        guard let sent, !receivers.isEmpty else {
            throw refusal(.wrongStructure, "AppRec", "The receipt lacks its GenDate or its receiver. Send it whole.")
        }
        guard let answers = root.text("OriginalMsgId/Id") else {
            throw refusal(
                .wrongStructure, "AppRec/OriginalMsgId/Id",
                "The receipt does not say which letter it answers. Send it with that letter's MsgId.")
        }
        guard let verdict = Receipt.Verdict(appRec: root.value("Status")) else {
            throw refusal(.valueUnknown, "AppRec/Status", "The receipt's status is none of 1, 2 and 3 (kodeverk 8258). Send one of them.")
        }
        var letter = Letter(
            standard: .kith, type: LetterType("APPREC"), id: id, sender: sender, receivers: receivers, sent: sent, asksReceipt: .never,
            digest: digest)
        letter.refersTo = [answers]
        letter.receipt = Receipt(verdict, answers: answers, problems: root.each("Error").map(Self.problem))
        return letter
    }

    /// Codes of other code systems than 8221 are written with theirs, `8223/07`.
    private static func problem(_ node: XMLNode) -> Receipt.Problem {
        let text = [node.attribute("DN")?.trimmed, node.attribute("OT")?.trimmed].compactMap(\.self).joined(separator: ": ")
        guard let coded = Coded(node) else { return Receipt.Problem(code: "X99", text: text) }
        let system = coded.system.flatMap { $0.split(separator: ".").last }.map(String.init)
        let code = coded.isFrom(8221) ? coded.code : "\(system ?? "")/\(coded.code)"
        return Receipt.Problem(code: code, text: text)
    }

    public func receipt(_ receipt: Receipt, for letter: ReceiptHeader, envelope: EnvelopeStamp) -> OutgoingLetter {
        AppRecWriter(version: letter.version).write(receipt, for: letter, envelope: envelope)
    }

    /// AppRec is for receipts only.
    public func compose(_ draft: LetterDraft, envelope: EnvelopeStamp) -> OutgoingLetter? { nil }
}
