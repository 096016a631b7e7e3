import Foundation
import Journal

/// The rows that the hub wrote, written again into a copy of its store as it was before: prepared statements, the same rows in the same
/// order with the same terms, as many commits at once as there are clients, each group synced to disk.
///
/// It parses nothing, decides nothing and reads nothing. The bytes of resources are given to it packed, and the terms worked out: both are
/// the hub's work, and not the loop's.
struct RecordLoop {
    private let path: String
    private let loop: LoopStore
    /// Tables whose rows are only ever added, with the column that rises.
    private static let tables = [("commits", "number"), ("resource", "number"), ("feed", "number"), ("subject", "number")]
    /// In the place of terms: the runs of the index, as far as they were not merged since, and what was merged meanwhile.
    private static let runs = [("index_run", "id"), ("index_block", "id")]
    static let group = 8

    init(copyOf path: String, in folder: String, _ form: LoopStore.Form) throws {
        self.path = path
        loop = try LoopStore(copyOf: path, in: folder, form)
    }

    var form: LoopStore.Form { loop.form }

    func close() { loop.close() }

    /// Where the hub's store ends.
    static func mark(_ path: String) throws -> [Int64] {
        let store = try Store(path)
        defer { store.close() }
        return try (tables + runs).map { table, column in
            try store.rows("select coalesce(max(\(column)), 0) from \(table)")[0][0].int
        }
    }

    private struct Group {
        var rows: [(sql: String, cells: [Store.Cell])] = []
        var terms: [LoopStore.Terms] = []
    }

    /// Writes what came after `mark`.
    func write(after mark: [Int64]) throws -> (seconds: Double, processor: Double, terms: Int) {
        let store = try Store(path)
        defer { store.close() }
        let last = try store.rows("select max(number) from commits")[0][0].int
        let commits = max(1, last - mark[0])
        var groups = [Group](repeating: Group(), count: Int(commits + Int64(Self.group) - 1) / Self.group)
        var count = 0
        for ((table, column), after) in zip(Self.tables + (form == .packed ? Self.runs : []), mark) {
            let rows = try store.rows("select * from \(table) where \(column) > ? order by \(column)", after)
            for (place, cells) in rows.enumerated() {
                let group = min(groups.count - 1, place * groups.count / max(1, rows.count))
                let sql = "insert into \(table) values (\(cells.map { _ in "?" }.joined(separator: ", ")))"
                groups[group].rows.append((sql, cells))
                guard table == "resource", form != .packed else { continue }
                let terms = try LoopStore.Terms(cells, for: form)
                count += terms.entries.count
                groups[group].terms.append(terms)
            }
        }
        let begun = (Machine.wall, Machine.process)
        for group in groups {
            try loop.store.execute("begin immediate")
            for row in group.rows { try loop.store.write(row.sql, row.cells) }
            try loop.add(group.terms)
            try loop.store.execute("commit")
        }
        return (Machine.wall - begun.0, Machine.process - begun.1, count)
    }
}
