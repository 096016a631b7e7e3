import FHIR
import Journal

extension SQLiteWriter {
    func file(_ letter: LetterRecord, raw: [UInt8], envelope: String?) throws -> Int64 {
        try letter.validate()
        guard try self.letter(sender: letter.sender, id: letter.id, digest: letter.digest) == nil else { throw JournalError.alreadyFiled }
        try require(letter.subject)
        lastNamed = nil
        tally.letters += 1
        let number = tally.letters
        let name = ContentHash.name(sender: letter.sender, id: letter.id, digest: letter.digest)
        try connection.run(
            "insert into letter values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, null, ?, ?, ?, ?, ?, null)", number, name, letter.sender,
            letter.id,
            letter.digest, letter.type, letter.mediaType, letter.received, letter.sent, letter.subject, letter.outcome.code,
            letter.receipt == nil ? 0 : 1, letter.because, letter.receiver, letter.attention, letter.receipt, letter.reading)
        try connection.run("insert into raw values (?, ?, ?, null)", number, ContentHash.of(raw), raw)
        try connection.run("insert into arrival values (?, 1, ?, ?)", number, letter.received, envelope)
        for attachment in attached {
            try connection.run("insert into attachment_use values (?, ?) on conflict do nothing", attachment, number)
        }
        attached = []
        emit(.letter, letter.subject, String(number))
        return number
    }

    func require(_ subject: SubjectID?) throws {
        guard let subject, subject != known else { return }
        guard try root(of: subject) != nil else { throw JournalError.noSubject }
        known = subject
    }

    func arrived(_ arrival: Arrival) throws {
        guard arrival.letter > 0, arrival.letter <= tally.letters else { throw JournalError.noLetter }
        // Not `insert … select`: SQLite makes a savepoint for one, and writes the index of terms out at each.
        let last = try connection.number("select max(position) from arrival where letter = ?", arrival.letter)
        try connection.run("insert into arrival values (?, ?, ?, ?)", arrival.letter, last + 1, arrival.at, arrival.envelope)
    }

    func update(_ letter: LetterRecord) throws {
        guard let old = try self.letter(letter.number) else { throw JournalError.noLetter }
        guard old != letter else { return }
        guard old.erasure == nil else { throw JournalError.erasedAlready }
        try old.validate(change: letter)
        lastNamed = nil
        try require(letter.subject)
        try connection.run(
            """
            update letter set type = ?, media_type = ?, sent = ?, subject = ?, outcome = ?, owed = ?, because = ?, receiver = ?,
            attention = ?, receipt = ?, reading = ? where number = ?
            """, letter.type, letter.mediaType, letter.sent, letter.subject, letter.outcome.code, letter.receipt == nil ? 0 : 1,
            letter.because, letter.receiver, letter.attention, letter.receipt, letter.reading, letter.number)
        emit(.letter, letter.subject, String(letter.number))
    }

    func record(_ handling: Handling) throws {
        switch handling.kind {
        case .letter: guard try letter(handling.about) != nil else { throw JournalError.noLetter }
        case .delivery: guard try outbox(handling.about) != nil else { throw JournalError.noItem }
        }
        try connection.run(
            "insert into handling (kind, about, commit_number, at, who, because, trouble) values (?, ?, ?, ?, ?, ?, ?)",
            handling.kind.code, handling.about, commit, now, handling.who, handling.because, handling.trouble)
    }

    func attach(_ bytes: [UInt8], mediaType: String) throws -> [UInt8] {
        let hash = ContentHash.of(bytes)
        var number = try connection.number("select number from attachment where hash = ?", hash)
        if number == 0 {
            number = try connection.number(
                "insert into attachment (hash, media_type, bytes) values (?, ?, ?) returning number", hash, mediaType, bytes)
        }
        attached.append(number)
        return hash
    }

    @discardableResult func say(_ fact: Fact) throws -> Int64 {
        try require(fact.subject)
        var source = fact.source
        switch fact.source {
        case .letter(let letter):
            guard letter > 0, letter <= tally.letters else { throw JournalError.noLetter }
            // A letter that this commit files has said nothing yet; a look would cost more than the fact.
            if letter <= lettersBefore {
                let said = try connection.rows("select * from fact where subject = ? and source = ?", fact.subject, source) {
                    SQLiteReader.fact($0)
                }
                if let again = said.first(where: { $0.saysTheSame(as: fact) }) { return again.number }
            }
        case .act(0): source = .act(tally.facts + 1)
        case .act, .reaction: break
        }
        tally.facts += 1
        try connection.run(
            "insert into fact values (?, ?, ?, ?, ?, ?, ?, ?, ?)", fact.subject, tally.facts, commit, fact.kind.rawValue, source,
            fact.said, fact.happened, fact.custodian, fact.content)
        return tally.facts
    }
}
