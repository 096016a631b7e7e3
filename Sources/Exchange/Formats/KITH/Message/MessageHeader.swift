import Directory
import FHIR
import Journal
import XML

/// The header of a letter whose root is `Message`: its parties stand inside the content, by what they do.
struct MessageHeader: Sendable {
    var type: LetterType
    var id: String
    var sent: Moment?
    var isTest: Bool
    var asksReceipt: ReceiptRequest
    var sender: Party
    var receivers: [Receiver]
    var digest: [UInt8]

    init(_ root: XMLNode, type: String, sender: XMLNode?, receivers: [XMLNode?], copies: [XMLNode]) throws(Refusal) {
        guard let id = root.text("MsgId") else {
            throw Refusal(
                .badLetterID, path: "Message/MsgId", "The letter has no MsgId. Give each letter an id of its own and send it again.")
        }
        guard let sender = Party(hcp: sender) else {
            throw Refusal(
                .wrongStructure, path: "Message", "The letter does not say who sends it. Name the sender by HER-id and send it again.")
        }
        self.type = LetterType(type)
        self.id = id
        self.sender = sender
        sent = (root.value("GenDate") ?? root.text("GenDate")).flatMap { Moment($0, zone: .oslo) }
        isTest = root.value("Status")?.uppercased() == "TEST"
        asksReceipt = ReceiptRequest(ack: root.value("Ack"))
        self.receivers =
            receivers.compactMap { Party(hcp: $0) }.map { Receiver(party: $0) }
            + copies.compactMap { Party(hcp: $0) }.map { Receiver(party: $0, isCopy: true) }
        digest = ContentHash.of(root.canonical())
    }

    func letter() throws(Refusal) -> Letter {
        guard let sent else {
            throw refusal(
                .wrongStructure, path: "Message/GenDate",
                "The letter does not say when it was made. Send it with a GenDate such as 2026-01-31T12:00:00.")
        }
        guard !receivers.isEmpty else {
            throw refusal(
                .wrongStructure, path: "Message", "The letter does not say who it is for. Name the receiver by HER-id and send it again.")
        }
        var letter = Letter(
            standard: .kith, type: type, id: id, sender: sender, receivers: receivers, sent: sent, asksReceipt: asksReceipt, digest: digest)
        letter.isTest = isTest
        return letter
    }

    func refusal(_ kind: Refusal.Kind, path: String?, _ message: String) -> Refusal {
        Refusal(
            kind, path: path, message,
            letter: PartialLetter(
                standard: .kith, type: type, id: id, envelope: nil, sender: sender, receivers: receivers, sent: sent,
                asksReceipt: asksReceipt, digest: digest))
    }

    /// Runs `body` and gives what it refuses the header that could be read.
    func answering<Value>(_ body: () throws(Refusal) -> Value) throws(Refusal) -> Value {
        do throws(Refusal) {
            return try body()
        } catch {
            throw refusal(error.kind, path: error.path, error.message)
        }
    }
}
