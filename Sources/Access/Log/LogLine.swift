import Glibc

/// A line of the log: the hash, a space, the entry as JSON.
enum LogLine {
    /// Appends the line of the next entry, whose canonical form is `body`, and moves `head` on.
    static func append(_ body: [UInt8], after head: inout LogHead, to bytes: inout [UInt8]) {
        let number = head.number + 1
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: LogHash.digits))
        bytes.append(UInt8(ascii: " "))
        let entry = bytes.count
        bytes.append(contentsOf: "{\"n\":".utf8)
        bytes.append(contentsOf: String(number).utf8)
        bytes.append(UInt8(ascii: ","))
        bytes.append(contentsOf: body)
        let hash = bytes.withUnsafeBytes { head.hash.sealing(UnsafeRawBufferPointer(rebasing: $0[entry...])) }
        bytes.replaceSubrange(start..<start + LogHash.digits, with: hash.text.utf8)
        bytes.append(UInt8(ascii: "\n"))
        head = LogHead(number, hash)
    }

    /// The entry's JSON; nil when the line has not the form of one.
    static func entry(_ line: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        guard line.count > LogHash.digits + 6, line[LogHash.digits] == UInt8(ascii: " ") else { return nil }
        let entry = UnsafeRawBufferPointer(rebasing: line[(LogHash.digits + 1)...])
        return entry.starts(with: "{\"n\":".utf8) && entry[entry.count - 1] == UInt8(ascii: "}") ? entry : nil
    }

    /// The number that the line claims.
    static func number(_ line: UnsafeRawBufferPointer) -> Int64? {
        guard let entry = entry(line) else { return nil }
        var number: Int64 = 0
        for byte in entry[5...].prefix(19) {
            guard (0x30...0x39).contains(byte) else { return byte == UInt8(ascii: ",") && number > 0 ? number : nil }
            let (product, isTooLarge) = number.multipliedReportingOverflow(by: 10)
            guard !isTooLarge else { return nil }
            number = product + Int64(byte - 0x30)
        }
        return nil
    }

    /// The hash that the line claims.
    static func hash(_ line: UnsafeRawBufferPointer) -> LogHash? {
        guard line.count >= LogHash.digits else { return nil }
        return LogHash(String(decoding: line[..<LogHash.digits], as: UTF8.self))
    }

    /// Where the log stands after the line, if it is the one that follows `head`.
    static func next(_ line: UnsafeRawBufferPointer, after head: LogHead) -> LogHead? {
        guard let entry = entry(line), number(line) == head.number + 1 else { return nil }
        let hash = head.hash.sealing(entry)
        let isRight = line[..<LogHash.digits].elementsEqual(hash.text.utf8)
        return isRight ? LogHead(head.number + 1, hash) : nil
    }

    static func read(_ line: UnsafeRawBufferPointer) -> LogEntry? { entry(line).flatMap { LogEntry(json: Array($0)) } }

    /// Whether the line may be about the log itself; a quick look before it is read.
    static func tellsOfLog(_ line: UnsafeRawBufferPointer) -> Bool {
        contains(line, "\"did\":\"torn\"") || contains(line, "\"did\":\"prune\"")
    }

    static func contains(_ line: UnsafeRawBufferPointer, _ text: StaticString) -> Bool {
        contains(line, UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    static func contains(_ line: UnsafeRawBufferPointer, _ text: [UInt8]) -> Bool {
        text.withUnsafeBytes { contains(line, $0) }
    }

    private static func contains(_ line: UnsafeRawBufferPointer, _ text: UnsafeRawBufferPointer) -> Bool {
        guard let wanted = text.baseAddress, let first = text.first, var place = line.baseAddress else { return false }
        let end = place + line.count
        while end - place >= text.count, let found = memchr(place, Int32(first), end - place - text.count + 1) {
            if memcmp(found, wanted, text.count) == 0 { return true }
            place = UnsafeRawPointer(found) + 1
        }
        return false
    }

    /// The highest number of a letter that the line tells of; 0 when it tells of none.
    static func lastLetter(_ line: UnsafeRawBufferPointer) -> Int64 {
        guard contains(line, "\"letter/") else { return 0 }
        let names = read(line)?.shown.map(\.name) ?? []
        return names.compactMap { $0.hasPrefix("letter/") ? Int64($0.dropFirst(7)) : nil }.max() ?? 0
    }

    /// The lines without their newlines; only the last may have had none.
    static func split(_ bytes: UnsafeRawBufferPointer) -> [(line: UnsafeRawBufferPointer, isWhole: Bool)] {
        var lines: [(line: UnsafeRawBufferPointer, isWhole: Bool)] = []
        var rest = bytes
        while let start = rest.baseAddress, !rest.isEmpty {
            guard let end = memchr(start, 0x0A, rest.count) else {
                lines.append((rest, false))
                break
            }
            let count = UnsafeRawPointer(end) - start
            lines.append((UnsafeRawBufferPointer(start: start, count: count), true))
            rest = UnsafeRawBufferPointer(rebasing: rest[(count + 1)...])
        }
        return lines
    }
}
