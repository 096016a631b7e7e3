import BenchmarkLetters
import CAllocations
import Directory
import Exchange
import FHIR
import Foundation
import Journal
import JournalMemory
import Pathways

/// What the engine costs without any store: an event to the plan that stands after it, with the shipped pathways.
struct PathwayFloor {
    private let reaction: PathwayReaction
    private let directory: Directory
    private let library: PathwayLibrary

    init() throws {
        let files = ["organisations.csv", "parts.yaml"].map { SourceFile(name: $0, text: Machine.file("\(Root.path)/demo/\($0)")) }
        directory = try Directory.read(files, unknownParties: .learn)
        library = try PathwayLibrary.shipped()
        reaction = PathwayReaction(directory: directory, library: library)
    }

    /// `only` are names of cases and of parts, of those that are measured; none: all of them.
    func run(rounds: Int, only: Set<String>) async throws {
        say("\(library.definitions.count) shipped pathways; load \(Machine.load)")
        let cases = only.isDisjoint(with: Self.cases) ? Set(Self.cases) : only
        let parts = only.isDisjoint(with: Self.parts) ? Set(Self.parts) : only
        for (course, name) in [(0, "denmark"), (1, "norway")] where cases.contains(name) {
            let history = try await history(course: course)
            try measure("\(name.capitalized), the last of \(history.letters.count) letters of a stay", history, rounds, parts)
        }
        guard cases.contains("ten") || cases.contains("facts") else { return }
        var several = try await history(course: 1)
        let started = library.definitions.filter { $0.id != "hospital-stay" && $0.publication.status == .published }.prefix(9)
        for definition in started { several.facts.append(start(definition.id, several)) }
        if cases.contains("ten") { try measure("Norway, \(started.count + 1) pathways on one citizen", several, rounds, parts) }
        guard cases.contains("facts") else { return }
        try measure("Norway, a citizen with 5,000 facts", measured(several, count: 5_000), max(20, rounds / 50), parts)
    }

    static let cases = ["denmark", "norway", "ten", "facts"]
    static let parts = ["engine", "whole"]

    private func measure(_ name: String, _ history: History, _ rounds: Int, _ parts: Set<String>) throws {
        let record = try Record(reading: history)
        if parts.contains("engine") {
            try measure("\(name), engine", rounds) { _ = try reaction.plan(of: record, resources: history.resources) }
        }
        if parts.contains("whole") {
            try measure("\(name), with reading, work, resources and JSON", rounds) { _ = try reaction.project(history, now: Letters.now) }
        }
    }

    private func measure(_ name: String, _ rounds: Int, _ body: () throws -> Void) throws {
        for _ in 0..<max(5, rounds / 10) { try body() }
        let before = helhet_allocations()
        helhet_count_allocations(1)
        try body()
        helhet_count_allocations(0)
        let allocations = helhet_allocations() - before
        var seconds: [Double] = []
        seconds.reserveCapacity(rounds)
        for _ in 0..<rounds {
            let start = Machine.thread
            try body()
            seconds.append(Machine.thread - start)
        }
        say(
            "\(name): median \((seconds.median * 1e6).short) µs, p99 \((seconds.quantile(0.99) * 1e6).short) µs, "
                + "\(allocations) allocations; load \(Machine.load)")
    }

    /// All that is said of a citizen by the letters of one stay.
    private func history(course: Int) async throws -> History {
        let journal = JournalMemory()
        let intake = Intake(
            journal: journal, directory: CurrentDirectory(directory), reaction: reaction, configuration: try Configuration.read(nil))
        for letter in Letters().course(course) { _ = try await intake.receive(letter, at: Letters.now) }
        return try await journal.read { reader in
            guard let citizen = try reader.subject(Letters.citizen(ofCourse: course)) else { throw Missing() }
            return try reader.history(of: citizen)
        }
    }

    private struct Missing: Error {}

    private func start(_ pathway: String, _ history: History) -> Fact {
        let act = Act(.started(pathway: pathway, stay: nil))
        let said = Letters.now.adding(seconds: -600)
        var fact = act.fact(of: history.root, custodian: OrganisationID("fjordby"), said: said)
        fact.number = (history.facts.last?.number ?? 0) + 1
        fact.source = .act(fact.number)
        return fact
    }

    /// The same with so many facts: oxygen saturation, measured at home.
    private func measured(_ history: History, count: Int) throws -> History {
        var history = history
        var number = history.facts.last?.number ?? 0
        for index in 0..<max(0, count - history.facts.count) {
            let said = Letters.now.adding(seconds: Int64(index) * 60 - 500_000)
            let json = """
                {"resourceType":"Observation","id":"o\(index)","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"59408-5"}]},\
                "subject":{"reference":"Patient/\(history.root)"},"effectiveDateTime":"\(said)",\
                "valueQuantity":{"value":\(88 + index % 10),"unit":"%","system":"http://unitsofmeasure.org","code":"%"}}
                """
            var fact = Fact(
                of: history.root, changed: [ResourceChange(.made, "Observation", "o\(index)", version: 1)], custodian: "fjordby", said: said
            )
            number += 1
            fact.number = number
            fact.source = .act(number)
            history.facts.append(fact)
            history.resources.append(
                SaidResource(
                    type: "Observation", id: "o\(index)", version: 1, said: said, fact: number, custodian: "fjordby",
                    resource: try Resource(json: Array(json.utf8))))
        }
        return history
    }
}
