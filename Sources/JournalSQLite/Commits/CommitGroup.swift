import Journal

/// Commits that share a transaction and a sync.
///
/// A commit's body runs in the one writer. The reactions it asks for are worked out on other processors meanwhile, since each is a function of its
/// history alone, and are written in the order of their commits when the bodies of the group have run, or somebody wants to read what they
/// write. So the group leaves what its commits would leave one after another.
final class CommitGroup {
    /// Thrown through the body of a commit when the whole group must run again with savepoints.
    struct RunAgain: Error {}

    private struct Commit {
        var writer: SQLiteWriter
        var answer: @Sendable () -> Void
        /// With the place of its fold, and whose record it is.
        var reactions: [(asked: AskedReaction, fold: Int, root: SubjectID)]
        var hasNumber: Bool
    }

    let connection: Connection
    let index: IndexAccess
    let delta: IndexDelta
    var tally: Tally
    /// Whether `savepoint` makes one. Without, what would have to be undone makes the whole group run again.
    let hasSavepoints: Bool
    private(set) var mustRunAgain = false
    /// What the store is searched by when the group is on disk, if the group changed that.
    private(set) var redefined: IndexSetup?
    var answers: [@Sendable () -> Void] = []
    private let folds = WorkAhead<PendingFold, PendingFold.Outcome> { $0.outcome() }
    /// Commits whose bodies have run.
    private var open: [Commit] = []
    /// Rows that settling changed: no commit's body did.
    private var settledChanges: Int64 = 0
    private let before: Tally

    init(_ connection: Connection, _ index: IndexAccess, savepoints: Bool) throws {
        self.connection = connection
        self.index = index
        delta = try IndexDelta(connection, index)
        hasSavepoints = savepoints
        tally = try Tally(connection)
        before = tally
    }

    /// Rows changed by the bodies of commits.
    var ownChanges: Int64 { connection.changes - settledChanges }
    var addsToFeed: Bool { tally.feed > before.feed }

    /// Writes what the group kept for its end, before the transaction ends; the tally is left to be saved.
    func close() throws {
        try FeedBlocks.close(connection, from: before, to: tally)
        try delta.write(connection, &tally)
        redefined = try delta.redefined(connection, &tally)
    }

    func index(_ number: Int64, from old: [[IndexEntry]], to new: [[IndexEntry]]) throws {
        delta.change(number, from: old, to: new)
        // With savepoints a part of the group may be taken back, and what is written cannot be told apart.
        if !hasSavepoints { try delta.spill(connection, &tally) }
    }

    func runAgain() { mustRunAgain = !hasSavepoints }

    /// Runs a commit's body. What it throws has been undone or makes the group run again.
    func run(_ job: Committer.Job) throws {
        // Only letters know nothing of what other reactions of their group write.
        if job.work != .letters { try settle() }
        let writer = SQLiteWriter(self, now: job.now)
        let (changes, ids) = (ownChanges, tally.ids)
        defer { writer.asked = [] }
        var mustSettle = job.work != .letters
        do {
            let answer = try job.run(writer)
            guard !mustRunAgain else { throw RunAgain() }
            let reactions = try writer.asked.compactMap { asked in
                try writer.group(of: asked.subject).first.map { root in
                    (asked, folds.add(try PendingFold(asked.reaction, root: root, in: writer)), root)
                }
            }
            let hasNumber = writer.hasWritten
            if hasNumber { tally.commits += 1 } else if !reactions.isEmpty { mustSettle = true }
            open.append(Commit(writer: writer, answer: answer, reactions: reactions, hasNumber: hasNumber))
        } catch {
            // Whatever else a body changes in the tally, it changes in a table too.
            if ownChanges == changes, connection.isInsideTransaction { tally.ids = ids } else { runAgain() }
            throw error
        }
        if mustSettle { try settle() }
    }

    /// Lets the reactions run that commits wait for, and gives those commits their end.
    func settle() throws {
        guard !open.isEmpty else { return }
        let (commits, changes) = (open, connection.changes)
        open = []
        defer { settledChanges += connection.changes - changes }
        do {
            for commit in commits {
                let changes = connection.changes
                for (asked, fold, root) in commit.reactions {
                    let outcome = folds.outcome(fold)
                    commit.writer.ready = outcome.ready
                    try commit.writer.conclude(asked, for: root, outcome.projection)
                }
                commit.writer.ready = [:]
                if !commit.hasNumber, connection.changes != changes { tally.commits += 1 }
                if commit.hasNumber || connection.changes != changes { try commit.writer.finish() }
                answers.append(commit.answer)
            }
        } catch {
            runAgain()
            throw error
        }
        if mustRunAgain { throw RunAgain() }
    }
}
