import Synchronization

/// A log for tests and simulation: the same chain, kept in memory.
public final class LogMemory: AccessLog {
    private struct State {
        var bytes: [UInt8] = []
        var head = LogHead.none
        var entries: [LogEntry] = []
        /// What the next appends throw.
        var fault: AccessError?
    }

    private let state = Mutex(State())

    public init() {}

    @discardableResult public func append(_ entry: LogEntry) async throws(AccessError) -> Int64 {
        let written = state.withLock { state -> Result<Int64, AccessError> in
            if let fault = state.fault { return .failure(fault) }
            LogLine.append(entry.canonical(), after: &state.head, to: &state.bytes)
            var entry = entry
            entry.number = state.head.number
            state.entries.append(entry)
            return .success(entry.number)
        }
        return try written.get()
    }

    /// Lets the log fail from now on, as a full disk would; nil lets it work again.
    public func fail(with error: AccessError?) { state.withLock { $0.fault = error } }

    public var synced: LogHead { state.withLock { $0.head } }
    public var waiting: Int { 0 }

    /// Everything as the file would hold it.
    public var bytes: [UInt8] { state.withLock { $0.bytes } }

    public func entry(_ number: Int64) async throws(AccessError) -> LogEntry? {
        state.withLock { number >= 1 && number <= $0.entries.count ? $0.entries[Int(number) - 1] : nil }
    }

    public func entries(_ query: LogQuery) async throws(AccessError) -> LogPage {
        let found = state.withLock { state in Array(state.entries.reversed().lazy.filter(query.matches).prefix(query.limit + 1)) }
        let page = Array(found.prefix(query.limit))
        return LogPage(page, next: found.count > page.count ? page.last?.number ?? query.before : nil)
    }

    public func check(against head: LogHead?) async throws(AccessError) -> LogReport {
        Self.check(bytes, against: head)
    }

    /// Checks a log that is one file.
    static func check(_ bytes: [UInt8], against head: LogHead?) -> LogReport {
        var audit = LogAudit(from: .none, known: head)
        bytes.withUnsafeBytes { bytes in
            for (line, isWhole) in LogLine.split(bytes) { audit.take(line, isWhole: isWhole) }
        }
        return audit.finish()
    }

    public func backup(to path: String) async throws(AccessError) {
        throw AccessError(.unavailable, "A log in memory cannot be copied. Keep the log in files.")
    }

    public func close() async throws(AccessError) {}
}
