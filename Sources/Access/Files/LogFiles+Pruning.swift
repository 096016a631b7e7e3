public import FHIR
import Glibc

extension LogFiles {
    /// Removes the files of which every entry is older than a time, oldest first; an entry that stays says up to where.
    ///
    /// - Returns: the number of the last entry that was removed; nil when no whole file is old enough.
    public func prune(before instant: Instant, by actor: Actor, at now: Instant) async throws(AccessError) -> Int64? {
        let folder = folder
        guard let (old, end) = await Self.aside({ Self.old(in: folder, before: instant) }) else { return nil }
        var entry = LogEntry(at: now, actor, .prune, trace: TraceID.fresh())
        entry.note = .pruned(through: end.number, hash: end.hash)
        let number = try await append(entry)
        while synced.number < number {
            do { try await Task.sleep(for: .milliseconds(10)) } catch { throw AccessError.noTrace("stopped before the log was synced") }
        }
        for segment in old { unlink(segment.path) }
        return end.number
    }

    /// The files, and where the log stood at their end.
    private static func old(in folder: String, before instant: Instant) -> (files: [LogSegment], end: LogHead)? {
        let segments = LogSegment.all(in: folder)
        var old: [LogSegment] = []
        var end: LogHead?
        for (segment, next) in zip(segments, segments.dropFirst()) {
            guard let file = LogHandle(segment.path, O_RDONLY), let following = LogHandle(next.path, O_RDONLY),
                let (head, _) = LogSegment.readHeader(following)
            else { break }
            var last: LogEntry?
            LogLines.backward(file, from: file.size, to: 0) { line in
                last = LogLine.read(line)
                return last == nil
            }
            guard let last, last.at < instant else { break }
            old.append(segment)
            end = head
        }
        return end.map { (old, $0) }
    }
}
