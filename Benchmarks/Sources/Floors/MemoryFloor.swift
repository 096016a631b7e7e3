import FHIR
import Foundation
import Glibc

/// The most memory that `helhet view` needs for an export of a size: Synthea's resources again and again, each with an id of its own.
struct MemoryFloor {
    let folder: String
    /// The release build of `helhet`.
    let program: String

    private static let view = """
        {"resourceType":"ViewDefinition","resource":"Observation","select":[{"column":[{"name":"id","path":"getResourceKey()"},
        {"name":"patient","path":"subject.reference"},{"name":"at","path":"effective.ofType(dateTime)"}]},
        {"forEachOrNull":"code.coding","column":[{"name":"code","path":"code"},{"name":"display","path":"display"}]},
        {"column":[{"name":"value","path":"value.ofType(Quantity).value"},{"name":"unit","path":"value.ofType(Quantity).unit"}]}]}
        """

    func run(megabytes: Int) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let file = "\(folder)/resources.ndjson"
        guard try write(file, megabytes) else { return say("WITHOUT the shared data (HELHET_SHARED): nothing to measure with.") }
        try Self.view.write(toFile: "\(folder)/view.json", atomically: true, encoding: .utf8)
        for format in ["csv", "ndjson", "json"] {
            let process = Process()
            process.executableURL = URL(filePath: program)
            process.arguments = ["view", "\(folder)/view.json", "--from", file, "--to", format]
            process.standardOutput = FileHandle.nullDevice
            let start = Machine.wall
            try process.run()
            process.waitUntilExit()
            let seconds = Machine.wall - start
            var usage = rusage()
            // The largest of all children: beside it there was only gzip.
            getrusage(RUSAGE_CHILDREN.rawValue, &usage)
            say(
                "\(format), exit code \(process.terminationStatus): \(megabytes) MB in \(seconds.short) s, \((Double(megabytes) / seconds).short) MB/s; "
                    + "\(usage.ru_maxrss / 1024) MB of memory at most; load \(Machine.load)")
        }
    }

    /// Writes the export; false when there is nothing to make it of.
    private func write(_ file: String, _ megabytes: Int) throws -> Bool {
        let resources = try Corpus.synthea.flatMap { bundle in
            try Resource(json: bundle).root.each("entry.resource").map { Resource($0).bytes }
        }
        guard !resources.isEmpty else { return false }
        guard FileManager.default.createFile(atPath: file, contents: nil), let output = FileHandle(forWritingAtPath: file) else {
            throw CocoaError(.fileWriteUnknown)
        }
        defer { try? output.close() }
        var written = 0
        var number = 0
        var piece: [UInt8] = []
        while written < megabytes * 1_000_000 {
            for resource in resources {
                piece += try Resource(json: resource).setting("id", to: .string("r\(number)")).bytes
                piece.append(0x0A)
                number += 1
            }
            try output.write(contentsOf: Data(piece))
            written += piece.count
            piece.removeAll(keepingCapacity: true)
        }
        say("\(number) resources, \(written / 1_000_000) MB.")
        return true
    }
}
