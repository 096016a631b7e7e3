import FHIR
import Journal

/// Reads through one connection, inside the closure that it was given to. A class so that the writer can be a reader too.
///
/// Rows are read with `select *`: columns are numbered as in `Schema`, and a later step may only append some.
class SQLiteReader: JournalReader {
    let connection: Connection
    /// The last answer to who has sent letters of a name: a new letter's commit asks three times.
    var lastNamed: (sender: String, id: String, letters: [LetterRecord])?

    let index: IndexAccess

    init(_ connection: Connection, _ index: IndexAccess) {
        self.connection = connection
        self.index = index
    }

    /// The index as this view of the file shows it, and what it is searched by.
    func searched() throws -> (IndexView, IndexSetup) {
        let manifest = try RunRow.manifest(connection, known: index.cache.manifest)
        index.cache.keep(manifest)
        return (IndexView(connection, index.cache, manifest), try index.setup(manifest.definitions, connection))
    }

    /// The largest number that a resource has.
    func lastResource() throws -> Int64 { try connection.number("select resources from tally") }

    /// The connection for whoever reads what reactions write: a writer first lets those run that commits of its group wait for.
    @discardableResult func settled() throws -> Connection { connection }

    func lastCommit() throws -> Int64 { try connection.number("select commits from tally") }
    func lastFeedNumber() throws -> Int64 { try settled().number("select feed from tally") }

    func setting(_ name: String) throws -> String? {
        try connection.first("select value from setting where name = ?", name) { $0.text(0) }
    }

    func learnedParties() throws -> [[UInt8]] {
        try connection.rows("select content from party order by number") { $0.bytes(0) }
    }

    // Identities

    func subject(_ identifier: Identifier) throws -> SubjectID? {
        try connection.first("select number from subject where value = ? and system = ?", identifier.value, identifier.system) {
            $0.subject(0)
        }
    }

    func root(of subject: SubjectID) throws -> SubjectID? {
        try connection.first("select root from subject where number = ?", subject) { $0.subject(0) }
    }

    func group(of subject: SubjectID) throws -> [SubjectID] {
        guard let root = try root(of: subject) else { return [] }
        return try [root]
            + connection.rows("select number from subject where root = ? and root <> number order by number", root) {
                $0.subject(0)
            }
    }

    func identifiers(of subjects: [SubjectID]) throws -> [Identifier] {
        try subjects.compactMap { subject in
            try connection.first("select system, value from subject where number = ?", subject) { row in
                Identifier(system: row.text(0), value: row.text(1))
            }
        }
    }

    func links(of subjects: [SubjectID]) throws -> [Link] {
        let list = SQLList(subjects)
        let links = try connection.rows(
            """
            select first, second, source from link where first in (select value from json_each(?1))
            union select first, second, source from link where second in (select value from json_each(?1))
            """, list
        ) { row in Link(row.subject(0), row.subject(1), source: row.source(2)) }
        return links.sorted { ($0.first, $0.second, $0.source.description) < ($1.first, $1.second, $1.source.description) }
    }

    func roots(after: SubjectID?, limit: Int) throws -> [SubjectID] {
        try connection.rows(
            "select number from subject where number > ? and root = number order by number limit ?", after?.value ?? 0, limit
        ) {
            $0.subject(0)
        }
    }

    // Facts and plans

    func history(of subject: SubjectID) throws -> History {
        let group = try group(of: subject)
        guard let root = group.first else { throw JournalError.noSubject }
        var letters: [LetterRecord] = []
        var facts: [Fact] = []
        for member in group {
            letters += try connection.rows("select * from letter where subject = ? and outcome = 0 and erasure is null", member) {
                try Self.letter($0)
            }
            facts += try connection.rows("select * from fact where subject = ? and kind <> 'erased'", member) { Self.fact($0) }
        }
        letters.sort { $0.number < $1.number }
        facts.sort { $0.number < $1.number }
        return History(root: root, subjects: group, identifiers: try identifiers(of: group), letters: letters, facts: facts)
    }

    func fact(_ number: Int64) throws -> Fact? {
        try connection.first("select * from fact where number = ?", number) { Self.fact($0) }
    }

    static func fact(_ row: Row) -> Fact {
        var fact = Fact(
            subject: row.subject(0), kind: Fact.Kind(row.text(3)), source: row.source(4), said: row.instant(5),
            happened: row.optionalInstant(6), custodian: row.text(7), content: row.bytes(8))
        fact.number = row.int(1)
        fact.commit = row.int(2)
        return fact
    }

    func plan(of root: SubjectID) throws -> StoredPlan? {
        try settled().first("select * from plan where subject = ?", root) { row in
            StoredPlan(
                subject: row.subject(0), plan: row.bytes(5), digest: row.bytes(1), at: row.instant(2), commit: row.int(3),
                stopped: row.optionalText(4))
        }
    }

    func timers(dueBy: Instant, limit: Int) throws -> [Timer] {
        try settled().rows(
            "select due, subject, key from timer where due <= ? order by due, subject, key limit ?", dueBy, limit
        ) { Timer(subject: $0.subject(1), key: $0.text(2), due: $0.instant(0)) }
    }

    func timers(of root: SubjectID) throws -> [Timer] {
        try settled().rows("select due, key from timer where subject = ? order by due, key", root) { row in
            Timer(subject: root, key: row.text(1), due: row.instant(0))
        }
    }

    func fired(of root: SubjectID) throws -> [Timer] {
        let members = try group(of: root)
        return try connection.rows(
            "select distinct due, key from fired where subject in (select value from json_each(?)) order by due, key", SQLList(members)
        ) { Timer(subject: root, key: $0.text(1), due: $0.instant(0)) }
    }
}
