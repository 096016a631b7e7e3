import Directory
import FHIR
import Journal
import XML

/// The header that all MsgHead letters share: who, to whom, when, and about which letter before.
///
/// Hodemelding v1.2, https://www.helsedirektoratet.no/standarder/hodemelding (HIS 80601).
struct MsgHeadHeader: Sendable {
    var type: LetterType
    var id: String
    var sent: Moment?
    var isTest: Bool
    var asksReceipt: ReceiptRequest
    var parent: String?
    var conversation: String?
    var sender: Party
    var receivers: [Receiver]
    var digest: [UInt8]

    /// Reads what an answer needs; throws without a partial letter when the id or the sender is missing, for then nobody can be answered.
    init(_ root: XMLNode) throws(Refusal) {
        guard let info = root.first("MsgInfo") else {
            throw Refusal(.wrongStructure, path: "MsgHead/MsgInfo", "The letter has no MsgInfo. Send it with its header.")
        }
        guard let id = info.text("MsgId") else {
            throw Refusal(
                .badLetterID, path: "MsgInfo/MsgId", "The letter has no MsgId. Give each letter an id of its own and send it again.")
        }
        guard let sender = Party(msgHead: info.first("Sender/Organisation")) else {
            throw Refusal(
                .wrongStructure, path: "MsgInfo/Sender",
                "The letter does not say who sends it. Name the sender by HER-id and send it again.")
        }
        self.id = id
        self.sender = sender
        type = LetterType(info.value("Type") ?? "")
        sent = info.text("GenDate").flatMap { Moment($0, zone: .oslo) }
        isTest = info.value("ProcessingStatus")?.uppercased() == "D"
        asksReceipt = ReceiptRequest(ack: info.value("Ack"))
        parent = info.text("ConversationRef/RefToParent")
        conversation = info.text("ConversationRef/RefToConversation")
        receivers = info.each("Receiver/Organisation").compactMap { Party(msgHead: $0) }.map { Receiver(party: $0) }
        for other in info.each("OtherReceiver") {
            guard let party = Party(msgHead: other.first("Organisation")) else { continue }
            receivers.append(Receiver(party: party, isCopy: other.value("RoleReceiver")?.uppercased() == "COP"))
        }
        digest = ContentHash.of(root.canonical())
    }

    /// The letter without its content; throws with the partial letter when the header is not enough to take it.
    func letter(_ root: XMLNode) throws(Refusal) -> Letter {
        if let version = root.text("MsgInfo/MIGversion"), version != "v1.2 2006-05-24" {
            throw refusal(
                .wrongStructure, path: "MsgInfo/MIGversion",
                "The letter's header is not of version v1.2 2006-05-24. Send it in that version.")
        }
        guard let sent else {
            throw refusal(
                .wrongStructure, path: "MsgInfo/GenDate",
                "The letter does not say when it was made. Send it with a GenDate such as 2026-01-31T12:00:00.")
        }
        guard !receivers.isEmpty else {
            throw refusal(
                .wrongStructure, path: "MsgInfo/Receiver",
                "The letter does not say who it is for. Name the receiver by HER-id and send it again.")
        }
        var letter = Letter(
            standard: .kith, type: type, id: id, sender: sender, receivers: receivers, sent: sent, asksReceipt: asksReceipt, digest: digest)
        letter.isTest = isTest
        // Some senders name the letter itself as its parent.
        letter.refersTo = parent.map { $0 == id ? [] : [$0] } ?? []
        letter.thread = conversation ?? letter.refersTo.first
        return letter
    }

    var partial: PartialLetter {
        PartialLetter(
            standard: .kith, type: type, id: id, envelope: nil, sender: sender, receivers: receivers, sent: sent, asksReceipt: asksReceipt,
            digest: digest)
    }

    func refusal(_ kind: Refusal.Kind, path: String?, _ message: String) -> Refusal {
        Refusal(kind, path: path, message, letter: partial)
    }
}

extension ReceiptRequest {
    /// Kodeverk 7304: J always, N never, F on errors only. Absent or unknown: the agreement decides, and ours is yes.
    init(ack code: String?) {
        switch code?.uppercased() {
        case "N": self = .never
        case "F": self = .onError
        default: self = .always
        }
    }
}
