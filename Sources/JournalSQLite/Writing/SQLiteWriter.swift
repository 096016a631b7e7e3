import FHIR
import Journal

/// One commit of a group, inside the writer's closure. What it counts is written when the group ends.
final class SQLiteWriter: SQLiteReader, JournalWriter {
    let now: Instant
    let commit: Int64
    /// The letters that were there before this commit.
    var lettersBefore: Int64 { before.letters }
    var tally: Tally {
        get { commits.tally }
        _modify { yield &commits.tally }
    }
    var indexing: Indexing { commits.delta.setup.indexing }
    /// A citizen who is there: a commit is mostly about one.
    var known: SubjectID?
    /// Made by this commit, linked to nobody, and nothing stands for them yet: there is nothing to look up.
    private(set) var fresh: Set<SubjectID> = []
    /// Attachments kept since the last letter was filed: the next one brought them.
    var attached: [Int64] = []
    /// Resources that were made ready before the writer's turn, by the hash of their draft.
    var ready: [[UInt8]: ReadyResource] = [:]
    /// Resources that are about to be put, by `Type/id`.
    var prepared: [String: PreparedResource] = [:]
    /// May hold what holds this writer: `CommitGroup` takes them away when the body has ended.
    var asked: [AskedReaction] = []
    /// What the feed is to say: the numbers come when the commit ends.
    private var events: [(kind: FeedEvent.Kind, subject: SubjectID?, about: String, version: Int64?)] = []
    private unowned let commits: CommitGroup
    private let before: Tally
    private let changesBefore: Int64

    init(_ group: CommitGroup, now: Instant) {
        self.now = now
        commits = group
        before = group.tally
        commit = before.commits + 1
        changesBefore = group.ownChanges
        super.init(group.connection, group.index)
    }

    /// What reactions of commits before this one write must stand before it is read or changed.
    @discardableResult override func settled() throws -> Connection {
        try commits.settle()
        return connection
    }

    /// Whether the body has; one that wrote nothing takes no number.
    var hasWritten: Bool { commits.ownChanges != changesBefore || tally.ids != before.ids || !events.isEmpty }

    /// Writes what the commit kept for its end.
    func finish() throws {
        try connection.run("insert into commits values (?, ?)", commit, now)
        var spans: [SubjectID: (first: Int64, last: Int64)] = [:]
        for event in events {
            tally.feed += 1
            try connection.run(
                "insert into feed values (?, ?, ?, ?, ?, ?, ?)", tally.feed, commit, event.kind.code, event.subject, event.about, now,
                event.version)
            if let subject = event.subject { spans[subject, default: (tally.feed, tally.feed)].last = tally.feed }
        }
        for (subject, span) in spans {
            try connection.run("insert into feed_span values (?, ?, ?)", subject, span.first, span.last)
        }
    }

    func index(_ number: Int64, from old: [[IndexEntry]], to new: [[IndexEntry]]) throws {
        try commits.index(number, from: old, to: new)
    }

    /// What searches are defined by has changed.
    func redefineSearches() { commits.delta.changesParameters = true }

    override func searched() throws -> (IndexView, IndexSetup) { (try commits.delta.view(connection), commits.delta.setup) }
    override func lastResource() throws -> Int64 { tally.resources }
    override func lastCommit() throws -> Int64 { tally.commits }
    override func lastFeedNumber() throws -> Int64 { tally.feed + Int64(events.count) }

    /// - Parameter version: of the resource, when the news is one.
    func emit(_ kind: FeedEvent.Kind, _ subject: SubjectID?, _ about: String, version: Int64? = nil) {
        events.append((kind, subject, about, version))
    }

    func react(_ reaction: any Reaction, to subject: SubjectID, owner: @autoclosure @escaping () throws -> String) throws {
        asked.append(AskedReaction(reaction, to: subject, owner: owner))
    }

    func savepoint<Value>(_ body: () throws -> Value) throws -> Value {
        let before = (tally: tally, changes: connection.changes, events: events.count, asked: asked.count, index: commits.delta.mark)
        guard commits.hasSavepoints else {
            do {
                return try body()
            } catch {
                // An error that came before anything was written has nothing to undo.
                if connection.changes != before.changes || tally != before.tally || events.count != before.events { commits.runAgain() }
                asked.removeSubrange(before.asked...)
                throw error
            }
        }
        try connection.execute("savepoint reaction")
        do {
            let value = try body()
            try connection.execute("release reaction")
            return value
        } catch {
            // A transaction that SQLite took back has no savepoint left; the group then fails as a whole.
            if connection.isInsideTransaction { try connection.execute("rollback to reaction; release reaction") }
            tally = before.tally
            commits.delta.rewind(to: before.index)
            events.removeSubrange(before.events...)
            asked.removeSubrange(before.asked...)
            known = nil
            fresh = []
            lastNamed = nil
            attached = []
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
        let subject = SubjectID(tally.subjects)
        fresh.insert(subject)
        known = subject
        return subject
    }

    override func root(of subject: SubjectID) throws -> SubjectID? {
        try fresh.contains(subject) ? subject : super.root(of: subject)
    }

    override func group(of subject: SubjectID) throws -> [SubjectID] {
        try fresh.contains(subject) ? [subject] : super.group(of: subject)
    }

    /// Something is about to stand for these, or to link them.
    func use(_ subjects: SubjectID...) { for subject in subjects { fresh.remove(subject) } }

    @discardableResult func link(_ link: Link) throws -> Bool {
        guard link.first != link.second else { throw JournalError.selfLink }
        try settled()
        guard let one = try root(of: link.first), let other = try root(of: link.second) else { throw JournalError.noSubject }
        let held = try connection.number(
            "select count(*) from link where first = ? and second = ? and source = ?", link.first, link.second, link.source)
        guard held == 0 else { return false }
        guard try kind(of: link.first) != .incident, try kind(of: link.second) != .incident else { throw JournalError.incidentLink }
        use(link.first, link.second)
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
        try settled()
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
        emit(.identity, link.first, link.second.description)
        emit(.identity, link.second, link.first.description)
    }
}
