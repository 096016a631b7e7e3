package import Foundation

/// A program under way.
package final class RunningProgram: Sendable {
    private let process: Process
    private let ended: AsyncStream<Void>

    package init(_ process: Process) throws {
        let (stream, end) = AsyncStream<Void>.makeStream()
        self.process = process
        ended = stream
        process.terminationHandler = { _ in end.finish() }
        try process.run()
    }

    /// Starts a program that `PATH` finds, quietly.
    package convenience init(_ name: String, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [name] + arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try self.init(process)
    }

    package func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// By which the system knows it.
    package var identifier: Int32 { process.processIdentifier }

    /// Waits until it has ended.
    package func end() async { for await _ in ended {} }

    /// The most resident memory that it has had so far, in bytes; nil when it has ended.
    package var peakMemory: Int? {
        let lines = (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8))?.split(separator: "\n")
        return lines?.first { $0.hasPrefix("VmHWM:") }?.split { $0 == " " || $0 == "\t" }.compactMap { Int($0) }.first.map { $0 * 1024 }
    }

    package var isRunning: Bool { process.isRunning }

    /// Its exit code; minus the signal that ended it.
    package var code: Int32 { process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus }
}
