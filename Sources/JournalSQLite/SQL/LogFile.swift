import GRDBSQLite

/// The write-ahead log of a connection, as SQLite has it open.
struct LogFile: @unchecked Sendable {
    // The file stays open as long as its connection, and a sync from another thread touches its descriptor alone.
    private let file: UnsafeMutablePointer<sqlite3_file>

    /// None where the connection has no log open.
    init?(of connection: OpaquePointer) {
        var file: UnsafeMutablePointer<sqlite3_file>?
        // https://www.sqlite.org/c3ref/c_fcntl_begin_atomic_write.html#sqlitefcntljournalpointer
        guard sqlite3_file_control(connection, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file) == SQLITE_OK, let file,
            file.pointee.pMethods != nil
        else { return nil }
        self.file = file
    }

    /// SQLite's own sync, so that whatever file system it was given has a say; gives its result code.
    func sync() -> Int32 {
        guard let methods = file.pointee.pMethods, let sync = methods.pointee.xSync else { return SQLITE_IOERR }
        return sync(file, SQLITE_SYNC_NORMAL)
    }
}
