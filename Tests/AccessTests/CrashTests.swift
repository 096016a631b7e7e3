import FHIR
import Foundation
import Glibc
import Journal
import Samples
import Synchronization
import Testing

@testable import Access

@Suite("A crash while the log is written")
struct CrashTests {
    static let seeds = ProcessInfo.processInfo.environment["HELHET_SEEDS"].flatMap { Int($0) } ?? 15

    @Test("leaves what it leaves: the next entry tells of it, and nothing is a fault")
    func torn() async throws {
        try await Scratch.with { folder in
            let log = try LogFiles.open(folder: folder + "/log")
            for number in 1...5 { try await log.append(Sample.entry(number)) }
            try await log.close()
            let file = try #require(try Scratch.files(folder + "/log").first)
            let bytes = Scratch.read(file)
            let last = try #require(bytes.dropLast().lastIndex(of: 0x0A)) + 1
            let head = LogHead(
                4,
                try #require(
                    LogHash(String(decoding: bytes[..<last].dropLast().split(separator: 0x0A).last?.prefix(64) ?? [], as: UTF8.self))))
            for count in last..<bytes.count {
                try Scratch.write(Array(bytes.prefix(count)), to: file)
                let again = try LogFiles.open(folder: folder + "/log", known: head)
                // An entry that lacks only its newline is there.
                let isWhole = count == bytes.count - 1
                let isTorn = count > last && !isWhole
                #expect(again.tornBytes == (isTorn ? count - last : 0))
                let before = try await again.check(against: head)
                #expect(before.findings == [] && before.remarks.count == (isTorn ? 1 : 0) && before.head.number == (isWhole ? 5 : 4))
                let number = try await again.append(Sample.entry(6))
                #expect(number == (count == last ? 5 : 6))
                try await again.close()
                let after = try await again.check(against: again.synced)
                #expect(after.findings == [] && after.remarks.count == (isTorn ? 1 : 0))
                #expect(after.head.number == number)
                #expect(Scratch.read(file).starts(with: bytes.prefix(count)), "what was left stays where it was")
            }
        }
    }

    @Test("and a power cut lose nothing that was synced, and the log goes on")
    func powerCut() async throws {
        var lost = 0
        // On a busy machine all may be synced before the power goes: then more is tried.
        var seeds = 0..<Self.seeds
        while let seed = seeds.popFirst() {
            if seeds.isEmpty, lost == 0, seed < 20 * Self.seeds { seeds = seed + 1..<seed + 2 }
            try await Scratch.with { folder in
                let (before, after) = (folder + "/before", folder + "/after")
                let disk = FaultyDisk(folder: before, seed: UInt64(seed))
                let log = try LogFiles(folder: before, known: nil, disk: disk.disk, segmentBytes: [600, 5_000, 1 << 20][seed % 3])
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for task in 0..<4 {
                        group.addTask {
                            for number in 0..<25 {
                                try await log.append(Sample.entry(task * 25 + number))
                                if (seed + number).isMultiple(of: 9) { try await Task.sleep(for: .milliseconds(20)) }
                                // The store learns the head only of what is synced.
                                if task == 0, number < 12 + seed % 12 { disk.storeKnows(log.synced) }
                            }
                        }
                    }
                    try await group.waitForAll()
                }
                lost += try disk.cut(to: after)
                try await log.close()
                let known = disk.known
                let survivor = try LogFiles.open(folder: after, known: known)
                let found = try await survivor.check(against: known)
                #expect(found.findings == [] && found.head.number >= known.number, "seed \(seed)")
                for number in 200..<210 { try await survivor.append(Sample.entry(number)) }
                try await survivor.close()
                let report = try await survivor.check(against: survivor.synced)
                #expect(report.findings == [], "seed \(seed)")
                #expect(report.head.number >= known.number + 10)
            }
        }
        #expect(lost > 0, "Without anything to lose the test would prove nothing.")
    }

    @Test("is synced without anybody asking for it", .timeLimit(.minutes(5)))
    func pace() async throws {
        try await Scratch.with { folder in
            let log = try LogFiles.open(folder: folder + "/log")
            let number = try await log.append(Sample.entry(1))
            while log.synced.number < number { try await Task.sleep(for: .milliseconds(1)) }
            try await log.close()
        }
    }

    @Test("or a full disk gives no trace, hence no answer, and the log goes on when there is room")
    func full() async throws {
        try await Scratch.with { folder in
            let disk = FaultyDisk(folder: folder + "/log", seed: 1)
            let log = try LogFiles(folder: folder + "/log", known: nil, disk: disk.disk, segmentBytes: 1 << 20)
            try await log.append(Sample.entry(1))
            disk.refusesWrites(after: 100)
            await #expect(throws: AccessError.self) { try await log.append(Sample.entry(2)) }
            do throws(AccessError) {
                try await log.append(Sample.entry(3))
                Issue.record("there was no room")
            } catch {
                #expect(error.kind == .noTrace && error.message.hasPrefix("The access log cannot be written, so nothing is shown."))
            }
            disk.refusesWrites(after: nil)
            #expect(try await log.append(Sample.entry(4)) == 2)
            try await log.close()
            let report = try await log.check(against: log.synced)
            #expect(report.findings == [] && report.remarks == [] && report.entries == 2)
        }
    }

    @Test("or a disk that will not sync ends the log: nobody knows what it holds")
    func unsyncable() async throws {
        try await Scratch.with { folder in
            let disk = FaultyDisk(folder: folder + "/log", seed: 1)
            let log = try LogFiles(folder: folder + "/log", known: nil, disk: disk.disk, segmentBytes: 1 << 20)
            disk.refusesSyncs()
            try await log.append(Sample.entry(1))
            try await Task.sleep(for: .milliseconds(300))
            await #expect(throws: AccessError.self) { try await log.append(Sample.entry(2)) }
            #expect(log.synced.number == 0)
            await #expect(throws: AccessError.self) { try await log.close() }
        }
    }

    @Test("and several processes at one log keep one chain")
    func processes() async throws {
        try await Scratch.with { folder in
            // Each opens files of its own, as processes do.
            let logs = try (0..<3).map { _ in try LogFiles(folder: folder + "/log", known: nil, disk: .real, segmentBytes: 3_000) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (place, log) in logs.enumerated() {
                    group.addTask { for number in 0..<60 { try await log.append(Sample.entry(place * 60 + number)) } }
                }
                try await group.waitForAll()
            }
            for log in logs { try await log.close() }
            let report = try await logs[0].check(against: logs.map(\.synced).max { $0.number < $1.number })
            #expect(report.findings == [] && report.remarks == [] && report.entries == 180)
        }
    }

    @Test("a copy made while entries are added is a whole log")
    func backup() async throws {
        try await Scratch.with { folder in
            let log = try LogFiles(folder: folder + "/log", known: nil, disk: .real, segmentBytes: 3_000)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { for number in 0..<200 { try await log.append(Sample.entry(number)) } }
                group.addTask { for copy in 0..<5 { try await log.backup(to: "\(folder)/copy\(copy)") } }
                try await group.waitForAll()
            }
            let head = log.synced
            for copy in 0..<5 {
                let restored = try LogFiles.open(folder: "\(folder)/copy\(copy)")
                let report = try await restored.check(against: nil)
                #expect(report.findings == [] && report.remarks == [])
                try await restored.append(Sample.entry(1))
                try await restored.close()
            }
            await #expect(throws: AccessError.self) { try await log.backup(to: "\(folder)/copy0") }
            try await log.close()
            #expect(log.synced.number >= head.number)
        }
    }
}

