import Dispatch
import Glibc
import Journal

extension LogFiles {
    /// As much is read for one page at most; then a page may be empty and yet have a next one.
    private static let pageBytes = 128 << 20

    public func entry(_ number: Int64) async throws(AccessError) -> LogEntry? {
        var query = LogQuery()
        query.before = number.addingReportingOverflow(1).partialValue
        query.limit = 1
        guard number > 0, number < .max, let found = try await entries(query).entries.first, found.number == number else { return nil }
        return found
    }

    public func entries(_ query: LogQuery) async throws(AccessError) -> LogPage {
        let folder = folder
        return await Self.aside { Self.find(query, in: folder) }
    }

    /// Runs what waits for a disk where it holds up nobody else.
    static func aside<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            DispatchQueue.global(qos: .userInitiated).async { continuation.resume(returning: body()) }
        }
    }

    private static func find(_ query: LogQuery, in folder: String) -> LogPage {
        let needles = needles(query)
        var found: [LogEntry] = []
        var last: Int64?
        var left = pageBytes
        for segment in LogSegment.all(in: folder).reversed() where segment.before + 1 < query.before ?? .max {
            guard let file = LogHandle(segment.path, O_RDONLY), let (_, start) = LogSegment.readHeader(file) else { continue }
            let size = file.size
            let end = query.before.map { place(of: $0, in: file, from: start, to: size) } ?? size
            LogLines.backward(file, from: end, to: start) { line in
                left -= line.count
                if needles.allSatisfy({ $0.contains { LogLine.contains(line, $0) } }), let entry = LogLine.read(line), query.matches(entry)
                {
                    guard found.count < query.limit else {
                        last = found.last?.number ?? query.before
                        return false
                    }
                    found.append(entry)
                }
                if left <= 0 { last = LogLine.number(line) }
                return last == nil
            }
            if last != nil { break }
        }
        return LogPage(found, next: last)
    }

    /// Bytes of which a line must hold one in each group, before it is worth reading.
    private static func needles(_ query: LogQuery) -> [[[UInt8]]] {
        var needles: [[[UInt8]]] = []
        if let subjects = query.subjects { needles.append(subjects.map { Array("\"\($0)\":[".utf8) }) }
        if let entity = query.entity { needles.append([Array("\"\(entity)\"".utf8)]) }
        if let actor = query.actor, actor.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }) {
            needles.append([Array("\"by\":\"\(actor)\"".utf8)])
        }
        return needles
    }

    /// Where the line of the first entry from `number` on begins, by halving: numbers rise from line to line.
    private static func place(of number: Int64, in file: LogHandle, from start: Int, to end: Int) -> Int {
        var low = start
        var high = end
        while high - low > LogLines.piece / 4 {
            let middle = low + (high - low) / 2
            var first: (number: Int64, place: Int)?
            var isFirstLine = true
            LogLines.forward(file, from: middle, to: high) { line, _, place in
                defer { isFirstLine = false }
                guard !isFirstLine, let number = LogLine.number(line) else { return true }
                first = (number, place)
                return false
            }
            guard let first else {
                high = middle
                continue
            }
            if first.number < number { low = first.place } else { high = middle }
        }
        var found = end
        LogLines.forward(file, from: low, to: end) { line, _, place in
            guard let claimed = LogLine.number(line), claimed >= number else { return true }
            found = place
            return false
        }
        return found
    }
}
