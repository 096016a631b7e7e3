import ArgumentParser
import Foundation
import Population

struct PopulationGenerate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate", abstract: "Write citizens, services and a year of letters into a folder.",
        discussion: """
            The folder gets organisations.csv, parts.csv and helhet.yaml for a hub, letters/*.tar with a file for each letter by day and time \
            of arrival, and resources/*.ndjson. A run that was stopped goes on when it is started again.
            """)

    @OptionGroup var options: PopulationOptions
    @Option(name: .customLong("to"), help: "The folder; it must be empty or not there.") var folder: String
    @Option(help: "ideal: in the order in which they were sent. real: some late, some twice, some past each other.") var network = Network
        .ideal
    @Flag(help: "Leave the FHIR resources out.") var lettersOnly = false
    @Flag(help: "Leave the letters out.") var resourcesOnly = false
    @Flag(help: "Write who serves the citizens, and nothing of the citizens.") var servicesOnly = false
    @Flag(help: "The receivers' receipts too: a hub that answers for them makes its own.") var receipts = false
    @Flag(help: "Write over what an earlier run left.") var again = false

    func run() async throws {
        let (rates, text) = try options.readRates()
        guard [lettersOnly, resourcesOnly, servicesOnly].count(where: { $0 }) < 2 else {
            throw Problem.usage("Name one of --letters-only, --resources-only and --services-only, or none for everything.")
        }
        let order = PopulationOrder(
            options.country, citizens: options.citizens, seed: options.seed, year: options.year, only: try options.only(), network: network,
            withLetters: !resourcesOnly && !servicesOnly, withResources: !lettersOnly && !servicesOnly, withReceipts: receipts)
        let line = ProgressLine()
        do {
            let generation = try Generation(order, rates: rates, text: text, folder: folder)
            try generation.prepare(again: again)
            let done = try await generation.run(workers: options.workers) { progress in
                line.tell("\(progress.citizens) citizens, \(progress.letters) letters, \(progress.bytes / 1_000_000) MB")
            }
            if done.found > 0 { Narration.say("\(done.found) blocks were there already.") }
            print(
                "citizens \(done.citizens)  letters \(done.letters)  bytes \(done.bytes)  seconds \(Figure.text(line.seconds, 1))  "
                    + "citizens/s \(Int(Double(done.citizens) / line.seconds))")
        } catch let error as PopulationError {
            throw PopulationCommand.problem(error)
        }
    }
}

/// Numbers for tables.
enum Figure {
    static func text(_ value: Double, _ decimals: Int) -> String { String(format: "%.\(decimals)f", value) }

    /// With as many digits as tell something.
    static func rate(_ value: Double) -> String { String(format: value >= 100 ? "%.1f" : value >= 0.1 ? "%.4f" : "%.6f", value) }

    /// What so large a part of sorted values does not exceed.
    static func percentile(_ part: Double, of sorted: [Double]) -> Double {
        sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, Int(part * Double(sorted.count)))]
    }

    /// The most memory that this process has held, in megabytes; 0 where the system does not tell.
    static var memory: Int {
        let lines = (FileManager.default.contents(atPath: "/proc/self/status").map { String(decoding: $0, as: UTF8.self) } ?? "").split(
            separator: "\n")
        let words = lines.first { $0.hasPrefix("VmHWM:") }?.split { $0 == " " || $0 == "\t" } ?? []
        return words.count > 1 ? (Int(words[1]) ?? 0) / 1024 : 0
    }
}
