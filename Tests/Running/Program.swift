package import Foundation

/// The built `helhet`, run as scripts run it, in a folder of its own.
package struct Program: Sendable {
    /// Its working directory, with the store in it.
    package let folder: String

    package init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "helhet-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    /// The package's own folder.
    package static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Beside the tests' own bundle.
    package static let binary: String = {
        let own = URL(filePath: CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0])
        return own.deletingLastPathComponent().appending(path: "helhet").path
    }()

    package struct Ended: Sendable {
        package var code: Int32
        package var output: String
        package var narration: String

        package var lines: [String] { output.split(separator: "\n").map(String.init) }
    }

    package var store: String { "\(folder)/store.sqlite" }

    package func path(_ name: String) -> String { "\(folder)/\(name)" }

    @discardableResult package func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        try Data(bytes).write(to: URL(filePath: path(name)))
        return path(name)
    }

    @discardableResult package func write(_ name: String, _ text: String) throws -> String { try write(name, Array(text.utf8)) }

    package func read(_ name: String) -> String {
        String(decoding: FileManager.default.contents(atPath: path(name)) ?? Data(), as: UTF8.self)
    }

    /// Runs it to its end.
    package func run(_ arguments: String..., input: String? = nil) async throws -> Ended { try await run(arguments, input: input) }

    package func run(_ arguments: [String], input: String? = nil) async throws -> Ended {
        let name = UUID().uuidString
        if let input { try write("\(name).in", input) }
        let process = try start(arguments, name: name, input: input == nil ? nil : "\(name).in")
        await process.end()
        return Ended(code: process.code, output: read("\(name).out"), narration: read("\(name).err"))
    }

    /// Starts it; what it says goes to the files `name.out` and `name.err` of the folder.
    package func start(_ arguments: [String], name: String, input: String? = nil) throws -> RunningProgram {
        try start(URL(filePath: Self.binary), arguments, name: name, input: input)
    }

    /// Whether this machine lets a test mount a disk of its own.
    package static func mayMount() async -> Bool {
        let probe = try? RunningProgram("unshare", ["--mount", "sh", "-c", "mount -t tmpfs none /mnt"])
        await probe?.end()
        return probe?.code == 0
    }

    /// Starts it with a small disk, in memory, at the folder `disk`, that it alone sees. Others reach it by the process's own root.
    func start(onDisk bytes: Int, _ arguments: [String], name: String) throws -> RunningProgram {
        let folder = path("disk")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let script = "mount -t tmpfs -o size=\(bytes) none \"$0\" && exec \"$@\""
        return try start(
            URL(filePath: "/usr/bin/unshare"), ["--mount", "sh", "-c", script, folder, Self.binary] + arguments, name: name)
    }

    private func start(_ executable: URL, _ arguments: [String], name: String, input: String? = nil) throws -> RunningProgram {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: folder)
        // Nothing of Helhet's own configuration comes in from outside.
        process.environment = ProcessInfo.processInfo.environment.filter { ["PATH", "HOME", "TMPDIR", "LANG"].contains($0.key) }
        process.standardInput = try input.map { try FileHandle(forReadingFrom: URL(filePath: path($0))) } ?? FileHandle.nullDevice
        let (output, narration) = (try handle("\(name).out"), try handle("\(name).err"))
        // The program has its own copies by then; ours would stay open as long as anybody holds the process.
        defer { for handle in [output, narration] { try? handle.close() } }
        process.standardOutput = output
        process.standardError = narration
        return try RunningProgram(process)
    }

    private func handle(_ name: String) throws -> FileHandle {
        try write(name, "")
        return try FileHandle(forWritingTo: URL(filePath: path(name)))
    }

    package func remove() { try? FileManager.default.removeItem(atPath: folder) }
}
