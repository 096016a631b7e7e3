import Foundation

/// A Python library that does the same as a room of ours, in a process of its own.
struct Peer {
    /// What is said when it is not there.
    let name: String
    /// Beside `Benchmarks/Peers`.
    let script: String

    /// Runs the script on files that it is given as arguments, and reads the JSON that it answers; nil when the library is not there.
    func answer<Answer: Decodable>(_ type: Answer.Type, _ files: [(name: String, bytes: [UInt8])]) throws -> Answer? {
        let folder = FileManager.default.temporaryDirectory.appending(path: "floors-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for file in files { try Data(file.bytes).write(to: folder.appending(path: file.name)) }
        let python = Process()
        python.executableURL = URL(filePath: "/usr/bin/env")
        python.arguments =
            [ProcessInfo.processInfo.environment["HELHET_PYTHON"] ?? "python3", "\(Root.path)/Benchmarks/Peers/\(script)"]
            + files.map { folder.appending(path: $0.name).path }
        let pipe = Pipe()
        python.standardOutput = pipe
        try python.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        python.waitUntilExit()
        guard python.terminationStatus == 0 else {
            say("WITHOUT \(name): no ratio to it. Name a Python that has it with HELHET_PYTHON.")
            return nil
        }
        return try JSONDecoder().decode(type, from: data)
    }
}
