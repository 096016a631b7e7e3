/// Follows the lines of a log, each of which must go on from the one before.
///
/// Lines that do not are kept, until an entry of the log tells that a crash left them, or whoever scans decides what they were.
struct LogScan {
    enum Step {
        /// The line is the next entry; of one that tells of the log itself, what it tells.
        case entry(LogNote?)
        case loose
    }

    private(set) var head: LogHead
    /// Everything since the last entry that followed.
    private(set) var loose: [UInt8] = []

    init(from head: LogHead) { self.head = head }

    /// Takes a line without its newline, or (`isWhole` false) what stands after the last newline.
    mutating func take(_ line: UnsafeRawBufferPointer, isWhole: Bool = true) -> Step {
        // An entry that lacks nothing but its newline is an entry.
        guard let next = LogLine.next(line, after: head) else { return keep(line, isWhole) }
        let note = LogLine.tellsOfLog(line) ? LogLine.read(line)?.note : nil
        if !loose.isEmpty {
            guard case .torn(loose.count, LogHash.of(loose)) = note else { return keep(line, isWhole) }
            loose = []
        }
        head = next
        return .entry(note)
    }

    private mutating func keep(_ line: UnsafeRawBufferPointer, _ isWhole: Bool) -> Step {
        loose.append(contentsOf: line)
        if isWhole { loose.append(UInt8(ascii: "\n")) }
        return .loose
    }

    /// Goes on from elsewhere, and gives what was loose.
    mutating func resume(at head: LogHead) -> [UInt8] {
        defer { loose = [] }
        self.head = head
        return loose
    }
}
