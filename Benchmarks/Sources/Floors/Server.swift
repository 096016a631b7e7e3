import Foundation
import Glibc

/// `helhet serve` as a process of its own, on a store of its own, with the demo's directory.
final class Server: Door, @unchecked Sendable {
    // Everything is set before `init` returns; `Process` itself is locked by Foundation.

    struct Failure: Error, CustomStringConvertible { var description: String }

    /// The release build beside this program.
    static var program: String {
        String(CommandLine.arguments[0].split(separator: "/", omittingEmptySubsequences: false).dropLast().map { $0 + "/" }.joined())
            + "helhet"
    }

    private let process: Process
    private let lines: Lines
    let port: UInt16
    /// From the start of the process until it listens, in seconds.
    let start: Double

    /// - Parameters:
    ///   - program: the release build of `helhet`.
    ///   - at: the hub's time, which stands still.
    init(program: String, folder: String, store: String, at time: String) throws {
        guard access(program, X_OK) == 0 else {
            throw Failure(description: "There is no \(program): run `swift build -c release --product helhet` first.")
        }
        let portFile = folder + "/port"
        unlink(portFile)
        let configuration = folder + "/helhet.yaml"
        try """
        directory: [\(Root.path)/demo/organisations.csv, \(Root.path)/demo/parts.yaml]
        languages: [nb, da]
        """.write(toFile: configuration, atomically: true, encoding: .utf8)
        process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = [
            "serve", "--config", configuration, "--store", store, "--port", "0", "--port-file", portFile, "--at", time,
        ]
        process.standardError = FileHandle(forWritingAtPath: "/dev/null")
        process.standardOutput = FileHandle(forWritingAtPath: "/dev/null")
        let begun = Machine.wall
        try process.run()
        while true {
            if let port = UInt16(Machine.file(portFile)) {
                self.port = port
                lines = Lines(port: port)
                break
            }
            guard process.isRunning, Machine.wall - begun < 60 else { throw Failure(description: "\(program) serve did not start.") }
            usleep(2000)
        }
        start = Machine.wall - begun
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }

    var processor: Double {
        // Fields 14 and 15, after the name in brackets: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
        let fields = Machine.file("/proc/\(process.processIdentifier)/stat").split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return 0 }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// Resident memory in megabytes, now and at its highest.
    var resident: (now: Int, highest: Int) {
        (Machine.kilobytes("VmRSS", process.processIdentifier) / 1024, Machine.kilobytes("VmHWM", process.processIdentifier) / 1024)
    }

    func connection() throws -> Connection { try Connection(port: port) }

    func posting(_ letters: [[UInt8]], rate: Double?) -> Posting { Posting(letters, over: lines, rate: rate) }

    func send(_ letters: [[UInt8]], senders: Int, rate: Double?) async throws -> Passage {
        try await posting(letters, rate: rate).run(senders: senders)
    }
}
