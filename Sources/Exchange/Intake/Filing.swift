import Directory
import FHIR
import Journal

/// One letter on its way into the journal: everything that its commit writes, in one place.
struct Filing: Sendable {
    var letter: Letter
    var arrived: Arrived
    var routing: Routing
    var learned: [LearnedParty]
    var directory: Directory
    var reaction: any Reaction
    var configuration: Configuration

    func file(in writer: any JournalWriter) throws -> Reception {
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
        let attachments = try letter.attachments.map { attachment in
            LetterReading.StoredAttachment(
                title: attachment.title, mediaType: attachment.mediaType,
                hash: try writer.attach(attachment.bytes, mediaType: attachment.mediaType), size: attachment.bytes.count)
        }
        record.reading = LetterReading(letter: letter, attachments: attachments).json()
        let receipts = owedReceipts
        record.receipt = KeptReceipt.json(of: receipts)

        var subjects: [SubjectID] = []
        if letter.isTest {
            record.because = "test letter"
        } else if letter.receipt == nil, let citizen = letter.citizen {
            subjects = try citizen.identifiers.map { try writer.ensureSubject($0) }
            record.subject = subjects.first
        }
        if letter.receipt != nil {
            let match = try ReceiptMatch(letter, in: writer)
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
        if letter.receipt != nil { try ReceiptMatch(letter, in: writer).settle(in: writer) }
        try queue(receipts, for: record, in: writer)
        try relay(record, in: writer)
        if let subject = subjects.first { try say(of: subject, linking: subjects, record.number, in: writer) }
        return reception(.accepted, record, receipts)
    }

    private static let reuse = "The sender has used this id for another letter too; ask it to give each letter an id of its own."

    private var sender: String { letter.sender.innermost.description }

    /// One final receipt from each organisation that the hub answers for.
    private var owedReceipts: [KeptReceipt] {
        guard letter.receipt == nil, letter.asksReceipt == .always, isLive else { return [] }
        return routing.answering.map { receiver in
            KeptReceipt(
                receipt: Receipt(.accepted, answers: letter.id),
                header: letter.header.receiptHeader(answering: receiver, isXML: arrived.isXML), standard: letter.standard)
        }
    }

    /// Letters from before a receiver's go-live build the record and send nothing.
    private var isLive: Bool {
        routing.answering.contains { receiver in
            let id =
                directory.organisation(at: receiver.party.address, on: letter.sent.instant)?.id ?? OrganisationID(receiver.party.address)
            return configuration.isLive(directory.enterprise(of: id, on: letter.sent.instant), at: letter.sent.instant)
        }
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
        try writer.react(reaction, to: subject, owner: routing.answering.first?.party.address.description ?? sender)
    }

    private func queue(_ receipts: [KeptReceipt], for record: LetterRecord, in writer: any JournalWriter) throws {
        guard configuration.delivery[letter.sender.innermost] != nil || configuration.delivery[letter.sender.address] != nil else { return }
        for receipt in receipts { try writer.send(receipt.outboxItem(for: record, format: arrived.format, at: writer.now)) }
    }

    private func relay(_ record: LetterRecord, in writer: any JournalWriter) throws {
        for receiver in routing.relayed {
            try writer.send(
                OutboxItem(
                    kind: .letter, key: "relay:\(record.number):\(receiver.party.innermost)", answers: nil, letterID: letter.id,
                    sender: sender, receiver: receiver.party.innermost.description, type: letter.type.rawValue,
                    mediaType: arrived.mediaType, subject: nil, body: arrived.raw, state: .waiting, created: writer.now,
                    nextAttempt: writer.now))
        }
    }

    private func reception(_ outcome: Reception.Outcome, _ record: LetterRecord, _ receipts: [KeptReceipt]) -> Reception {
        var reception = Reception(outcome)
        reception.number = record.number
        reception.type = letter.type
        reception.id = letter.id
        reception.citizen = record.subject
        reception.because = record.because
        reception.receiptCode = receipts.first?.code
        reception.answer = receipts.first?.rendered(arrived.format, record: record)
        return reception
    }
}

/// A letter that came before: counted, answered by the same receipt, and nothing more.
struct Repetition: Sendable {
    var record: LetterRecord
    var arrived: Arrived
    var envelope: String?

    func file(in writer: any JournalWriter) throws -> Reception {
        try writer.arrived(Arrival(letter: record.number, at: writer.now, envelope: envelope))
        var reception = Reception(.duplicate)
        reception.number = record.number
        reception.type = LetterType(record.type)
        reception.id = record.id
        reception.citizen = record.subject
        reception.because = record.because
        let receipts = KeptReceipt.all(json: record.receipt)
        reception.receiptCode = receipts.first?.code
        reception.answer = receipts.first?.rendered(arrived.format, record: record)
        return reception
    }
}

/// A letter whose header could be read and whose content cannot be taken: kept, answered by its standard's own code, put before a human.
struct RefusalFiling: Sendable {
    var letter: PartialLetter
    var refusal: Refusal
    var arrived: Arrived
    var configuration: Configuration

    func file(in writer: any JournalWriter) throws -> Reception {
        let sender = letter.sender.innermost.description
        if let old = try writer.letter(sender: sender, id: letter.id, digest: letter.digest) {
            return try Repetition(record: old, arrived: arrived, envelope: letter.envelope).file(in: writer)
        }
        let receiver = letter.receivers.first { !$0.isCopy } ?? letter.receivers.first
        var receipts: [KeptReceipt] = []
        if letter.asksReceipt != .never, let receiver {
            receipts.append(
                KeptReceipt(
                    receipt: Receipt(
                        .rejected, answers: letter.id, problems: [.init(code: refusal.code(in: letter.standard), text: refusal.message)]),
                    header: letter.receiptHeader(answering: receiver, isXML: arrived.isXML), standard: letter.standard))
        }
        var record = LetterRecord(
            sender: sender, id: letter.id, digest: letter.digest, type: letter.type.rawValue, mediaType: arrived.mediaType,
            received: writer.now, outcome: .refused)
        record.sent = letter.sent?.instant
        record.because = refusal.message
        record.attention = refusal.message
        record.receiver = receiver?.party.address.description
        record.receipt = KeptReceipt.json(of: receipts)
        record.number = try writer.file(record, raw: arrived.raw, envelope: letter.envelope)
        if configuration.delivery[letter.sender.innermost] != nil || configuration.delivery[letter.sender.address] != nil {
            for receipt in receipts { try writer.send(receipt.outboxItem(for: record, format: arrived.format, at: writer.now)) }
        }
        var reception = Reception(.refused)
        reception.number = record.number
        reception.type = letter.type
        reception.id = letter.id
        reception.because = refusal.message
        reception.receiptCode = receipts.first?.code
        reception.answer = receipts.first?.rendered(arrived.format, record: record)
        return reception
    }
}
