import Dispatch
import GRDB
import GRDBSQLite
import Synchronization

/// Moves what commits wrote from the log into the file, on a connection of its own: thousands of pages are written and synced while no commit
/// waits for them (decision 0024).
///
/// The log begins anew when all of it stands in the file while nobody writes, which beside a writer without rest never comes about. So what was
/// committed during the last pass is moved by the writer itself, now and then: it is little.
final class Checkpoints: Sendable {
    /// Lengths of the log, in pages.
    struct Pace {
        /// How many come between two passes. Few: a commit that syncs while a pass does waits for the disk.
        var step = 500
        /// From how many on the writer moves the rest, so that the log begins anew. Below `journal_size_limit`, or the file would be cut each time.
        var limit = 12_000
        /// From how many on the writer does so although no pass has come this far.
        var most = 40_000
    }

    private struct State {
        /// How long the log was when the last pass began; zero once it begins anew.
        var passed = 0
        var isPassing = false
        var isReady = false
        var isClosed = false
    }

    /// So many passes at most prepare for the writer, and one is worth while for so many pages.
    private static let passes = 5
    private static let pages: Int32 = 60

    private let path: String
    private let pace: Pace
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "helhet.journal.checkpoints", qos: .utility)
    /// Opened when the first pass comes: most commands end before.
    private let connection = Mutex<DatabaseQueue?>(nil)

    init(path: String, pace: Pace) {
        self.path = path
        self.pace = pace
    }

    /// Follows what the writer commits, until `close`.
    func follow(_ writer: Database) {
        // In the place of SQLite's own, which moves the log while a commit waits: https://www.sqlite.org/c3ref/wal_hook.html
        sqlite3_wal_hook(
            writer.sqliteConnection,
            { context, writer, _, frames in
                guard let context else { return SQLITE_OK }
                Unmanaged<Checkpoints>.fromOpaque(context).takeUnretainedValue().committed(writer, Int(frames))
                return SQLITE_OK
            }, Unmanaged.passRetained(self).toOpaque())
    }

    /// Returns when the pass under way has ended. Afterwards the log is left as it is.
    func close(_ writer: Database) {
        let wasClosed = state.withLock { state in
            defer { state.isClosed = true }
            return state.isClosed
        }
        guard !wasClosed else { return }
        sqlite3_wal_hook(writer.sqliteConnection, nil, nil)
        Unmanaged.passUnretained(self).release()
        queue.sync {
            connection.withLock { connection in
                try? connection?.close()
                connection = nil
            }
        }
    }

    private func committed(_ writer: OpaquePointer?, _ frames: Int) {
        let (mustMove, mustPass) = state.withLock { state in
            if frames < state.passed { state.passed = 0 }
            guard frames < pace.most, !state.isReady else {
                state.isReady = false
                state.passed = frames
                return (true, false)
            }
            guard !state.isPassing, !state.isClosed, frames - state.passed >= pace.step else { return (false, false) }
            state.isPassing = true
            state.passed = frames
            return (false, true)
        }
        // What fails, on a full disk say, is tried again: the log holds everything until then.
        if mustMove { sqlite3_wal_checkpoint_v2(writer, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil) }
        if mustPass { queue.async { self.pass(frames) } }
    }

    private func pass(_ frames: Int) {
        let isLast = frames >= pace.limit
        var before: Int32 = 0
        for _ in 0..<(isLast ? Self.passes : 1) {
            guard let moved = move(), moved - before >= Self.pages else { break }
            before = moved
        }
        state.withLock { state in
            state.isPassing = false
            state.isReady = isLast
        }
    }

    /// How many of the log's pages stand in the file after a pass; nil when it could not be made.
    private func move() -> Int32? {
        connection.withLock { connection in
            guard !state.withLock({ $0.isClosed }) else { return nil }
            do {
                let open = try connection ?? DatabaseQueue(path: path, configuration: Self.configuration)
                connection = open
                return open.inDatabase { database in
                    var moved: Int32 = 0
                    let code = sqlite3_wal_checkpoint_v2(database.sqliteConnection, nil, SQLITE_CHECKPOINT_PASSIVE, nil, &moved)
                    return code == SQLITE_OK ? moved : nil
                }
            } catch {
                return nil
            }
        }
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "helhet.journal.checkpoints"
        configuration.prepareDatabase { database in
            try database.execute(sql: "pragma synchronous = full; pragma wal_autocheckpoint = 0")
        }
        return configuration
    }
}
