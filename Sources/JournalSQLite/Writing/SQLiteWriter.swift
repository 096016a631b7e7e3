import FHIR
import Journal

/// One commit, inside the writer's closure. What it counts is written when the group ends.
final class SQLiteWriter: SQLiteReader, JournalWriter {
    let now: Instant
    let commit: Int64
    /// The letters that were there before this commit.
    var lettersBefore: Int64 { before.letters }
    var tally: Tally
    /// A citizen who is there: a commit is mostly about one.
    var known: SubjectID?
    private var spans: [SubjectID: (first: Int64, last: Int64)] = [:]
    /// Whether `savepoint` makes one. Without, what would have to be undone makes the whole group run again.
    private let hasSavepoints: Bool
    private(set) var mustRunAgain = false
    private let before: Tally
    private let changesBefore: Int64

    init(_ connection: Connection, _ tally: Tally, now: Instant, savepoints: Bool) {
        self.now = now
        self.tally = tally
        hasSavepoints = savepoints
        before = tally
        commit = tally.commits + 1
        changesBefore = connection.changes
        super.init(connection)
    }

    /// Writes what the commit kept for its end; a commit that wrote nothing takes no number.
    func finish() throws -> Tally {
        guard connection.changes != changesBefore || tally != before else { return tally }
        tally.commits = commit
        try connection.run("insert into commits values (?, ?)", commit, now)
        for (subject, span) in spans {
            try connection.run("insert into feed_span values (?, ?, ?)", subject, span.first, span.last)
        }
        return tally
    }

    override func lastCommit() throws -> Int64 { tally.commits }
    override func lastFeedNumber() throws -> Int64 { tally.feed }

    func emit(_ kind: FeedEvent.Kind, _ subject: SubjectID?, _ about: String) throws {
        tally.feed += 1
        try connection.run("insert into feed values (?, ?, ?, ?, ?, ?)", tally.feed, commit, kind.code, subject, about, now)
        if let subject { spans[subject, default: (tally.feed, tally.feed)].last = tally.feed }
    }

    func savepoint<Value>(_ body: () throws -> Value) throws -> Value {
        guard hasSavepoints else { return try unguarded(body) }
        let before = (tally, spans)
        try connection.execute("savepoint reaction")
        do {
            let value = try body()
            try connection.execute("release reaction")
            return value
        } catch {
            // A transaction that SQLite took back has no savepoint left; the group then fails as a whole.
            if connection.isInsideTransaction { try connection.execute("rollback to reaction; release reaction") }
            (tally, spans) = before
            known = nil
            throw error
        }
    }

    /// SQLite writes the index of terms out at each savepoint, and copies each page that changes after it: too dear for what hardly ever fails.
    private func unguarded<Value>(_ body: () throws -> Value) throws -> Value {
        let (tally, changes) = (tally, connection.changes)
        do {
            return try body()
        } catch {
            // An error that came before anything was written has nothing to undo.
            if connection.changes != changes || self.tally != tally { mustRunAgain = true }
            throw error
        }
    }

    func set(_ setting: String, _ value: String?) throws {
        if let value {
            try connection.run(
                "insert into setting values (?, ?) on conflict (name) do update set value = excluded.value", setting, value)
        } else {
            try connection.run("delete from setting where name = ?", setting)
        }
    }

    func newID() throws -> String {
        tally.ids += 1
        return ResourceID.fresh(tally.ids)
    }

    func learn(_ party: [UInt8], address: String) throws {
        try connection.run("insert into party (address, content) values (?, ?) on conflict (address) do nothing", address, party)
    }

    // Identities

    func ensureSubject(_ identifier: Identifier) throws -> SubjectID {
        if let subject = try subject(identifier) { return subject }
        tally.subjects += 1
        tally.citizens += 1
        try connection.run(
            "insert into subject values (?, ?, ?, ?)", tally.subjects, identifier.system, identifier.value, tally.subjects)
        return SubjectID(tally.subjects)
    }

    @discardableResult func link(_ link: Link) throws -> Bool {
        guard link.first != link.second else { throw JournalError.selfLink }
        guard let one = try root(of: link.first), let other = try root(of: link.second) else { throw JournalError.noSubject }
        let held = try connection.number(
            "select count(*) from link where first = ? and second = ? and source = ?", link.first, link.second, link.source)
        guard held == 0 else { return false }
        try connection.run("insert into link values (?, ?, ?)", link.first, link.second, link.source)
        try say(link)
        guard one != other else { return false }
        try apply(.nothing, to: max(one, other))
        try connection.run(
            "update subject set root = ?1 where number = ?2 or (root = ?2 and root <> number)", min(one, other), max(one, other))
        tally.citizens -= 1
        return true
    }

    @discardableResult func unlink(_ link: Link) throws -> Bool {
        let held = try connection.number(
            "select count(*) from link where first = ? and second = ? and source = ?", link.first, link.second, link.source)
        guard held > 0 else { return false }
        try connection.run("delete from link where first = ? and second = ? and source = ?", link.first, link.second, link.source)
        try say(link)
        let members = try group(of: link.first)
        let groups = try Groups.split(members, by: links(of: members))
        guard groups.count > 1 else { return false }
        for group in groups {
            for member in group { try connection.run("update subject set root = ? where number = ?", group[0], member) }
        }
        tally.citizens += Int64(groups.count - 1)
        return true
    }

    private func say(_ link: Link) throws {
        try emit(.identity, link.first, link.second.description)
        try emit(.identity, link.second, link.first.description)
    }
}
