import ArgumentParser
import AsyncHTTPClient
import FHIR
import Foundation
import NIOCore
import NIOHTTP1
import Population
import Synchronization

struct PopulationReplay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Send a place's hour, day or year of letters to a hub, at a chosen rate.",
        discussion: """
            Each letter goes to HUB/letters at the moment it would have arrived, counted from the start and sped up. Tells how far it has \
            come; at the end what became of the letters, how long the hub took, and, with --check, what `helhet check` says of its store. \
            Ends with 1 when a letter was refused or not kept.
            """)

    @OptionGroup var options: PopulationOptions
    @Option(help: "The hub, such as http://127.0.0.1:8080.") var hub: String
    @Option(help: "The first day, such as 2026-02-10.") var day: String
    @Option(help: "The first hour of that day.") var hour = 0
    @Option(help: "How many hours.") var hours = 24
    @Option(help: "How many times faster than it happened; 0: as fast as the hub takes them.") var rate = 20.0
    @Option(help: "How letters arrive: ideal or real.") var network = Network.real
    @Option(help: "Letters under way at once.") var connections = 16
    @Option(help: "The hub's configuration file: check its store afterwards.") var check: String?

    func run() async throws {
        guard let day = Day(day) else { throw Problem.usage("--day takes a day such as 2026-02-10; “\(day)” is none.") }
        guard hours > 0, (0..<24).contains(hour), rate >= 0, connections > 0 else {
            throw Problem.usage("--hours and --connections are 1 or more, --hour is 0 to 23, --rate is not negative.")
        }
        guard day.year == options.year else {
            throw Problem.usage("The day must be in the year \(options.year); choose another with --year.")
        }
        let residents = try options.residents()
        let letters = Correspondence(Lives(residents))
        let zone: Zone = options.country == .norway ? .oslo : .copenhagen
        let start = zone.instant(day, secondOfDay: hour * 3600)
        let line = ProgressLine()
        let plan = await ReplayPlan(
            letters, from: start, to: start.adding(seconds: Int64(hours) * 3600), over: network, workers: options.workers
        ) {
            count in line.tell("Looked through \(count) lives.")
        }
        Narration.say("\(plan.items.count) letters of \(residents.total) citizens.")
        let tally = Tally()
        let began = ContinuousClock.now
        let pace = ProgressLine()
        await withTaskGroup(of: Void.self) { group in
            var underWay = 0
            for item in plan.items {
                if underWay >= connections {
                    await group.next()
                    underWay -= 1
                }
                if rate > 0 {
                    let due = began.advanced(by: .milliseconds(Int64(Double(plan.arrives(item).seconds(since: start)) * 1000 / rate)))
                    if due > .now { try? await Task.sleep(until: due, clock: .continuous) }
                    tally.isBehind(Self.seconds(due.duration(to: .now)))
                }
                group.addTask { await send(plan.letter(item), tally) }
                underWay += 1
                pace.tell("\(plan.arrives(item)): \(tally.count) of \(plan.items.count) letters, \(tally.errors) errors")
            }
        }
        let seconds = Self.seconds(began.duration(to: .now))
        tally.report(seconds: seconds, rate: rate)
        var isWrong = tally.isWrong
        if let check {
            do { try await Check.parse(["--config", check]).run() } catch let code as ExitCode where code.rawValue == 1 { isWrong = true }
        }
        if isWrong { throw Outcome.refused }
    }

    private static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }

    private func send(_ letter: WrittenLetter, _ tally: Tally) async {
        var request = HTTPClientRequest(url: hub.hasSuffix("/") ? "\(hub)letters" : "\(hub)/letters")
        request.method = .POST
        request.headers.add(name: "Content-Type", value: letter.mediaType)
        request.body = .bytes(ByteBuffer(bytes: letter.bytes))
        let sent = ContinuousClock.now
        do {
            let response = try await HTTPClient.shared.execute(request, timeout: .seconds(60))
            let body = try await response.body.collect(upTo: 10_000_000)
            let outcome = response.headers.first(name: "Helhet-Outcome") ?? "answered \(response.status.code)"
            tally.add(
                letter.kind.rawValue, outcome, hasReceipt: body.readableBytes > 0, isError: !(200..<300).contains(response.status.code),
                after: Self.seconds(sent.duration(to: .now)))
        } catch {
            tally.add(letter.kind.rawValue, "not reached", hasReceipt: false, isError: true, after: Self.seconds(sent.duration(to: .now)))
        }
    }

    /// What became of the letters.
    private final class Tally: Sendable {
        private struct State {
            var outcomes: [String: Int] = [:]
            var latencies: [Double] = []
            var receipts = 0
            var failed = 0
            var behind = 0.0
        }

        private let state = Mutex(State())

        var count: Int { state.withLock { $0.latencies.count } }
        var errors: Int { state.withLock { $0.failed } }

        func add(_ kind: String, _ outcome: String, hasReceipt: Bool, isError: Bool, after seconds: Double) {
            state.withLock { state in
                state.outcomes[outcome, default: 0] += 1
                state.latencies.append(seconds)
                if hasReceipt { state.receipts += 1 }
                if isError { state.failed += 1 }
            }
        }

        func isBehind(_ seconds: Double) { state.withLock { $0.behind = max($0.behind, seconds) } }

        var isWrong: Bool {
            state.withLock { $0.failed > 0 || $0.outcomes.contains { !["accepted", "duplicate"].contains($0.key) } }
        }

        func report(seconds: Double, rate: Double) {
            state.withLock { state in
                let sorted = state.latencies.sorted()
                for (outcome, count) in state.outcomes.sorted(by: { $0.key < $1.key }) { print("\(outcome) \(count)") }
                print("receipts \(state.receipts)  errors \(state.failed)")
                let parts = [0.5, 0.95, 0.99].map { "p\(Int($0 * 100)) \(Figure.text(Figure.percentile($0, of: sorted) * 1000, 1))" }
                print("latency ms  \(parts.joined(separator: "  "))  max \(Figure.text((sorted.last ?? 0) * 1000, 1))")
                print(
                    "seconds \(Figure.text(seconds, 1))  letters/s \(Figure.text(Double(sorted.count) / max(seconds, 0.001), 1))",
                    terminator: "")
                print(rate > 0 ? "  most behind \(Figure.text(state.behind, 2)) s" : "")
            }
        }
    }
}
