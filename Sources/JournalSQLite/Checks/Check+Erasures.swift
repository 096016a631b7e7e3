import Journal

extension Check {
    static let erasures: [Check] = [
        Check(
            .erasedWithContent, "letter",
            """
            select number from letter where erasure is not null and (reading is not null or because is not null or attention is not null
            or exists (select 1 from raw where raw.letter = letter.number and length(raw.bytes) > 0))
            """),
        Check(.erasedWithContent, "raw", "select letter from raw where erasure is not null and length(bytes) > 0"),
        Check(.erasedWithContent, "outbox", "select number from outbox where erasure is not null and length(body) > 0"),
        Check(
            .erasedWithContent, "fact",
            "select number from fact where kind = 'erased' and (length(content) > 0 or happened is not null or custodian <> '')"),
        Check(
            .erasedByNobody, "row",
            """
            select erasure from (
                select erasure from letter where erasure is not null union select erasure from raw where erasure is not null
                union select erasure from outbox where erasure is not null) as marks
            where not exists (select 1 from erasure as held where held.number = marks.erasure)
            """),
    ]
}
