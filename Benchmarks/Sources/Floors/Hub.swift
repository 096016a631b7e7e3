import BenchmarkLetters
import Directory
import Exchange
import FHIR
import Foundation
import Journal
import JournalSQLite
import Pathways

/// The hub as `helhet serve` wires it, in this process, on a store of its own.
struct Hub: Door {
    var journal: JournalSQLite
    var directory: CurrentDirectory
    var intake: Intake
    var library: PathwayLibrary

    init(store: String) async throws {
        journal = try JournalSQLite.open(path: store)
        let files = ["organisations.csv", "parts.yaml"].map { SourceFile(name: $0, text: Machine.file("\(Root.path)/demo/\($0)")) }
        let learned = try await journal.read { try $0.learnedParties().compactMap { LearnedParty(json: $0) } }
        directory = CurrentDirectory(try Directory.read(files, unknownParties: .learn).learning(learned))
        library = try PathwayLibrary.shipped()
        intake = Intake(
            journal: journal, directory: directory,
            reaction: CurrentPathways(directory: directory, library: library),
            configuration: try Configuration.read(nil))
    }

    var processor: Double { Machine.process }

    func send(_ letters: [[UInt8]], senders: Int, rate: Double?) async throws -> Passage {
        let counter = Counter()
        let intake = intake
        let begun = Machine.wall
        return try await withThrowingTaskGroup(of: Passage.self) { group in
            for _ in 0..<senders {
                group.addTask {
                    var passage = Passage()
                    while true {
                        let index = counter.next()
                        guard index < letters.count else { return passage }
                        var start = Machine.wall
                        if let rate {
                            let due = begun + Double(index) / rate
                            if due > start { try await Task.sleep(for: .seconds(due - start)) }
                            start = due
                        }
                        let reception = try await intake.receive(letters[index], at: Letters.now)
                        passage.waits.append(Machine.wall - start)
                        passage.outcomes[reception.outcome.rawValue, default: 0] += 1
                    }
                }
            }
            var all = Passage()
            for try await passage in group { all += passage }
            return all
        }
    }
}