/// A disk that may lose what was not synced, may be full, and may refuse to sync.
final class FaultyDisk: Sendable {
    private struct State {
        /// Bytes of each file that are safe, by its name.
        var synced: [String: Int] = [:]
        var room: Int?
        var syncs = true
        /// What the store would know of the log.
        var known = LogHead.none
    }

    private let folder: String
    private let seed: UInt64
    private let state = Mutex(State())

    init(folder: String, seed: UInt64) {
        self.folder = folder
        self.seed = seed
    }

    func storeKnows(_ head: LogHead) { state.withLock { $0.known = head } }
    var known: LogHead { state.withLock { $0.known } }

    func refusesWrites(after bytes: Int?) { state.withLock { $0.room = bytes } }
    func refusesSyncs() { state.withLock { $0.syncs = false } }

    var disk: LogDisk {
        LogDisk(
            write: { file, bytes in
                let room = self.state.withLock { state in
                    defer { state.room = state.room.map { max(0, $0 - bytes.count) } }
                    return min(bytes.count, state.room ?? .max)
                }
                guard room > 0 else {
                    errno = ENOSPC
                    return -1
                }
                return write(file, bytes.baseAddress, room)
            },
            sync: { file in
                guard self.state.withLock({ $0.syncs }) else {
                    errno = EIO
                    return -1
                }
                let (name, size) = (Self.name(file), Self.size(file))
                self.state.withLock { $0.synced[name] = max($0.synced[name] ?? 0, size) }
                return 0
            })
    }

    /// Puts what the disk could hold if the power went now into another folder: all that was synced and, of the rest, a part, sector by
    /// sector. Gives how many sectors were lost.
    func cut(to other: String) throws -> Int {
        try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
        var numbers = SeededNumbers(seed: seed)
        let synced = state.withLock { $0.synced }
        var lost = 0
        for file in try Scratch.files(folder) {
            let name = String(file.split(separator: "/").last ?? "")
            let bytes = Scratch.read(file)
            // A file begins with a line that is synced before it has its name.
            let safe = max(synced[name] ?? 0, (bytes.firstIndex(of: 0x0A) ?? -1) + 1)
            var kept = Array(bytes.prefix(safe))
            let length = safe < bytes.count ? Int.random(in: safe...bytes.count, using: &numbers) : safe
            while kept.count < length {
                let end = min(length, (kept.count / 512 + 1) * 512)
                if Bool.random(using: &numbers) {
                    kept += bytes[kept.count..<end]
                } else {
                    kept += [UInt8](repeating: 0, count: end - kept.count)
                    lost += 1
                }
            }
            lost += length < bytes.count ? 1 : 0
            try Scratch.write(kept, to: "\(other)/\(name)")
        }
        return lost
    }

    private static func name(_ file: Int32) -> String {
        var buffer = [CChar](repeating: 0, count: 4_096)
        let count = readlink("/proc/self/fd/\(file)", &buffer, buffer.count)
        let path = String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return String(path.split(separator: "/").last ?? "")
    }

    private static func size(_ file: Int32) -> Int {
        var facts = stat()
        return fstat(file, &facts) == 0 ? Int(facts.st_size) : 0
    }
}
