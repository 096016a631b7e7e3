import Foundation
import Glibc

/// Measures the hub beside floors: the least that the same work could cost on the same machine in the same minute.
///
/// Every figure is a ratio of two things timed in turns in one process; the load average stands beside it.
@main struct Floors {
    static func main() async throws {
        var arguments = Array(CommandLine.arguments.dropFirst())
        let command = arguments.isEmpty ? "" : arguments.removeFirst()
        switch command {
        case "parse": try ParsingFloor().run(rounds: arguments.first.flatMap { Int($0) } ?? 15)
        case "expressions": try ExpressionFloor().run(rounds: arguments.first.flatMap { Int($0) } ?? 5)
        case "views": try ViewFloor().run(rounds: arguments.first.flatMap { Int($0) } ?? 9)
        case "validation": try ValidationFloor().run(rounds: arguments.first.flatMap { Int($0) } ?? 5)
        case "pathways":
            try await PathwayFloor().run(rounds: arguments.first.flatMap { Int($0) } ?? 2000, only: Set(arguments.dropFirst()))
        case "memory":
            try MemoryFloor(folder: arguments.first ?? "/tmp/helhet-floors", program: Server.program).run(
                megabytes: arguments.dropFirst().first.flatMap { Int($0) } ?? 1000)
        case "intake":
            try await IntakeFloor(folder: arguments.first ?? "/tmp/helhet-floors").run(
                sizes: arguments.dropFirst().compactMap { Int($0) }, over: Server.program)
        case "fill":
            try await IntakeFloor(folder: arguments.first ?? "/tmp/helhet-floors").fill(
                arguments.dropFirst().first.flatMap { Int($0) } ?? 2000)
        case "record":
            try await RecordFloor(folder: arguments.first ?? "/tmp/helhet-floors", program: Server.program).run(
                sizes: arguments.dropFirst().compactMap { Int($0) })
        case "timers":
            try await TimerFloor(folder: arguments.first ?? "/tmp/helhet-floors", program: Server.program).run(
                sizes: arguments.dropFirst().compactMap { Int($0) })
        case "pages":
            try await PageFloor(store: arguments.first ?? "", program: Server.program).run(
                citizens: arguments.dropFirst().first.flatMap { Int($0) } ?? 20_000)
        default:
            say(
                """
                floors parse [rounds]                 JSON: FHIR, JSONSerialization and simdjson in turns
                floors expressions [rounds]           FHIRPath on Synthea: ours and fhirpathpy's (HELHET_PYTHON: a Python that has it)
                floors views [rounds]                 tables of Synthea: ours and sqlonfhir's
                floors validation [rounds]            Synthea's bundles, valid or not: ours and fhir.resources'
                floors pathways [rounds] [case …]     an event through the engine with the shipped pathways, without a store; of the cases
                                                      denmark, norway, ten and facts, and the parts engine and whole, only those named
                floors memory FOLDER [megabytes]      the most memory that `helhet view` needs for an export of that size
                floors intake FOLDER [size …]         letters in, in process and over HTTP, beside a bare loop that writes the same rows
                floors fill FOLDER [messages]         letters in and nothing else: for a profiler
                floors record FOLDER [size …]         resources in by transactions beside a bare loop, CRUD and searches over HTTP
                floors timers FOLDER [size …]         so many deadlines that pass at once, while fifty letters a second come in
                floors pages STORE [citizens]         Today and the citizen's page over HTTP; the store is made when there is none
                """)
        }
    }
}

/// What stands beside each figure.
enum Machine {
    /// The load average of the last minute.
    static var load: String { file("/proc/loadavg").split(separator: " ").first.map(String.init) ?? "?" }

    /// Resident memory in megabytes.
    static var resident: Int { kilobytes("VmRSS", getpid()) / 1024 }

    /// A line of what the kernel says of a process: https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
    static func kilobytes(_ name: String, _ process: Int32) -> Int {
        let line = file("/proc/\(process)/status").split(separator: "\n").first { $0.hasPrefix(name + ":") } ?? ""
        return line.split { $0 == " " || $0 == "\t" }.compactMap { Int($0) }.first ?? 0
    }

    static func file(_ path: String) -> String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }

    /// Seconds by the wall.
    static var wall: Double { seconds(CLOCK_MONOTONIC) }
    /// Seconds of this thread on a processor: what neighbours disturb least.
    static var thread: Double { seconds(CLOCK_THREAD_CPUTIME_ID) }
    /// Seconds of all threads of this process.
    static var process: Double { seconds(CLOCK_PROCESS_CPUTIME_ID) }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

extension [Double] {
    /// The value below which this part of the sorted values lies.
    func quantile(_ part: Double) -> Double {
        guard !isEmpty else { return .nan }
        return sorted()[Swift.min(count - 1, Int(Double(count) * part))]
    }

    var median: Double { quantile(0.5) }

    /// `1.23 (1.10–1.31)`: the median and the range of the middle eight tenths.
    var shown: String { "\(median.short) (\(quantile(0.1).short)–\(quantile(0.9).short))" }
}

extension Double {
    var short: String { String(format: abs(self) >= 100 ? "%.0f" : "%.3g", self) }
}

/// A line of results, written at once: long runs are watched.
func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
