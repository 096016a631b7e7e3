import FHIR
import XML

/// The letters from before MsgHead that are still sent: epikrise 1.1 and 1.2, henvisning 1.0 and 1.1. Their root is `Message`.
///
/// Epikrise v1.2 (HIS 80226) and Henvisning v1.1 (HIS 80406), https://www.helsedirektoratet.no/standarder.
public struct MessageFormat: Format {
    private static let summaries = ["2006-09-23", "2012-02-15"].map { "\(KITH.namespace)epikrise/\($0)" }
    private static let referrals = ["2005-07-08", "2012-02-15"].map { "\(KITH.namespace)henvisning/\($0)" }

    public init() {}

    public var standard: Standard { .kith }

    public func recognises(_ parsed: ParsedLetter) -> Bool {
        guard case .xml(let document) = parsed else { return false }
        return document.root.name == "Message" && document.root.namespace.hasPrefix(KITH.namespace)
    }

    public func read(_ parsed: ParsedLetter) throws(Refusal) -> Letter {
        guard case .xml(let document) = parsed, document.root.name == "Message" else {
            throw Refusal(.wrongStructure, path: "Message", "There is no Message in the document. Send the letter itself.")
        }
        let root = document.root
        if Self.summaries.contains(root.namespace) { return try DischargeSummary.read(root) }
        if Self.referrals.contains(root.namespace) { return try Referral.read(root) }
        let header = try MessageHeader(
            root, type: root.value("Type") ?? "", sender: root.first("ServRprt/ServProvider/HCP") ?? root.first("ServReq/Requester/HCP"),
            receivers: [root.first("ServRprt/Requester/HCP") ?? root.first("ServReq/ServProvider/HCP")], copies: [])
        throw header.refusal(
            .unknownType, path: "Message",
            "Letters of this type or version are not read here. Send epikrise 1.1 or 1.2, henvisning 1.0 or 1.1.")
    }

    public func receipt(_ receipt: Receipt, for letter: ReceiptHeader, envelope: EnvelopeStamp) -> OutgoingLetter {
        AppRecWriter(version: letter.version).write(receipt, for: letter, envelope: envelope)
    }

    /// Letters of ours are written in MsgHead.
    public func compose(_ draft: LetterDraft, envelope: EnvelopeStamp) -> OutgoingLetter? { nil }
}
