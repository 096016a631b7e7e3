import Foundation
import GRDB
import GRDBSQLite
import Journal

extension JournalSQLite {
    /// Opens the store at `path`, and makes it when there is none: a file that its owner alone may read and write.
    ///
    /// Refuses a path that cannot be written to (`.readOnly`, `.unavailable`), a file that is no store of Helhet (`.invalid`, `.damaged`) and
    /// a store that a newer version has written (`.newerVersion`).
    public static func open(path: String) throws -> JournalSQLite {
        try open(path: path, IndexAccess { IndexSetup($0) })
    }

    /// - Parameter patience: how long another process that keeps the index may say nothing, in nanoseconds, before this one takes over.
    static func open(
        path: String, _ index: IndexAccess, patience: UInt64 = 10_000_000_000, pace: Checkpoints.Pace = .init()
    ) throws -> JournalSQLite {
        try prepareFile(path)
        return try JournalError.translating {
            let pool = try DatabasePool(path: path, configuration: configuration)
            do {
                // GRDB sets NORMAL when the pool opens; under NORMAL a power cut loses what was acknowledged.
                try pool.writeWithoutTransaction { database in
                    try database.execute(sql: "pragma synchronous = full")
                    try database.execute(sql: "pragma journal_size_limit = 67108864; pragma cache_size = -65536")
                    // What is erased is overwritten wherever the page is written anyway, which costs nothing to speak of.
                    try database.execute(sql: "pragma secure_delete = fast")
                }
                try migrate(pool)
                try pool.write { database in
                    let connection = try Connection(database)
                    var tally = try Tally(connection)
                    index.use(try index.read(connection))
                    try PartRow.reconcile(index.setup.indexing, connection, &tally)
                    try tally.save(connection)
                }
                try PartBuilding.finishSmall(pool, index.setup.indexing)
                let checkpoints = Checkpoints(path: path, pace: pace)
                pool.writeWithoutTransaction { checkpoints.follow($0) }
                return JournalSQLite(pool: pool, path: path, index, patience: patience, checkpoints)
            } catch {
                try? pool.close()
                throw error
            }
        }
    }

    /// So many connections read at a time.
    static let readers = 4

    static var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.foreignKeysEnabled = false
        configuration.maximumReaderCount = readers
        configuration.label = "helhet.journal"
        configuration.prepareDatabase { database in
            try database.execute(sql: "pragma temp_store = memory; pragma cache_size = -16384")
        }
        return configuration
    }

    /// Makes the file before SQLite does, so that nobody else can read it for a moment.
    static func prepareFile(_ path: String) throws(JournalError) {
        let file = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if file >= 0 {
            Glibc.close(file)
            return
        }
        switch errno {
        case EEXIST: break
        case EACCES, EPERM, EROFS:
            throw JournalError(.readOnly, "The store \(path) cannot be made. Give the hub write access to its folder.")
        case ENOENT, ENOTDIR:
            throw JournalError(.unavailable, "There is no folder for the store \(path). Make it, or choose another path.")
        case ENOSPC, EDQUOT: throw JournalError(.full, "The disk of the store \(path) is full. Free some space.")
        default: throw JournalError(.unavailable, "The store \(path) cannot be opened: \(String(cString: strerror(errno))).")
        }
        var facts = stat()
        guard stat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            throw JournalError(.invalid, "\(path) is no file. Name the file of the store.")
        }
        guard access(path, R_OK | W_OK) == 0 else {
            throw JournalError(.readOnly, "The store \(path) may not be written to. Give the hub write access to it and to its folder.")
        }
        // Its log and its shared memory get the same rights from SQLite.
        if facts.st_mode & 0o077 != 0 { chmod(path, 0o600) }
    }

    private static func migrate(_ pool: DatabasePool) throws {
        let migrator = Schema.migrator
        try pool.read { database in
            let id = try Int64.fetchOne(database, sql: "pragma application_id")
            // GRDB notes its steps in a transaction of its own: a first opening that was cut short may have left just that.
            let tables = try Int64.fetchOne(database, sql: "select count(*) from sqlite_schema where tbl_name <> 'grdb_migrations'")
            let isEmpty = tables == 0
            guard isEmpty || id == Schema.applicationID else {
                throw JournalError(.invalid, "The file is a database, but no store of Helhet. Name another file.")
            }
            guard try !migrator.hasBeenSuperseded(database) else {
                throw JournalError(
                    .newerVersion, "The store was written by a newer version of Helhet. Install that version, or open a backup.")
            }
        }
        try migrator.migrate(pool)
    }
}
