import Directory
import Journal

/// A letter that the hub only passes on, bytes as they came, and the real receiver's receipt that it passes back. The hub makes none.
struct Relay: Sendable {
    /// The letter's number in the journal.
    var letter: Int64
    /// The real receiver.
    var receiver: String

    /// The outbox keys of the letter on its way there and of its receipt on its way back.
    var key: String { "\(Self.prefix(letter))\(receiver)" }
    var receiptKey: String { "receipt:\(letter):\(receiver)" }

    private static func prefix(_ letter: Int64) -> String { "relay:\(letter):" }

    init(letter: Int64, receiver: String) {
        self.letter = letter
        self.receiver = receiver
    }

    /// What an item of the outbox passes on; nil for a letter of our own.
    init?(_ item: OutboxItem) {
        let parts = item.key.split(separator: ":", maxSplits: 2)
        guard parts.count == 3, parts[0] == "relay", let letter = Int64(parts[1]) else { return nil }
        self.init(letter: letter, receiver: String(parts[2]))
    }

    static func passOn(_ record: LetterRecord, _ arrived: Arrived, to receivers: [Receiver], in writer: any JournalWriter) throws {
        for receiver in receivers {
            let relay = Relay(letter: record.number, receiver: receiver.party.innermost.description)
            try writer.send(
                OutboxItem(
                    kind: .letter, key: relay.key, answers: nil, letterID: record.id, sender: record.sender, receiver: relay.receiver,
                    type: record.type, mediaType: arrived.mediaType, subject: nil, body: arrived.raw, state: .waiting, created: writer.now,
                    nextAttempt: writer.now))
        }
    }

    /// Sends the real receiver's final receipt to the sender of the letter. The first one stands.
    static func passBack(
        _ receipt: LetterRecord, _ verdict: Receipt.Verdict, of item: OutboxItem, _ arrived: Arrived, in writer: any JournalWriter
    ) throws {
        guard let relay = Relay(item), verdict != .tryAgain else { return }
        try writer.send(
            OutboxItem(
                kind: .receipt, key: relay.receiptKey, answers: relay.letter, letterID: receipt.id, sender: receipt.sender,
                receiver: item.sender, type: "receipt", mediaType: arrived.mediaType, subject: nil, body: arrived.raw, state: .waiting,
                created: writer.now, nextAttempt: writer.now))
    }
}
