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
        var stays: [Double] = []
        for (course, name) in [(0, "denmark"), (1, "norway")] where cases.contains(name) {
            let histories = try await histories(course: course)
            stays += try measure("\(name.capitalized), the \(histories.count) letters of a stay", histories, timing: 0, rounds, parts)
        }
        if cases.isSuperset(of: Self.cases.prefix(2)), parts.contains("engine") {
            say("The letters of both stays, engine, in order: \(stays.spread)")
        }
        guard cases.contains("ten") || cases.contains("facts") else { return }
        let norway = try await histories(course: 1)
        let started = library.definitions.filter { $0.id != "hospital-stay" && $0.publication.status == .published }.prefix(9)
        let several = norway.suffix(2).map { history in
            var history = history
            for definition in started { history.facts.append(start(definition.id, history)) }
            return history
        }
        if cases.contains("ten") {
            try measure("Norway, the last letter with \(started.count + 1) pathways on one citizen", several, timing: 1, rounds, parts)
        }
        guard cases.contains("facts"), let last = several.last else { return }
        try measure(
            "Norway, the last of a citizen's 5,000 facts", try [measured(last, count: 4_999), measured(last, count: 5_000)], timing: 1,
            max(20, rounds / 50), parts)
    }

    static let cases = ["denmark", "norway", "ten", "facts"]
    static let parts = ["engine", "whole"]

    /// Measures events that come in order, what was folded before being remembered; and the last of them folded anew, as after a start.
    ///
    /// - Parameter timing: the first of the histories that is measured; those before it only stand.
    /// - Returns: seconds that the engine took for events in order.
    @discardableResult private func measure(
        _ name: String, _ histories: [History], timing first: Int, _ rounds: Int, _ parts: Set<String>
    ) throws -> [Double] {
        guard let last = histories.last else { return [] }
        var engine: [Double] = []
        var inOrder: [(History, Record)] = []
        for history in histories { inOrder.append((history, try reaction.record(of: history))) }
        if parts.contains("engine") {
            engine = try measure("\(name), engine, in order", rounds, inOrder, from: first) { history, record in
                _ = try reaction.plan(of: record, resources: history.resources)
            }
            try measure("\(name), engine, the last folded anew", rounds, inOrder.suffix(1), from: 0) { history, record in
                _ = try reaction.plan(of: record, resources: history.resources)
            }
        }
        if parts.contains("whole") {
            try measure("\(name), with reading, work, resources and JSON, in order", rounds, inOrder, from: first) { history, _ in
                _ = try reaction.project(history, now: Letters.now)
            }
            let anew = [(last, inOrder[inOrder.count - 1].1)]
            try measure("\(name), with reading, work, resources and JSON, the last folded anew", rounds, anew, from: 0) { history, _ in
                _ = try reaction.project(history, now: Letters.now)
            }
            let start = [(histories[0], inOrder[0].1)]
            try measure("\(name), with reading, work, resources and JSON, the first", rounds, start, from: 0) { history, _ in
                _ = try reaction.project(history, now: Letters.now)
            }
        }
        return engine
    }

    /// Each round begins with nothing remembered and takes the events one after another.
    @discardableResult private func measure(
        _ name: String, _ rounds: Int, _ events: [(History, Record)], from first: Int, _ body: (History, Record) throws -> Void
    ) throws -> [Double] {
        var seconds: [Double] = []
        seconds.reserveCapacity(rounds * events.count)
        var allocations: Int64 = 0
        for round in -max(2, rounds / 10)..<rounds {
            reaction.forget()
            for (place, event) in events.enumerated() {
                let before = helhet_allocations()
                if round == -1 { helhet_count_allocations(1) }
                let start = Machine.thread
                try body(event.0, event.1)
                let end = Machine.thread
                helhet_count_allocations(0)
                if round == -1 { allocations = Int64(helhet_allocations() - before) }
                if round >= 0, place >= first { seconds.append(end - start) }
            }
        }
        say("\(name): \(seconds.spread), \(allocations) allocations; load \(Machine.load)")
        return seconds
    }

    /// What is said of a citizen after each letter of one stay.
    private func histories(course: Int) async throws -> [History] {
        var histories: [History] = []
        for count in 1...Letters().course(course).count { histories.append(try await history(course: course, letters: count)) }
        return histories
    }

    /// All that is said of a citizen by the letters of one stay, or by so many of them.
    private func history(course: Int, letters: Int) async throws -> History {
        let journal = JournalMemory()
        let intake = Intake(
            journal: journal, directory: CurrentDirectory(directory), reaction: reaction, configuration: try Configuration.read(nil))
        for letter in Letters().course(course).prefix(letters) { _ = try await intake.receive(letter, at: Letters.now) }
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

extension [Double] {
    fileprivate var spread: String { "median \((median * 1e6).short) µs, p99 \((quantile(0.99) * 1e6).short) µs" }
}
