import Directory
import FHIR
import Journal

/// One letter on its way into the journal: everything that its commit writes, in one place.
///
/// All commits share one writer, so whatever does not need the journal is worked out before.
struct Filing: Sendable {
    var letter: Letter
    var arrived: Arrived
    var routing: Routing
    var learned: [LearnedParty]
    var directory: Directory
    var reaction: any Reaction
    var configuration: Configuration
    private var receipts: [KeptReceipt] = []
    private var receiptBytes: [UInt8]?
    private var reading: [UInt8] = []

    init(
        letter: Letter, arrived: Arrived, routing: Routing, learned: [LearnedParty], directory: Directory, reaction: any Reaction,
        configuration: Configuration
    ) {
        self.letter = letter
        self.arrived = arrived
        self.routing = routing
        self.learned = learned
        self.directory = directory
        self.reaction = reaction
        self.configuration = configuration
        receipts = owedReceipts
        receiptBytes = KeptReceipt.json(of: receipts)
        let attachments = letter.attachments.map { attachment in
            LetterReading.StoredAttachment(
                title: attachment.title, mediaType: attachment.mediaType, hash: ContentHash.of(attachment.bytes),
                size: attachment.bytes.count)
        }
        reading = LetterReading(letter: letter, attachments: attachments).json()
    }

    func file(in writer: any JournalWriter) throws -> Filed {
        if let old = try writer.letter(sender: sender, id: letter.id, digest: letter.digest) {
            return try Repetition(record: old, arrived: arrived, envelope: letter.envelope).file(in: writer)
        }
        // Each sighting is kept, and together they give the directory: so it does not matter which letter came first.
        for party in learned {
            let sighting = party.json
            try writer.learn(sighting, address: "\(party.address)#\(ContentHash.of(sighting).prefix(8).hex)")
        }
        let namesakes = try writer.letters(sender: sender, id: letter.id)

        var record = LetterRecord(
            sender: sender, id: letter.id, digest: letter.digest, type: letter.type.rawValue, mediaType: arrived.mediaType,
            received: writer.now, outcome: .accepted)
        record.sent = letter.sent.instant
        record.receiver = routing.answering.first?.party.address.description
        for attachment in letter.attachments { _ = try writer.attach(attachment.bytes, mediaType: attachment.mediaType) }
        record.reading = reading
        record.receipt = receiptBytes

        var identities: [SubjectID] = []
        if letter.isTest {
            record.because = "test letter"
        } else if letter.receipt == nil, let citizen = letter.citizen {
            let identification = try Identification(citizen, in: writer)
            identities = identification.identities
            record.subject = identities.first
            record.because = identification.because
            record.attention = identification.attention
        }
        if letter.receipt != nil {
            let match = try ReceiptMatch(letter, directory, in: writer)
            record.because = match.because
            record.attention = match.attention
            record.subject = match.item?.subject
        }
        if !namesakes.isEmpty {
            record.because = record.because ?? "id reused"
            record.attention = record.attention ?? Self.reuse
        }
        record.number = try writer.file(record, raw: arrived.raw, envelope: letter.envelope)
        for var namesake in namesakes where namesake.attention == nil {
            namesake.attention = Self.reuse
            try writer.update(namesake)
        }
        if let receipt = letter.receipt {
            let match = try ReceiptMatch(letter, directory, in: writer)
            try match.settle(in: writer)
            if let item = match.item { try Relay.passBack(record, receipt.verdict, of: item, arrived, in: writer) }
        }
        try receipts.queue(for: record, arrived, isDelivered: isDelivered, in: writer)
        try Relay.passOn(record, arrived, to: routing.relayed, in: writer)
        if let subject = identities.first { try say(of: subject, linking: identities, record.number, in: writer) }
        return Filed(.accepted, record, receipts, at: writer.now)
    }

    private static let reuse = "The sender has used this id for another letter too; ask it to give each letter an id of its own."

    private var sender: String { letter.sender.innermost.description }

    /// One final receipt from each organisation that the hub answers for.
    private var owedReceipts: [KeptReceipt] {
        guard letter.receipt == nil, letter.asksReceipt == .always else { return [] }
        return routing.owing.map { receiver in
            KeptReceipt(
                receipt: Receipt(.accepted, answers: letter.id),
                header: letter.header.receiptHeader(answering: receiver, isXML: arrived.isXML), standard: letter.standard)
        }
    }

    /// Whether the sender has a way for receipts of its own.
    private var isDelivered: Bool {
        configuration.way(to: letter.sender.innermost, in: directory, on: letter.sent.instant) != nil
    }

    private func say(of subject: SubjectID, linking subjects: [SubjectID], _ number: Int64, in writer: any JournalWriter) throws {
        for other in subjects.dropFirst() where other != subject {
            let absorbed = try writer.group(of: other).first
            let before = try writer.group(of: subject).first
            guard try writer.link(Link(subject, other, source: .letter(number))) else { continue }
            let root = try writer.group(of: subject).first
            for old in Set([absorbed, before].compactMap { $0 }) where old != root { try writer.apply(.nothing, to: old) }
        }
        for statement in letter.statements { try writer.say(statement.fact(of: letter, number: number, subject: subject)) }
        try writer.react(reaction, to: subject, owner: keeper.text)
    }

    /// The enterprise that must look when no plan can be made: the receiver's, else the sender's.
    private var keeper: OrganisationID {
        directory.enterprise(at: routing.answering.first?.party.address ?? letter.sender.address, on: letter.sent.instant)
    }
}

extension [KeptReceipt] {
    /// Puts them on their way to the sender of the letter. The first is in the answer to the letter too, so it waits only for a sender that
    /// has a way for letters of its own.
    func queue(for record: LetterRecord, _ arrived: Arrived, isDelivered: Bool, in writer: any JournalWriter) throws {
        for receipt in isDelivered ? self[...] : dropFirst() {
            try writer.send(receipt.outboxItem(for: record, format: arrived.format, at: writer.now))
        }
    }
}
