import Exchange
import FHIR
import Foundation
import Journal
import Pathways
import Testing

@Suite("The letters of a stay, in any order", .enabled(if: SharedLetters.areThere)) struct ScenarioTests {
    @Test("say the same, and what the table says", arguments: Scenario.shared)
    func anyOrder(_ scenario: Scenario) async throws {
        let letters = try scenario.letters.map(SharedLetters.bytes)
        var digests: Set<String> = []
        for order in letters.permutations {
            let hub = try MemoryHub()
            for letter in order { try await hub.receive(letter) }
            let digest = try await hub.digest()
            digests.insert(digest)
            for letter in letters { #expect(try await hub.receive(letter).outcome == .duplicate) }
            #expect(try await hub.digest() == digest, "the same letters again changed something")
            #expect(try await hub.findings().map(\.description) == [])
            let lines = try await hub.plans().flatMap(PlanTable.lines)
            #expect(lines.joined(separator: "\n") == scenario.table)
        }
        #expect(digests.count == 1, "\(digests.count) digests for one set of letters")
    }

    @Test("are all needed, and each of their times", arguments: Scenario.shared)
    func everyLetterCounts(_ scenario: Scenario) async throws {
        let letters = try scenario.letters.map(SharedLetters.bytes)
        let whole = try await digest(of: letters)
        for index in scenario.distinct {
            var rest = letters
            rest.remove(at: index)
            if scenario.distinct.count == letters.count {
                #expect(try await digest(of: rest) != whole, "without \(scenario.letters[index])")
            }
            var changed = letters
            changed[index] = try #require(Self.withOtherTime(letters[index]), "no time in \(scenario.letters[index])")
            #expect(try await digest(of: changed) != whole, "another time in \(scenario.letters[index])")
        }
    }

    private func digest(of letters: [[UInt8]]) async throws -> String {
        let hub = try MemoryHub()
        for letter in letters { try await hub.receive(letter) }
        return try await hub.digest()
    }

    /// The letter with its last time of day a minute on or back.
    static func withOtherTime(_ letter: [UInt8]) -> [UInt8]? {
        var text = String(decoding: letter, as: UTF8.self)
        guard let time = text.matches(of: /\d{4}-\d\d-\d\dT\d\d:(\d)\d/).last else { return nil }
        let tens = time.output.1
        text.replaceSubrange(tens.startIndex..<tens.endIndex, with: tens == "0" ? "1" : "0")
        return Array(text.utf8)
    }
}
