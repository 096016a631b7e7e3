import Foundation
import GRDB
import Journal
import JournalSQLite
import Testing

@Suite("A check finds each broken promise by name")
struct CorruptionTests {
    struct Planted: Sendable, CustomStringConvertible {
        var name: CheckName
        var sql: String
        init(_ name: CheckName, _ sql: String) {
            self.name = name
            self.sql = sql
        }
        var description: String { "\(name.rawValue): \(sql.prefix(60))" }
    }

    @Test("and nothing else", arguments: planted)
    func finds(_ planted: Planted) async throws {
        try await Scratch.with { folder in
            let path = folder + "/store.sqlite"
            try await HealthyStore.make(path)
            let database = try DatabaseQueue(path: path)
            try await database.write { database in
                database.add(function: Self.unpacked)
                try database.execute(sql: planted.sql)
            }
            try database.close()
            let journal = try JournalSQLite.open(path: path)
            let findings = try await journal.check()
            #expect(Set(findings.map(\.name)) == [planted.name.rawValue], "\(findings)")
            try await journal.close()
        }
    }

    @Test("and nothing in a healthy store")
    func healthy() async throws {
        try await Scratch.with { folder in
            let path = folder + "/store.sqlite"
            try await HealthyStore.make(path)
            let journal = try JournalSQLite.open(path: path)
            #expect(try await journal.check() == [])
            try await journal.close()
        }
    }

    @Test("for every name that there is")
    func covers() {
        #expect(Set(Self.planted.map(\.name)) == Set(CheckName.allCases))
    }

    /// What the bytes of a resource's row were packed from.
    private static let unpacked = DatabaseFunction("unpacked", argumentCount: 1, pure: true) { values in
        try Data.fromDatabaseValue(values[0]).map { data in Data(try data.withUnsafeBytes { try PackedResource.unpack($0) }) }
    }

    static let planted = letters + outbox + facts + citizens + resources + erasures + feed

    static let letters: [Planted] = [
        Planted(.letterWithoutReceipt, "update letter set receipt = null where number = 1"),
        Planted(.letterWithoutReceipt, "update letter set answer = 999 where number = 1"),
        Planted(.letterWithoutBytes, "delete from raw where letter = 1"),
        Planted(.letterBytesDiffer, "update raw set bytes = x'00' where letter = 1"),
        Planted(.letterOfUnknownCitizen, "update letter set subject = 999 where number = 2"),
        Planted(
            .letterTwice,
            """
            insert into letter select 999, name, sender, id, digest, type, media_type, received, sent, subject, outcome, owed, null, because,
            receiver, attention, receipt, reading, null from letter where number = 1; update tally set letters = letters + 1;
            insert into raw select 999, hash, bytes, null from raw where letter = 1; insert into arrival values (999, 1, 0, null);
            """),
        Planted(.letterNameWrong, "update letter set name = name + 1 where number = 1"),
        Planted(.letterWithoutArrival, "delete from arrival where letter = 1"),
        Planted(.bytesWithoutLetter, "insert into raw select 999, hash, bytes, null from raw where letter = 1"),
        Planted(.arrivalOfNoLetter, "insert into arrival values (999, 1, 0, null)"),
        Planted(.attachmentDiffers, "update attachment set bytes = x'00'"),
    ]

    static let outbox: [Planted] = [
        Planted(
            .receiptForNoLetter, "update outbox set answers = 999 where number = 1; update letter set answer = null where number = 1"),
        Planted(
            .receiptTwice,
            """
            insert into outbox select 999, 'again', kind, state, attempts, created, next_attempt, answers, subject, derived, letter_id,
            sender, receiver, type, media_type, note, body, null from outbox where number = 1; update tally set outbox = outbox + 1
            """),
        Planted(.outboxWithoutNextAttempt, "update outbox set next_attempt = null where number = 1"),
        Planted(
            .outboxKeyTwice,
            "drop index outbox_key; update outbox set key = (select key from outbox where number = 1) where number = 3"),
        Planted(.outboxOfUnknownCitizen, "update outbox set subject = 999 where number = 3"),
    ]

    static let facts: [Planted] = [
        Planted(
            .factTwice,
            """
            insert into fact select subject, 999, commit_number, kind, source, said, happened, custodian, content from fact
            where number = 1; update tally set facts = facts + 1
            """),
        Planted(.factWithoutLetter, "update fact set source = 999 where number = 1"),
        Planted(.factOfUnknownCitizen, "update fact set subject = 999 where number = 1"),
        Planted(.factAfterLastCommit, "update fact set commit_number = 999 where number = 1"),
    ]

