import Glibc
import Journal

extension LogFiles {
    public func check(against head: LogHead?) async throws(AccessError) -> LogReport {
        await Self.check(folder: folder, against: head)
    }

    /// Reads the log of a folder, which nobody need have open, and changes nothing.
    public static func check(folder: String, against head: LogHead?) async -> LogReport {
        await aside { check(folder, against: head) }
    }

    private static func check(_ folder: String, against known: LogHead?) -> LogReport {
        let segments = LogSegment.all(in: folder)
        let opened = segments.map { segment in
            let file = LogHandle(segment.path, O_RDONLY)
            return (segment, file, file.flatMap { LogSegment.readHeader($0) })
        }
        let beginning = opened.first.map { segment, _, header in header?.head ?? LogHead(segment.before, .none) } ?? .none
        var audit = LogAudit(from: beginning, known: known)
        for (segment, file, header) in opened {
            guard let file, let header, header.head.number == segment.before else {
                audit.note(.fileUnreadable, "file \(segment.name)")
                continue
            }
            audit.begin(header.head, file: segment.name)
            LogLines.forward(file, from: header.end, to: file.size) { line, isWhole, _ in
                audit.take(line, isWhole: isWhole)
                return true
            }
        }
        return audit.finish()
    }

    /// Copies the files, each up to the last line that is whole: what is written meanwhile is for the next copy.
    public func backup(to path: String) async throws(AccessError) {
        let folder = folder
        let outcome = await Self.aside { () -> Result<Void, AccessError> in
            Result { () throws(AccessError) in try Self.copy(folder, to: path) }
        }
        try outcome.get()
    }

    private static func copy(_ folder: String, to path: String) throws(AccessError) {
        guard mkdir(path, 0o700) == 0 else {
            if errno == EEXIST {
                throw AccessError(
                    .conflict, "There is something at \(path) already. Choose another name; a backup never writes over anything.")
            }
            throw AccessError(
                .unavailable, "The folder \(path) cannot be made. Check that one may write there.", cause: LogDisk.text(errno))
        }
        let failed = AccessError(.unavailable, "The access log could not be copied to \(path). Look whether its disk is full.")
        for segment in LogSegment.all(in: folder) {
            guard let source = LogHandle(segment.path, O_RDONLY),
                let copy = LogHandle("\(path)/\(segment.name)", O_WRONLY | O_CREAT | O_EXCL)
            else { throw failed }
            let size = source.size
            var offset = 0
            while offset < size {
                var bytes = source.read(from: offset, count: min(LogLines.piece, size - offset))
                offset += bytes.count
                if offset >= size { bytes.removeLast(bytes.count - 1 - (bytes.lastIndex(of: 0x0A) ?? -1)) }
                guard !bytes.isEmpty else { break }
                try LogDisk.real.writeAll(bytes, to: copy.descriptor)
            }
            guard fsync(copy.descriptor) == 0 else { throw failed }
        }
        guard let place = LogHandle(path, O_RDONLY | O_DIRECTORY), fsync(place.descriptor) == 0 else { throw failed }
    }
}
