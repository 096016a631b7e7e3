public import Directory
import FHIR
import Journal

extension PartialLetter {
    func receiptHeader(answering receiver: Receiver, isXML: Bool) -> ReceiptHeader {
        var header = ReceiptHeader(
            type: type, version: nil, id: id, sent: sent, sender: sender, answering: receiver.party, isCopy: receiver.isCopy, isXML: isXML)
        header.activity = activity
        return header
    }
}

extension KeptReceipt {
    /// All receipts of one letter as the journal keeps them; nil for none.
    static func json(of receipts: [KeptReceipt]) -> [UInt8]? {
        guard !receipts.isEmpty else { return nil }
        var writer = JSONWriter()
        writer.array { writer in for receipt in receipts { writer.raw(receipt.json()) } }
        return writer.bytes
    }

    /// What `json(of:)` wrote; empty when there is none.
    public static func all(json bytes: [UInt8]?) -> [KeptReceipt] {
        guard let bytes, let root = (try? Document(json: bytes))?.root else { return [] }
        return root.items.compactMap { KeptReceipt(json: Array($0.bytes)) }
    }

    /// The code that its standard writes: the result of `helhet receive`.
    public var code: String {
        switch (standard, receipt.verdict) {
        case (.medcom, .accepted), (.medcom, .acceptedWithFault): "ok"
        case (.medcom, .rejected): "fatal-error"
        case (.medcom, .tryAgain): "transient-error"
        case (.kith, .accepted): "1"
        case (.kith, .acceptedWithFault): "3"
        case (.kith, .rejected), (.kith, .tryAgain): "2"
        }
    }

    /// Written anew: the content and the id are always the same, the envelope and its time are fresh.
    func rendered(_ format: any Format, record: LetterRecord, at now: Instant) -> OutgoingLetter {
        format.receipt(receipt, for: header, envelope: stamp(record, sent: now))
    }

    private func stamp(_ record: LetterRecord, sent: Instant) -> EnvelopeStamp {
        let content = "\(record.sender)|\(record.id)|\(record.digest.hex)|\(header.answering.innermost)"
        return EnvelopeStamp(envelope: FreshID.uuid(), letter: FreshID.uuid(of: content), at: record.received, sent: sent)
    }

    /// Its key in the outbox: each organisation answers a letter once.
    func key(for record: LetterRecord) -> String { "receipt:\(record.number):\(header.answering.innermost)" }

    /// For a sender whose receipts are delivered rather than returned.
    func outboxItem(for record: LetterRecord, format: any Format, at now: Instant) -> OutboxItem {
        let stamp = stamp(record, sent: now)
        let letter = format.receipt(receipt, for: header, envelope: stamp)
        return OutboxItem(
            kind: .receipt, key: key(for: record), answers: record.number, letterID: stamp.letter,
            sender: header.answering.innermost.description, receiver: header.sender.innermost.description, type: "receipt",
            mediaType: letter.mediaType, subject: nil, body: letter.bytes, state: .waiting, created: now, nextAttempt: now)
    }
}

extension LearnedParty {
    /// How the journal keeps it.
    var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("at", address.description)
            writer.field("name", name)
            writer.field("parent", parent?.description)
            writer.field("country", country.rawValue)
            writer.strings("roles", roles.map(\.code).sorted())
        }
        return writer.bytes
    }

    /// What `json` wrote; nil when it is damaged.
    public init?(json bytes: [UInt8]) {
        guard let root = (try? Document(json: bytes))?.root, let address = root.string("at").flatMap({ Address($0) }),
            let country = root.string("country").flatMap(Country.init(rawValue:))
        else { return nil }
        self.init(
            address: address, name: root.string("name") ?? "", parent: root.string("parent").flatMap { Address($0) }, country: country,
            roles: Set(root.strings("roles").map { Role($0) }))
    }
}
