import Glibc

/// The end of a log in files, where entries are added. Only one thread works on it at a time, and of several processes the one that holds
/// the lock.
final class LogTail: @unchecked Sendable {
    // Only whoever drains the log calls it once it is made, and `isDraining` lets one do so at a time.
    private let folder: String
    private let disk: LogDisk
    private let segmentBytes: Int
    private let lock: LogHandle
    private var segment: LogSegment
    private(set) var file: LogHandle
    private var size: Int
    private(set) var head: LogHead
    /// What a crash left at the end, until the next entry tells of it.
    private(set) var torn: [UInt8] = []
    /// Whether the last entry lacks its newline.
    private var endsOpen = false

    /// Opens the log of a folder, and makes it when there is none.
    ///
    /// - Parameter known: where the log once stood: what it has up to there no crash can have left.
    init(folder: String, disk: LogDisk, segmentBytes: Int, known: LogHead?) throws(AccessError) {
        self.folder = folder
        self.disk = disk
        self.segmentBytes = segmentBytes
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST, let lock = LogHandle(folder + "/lock", O_RDWR | O_CREAT) else {
            throw AccessError(
                .unavailable, "The access log \(folder) cannot be opened. Give the hub write access to the folder of its store.",
                cause: LogDisk.text(errno))
        }
        self.lock = lock
        try Self.hold(lock)
        defer { flock(lock.descriptor, LOCK_UN) }
        let segments = LogSegment.all(in: folder)
        segment = segments.last ?? LogSegment(folder: folder, before: 0)
        if segments.isEmpty { try segment.make(from: .none, disk: disk) }
        guard let file = LogHandle(segment.path, O_RDWR | O_APPEND), let (head, end) = LogSegment.readHeader(file) else {
            throw AccessError(
                .unavailable, "The last file of the access log cannot be read. Run `helhet check`, or restore the log from a backup.",
                cause: segment.name)
        }
        self.file = file
        self.head = head
        size = end
        catchUp(known: known)
    }

    private static func hold(_ lock: LogHandle) throws(AccessError) {
        while flock(lock.descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw .noTrace("flock: \(LogDisk.text(errno))") }
        }
    }

    /// Adds entries, and gives the number of the first. All are written, or none is and the log stands as before.
    func append(_ bodies: [[UInt8]], torn note: (LogNote) -> [UInt8]) throws(AccessError) -> Int64 {
        try Self.hold(lock)
        defer { flock(lock.descriptor, LOCK_UN) }
        try goOn()
        if size >= segmentBytes, torn.isEmpty { try begin() }
        var next = head
        var bytes: [UInt8] = []
        bytes.reserveCapacity(bodies.reduce(256) { $0 + $1.count + 96 })
        if endsOpen { bytes.append(0x0A) }
        if !torn.isEmpty {
            var left = torn
            if left.last != 0x0A {
                // The note stands on a line of its own; the newline before it belongs to what it tells of.
                bytes.append(0x0A)
                left.append(0x0A)
            }
            LogLine.append(note(.torn(bytes: left.count, hash: LogHash.of(left))), after: &next, to: &bytes)
        }
        let first = next.number + 1
        for body in bodies { LogLine.append(body, after: &next, to: &bytes) }
        do {
            try disk.writeAll(bytes, to: file.descriptor)
        } catch {
            // Nobody has been answered on the strength of what was written in part. What cannot be taken back is told of as torn.
            ftruncate(file.descriptor, off_t(size))
            throw error
        }
        size += bytes.count
        head = next
        torn = []
        endsOpen = false
        return first
    }

    // MARK: - What other processes wrote

    /// Reads what has been added since we looked last.
    private func goOn() throws(AccessError) {
        if file.size != size { catchUp(known: nil) }
        while size >= segmentBytes, let next = LogHandle(following.path, O_RDWR | O_APPEND) {
            guard let (head, end) = LogSegment.readHeader(next), head == self.head else { throw .noTrace("the next file does not follow") }
            segment = following
            file = next
            size = end
            catchUp(known: nil)
        }
    }

    private var following: LogSegment { LogSegment(folder: folder, before: head.number) }

    private func begin() throws(AccessError) {
        // Only the last file may have anything that is not on disk.
        guard disk.sync(file.descriptor) == 0 else { throw .noTrace("fdatasync: \(LogDisk.text(errno))") }
        let next = following
        try next.make(from: head, disk: disk)
        guard let file = LogHandle(next.path, O_RDWR | O_APPEND), let (_, end) = LogSegment.readHeader(file) else {
            throw .noTrace("open: \(LogDisk.text(errno))")
        }
        segment = next
        self.file = file
        size = end
    }

    private func catchUp(known: LogHead?) {
        let end = file.size
        // The first byte added after an entry that lacked it is its newline.
        let start = endsOpen ? size + 1 : size - torn.count
        var scan = LogScan(from: head)
        endsOpen = endsOpen && end == size
        LogLines.forward(file, from: start, to: end) { line, isWhole, _ in
            if case .entry = scan.take(line, isWhole: isWhole) { self.endsOpen = !isWhole }
            return true
        }
        size = end
        guard !scan.loose.isEmpty, let known, known.number > scan.head.number else {
            head = scan.head
            torn = scan.loose
            return
        }
        // It was on disk and is another now: no crash does that. The log goes on from the last line, and `check` names what was changed.
        let loose = scan.loose
        loose.withUnsafeBytes { bytes in
            for (line, isWhole) in LogLine.split(bytes) {
                if isWhole, let number = LogLine.number(line), let hash = LogLine.hash(line) {
                    _ = scan.resume(at: LogHead(number, hash))
                } else {
                    _ = scan.take(line, isWhole: isWhole)
                }
            }
        }
        head = scan.head
        torn = scan.loose
    }
}
