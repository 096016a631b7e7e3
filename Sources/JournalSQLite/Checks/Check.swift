import Journal

/// Something that may be wrong in a store, and how to find where.
struct Check: Sendable {
    /// At most this many places are named for each check: a broken store should not fill the screen.
    static let limit = 100

    let findings: @Sendable (Connection) throws -> [Finding]

    init(findings: @escaping @Sendable (Connection) throws -> [Finding]) { self.findings = findings }

    /// `sql` gives the number of each row that is wrong.
    init(_ name: CheckName, _ noun: String, _ sql: StaticString) {
        self.init { connection in
            try connection.rows(sql, atMost: Check.limit) { row in name.at("\(noun) \(row.text(0))") }
        }
    }

    static let all = letters + receipts + facts + identities + plans + resources + erasures + feed + counters

    static func findings(_ connection: Connection) throws -> [Finding] {
        try all.flatMap { try $0.findings(connection).prefix(limit) }
    }
}
