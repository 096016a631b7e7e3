import Glibc

/// One file of a log: a first line that says where it goes on from, then a line for each entry.
///
/// Its name is the number of its first entry: `000000000001.log`. When it is large enough the next one is begun, so that old files can be
/// copied, kept elsewhere or removed as a whole.
struct LogSegment: Sendable {
    var folder: String
    /// Where the log stood before its first entry, as its name says.
    var before: Int64

    var name: String {
        let digits = String(before + 1)
        return String(repeating: "0", count: max(0, 12 - digits.count)) + digits + ".log"
    }

    var path: String { "\(folder)/\(name)" }

    init(folder: String, before: Int64) {
        self.folder = folder
        self.before = before
    }

    /// nil for a file that is none.
    init?(folder: String, name: String) {
        guard name.hasSuffix(".log"), let first = Int64(name.dropLast(4)), first > 0 else { return nil }
        self.init(folder: folder, before: first - 1)
        guard self.name == name else { return nil }
    }

    /// The files of a log, oldest first.
    static func all(in folder: String) -> [LogSegment] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var segments: [LogSegment] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            if let segment = LogSegment(folder: folder, name: name) { segments.append(segment) }
        }
        return segments.sorted { $0.before < $1.before }
    }

    // MARK: - The first line

    private static let mark = "helhet-log 1 "
    /// No first line is longer.
    private static let longestHeader = 128

    static func header(_ head: LogHead) -> [UInt8] { Array("\(mark)\(head)\n".utf8) }

    /// What the first line says, and where the entries begin; nil when it is none.
    static func readHeader(_ file: LogHandle) -> (head: LogHead, end: Int)? {
        let bytes = file.read(from: 0, count: longestHeader)
        guard let end = bytes.firstIndex(of: 0x0A) else { return nil }
        let text = String(decoding: bytes[..<end], as: UTF8.self)
        guard text.hasPrefix(mark), let head = LogHead(String(text.dropFirst(mark.count))) else { return nil }
        return (head, end + 1)
    }

    /// Makes the file with its first line, so that it is there whole or not at all.
    func make(from head: LogHead, disk: LogDisk) throws(AccessError) {
        let draft = path + ".new"
        unlink(draft)
        guard let file = LogHandle(draft, O_WRONLY | O_CREAT | O_EXCL) else { throw .noTrace("open: \(LogDisk.text(errno))") }
        try disk.writeAll(Self.header(head), to: file.descriptor)
        guard fdatasync(file.descriptor) == 0, rename(draft, path) == 0 else { throw .noTrace("rename: \(LogDisk.text(errno))") }
        guard let place = LogHandle(folder, O_RDONLY | O_DIRECTORY), fsync(place.descriptor) == 0 else {
            throw .noTrace("fsync of the folder: \(LogDisk.text(errno))")
        }
    }
}

/// The lines of a file, in pieces that fit into memory.
struct LogLines {
    static let piece = 1 << 20

    /// Visits every line from a place on, with its own place; the last may have no newline.
    static func forward(_ file: LogHandle, from start: Int, to end: Int, _ visit: (UnsafeRawBufferPointer, Bool, Int) -> Bool) {
        var rest: [UInt8] = []
        var place = start
        var offset = start
        while offset < end {
            let bytes = file.read(from: offset, count: min(piece, end - offset))
            guard !bytes.isEmpty else { break }
            offset += bytes.count
            rest += bytes
            let goesOn = rest.withUnsafeBytes { bytes in
                let lines = LogLine.split(bytes)
                var used = 0
                for (line, isWhole) in lines where isWhole {
                    guard visit(line, true, place + used) else { return false }
                    used += line.count + 1
                }
                place += used
                return true
            }
            guard goesOn else { return }
            rest.removeFirst(place + rest.count - offset)
        }
        if !rest.isEmpty { rest.withUnsafeBytes { _ = visit($0, false, place) } }
    }

    /// Visits whole lines before a place, the last first, until `visit` says no.
    static func backward(_ file: LogHandle, from end: Int, to start: Int, _ visit: (UnsafeRawBufferPointer) -> Bool) {
        // The beginning of a line whose end has been read already.
        var tail: [UInt8] = []
        var offset = end
        while offset > start {
            let count = min(piece / 4, offset - start)
            offset -= count
            let bytes = file.read(from: offset, count: count) + tail
            let goesOn = bytes.withUnsafeBytes { bytes -> Bool in
                var lines = LogLine.split(bytes)[...]
                if offset > start, let first = lines.popFirst() {
                    tail = Array(first.line) + (first.isWhole ? [0x0A] : [])
                } else {
                    tail = []
                }
                for (line, isWhole) in lines.reversed() where isWhole {
                    guard visit(line) else { return false }
                }
                return true
            }
            guard goesOn else { return }
        }
    }
}
