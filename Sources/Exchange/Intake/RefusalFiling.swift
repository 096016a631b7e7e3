import Directory
import FHIR
import Journal

/// A letter whose header could be read and whose content cannot be taken: kept, answered by its standard's own code, put before a human.
///
/// Only passed on by us, it is passed on: whether it can be taken is for its real receiver to say.
struct RefusalFiling: Sendable {
    var letter: PartialLetter
    var refusal: Refusal
    var arrived: Arrived
    var routing: Routing
    /// Whether the sender has a way for receipts of its own.
    var isDelivered: Bool

    func file(in writer: any JournalWriter) throws -> Filed {
        let sender = letter.sender.innermost.description
        if let old = try writer.letter(sender: sender, id: letter.id, digest: letter.digest) {
            return try Repetition(record: old, arrived: arrived, envelope: letter.envelope).file(in: writer)
        }
        let receipts = letter.asksReceipt == .never ? [] : owing.map(receipt)
        let isOnlyPassedOn = routing.answering.isEmpty && !routing.relayed.isEmpty
        var record = LetterRecord(
            sender: sender, id: letter.id, digest: letter.digest, type: letter.type.rawValue, mediaType: arrived.mediaType,
            received: writer.now, outcome: isOnlyPassedOn ? .accepted : .refused)
        record.sent = letter.sent?.instant
        record.because = refusal.message
        record.attention = refusal.message
        record.receiver = (routing.answering.first ?? letter.receivers.first)?.party.address.description
        record.receipt = KeptReceipt.json(of: receipts)
        record.number = try writer.file(record, raw: arrived.raw, envelope: letter.envelope)
        try receipts.queue(for: record, arrived, isDelivered: isDelivered, in: writer)
        try Relay.passOn(record, arrived, to: routing.relayed, in: writer)
        return Filed(isOnlyPassedOn ? .accepted : .refused, record, receipts, at: writer.now)
    }

    /// Whose refusal it is; a receiver that nobody here answers for is told so in its own name, since no one else will.
    private var owing: [Receiver] {
        if routing.isNobodys { return [letter.receivers.first { !$0.isCopy } ?? letter.receivers.first].compactMap(\.self) }
        return routing.owing
    }

    private func receipt(of receiver: Receiver) -> KeptReceipt {
        KeptReceipt(
            receipt: Receipt(
                .rejected, answers: letter.id, problems: [.init(code: refusal.code(in: letter.standard), text: refusal.message)]),
            header: letter.receiptHeader(answering: receiver, isXML: arrived.isXML), standard: letter.standard)
    }
}
