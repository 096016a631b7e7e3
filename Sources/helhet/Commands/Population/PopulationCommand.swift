public import ArgumentParser
import Foundation
public import Population
import Synchronization

struct PopulationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "population", abstract: "Synthetic citizens, their year, and the letters that would have been sent of it.",
        discussion: "Nobody in it is real: see Documentation/population.md for what it is like, and what it is not like.",
        subcommands: [
            PopulationGenerate.self, PopulationFill.self, PopulationReplay.self, PopulationLikeness.self, PopulationRates.self,
        ])
}

/// Who is to be made.
struct PopulationOptions: ParsableArguments {
    @Option(help: "no or dk.") var country: Nation
    @Option(help: "How many citizens; 10000 unless told.") var citizens = 10_000
    @Option(help: "Another seed gives other citizens; the same gives the same everywhere.") var seed: UInt64 = 1
    @Option(help: "The year that is lived through.") var year = 2026
    @Option(help: "A municipality by its national number; several times for several. Default: the whole country.") var municipality:
        [String] = []
    @Option(help: "A county (no) or region (dk) by its national number; several times for several.") var area: [String] = []
    @Option(help: "A file of rates of your own: start from `helhet population rates`.") var rates: String?
    @Option(help: "Processors to use.") var workers = ProcessInfo.processInfo.activeProcessorCount

    func readRates() throws -> (rates: Rates, text: String) {
        do {
            guard let path = rates else { return (try Rates(of: country), Rates.shipped(country)) }
            let text = try Hub.text(of: path)
            return (try Rates(text, name: path), text)
        } catch let mistakes as RateMistakes {
            throw Problem.refused(mistakes.description)
        }
    }

    /// The municipalities that are asked for; nil for all.
    func only() throws -> [String]? {
        guard !area.isEmpty else { return municipality.isEmpty ? nil : municipality }
        let all = Geography.municipalities(of: country)
        for wanted in area where !all.contains(where: { $0.area == wanted }) {
            throw Problem.usage(
                "There is no county or region \(wanted) in \(country.rawValue); there are \(Set(all.map(\.area)).sorted().joined(separator: ", "))."
            )
        }
        return all.filter { area.contains($0.area) || municipality.contains($0.code) }.map(\.code)
    }

    func residents() throws -> Residents {
        try PopulationCommand.telling {
            try Residents(country, citizens: citizens, seed: seed, year: year, rates: try readRates().rates, only: try only())
        }
    }
}

extension Nation: ExpressibleByArgument {}
extension Network: ExpressibleByArgument {}

extension PopulationCommand {
    /// Runs `body`, and ends as the program does on each kind of error.
    static func telling<Value>(_ body: () throws -> Value) throws -> Value {
        do { return try body() } catch let error as PopulationError { throw problem(error) }
    }

    static func problem(_ error: PopulationError) -> Problem {
        switch error.kind {
        case .usage: .usage(error.message)
        case .taken: .refused(error.message)
        case .disk: .failed(error.message)
        }
    }
}

/// A line that tells how far it has come, at most twice a second.
final class ProgressLine: Sendable {
    private let last = Mutex(Date.distantPast)
    /// Twice a second before somebody's eyes; in a file, every ten seconds.
    private let pace: TimeInterval = isatty(STDERR_FILENO) == 1 ? 0.5 : 10
    let start = Date()

    func tell(_ text: @autoclosure () -> String) {
        last.withLock { last in
            guard Date().timeIntervalSince(last) > pace else { return }
            last = Date()
            Narration.say(text())
        }
    }

    var seconds: Double { max(0.001, Date().timeIntervalSince(start)) }
}

struct PopulationRates: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rates", abstract: "Print the shipped rates, to change and use with --rates.")

    @Option(help: "no or dk.") var country: Nation

    func run() { print(Rates.shipped(country), terminator: "") }
}
