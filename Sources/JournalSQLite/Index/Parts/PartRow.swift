import Journal

/// How far a part of the index has come, as its row says.
struct PartRow: Sendable, Equatable {
    var number: Int64
    var definition: String
    /// Resources up to this number are in it. Those above come when their turn is.
    var cursor: Int64
    /// Whether it answers.
    var isDone: Bool

    /// Whether a resource's entries are in it, or are to be put there by whoever writes the resource.
    func holds(_ resource: Int64) -> Bool { isDone || resource <= cursor }

    static func all(_ connection: Connection) throws -> [PartRow] {
        try connection.rows("select number, definition, cursor, done from index_part order by number") { row in
            PartRow(number: row.int(0), definition: row.text(1), cursor: row.int(2), isDone: row.int(3) == 1)
        }
    }

    /// Makes the parts those that the program knows. What another one is found by would be wrong after the next commit, so it goes; a new
    /// one of a store without resources is done.
    static func reconcile(_ indexing: Indexing, _ connection: Connection, _ tally: inout Tally) throws {
        let held = try all(connection)
        let wanted = indexing.parts.map(\.definition)
        guard held.map(\.definition).sorted() != wanted.sorted() else { return }
        for row in held where !wanted.contains(row.definition) {
            try connection.run("update index_run set state = 2 where part = ?", row.number)
            try connection.run("delete from index_part where number = ?", row.number)
        }
        let isEmpty = tally.resources == 0
        let last = try connection.number(
            "select max(number) from (select max(number) as number from index_part union select max(part) from index_run)")
        for (place, definition) in wanted.filter({ definition in !held.contains { $0.definition == definition } }).enumerated() {
            try connection.run("insert into index_part values (?, ?, 0, ?)", last + 1 + Int64(place), definition, isEmpty ? 1 : 0)
        }
        tally.indexFolds += 1
    }
}
