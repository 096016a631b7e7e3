import Foundation
import GRDB
public import Journal

/// What opening a store with this version changes in it, tried on a copy.
public struct StoreUpgrade: Sendable {
    /// The names of the steps, in their order; empty when the store has the form of this version already.
    public var steps: [String]
    /// What is wrong in the copy afterwards.
    public var findings: [Finding]
    public var bytesBefore: Int64
    public var bytesAfter: Int64
    public var seconds: Double
}

extension JournalSQLite {
    /// The steps that opening the store would take. Reads the file and changes nothing.
    public static func pendingSteps(path: String) throws -> [String] {
        try reading(path) { database in
            guard try Int64.fetchOne(database, sql: "pragma application_id") == Schema.applicationID else {
                guard try Int64.fetchOne(database, sql: "select count(*) from sqlite_schema") != 0 else {
                    throw JournalError(
                        .invalid,
                        "There is no store in the file: it is empty. A copy made while a hub ran lacks what stood in the log beside it; copy "
                            + "stores with `helhet backup`.")
                }
                throw JournalError(.invalid, "The file is a database, but no store of Helhet. Name another file.")
            }
            let migrator = Schema.migrator
            guard try !migrator.hasBeenSuperseded(database) else {
                throw JournalError(
                    .newerVersion, "The store was written by a newer version of Helhet. Install that version, or open a backup.")
            }
            let applied = try migrator.appliedIdentifiers(database)
            return migrator.migrations.filter { !applied.contains($0) }
        }
    }

    /// Copies the store into `folder`, upgrades and checks the copy, and takes it away again. The store itself is only read, also while a hub
    /// runs on it.
    ///
    /// - Parameter audit: finds what is wrong in the copy.
    public static func tryUpgrade(
        path: String, in folder: String, audit: (JournalSQLite) async throws -> [Finding] = { try await $0.check() }
    ) async throws -> StoreUpgrade {
        let steps = try pendingSteps(path: path)
        let copy = folder + "/helhet-upgrade-\(UUID().uuidString).sqlite"
        defer { for suffix in ["", "-journal", "-wal", "-shm"] { unlink(copy + suffix) } }
        try prepareFile(copy)
        try reading(path) { source in
            let target = try DatabaseQueue(path: copy)
            try target.writeWithoutTransaction { try source.backup(to: $0) }
            try target.close()
        }
        let before = try size(copy)
        let start = ContinuousClock.now
        let journal = try open(path: copy)
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let findings = try await audit(journal)
        try await journal.close()
        return StoreUpgrade(steps: steps, findings: findings, bytesBefore: before, bytesAfter: try size(copy), seconds: seconds)
    }

    private static func size(_ path: String) throws -> Int64 {
        var facts = stat()
        guard stat(path, &facts) == 0 else { throw JournalError(.unavailable, "The copy of the store cannot be read.") }
        return Int64(facts.st_size)
    }
}
