import Foundation

/// The built `helhet`, run as scripts run it, in a folder of its own.
struct Program: Sendable {
    /// Its working directory, with the store in it.
    let folder: String

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "helhet-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    /// Beside the tests' own bundle.
    static let binary: String = {
        let own = URL(filePath: CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0])
        return own.deletingLastPathComponent().appending(path: "helhet").path
    }()

    struct Ended: Sendable {
        var code: Int32
        var output: String
        var narration: String

        var lines: [String] { output.split(separator: "\n").map(String.init) }
    }

    var store: String { "\(folder)/store.sqlite" }

    func path(_ name: String) -> String { "\(folder)/\(name)" }

    @discardableResult func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        try Data(bytes).write(to: URL(filePath: path(name)))
        return path(name)
    }

    @discardableResult func write(_ name: String, _ text: String) throws -> String { try write(name, Array(text.utf8)) }

    func read(_ name: String) -> String { String(decoding: FileManager.default.contents(atPath: path(name)) ?? Data(), as: UTF8.self) }

    /// Runs it to its end.
    func run(_ arguments: String..., input: String? = nil) async throws -> Ended { try await run(arguments, input: input) }

    func run(_ arguments: [String], input: String? = nil) async throws -> Ended {
        let name = UUID().uuidString
        if let input { try write("\(name).in", input) }
        let process = try start(arguments, name: name, input: input == nil ? nil : "\(name).in")
        await process.end()
        return Ended(code: process.code, output: read("\(name).out"), narration: read("\(name).err"))
    }

    /// Starts it; what it says goes to the files `name.out` and `name.err` of the folder.
    func start(_ arguments: [String], name: String, input: String? = nil) throws -> RunningProgram {
        let process = Process()
        process.executableURL = URL(filePath: Self.binary)
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: folder)
        // Nothing of Helhet's own configuration comes in from outside.
        process.environment = ProcessInfo.processInfo.environment.filter { ["PATH", "HOME", "TMPDIR", "LANG"].contains($0.key) }
        process.standardInput = try input.map { try FileHandle(forReadingFrom: URL(filePath: path($0))) } ?? FileHandle.nullDevice
        process.standardOutput = try handle("\(name).out")
        process.standardError = try handle("\(name).err")
        return try RunningProgram(process)
    }

    private func handle(_ name: String) throws -> FileHandle {
        try write(name, "")
        return try FileHandle(forWritingTo: URL(filePath: path(name)))
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }
}

/// A program under way.
final class RunningProgram: Sendable {
    private let process: Process
    private let ended: AsyncStream<Void>

    init(_ process: Process) throws {
        let (stream, end) = AsyncStream<Void>.makeStream()
        self.process = process
        ended = stream
        process.terminationHandler = { _ in end.finish() }
        try process.run()
    }

    func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// Waits until it has ended.
    func end() async { for await _ in ended {} }

    var isRunning: Bool { process.isRunning }

    /// Its exit code; minus the signal that ended it.
    var code: Int32 { process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus }
}
