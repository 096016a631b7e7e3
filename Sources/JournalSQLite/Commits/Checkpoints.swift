import Dispatch
import GRDB
import GRDBSQLite
import Glibc
import Synchronization

/// Moves what commits wrote from the log into the file, on a connection of its own: thousands of pages are written and synced while no commit
/// waits for them (decision 0024).
///
/// The log begins anew when all of it stands in the file while nobody writes, which beside a writer without rest never comes about. So what was
/// committed during the last pass is moved by the writer itself, now and then: it is little.
///
/// A pass begins only when something is left to move, and nobody else moves anything until it ends. So the log cannot begin anew under a pass, which
/// SQLite before 3.51.3 would not notice: https://www.sqlite.org/wal.html#walresetbug
final class Checkpoints: Sendable {
    /// Lengths of the log, in pages.
    struct Pace {
        /// How many come between two passes. Few: a commit that syncs while a pass does waits for the disk.
        var step = 500
        /// From how many on the writer moves the rest, so that the log begins anew. Below `journal_size_limit`, or the file would be cut each time.
        var limit = 12_000
    }

    private enum Move { case none, pass, rest }

    private struct State {
        /// How long the log was when the last pass began; zero once it begins anew.
        var passed = 0
        /// From which length on the writer is to move the rest.
        var end: Int
        /// Passes that were to leave it little.
        var tries = 0
        var isPassing = false
        var isClosed = false
    }

    /// What is little for the writer, in pages; and how many passes try to leave no more.
    private static let little = 60
    private static let mostTries = 5

    private let path: String
    private let pace: Pace
    private let state: Mutex<State>
    private let queue = DispatchQueue(label: "helhet.journal.checkpoints", qos: .utility)
    /// Opened when the first pass comes: most commands end before.
    private let connection = Mutex<DatabaseQueue?>(nil)

    init(path: String, pace: Pace) {
        self.path = path
        self.pace = pace
        state = Mutex(State(end: pace.limit))
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
        let move: Move = state.withLock { state in
            if frames < state.passed { (state.passed, state.end, state.tries) = (0, pace.limit, 0) }
            guard !state.isPassing, !state.isClosed else { return .none }
            let left = frames - state.passed
            if frames >= state.end, left <= Self.little || state.tries == Self.mostTries {
                // Where somebody reads what the log still holds it goes on, and is not to be tried at each commit.
                (state.passed, state.end, state.tries) = (frames, frames + pace.step, 0)
                return .rest
            }
            guard left >= pace.step || frames >= state.end else { return .none }
            if frames >= state.end { state.tries += 1 }
            state.isPassing = true
            state.passed = frames
            return .pass
        }
        switch move {
        case .none: break
        case .pass: queue.async { self.pass() }
        // What fails, on a full disk say, is tried again: the log holds everything until then.
        case .rest: sqlite3_wal_checkpoint_v2(writer, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
        }
    }

    private func pass() {
        connection.withLock { connection in
            guard !state.withLock({ $0.isClosed }), access(path, F_OK) == 0 else { return }
            connection = connection ?? (try? DatabaseQueue(path: path, configuration: Self.configuration))
            connection?.inDatabase { database in
                _ = sqlite3_wal_checkpoint_v2(database.sqliteConnection, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
            }
        }
        state.withLock { $0.isPassing = false }
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
