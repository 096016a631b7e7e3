import FHIR
import Journal

extension SQLiteReader {
    func letter(_ number: Int64) throws -> LetterRecord? {
        try connection.first("select * from letter where number = ?", number) { try Self.letter($0) }
    }

    func letter(sender: String, id: String, digest: [UInt8]) throws -> LetterRecord? {
        try named(sender, id, digest).first { $0.digest == digest }
    }

    func letters(sender: String, id: String) throws -> [LetterRecord] {
        id.isEmpty ? [] : try named(sender, id, [])
    }

    private func named(_ sender: String, _ id: String, _ digest: [UInt8]) throws -> [LetterRecord] {
        if let last = lastNamed, last.id == id, last.sender == sender, !id.isEmpty { return last.letters }
        let name = ContentHash.name(sender: sender, id: id, digest: digest)
        let letters = try connection.rows("select * from letter where name = ? and sender = ? and id = ? order by number", name, sender, id)
        {
            try Self.letter($0)
        }
        lastNamed = (sender, id, letters)
        return letters
    }

    func letters(_ query: LetterQuery) throws -> [LetterRecord] {
        let before = query.before ?? .max
        let attention = query.needsAttention ? 1 : 0
        let outcome = query.outcome?.code ?? -1
        let read = { (row: Row) in try Self.letter(row) }
        if let subjects = query.subjects {
            return try connection.rows(
                """
                select * from letter where subject in (select value from json_each(?1)) and number < ?2
                and (?3 = 0 or attention is not null) and (?4 < 0 or outcome = ?4) order by number desc limit ?5
                """, SQLList(subjects), before, attention, outcome, query.limit, read: read)
        }
        if query.needsAttention {
            return try connection.rows(
                """
                select * from letter indexed by letter_attention where attention is not null and number < ?1
                and (?2 < 0 or outcome = ?2) order by number desc limit ?3
                """, before, outcome, query.limit, read: read)
        }
        if let outcome = query.outcome, outcome != .accepted {
            return try connection.rows(
                "select * from letter where outcome = ? and outcome <> 0 and number < ? order by number desc limit ?", outcome.code, before,
                query.limit, read: read)
        }
        return try connection.rows(
            "select * from letter where number < ?1 and (?2 < 0 or outcome = ?2) order by number desc limit ?3", before, outcome,
            query.limit, read: read)
    }

    static func letter(_ row: Row) throws(JournalError) -> LetterRecord {
        var letter = LetterRecord(
            sender: row.text(2), id: row.text(3), digest: row.bytes(4), type: row.text(5), mediaType: row.text(6),
            received: row.instant(7), outcome: try LetterRecord.Outcome(code: row.int(10)))
        letter.number = row.int(0)
        letter.sent = row.optionalInstant(8)
        letter.subject = row.optionalSubject(9)
        letter.because = row.optionalText(13)
        letter.receiver = row.optionalText(14)
        letter.attention = row.optionalText(15)
        letter.receipt = row.optionalBytes(16)
        letter.reading = row.optionalBytes(17)
        letter.erasure = row.optionalInt(18)
        return letter
    }

    func handlings(_ kind: Handling.Kind, of numbers: [Int64]) throws -> [Handling] {
        if numbers.isEmpty { return [] }
        return try connection.rows(
            "select * from handling where kind = ? and about in (select value from json_each(?)) order by number", kind.code,
            SQLList(numbers)
        ) { row in
            var handling = Handling(
                try Handling.Kind(code: row.int(1)), row.int(2), at: row.instant(4), who: row.text(5), because: row.text(6),
                trouble: row.optionalText(7))
            handling.commit = row.int(3)
            return handling
        }
    }

    func arrivals(of letter: Int64) throws -> [Arrival] {
        try connection.rows("select at, envelope from arrival where letter = ? order by position", letter) { row in
            Arrival(letter: letter, at: row.instant(0), envelope: row.optionalText(1))
        }
    }

    func raw(letter number: Int64) throws -> [UInt8]? {
        try connection.first("select bytes from raw where letter = ?", number) { $0.bytes(0) }
    }

    func attachment(_ hash: [UInt8]) throws -> (bytes: [UInt8], mediaType: String)? {
        try connection.first("select bytes, media_type from attachment where hash = ?", hash) { ($0.bytes(0), $0.text(1)) }
    }
}
