import Journal

/// How many there are of each: the last number given. Read once a group, written once a group.
struct Tally: Equatable {
    var commits: Int64 = 0
    var subjects: Int64 = 0
    var citizens: Int64 = 0
    var letters: Int64 = 0
    var facts: Int64 = 0
    var resources: Int64 = 0
    var living: Int64 = 0
    var outbox: Int64 = 0
    var feed: Int64 = 0
    var ids: Int64 = 0
    /// Runs of the search index.
    var indexRuns: Int64 = 0
    /// How often the runs that make up the search index have changed otherwise than by one more.
    var indexFolds: Int64 = 0

    init() {}

    init(_ connection: Connection) throws {
        let read = try connection.first(
            """
            select commits, subjects, citizens, letters, facts, resources, living, outbox, feed, ids, index_runs, index_folds from tally
            where one = 1
            """
        ) { row in
            var tally = Tally()
            tally.commits = row.int(0)
            tally.subjects = row.int(1)
            tally.citizens = row.int(2)
            tally.letters = row.int(3)
            tally.facts = row.int(4)
            tally.resources = row.int(5)
            tally.living = row.int(6)
            tally.outbox = row.int(7)
            tally.feed = row.int(8)
            tally.ids = row.int(9)
            tally.indexRuns = row.int(10)
            tally.indexFolds = row.int(11)
            return tally
        }
        guard let read else { throw JournalError(.damaged, "The store has lost its counters. Restore a backup.") }
        self = read
    }

    func save(_ connection: Connection) throws {
        try connection.run(
            """
            update tally set commits = ?, subjects = ?, citizens = ?, letters = ?, facts = ?, resources = ?, living = ?, outbox = ?,
            feed = ?, ids = ?, index_runs = ?, index_folds = ? where one = 1
            """, commits, subjects, citizens, letters, facts, resources, living, outbox, feed, ids, indexRuns, indexFolds)
    }
}
