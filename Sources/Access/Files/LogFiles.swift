import Dispatch
import FHIR
import Glibc
import Synchronization

/// A log in a folder of files that anybody can read: one line an entry, in the order in which they came.
///
/// Entries that come at the same time are written together, in one call, and synced together, within 100 ms. Several processes may have the
/// same log open; they take turns. What a crash left at the end stays where it is, and the next entry tells of it.
public final class LogFiles: AccessLog {
    private struct Waiting {
        var body: [UInt8]
        var at: Instant
        var answer: CheckedContinuation<Result<Int64, AccessError>, Never>
    }

    private struct State {
        var waiting: [Waiting] = []
        var isDraining = false
        var isSyncing = false
        /// The disk is at it now, and whoever writes may have to wait for it.
        var isAtDisk = false
        var isClosed = false
        /// Once the disk has refused to sync nobody knows what it holds: nothing is written any more.
        var fault: AccessError?
        var written = LogHead.none
        /// The file in which it was written; those before it are synced.
        var file: LogHandle?
        var synced = LogHead.none
        var closers: [CheckedContinuation<Void, Never>] = []
    }

    let folder: String
    private let disk: LogDisk
    private let state = Mutex(State())
    private let tail: LogTail
    private let writing = DispatchQueue(label: "helhet.log.writing", qos: .userInitiated)
    private let syncing = DispatchQueue(label: "helhet.log.syncing", qos: .userInitiated)
    /// Bytes that a crash had left when the log was opened; the next entry tells of them.
    public let tornBytes: Int

    /// After this long at most what was written is being synced.
    static let pace = DispatchTimeInterval.milliseconds(50)
    private static let batch = 512

    /// Opens the log of a folder, and makes it when there is none: its owner alone may read it.
    ///
    /// - Parameter known: where the log stood as the store knows it.
    public static func open(folder: String, known: LogHead? = nil) throws(AccessError) -> LogFiles {
        try LogFiles(folder: folder, known: known, disk: .real, segmentBytes: 64 << 20)
    }

    init(folder: String, known: LogHead?, disk: LogDisk, segmentBytes: Int) throws(AccessError) {
        self.folder = folder
        self.disk = disk
        let tail = try LogTail(folder: folder, disk: disk, segmentBytes: segmentBytes, known: known)
        tornBytes = tail.torn.count
        self.tail = tail
        let (head, file) = (tail.head, tail.file)
        state.withLock { state in
            state.written = head
            state.file = file
            // Somebody may have been stopped before syncing what was written.
            state.synced = known ?? .none
        }
        sync()
    }

    public var synced: LogHead { state.withLock { $0.synced } }
    public var waiting: Int { state.withLock { $0.waiting.count } }

    @discardableResult public func append(_ entry: LogEntry) async throws(AccessError) -> Int64 {
        let body = entry.canonical()
        let written = await withCheckedContinuation { (continuation: CheckedContinuation<Result<Int64, AccessError>, Never>) in
            let (refusal, isFirst, isAtDisk) = state.withLock { state -> (AccessError?, Bool, Bool) in
                if state.isClosed { return (.noTrace("the log is closed"), false, false) }
                if let fault = state.fault { return (fault, false, false) }
                state.waiting.append(Waiting(body: body, at: entry.at, answer: continuation))
                defer { state.isDraining = true }
                return (nil, !state.isDraining, state.isAtDisk)
            }
            if let refusal { continuation.resume(returning: .failure(refusal)) }
            guard isFirst else { return }
            if isAtDisk { writing.async { self.drain() } } else { drainHere() }
        }
        return try written.get()
    }

    private func drain() {
        while let batch = next() { write(batch) }
    }

    /// Writes what waits on the caller's thread, which spares a lone entry the way to another one and back. What came meanwhile is written
    /// elsewhere: nobody waits for the entries of others.
    private func drainHere() {
        guard let batch = next() else { return }
        write(batch)
        guard let more = next() else { return }
        writing.async {
            self.write(more)
            self.drain()
        }
    }

    /// Only whoever has set `isDraining` calls it.
    private func write(_ batch: [Waiting]) {
        do throws(AccessError) {
            let first = try tail.append(batch.map(\.body)) { note in
                var entry = LogEntry(at: batch[0].at, .hub, .torn, trace: "")
                entry.note = note
                return entry.canonical()
            }
            let (head, file) = (tail.head, tail.file)
            let startsSyncing = state.withLock { state in
                state.written = head
                state.file = file
                defer { state.isSyncing = true }
                return !state.isSyncing
            }
            if startsSyncing { syncing.asyncAfter(deadline: .now() + Self.pace) { self.sync() } }
            for (index, one) in batch.enumerated() { one.answer.resume(returning: .success(first + Int64(index))) }
        } catch {
            for one in batch { one.answer.resume(returning: .failure(error)) }
        }
    }

    private func next() -> [Waiting]? {
        let (batch, closers) = state.withLock { state in
            let batch = Array(state.waiting.prefix(Self.batch))
            state.waiting.removeFirst(batch.count)
            guard batch.isEmpty else { return (batch, [CheckedContinuation<Void, Never>]()) }
            state.isDraining = false
            defer { state.closers = [] }
            return (batch, state.closers)
        }
        for closer in closers { closer.resume() }
        return batch.isEmpty ? nil : batch
    }

    private func sync() {
        let (head, file) = state.withLock { state in
            state.isAtDisk = true
            return (state.written, state.file)
        }
        let isDone = file.map { disk.sync($0.descriptor) == 0 } ?? true
        let cause = LogDisk.text(errno)
        let again = state.withLock { state in
            state.isAtDisk = false
            if isDone { state.synced = head } else { state.fault = .noTrace("fdatasync: \(cause)") }
            state.isSyncing = state.written != head && isDone
            return state.isSyncing
        }
        if again { syncing.asyncAfter(deadline: .now() + Self.pace) { self.sync() } }
    }

    public func close() async throws(AccessError) {
        await withCheckedContinuation { continuation in
            let isAtRest = state.withLock { state in
                state.isClosed = true
                if state.isDraining { state.closers.append(continuation) }
                return !state.isDraining
            }
            if isAtRest { continuation.resume() }
        }
        await withCheckedContinuation { continuation in
            syncing.async {
                self.sync()
                continuation.resume()
            }
        }
        if let fault = state.withLock({ $0.fault }) { throw fault }
    }
}
