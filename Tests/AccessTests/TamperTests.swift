import FHIR
import Foundation
import Journal
import Testing

@testable import Access

@Suite("A log that somebody changed")
struct TamperTests {
    /// Entries in files of a few each, closed; `body` may change them, and gets what a check then says.
    private func log(
        entries: Int = 12, fileBytes: Int = 1_200,
        _ body: (_ folder: String, _ head: LogHead, _ check: () async throws -> [Finding]) async throws -> Void
    ) async throws {
        try await Scratch.with { scratch in
            let folder = scratch + "/log"
            let log = try LogFiles(folder: folder, known: nil, disk: .real, segmentBytes: fileBytes)
            for number in 1...entries { try await log.append(Sample.entry(number)) }
            try await log.close()
            #expect(try Scratch.files(folder).count >= 2)
            let head = log.synced
            try await body(folder, head) { try await log.check(against: head).findings }
        }
    }

    @Test("is found out whichever byte was changed")
    func bytes() async throws {
        try await log(entries: 4, fileBytes: 600) { folder, _, check in
            #expect(try await check() == [])
            for file in try Scratch.files(folder) {
                let bytes = Scratch.read(file)
                for place in bytes.indices {
                    var changed = bytes
                    changed[place] ^= place.isMultiple(of: 2) ? 1 : 0x20
                    try Scratch.write(changed, to: file)
                    #expect(try await !check().isEmpty, "byte \(place) of \(file)")
                }
                try Scratch.write(bytes, to: file)
            }
            #expect(try await check() == [])
        }
    }

    @Test("is found out when an entry is taken away, doubled or moved")
    func lines() async throws {
        try await log { folder, _, check in
            for file in try Scratch.files(folder) {
                let bytes = Scratch.read(file)
                let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
                for place in 1..<(lines.count - 1) {
                    var fewer = lines
                    fewer.remove(at: place)
                    try Scratch.write(Array(fewer.joined(separator: [0x0A])), to: file)
                    #expect(try await !check().isEmpty)
                    var doubled = lines
                    doubled.insert(lines[place], at: place)
                    try Scratch.write(Array(doubled.joined(separator: [0x0A])), to: file)
                    #expect(try await check().map(\.name).contains(LogFault.entryOutOfOrder.rawValue))
                    guard place > 1 else { continue }
                    var moved = lines
                    moved.swapAt(place, place - 1)
                    try Scratch.write(Array(moved.joined(separator: [0x0A])), to: file)
                    #expect(try await !check().isEmpty)
                }
                try Scratch.write(bytes, to: file)
            }
        }
    }

    @Test("is found out when its end is cut off, by whole entries, files or any byte")
    func cut() async throws {
        try await log { folder, head, check in
            let files = try Scratch.files(folder)
            let last = try #require(files.last)
            let bytes = Scratch.read(last)
            // The last newline alone is no loss: the entry before it is whole.
            for count in 0..<(bytes.count - 1) {
                try Scratch.write(Array(bytes.prefix(count)), to: last)
                #expect(try await !check().isEmpty, "\(count) bytes left")
            }
            try FileManager.default.removeItem(atPath: last)
            #expect(try await check() == [LogFault.cutShort.at("entry \(head.number)")])
            for file in files.dropLast() { try FileManager.default.removeItem(atPath: file) }
            #expect(try await check().contains(LogFault.cutShort.at("entry \(head.number)")))
        }
    }

    @Test("is found out when a file is gone from the beginning or the middle")
    func files() async throws {
        try await log { folder, _, check in
            let files = try Scratch.files(folder)
            for (place, file) in files.enumerated().dropLast() {
                let bytes = Scratch.read(file)
                try FileManager.default.removeItem(atPath: file)
                let name = place == 0 ? LogFault.entriesMissing : .fileMissing
                #expect(try await check().map(\.name) == [name.rawValue])
                try Scratch.write(bytes, to: file)
            }
            #expect(try await check() == [])
        }
    }

    @Test("is found out when it is written anew, with every hash as it should be")
    func anew() async throws {
        try await log { folder, head, check in
            for file in try Scratch.files(folder) { try FileManager.default.removeItem(atPath: file) }
            let other = try LogFiles(folder: folder, known: nil, disk: .real, segmentBytes: 1_200)
            for number in 1...12 { try await other.append(Sample.entry(number == 7 ? 8 : number)) }
            try await other.close()
            #expect(try await other.check(against: nil).findings == [])
            #expect(try await check() == [LogFault.writtenAnew.at("entry \(head.number)")])
        }
    }

    @Test("is no such log when its oldest files were removed because their time was over, and only then")
    func pruned() async throws {
        try await log { folder, head, _ in
            let log = try LogFiles(folder: folder, known: head, disk: .real, segmentBytes: 1_200)
            #expect(try await log.prune(before: Sample.noon, by: .hub, at: Sample.noon) == nil)
            let through = try #require(try await log.prune(before: Sample.noon.adding(seconds: 100), by: .hub, at: Sample.noon))
            let report = try await log.check(against: log.synced)
            #expect(report.findings == [] && report.remarks.count == 1)
            #expect(try await log.entry(through) == nil)
            #expect(try await log.entry(through + 1) != nil)
            for number in 20..<30 { try await log.append(Sample.entry(number)) }
            try await log.close()
            let oldest = try #require(try Scratch.files(folder).first)
            try FileManager.default.removeItem(atPath: oldest)
            #expect(try await log.check(against: log.synced).findings.map(\.name) == [LogFault.entriesMissing.rawValue])
        }
    }

    @Test("goes on where it was left, and still shows what was changed")
    func goesOn() async throws {
        try await log { folder, head, check in
            let file = try #require(try Scratch.files(folder).last)
            var bytes = Scratch.read(file)
            let place = try #require(bytes.indices.first { bytes[$0...].starts(with: Array("\"did\"".utf8)) })
            bytes[place + 7] ^= 1
            try Scratch.write(bytes, to: file)
            let log = try LogFiles.open(folder: folder, known: head)
            #expect(log.tornBytes == 0)
            #expect(try await log.append(Sample.entry(13)) == 13)
            try await log.close()
            let findings = try await log.check(against: log.synced).findings
            #expect(findings.map(\.name) == [LogFault.entryChanged.rawValue])
        }
    }

    @Test("can be verified with no more than sha256sum")
    func standardTools() async throws {
        try await log { folder, head, _ in
            let script = """
                before=\(LogHash.none.text)
                for file in "$1"/*.log; do
                    { read -r header; while IFS= read -r line; do
                        hash=${line%% *}; entry=${line#* }
                        test "$(printf '%s %s' "$before" "$entry" | sha256sum | cut -c1-64)" = "$hash" || { echo "broken: $entry"; exit 1; }
                        before=$hash
                    done; } < "$file"
                done
                echo "$before"
                """
            let process = Process()
            let pipe = Pipe()
            process.executableURL = URL(fileURLWithPath: "/bin/sh")
            process.arguments = ["-c", script, "sh", folder]
            process.standardOutput = pipe
            try process.run()
            let said = try pipe.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            #expect(String(decoding: said, as: UTF8.self) == head.hash.text + "\n")
        }
    }
}
