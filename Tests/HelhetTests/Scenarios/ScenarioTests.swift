import Exchange
import FHIR
import Foundation
import Journal
import Pathways
import Testing

@Suite("The letters of a stay, in any order") struct ScenarioTests {
    @Test("say the same, and what the table says", arguments: Scenario.own)
    func anyOrder(_ scenario: Scenario) async throws { try await Self.expectOneMeaning(scenario) }

    @Test("are all needed, and each of their times but the envelope's", arguments: Scenario.own)
    func everyLetterCounts(_ scenario: Scenario) async throws {
        try await Self.expectEachNeeded(scenario)
        let letters = try scenario.letters.map { try $0.bytes }
        let whole = try await Self.digest(of: letters)
        for index in scenario.distinct {
            let times = Self.withOtherTimes(letters[index])
            #expect(times.contains { !$0.isEnvelope })
            for time in times {
                var changed = letters
                changed[index] = time.letter
                let digest = try await Self.digest(of: changed)
                #expect((digest == whole) == time.isEnvelope, "another time in \(scenario.letters[index])")
            }
        }
    }

    static func expectOneMeaning(_ scenario: Scenario) async throws {
        let letters = try scenario.letters.map { try $0.bytes }
        var digests: Set<String> = []
        for order in letters.permutations {
            let hub = try MemoryHub()
            var outcomes: [Reception.Outcome] = []
            for letter in order { outcomes.append(try await hub.receive(letter, at: Scenario.now).outcome) }
            #expect(outcomes.filter { $0 == scenario.outcome }.count == scenario.distinct.count)
            #expect(outcomes.filter { $0 == .duplicate }.count == scenario.duplicates)
            let digest = try await hub.digest()
            digests.insert(digest)
            for letter in letters { #expect(try await hub.receive(letter, at: Scenario.now).outcome == .duplicate) }
            #expect(try await hub.digest() == digest, "the same letters again changed something")
            #expect(try await hub.findings().map(\.description) == [])
            let lines = try await hub.plans().flatMap(PlanTable.lines)
            #expect(lines.joined(separator: "\n") == scenario.table)
        }
        #expect(digests.count == 1, "\(digests.count) digests for one set of letters")
    }

    /// Without one letter it is another digest; without the copy of one it is the same.
    static func expectEachNeeded(_ scenario: Scenario) async throws {
        let letters = try scenario.letters.map { try $0.bytes }
        let whole = try await digest(of: letters)
        for index in letters.indices {
            var rest = letters
            rest.remove(at: index)
            let isCopied = scenario.duplicates > 0
            #expect(try await (digest(of: rest) == whole) == isCopied, "without \(scenario.letters[index])")
        }
    }

    static func digest(of letters: [[UInt8]]) async throws -> String {
        let hub = try MemoryHub()
        for letter in letters { try await hub.receive(letter, at: Scenario.now) }
        return try await hub.digest()
    }

    /// The letter with one of its times of day ten minutes on or back, for each of them.
    static func withOtherTimes(_ letter: [UInt8]) -> [(letter: [UInt8], isEnvelope: Bool)] {
        let text = String(decoding: letter, as: UTF8.self)
        return text.matches(of: /\d{4}-\d\d-\d\dT\d\d:(\d)\d/).map { time in
            let tens = time.output.1
            let before = text[..<time.range.lowerBound]
            var changed = text
            changed.replaceSubrange(tens.startIndex..<tens.endIndex, with: tens == "0" ? "1" : "0")
            let isEnvelope = before.hasSuffix("\"timestamp\":\"") || before.hasSuffix("<timestamp value=\"")
            return (Array(changed.utf8), isEnvelope)
        }
    }
}

@Suite("Public letters of a stay, in any order", .enabled(if: SharedLetters.areThere)) struct SharedScenarioTests {
    @Test("say the same, and what the table says", arguments: Scenario.shared)
    func anyOrder(_ scenario: Scenario) async throws { try await ScenarioTests.expectOneMeaning(scenario) }

    @Test("are all needed, and the last time of each", arguments: Scenario.shared)
    func everyLetterCounts(_ scenario: Scenario) async throws {
        try await ScenarioTests.expectEachNeeded(scenario)
        let letters = try scenario.letters.map { try $0.bytes }
        let whole = try await ScenarioTests.digest(of: letters)
        for index in scenario.distinct {
            var changed = letters
            changed[index] = try #require(
                ScenarioTests.withOtherTimes(letters[index]).last?.letter, "no time in \(scenario.letters[index])")
            #expect(try await ScenarioTests.digest(of: changed) != whole, "another time in \(scenario.letters[index])")
        }
    }
}
