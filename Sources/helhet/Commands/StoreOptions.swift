import ArgumentParser
import Directory
import FHIR
import Foundation
import Journal

/// What every command that opens a store accepts.
struct StoreOptions: ParsableArguments {
    @Option(help: "The configuration file. Default: helhet.yaml, if there is one.") var config: String?
    @Option(help: "The SQLite file.") var store: String?
    @Option(help: "The hub's time, such as 2026-01-01T00:00:00Z. Default: the clock.") var at: String?

    func configuration(_ flags: [String: String] = [:]) throws -> Configuration {
        var flags = flags
        if let store { flags["store"] = store }
        let path = config ?? "helhet.yaml"
        let text = config != nil || FileManager.default.fileExists(atPath: path) ? try Hub.text(of: path) : nil
        do {
            let configuration = try Configuration.read(
                text, file: path, environment: ProcessInfo.processInfo.environment, flags: flags)
            for remark in configuration.remarks { Narration.say(remark) }
            return configuration
        } catch {
            throw Problem.usage(error.description)
        }
    }

    /// The hub's time: fixed by `--at`, else the clock's.
    func clock() throws -> @Sendable () -> Instant {
        guard let instant = try fixed() else { return Clock.now }
        return { instant }
    }

    /// The time of the store: fixed by `--at`, else that which its demo has come to, else the clock's.
    func clock(of hub: Hub) async throws -> @Sendable () -> Instant {
        if let instant = try fixed() { return { instant } }
        let mark = try await hub.journal.read { try $0.setting(DemoMark.setting) }.flatMap { DemoMark($0) }
        guard let shown = mark?.clock else { return Clock.now }
        return { shown }
    }

    /// The time of `--at`.
    func fixed() throws -> Instant? {
        guard let at else { return nil }
        guard let instant = Instant(at) else {
            throw Problem.usage("--at takes a time with offset, such as 2026-01-01T00:00:00Z; “\(at)” is none.")
        }
        return instant
    }
}

/// The only place that reads the machine's clock.
enum Clock {
    static let now: @Sendable () -> Instant = {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }

    /// Nanoseconds since the machine started, without those that it slept.
    static let uptime: @Sendable () -> Int64 = {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}

enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}
