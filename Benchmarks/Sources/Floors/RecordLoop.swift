import Foundation
import GRDBSQLite

/// The rows that the hub wrote, written again into a copy of its store as it was before: prepared statements, the same rows in the same
/// order, as many commits at once as there are clients, each group synced to disk. It parses nothing, decides nothing and reads nothing;
/// nor does it merge the runs of the search index, which the hub does meanwhile.
struct RecordLoop {
    private let path: String
    private let floor: Store
    /// Tables whose rows are only ever added, with the column that rises.
    private static let tables = [
        ("commits", "number"), ("resource", "number"), ("feed", "number"), ("subject", "number"), ("index_run", "id"),
        ("index_block", "id"),
    ]
    static let group = 8

    init(copyOf path: String, at copy: String) throws {
        self.path = path
        for suffix in ["", "-wal", "-shm"] { unlink(copy + suffix) }
        let store = try Store(path)
        try store.execute("vacuum into '\(copy)'")
        store.close()
        floor = try Store(copy)
    }

    func close() { floor.close() }

    func mark() throws -> [Int64] {
        let store = try Store(path)
        defer { store.close() }
        return try Self.tables.map { table, column in try store.rows("select coalesce(max(\(column)), 0) from \(table)")[0][0].int }
    }

    /// Seconds that it takes to write what came after `mark`.
    func write(after mark: [Int64]) throws -> Double {
        let store = try Store(path)
        defer { store.close() }
        var groups: [[(sql: String, cells: [Store.Cell])]] = []
        let last = try store.rows("select max(number) from commits")[0][0].int
        let first = mark[0]
        let commits = max(1, last - first)
        groups = Array(repeating: [], count: Int((commits + Int64(Self.group) - 1)) / Self.group)
        for ((table, column), after) in zip(Self.tables, mark) {
            let rows = try store.rows("select * from \(table) where \(column) > ? order by \(column)", after)
            for (place, cells) in rows.enumerated() {
                let sql = "insert into \(table) values (\(cells.map { _ in "?" }.joined(separator: ", ")))"
                groups[min(groups.count - 1, place * groups.count / max(1, rows.count))].append((sql, cells))
            }
        }
        let begun = Machine.wall
        for group in groups {
            try floor.execute("begin immediate")
            for row in group { try floor.write(row.sql, row.cells) }
            try floor.execute("commit")
        }
        return Machine.wall - begun
    }
}