    static let citizens: [Planted] = [
        Planted(.linkToUnknownCitizen, "insert into link values (998, 999, -1)"),
        Planted(
            .identifierTwice,
            """
            drop index subject_identifier; insert into subject select 999, system, value, 999 from subject where number = 1;
            update tally set subjects = subjects + 1, citizens = citizens + 1
            """),
        Planted(.groupWrong, "update subject set root = 5 where number = 5; update tally set citizens = citizens + 1"),
        Planted(.groupWrong, "update subject set root = 2 where number = 3; update tally set citizens = citizens - 1"),
        Planted(.planOfNoRoot, "insert into plan select 5, digest, at, commit_number, null, plan from plan where subject = 1"),
        Planted(.planDigestLength, "update plan set digest = x'00' where subject = 1"),
        Planted(.workOfNoRoot, "insert into work values (5, 'w', 'org', null, 0, 0, x'')"),
        Planted(.workWithoutPlan, "insert into work values (3, 'w', 'org', null, 0, 0, x'')"),
        Planted(.timerWithoutPlan, "insert into timer values (0, 3, 't')"),
        Planted(.timerWithoutPlan, "insert into timer values (0, 999, 't')"),
        Planted(.firedTimerPending, "insert into timer select due, subject, key from fired where subject = 1"),
        Planted(
            .timerFiredTwice,
            """
            insert into feed select (select feed + 1 from tally), commit_number, kind, subject, about, at, null from feed where kind = 3;
            update tally set feed = feed + 1; insert into feed_span select subject, number, number from feed order by number desc limit 1
            """),
    ]

    static let resources: [Planted] = [
        Planted(.resourceUnreadable, "update resource set bytes = x'7b' where number = 1"),
        Planted(
            .resourceMisnamed,
            "update resource set bytes = cast(replace(cast(unpacked(bytes) as text), '\"id\":\"', '\"id\":\"z') as blob) where number = 1"),
        Planted(.resourceOfUnknownCitizen, "update resource set subject = 999 where number = 1"),
        Planted(
            .versionMissing,
            "delete from resource_version where version = 1 and resource = (select number from resource where id = 'plain')"),
        Planted(
            .versionNotNext,
            """
            update resource set version = 9,
            bytes = cast(replace(cast(unpacked(bytes) as text), '"versionId":"3"', '"versionId":"9"') as blob) where version = 3 and id = 'plain';
            update feed set version = 9 where about = 'Encounter/plain' and version = 3
            """),
        Planted(
            .versionOfNoResource,
            "insert into resource_version select 999, 999, 1, updated, commit_number, subject, source, null from resource where number = 1"),
        Planted(.termMissing, "delete from index_run"),
        Planted(
            .termOfNoResource,
            """
            update tally set living = living - 1; update resource set bytes = null where id = 'plain'
            """),
        Planted(.termWrong, "update resource set updated = updated + 1 where number = 1"),
        Planted(.indexRunWrong, "update index_run set net = net + 1 where id = (select max(id) from index_run)"),
    ]

    static let erasures: [Planted] = [
        Planted(
            .erasedWithContent,
            """
            insert into erasure values (1, 1, 0, 2, '4', 'who', 'why', 1, 0, 0, 0, 0); update letter set erasure = 1 where number = 4
            """),
        Planted(
            .erasedWithContent,
            """
            insert into erasure values (1, 1, 0, 2, '4', 'who', 'why', 1, 0, 0, 0, 0); update raw set erasure = 1 where letter = 4
            """),
        Planted(.erasedWithContent, "update fact set kind = 'erased' where number = 1"),
        Planted(.erasedByNobody, "update raw set bytes = x'', erasure = 1 where letter = 4"),
        Planted(.erasedByNobody, "update outbox set body = x'', erasure = 7 where number = 1"),
    ]

    static let feed: [Planted] = [
        Planted(.feedGap, "delete from feed where number = (select min(number) from feed where kind = 0 and number > 1)"),
        Planted(.feedGap, "update tally set feed = feed + 1"),
        Planted(.feedAboutNothing, "update feed set about = '999' where number = (select min(number) from feed where kind = 0)"),
        Planted(
            .feedAboutNothing,
            """
            insert into feed select (select feed + 1 from tally), commit_number, 1, subject, 'Encounter/zz', at, 1 from feed where kind = 3;
            update tally set feed = feed + 1; insert into feed_span select subject, number, number from feed order by number desc limit 1
            """),
        Planted(.feedBlockWrong, "insert into feed_block values ('Encounter', 0, 0, 0, x'00')"),
        Planted(.feedBlockWrong, "insert into commit_block values (0, 0)"),
        Planted(.feedVersionWrong, "update feed set version = 9 where kind = 1 and about = 'Encounter/plain' and version = 2"),
        Planted(.feedVersionWrong, "update feed set version = 1 where kind = 1 and about = 'Encounter/plain' and version = 2"),
        Planted(
            .feedSpanMissing, "delete from feed_span where subject = 1 and first = (select min(first) from feed_span where subject = 1)"),
        Planted(.commitGap, "delete from commits where number = 2"),
        Planted(.commitGap, "update tally set commits = commits + 1"),
        Planted(.counterWrong, "update tally set living = living + 1"),
        Planted(
            .fileDamaged,
            """
            pragma writable_schema = on; update sqlite_schema set sql = replace(sql, 'outcome <> 0', 'outcome = 0')
            where name = 'letter_outcome'; pragma writable_schema = off
            """),
    ]
}
