import FHIR
import Journal

/// A letter that came before: counted, answered by the same receipt, and nothing more.
struct Repetition: Sendable {
    var record: LetterRecord
    var arrived: Arrived
    var envelope: String?

    func file(in writer: any JournalWriter) throws -> Filed {
        try writer.arrived(Arrival(letter: record.number, at: writer.now, envelope: envelope))
        let receipts = KeptReceipt.all(json: record.receipt)
        for receipt in receipts { try sendAgain(receipt.key(for: record), in: writer) }
        for item in try writer.outbox(letterID: record.id) {
            guard let relay = Relay(item), relay.letter == record.number else { continue }
            try sendAgain(relay.receiptKey, in: writer)
            if item.state == .failed { try sendAgain(relay.key, in: writer) }
        }
        return Filed(.duplicate, record, receipts, at: writer.now)
    }

    /// A sender that sends again has not seen the receipt: one that has left leaves once more, unless its bytes have been given up since.
    private func sendAgain(_ key: String, in writer: any JournalWriter) throws {
        guard var item = try writer.outbox(key: key), item.state == .done || item.state == .failed, !item.body.isEmpty else { return }
        item.state = .waiting
        item.attempts = 0
        item.nextAttempt = writer.now
        item.note = nil
        try writer.update(item)
    }
}
