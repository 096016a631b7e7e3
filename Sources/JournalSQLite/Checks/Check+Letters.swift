import Journal

extension Check {
    static let letters: [Check] = [
        Check(
            .letterWithoutBytes, "letter",
            "select number from letter where not exists (select 1 from raw where raw.letter = letter.number)"),
        Check(
            .bytesWithoutLetter, "raw", "select letter from raw where not exists (select 1 from letter where letter.number = raw.letter)"),
        Check(
            .letterOfUnknownCitizen, "letter",
            """
            select number from letter where subject is not null
            and not exists (select 1 from subject where subject.number = letter.subject)
            """),
        Check(.letterTwice, "letter", "select max(number) from letter group by sender, id, digest having count(*) > 1"),
        Check(
            .letterWithoutArrival, "letter",
            "select number from letter where not exists (select 1 from arrival where arrival.letter = letter.number)"),
        Check(
            .arrivalOfNoLetter, "letter",
            "select distinct letter from arrival where not exists (select 1 from letter where letter.number = arrival.letter)"),
        Check { connection in
            var findings: [Finding] = []
            try connection.each("select number, name, sender, id, digest from letter") { row in
                let name = ContentHash.name(sender: row.text(2), id: row.text(3), digest: row.bytes(4))
                if name != row.int(1) { findings.append(CheckName.letterNameWrong.at("letter \(row.int(0))")) }
            }
            return findings
        },
        Check { connection in
            var findings: [Finding] = []
            try connection.each("select letter, hash, bytes from raw where erasure is null") { row in
                if ContentHash.of(row.bytes(2)) != row.bytes(1) { findings.append(CheckName.letterBytesDiffer.at("letter \(row.int(0))")) }
            }
            try connection.each("select number, hash, bytes from attachment") { row in
                if ContentHash.of(row.bytes(2)) != row.bytes(1) {
                    findings.append(CheckName.attachmentDiffers.at("attachment \(row.int(0))"))
                }
            }
            return findings
        },
    ]

    static let receipts: [Check] = [
        Check(
            .letterWithoutReceipt, "letter",
            """
            select number from letter where (owed = 1 and receipt is null) or (answer is not null
            and not exists (select 1 from outbox where outbox.number = letter.answer and outbox.answers = letter.number))
            """),
        Check(
            .receiptForNoLetter, "outbox",
            """
            select number from outbox where kind = 0
            and not exists (select 1 from letter where letter.number = outbox.answers)
            """),
        Check(
            .receiptTwice, "letter",
            """
            select answers from outbox where kind = 0 and state <> 4 and answers is not null group by answers, sender
            having count(*) > 1 and count(*) > (select count(*) from arrival where arrival.letter = outbox.answers)
            """),
        Check(.outboxWithoutNextAttempt, "outbox", "select number from outbox where state = 0 and next_attempt is null"),
        Check(.outboxKeyTwice, "outbox", "select max(number) from outbox not indexed group by key having count(*) > 1"),
        Check(
            .outboxOfUnknownCitizen, "outbox",
            """
            select number from outbox where subject is not null
            and not exists (select 1 from subject where subject.number = outbox.subject)
            """),
    ]
}
