import Journal

/// Goes through all lines of a log in order and notes what is wrong.
struct LogAudit {
    private var report = LogReport()
    private var scan: LogScan
    /// Where the log once stood.
    private let known: LogHead?
    /// What the first line goes on from. Where that is not the beginning, an entry must tell of it.
    private let beginning: LogHead
    private var isPruneTold: Bool

    private static let limit = 100

    init(from beginning: LogHead, known: LogHead?) {
        self.beginning = beginning
        self.known = known
        scan = LogScan(from: beginning)
        isPruneTold = beginning == .none
    }

    mutating func note(_ fault: LogFault, _ place: String) {
        if report.findings.count < Self.limit { report.findings.append(fault.at(place)) }
    }

    /// A file begins that claims to go on from `claimed`.
    mutating func begin(_ claimed: LogHead, file: String) {
        settle()
        guard claimed != scan.head else { return }
        note(claimed.number > scan.head.number ? .fileMissing : .fileUnreadable, "file \(file)")
        _ = scan.resume(at: claimed)
    }

    mutating func take(_ line: UnsafeRawBufferPointer, isWhole: Bool) {
        let torn = scan.loose.count
        switch scan.take(line, isWhole: isWhole) {
        case .loose: break
        case .entry(let note):
            switch note {
            case .torn: report.remarks.append(Self.torn(torn, before: "entry \(scan.head.number)"))
            case .pruned(let through, let hash):
                // Files are removed after this was written, one by one.
                if through > beginning.number || LogHead(through, hash) == beginning { isPruneTold = true }
                report.remarks.append("Entries up to \(through) were removed, since their time was over.")
            case nil: break
            }
            report.lastLetter = max(report.lastLetter, LogLine.lastLetter(line))
            arrived()
        }
    }

    private static func torn(_ bytes: Int, before place: String) -> String {
        "A crash left \(bytes) bytes before \(place). Nobody was answered on the strength of them for longer than 100 ms."
    }

    private mutating func arrived() {
        report.entries += 1
        guard let known, known.number == scan.head.number, known.hash != scan.head.hash else { return }
        note(.writtenAnew, "entry \(known.number)")
    }

    /// Decides what the lines were that nothing accounts for: each is a fault, and the log goes on from what it claims.
    private mutating func settle() {
        guard !scan.loose.isEmpty else { return }
        let loose = scan.resume(at: scan.head)
        loose.withUnsafeBytes { bytes in
            for (line, isWhole) in LogLine.split(bytes) { judge(line, isWhole) }
        }
    }

    private mutating func judge(_ line: UnsafeRawBufferPointer, _ isWhole: Bool) {
        if isWhole, let next = LogLine.next(line, after: scan.head) {
            _ = scan.resume(at: next)
            return arrived()
        }
        guard isWhole, let number = LogLine.number(line), let hash = LogLine.hash(line) else {
            return note(.entryChanged, "entry \(scan.head.number + 1)")
        }
        report.entries += 1
        if number <= scan.head.number { return note(.entryOutOfOrder, "entry \(number)") }
        note(number > scan.head.number + 1 ? .entriesMissing : .entryChanged, "entry \(number)")
        _ = scan.resume(at: LogHead(number, hash))
    }

    /// Whether the store knows of entries that should stand where the loose lines do.
    private var isKnown: Bool { known.map { $0.number > scan.head.number } ?? scan.loose.contains(UInt8(ascii: "\n")) }

    /// Whether a loose line claims to be an entry that has been: a crash repeats nothing.
    private var isRepeated: Bool {
        scan.loose.withUnsafeBytes { bytes in
            LogLine.split(bytes).contains { line, _ in LogLine.number(line).map { $0 <= scan.head.number } ?? false }
        }
    }

    /// What was found in all.
    mutating func finish() -> LogReport {
        if !scan.loose.isEmpty {
            // Nothing was written since a crash: what it left is no fault, unless the store knows of it or it was here before.
            if isKnown || isRepeated { settle() } else { report.remarks.append(Self.torn(scan.loose.count, before: "the end")) }
        }
        if !isPruneTold { note(.entriesMissing, "entry \(beginning.number + 1)") }
        if let known, known.number > scan.head.number { note(.cutShort, "entry \(known.number)") }
        report.head = scan.head
        return report
    }
}
