import Dispatch
import GRDB
import GRDBSQLite
import Journal
import Synchronization

/// Moves what was committed from the log to the file, so that the log stays short. https://www.sqlite.org/wal.html#checkpointing
///
/// Most of it is moved on a connection and a thread of its own while the writer goes on. Only the writer can catch up with itself: when the
/// log is long it moves the little that is left, and the next commit begins the log anew.
final class Checkpointer: Sendable {
    /// In pages: how much is left to gather before it is moved beside the writer, and how long the log may grow.
    struct Pace: Sendable {
        var beside: Int32 = 2_000
        var whole: Int32 = 16_000
    }

    private struct State {
        /// Pages that the writer's connection had written when the log began, and when the last pass did.
        var begun: Int32 = 0
        var moved: Int32 = 0
        var isMoving = false
    }

    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "helhet.journal.checkpoint", qos: .utility)
    private let database: DatabaseQueue
    private let pace: Pace

    init(path: String, pace: Pace = Pace()) throws {
        self.pace = pace
        var configuration = Configuration()
        configuration.label = "helhet.journal.checkpoint"
        configuration.prepareDatabase { try $0.execute(sql: "pragma synchronous = normal") }
        database = try DatabaseQueue(path: path, configuration: configuration)
    }

    /// To be told of each commit, by the writer, outside a transaction.
    func committed(on connection: Connection) {
        let written = connection.pagesWritten
        let (startsPass, isLong) = state.withLock { state in
            let isLong = written &- state.begun >= pace.whole
            let startsPass = !isLong && !state.isMoving && written &- state.moved >= pace.beside
            if startsPass { (state.isMoving, state.moved) = (true, written) }
            return (startsPass, isLong)
        }
        if startsPass {
            queue.async { self.move() }
        } else if isLong, connection.checkpoint() {
            state.withLock { ($0.begun, $0.moved) = (written, written) }
        }
    }

    /// Waits for the pass that is under way.
    func close() throws {
        queue.sync {}
        try database.close()
    }

    /// A pass that does not come to its end is made up for by the next.
    private func move() {
        _ = try? database.writeWithoutTransaction { try Connection($0).checkpoint() }
        state.withLock { $0.isMoving = false }
    }
}

extension Connection {
    /// Pages that this connection has written since it was opened.
    fileprivate var pagesWritten: Int32 {
        var (now, highest): (Int32, Int32) = (0, 0)
        sqlite3_db_status(handle, SQLITE_DBSTATUS_CACHE_WRITE, &now, &highest, 0)
        return now
    }

    /// Moves what can be moved without waiting for anybody; whether that was all of the log.
    fileprivate func checkpoint() -> Bool {
        var (inLog, moved): (Int32, Int32) = (0, 0)
        let code = sqlite3_wal_checkpoint_v2(handle, "main", SQLITE_CHECKPOINT_PASSIVE, &inLog, &moved)
        return code == SQLITE_OK && inLog == moved
    }
}
