import Directory
import FHIR
import Journal

/// A receipt that came in, and the letter of ours that it answers.
struct ReceiptMatch: Sendable {
    var receipt: Receipt
    var item: OutboxItem?

    /// A letter to several is answered by each of them; whoever else answers it answers nothing of ours.
    init(_ letter: Letter, _ directory: Directory, in reader: any JournalReader) throws {
        receipt = letter.receipt ?? Receipt(.accepted, answers: "")
        let sender = directory.enterprise(at: letter.sender.address, on: letter.sent.instant)
        let own = (letter.sender.unit?.addresses ?? []) + letter.sender.addresses
        let items = try reader.outbox(letterID: receipt.answers)
        item =
            items.first { item in own.contains { $0.description == item.receiver } }
            ?? items.first { item in
                Address(item.receiver).map { directory.enterprise(at: $0, on: letter.sent.instant) == sender } ?? false
            }
    }

    var because: String? { item == nil ? "receipt for no letter of ours" : nil }

    var attention: String? {
        guard let item else { return "It answers a letter that this hub has not sent; ask its sender." }
        switch (item.state, receipt.verdict) {
        case (.done, .rejected), (.done, .tryAgain): return "It refuses a letter that its receiver has already accepted; ask its sender."
        case (_, .rejected): return "Our letter was refused; correct it and send a new one."
        case (_, .acceptedWithFault): return "Our letter was taken, but a part of it was not; see the receipt."
        case (_, .accepted), (_, .tryAgain): return nil
        }
    }

    static let notNow = "The receiver could not take it then; it is sent again."

    /// A final receipt settles the letter, however late it comes; `tryAgain` lets one that is not given up be sent again. The first final answer
    /// stands.
    func settle(in writer: any JournalWriter) throws {
        guard var item else { return }
        switch item.state {
        case .sent, .waiting: break
        // Somebody may have sent a new letter since: only a final answer is taken.
        case .failed, .handled:
            guard item.note == Delivery.noReceipt, receipt.verdict != .tryAgain else { return }
        case .done, .withdrawn: return
        }
        switch receipt.verdict {
        case .accepted, .acceptedWithFault:
            item.state = .done
            item.nextAttempt = nil
            item.note = receipt.problems.first?.text
        case .rejected:
            item.state = .failed
            item.nextAttempt = nil
            item.note = receipt.problems.map(\.code).joined(separator: ", ")
        case .tryAgain:
            item = Delivery.later(item, at: writer.now, because: Self.notNow)
        }
        try writer.update(item)
    }
}
