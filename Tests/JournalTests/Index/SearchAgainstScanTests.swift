import FHIR
import Foundation
import Journal
import Testing

@testable import JournalLaws
@testable import JournalSQLite

/// Whatever is written in whatever order, a search of the store finds what a plain look at everything does.
@Suite("A search of the store")
struct SearchAgainstScanTests {
    static let seeds = ProcessInfo.processInfo.environment["HELHET_SEEDS"].flatMap { UInt64($0) } ?? 6

    @Test("finds what a scan finds, through pages in every order, while runs are merged", arguments: 0..<Self.seeds)
    func agrees(_ seed: UInt64) async throws {
        try await Scratch.with { folder in
            let path = folder + "/store.sqlite"
            // Half of the seeds take every range for too wide to be gone over, and soon find that it was not.
            var costs = SearchCosts()
            if seed % 2 == 1 { costs = SearchCosts(gathering: 1, reading: 0, patience: 2, fewCandidates: 10, mostTexts: 3) }
            // Two thirds have runs of many small blocks, gone along a few entries at a time, so that pages end wherever blocks can.
            let blockBytes = seed % 3 == 0 ? BlockEncoder.limit : 120
            if seed % 3 != 0 { costs.window = 1 }
            var journal = try Toy.open(path, costs: costs, blockBytes: blockBytes)
            var dice = Dice(seed: seed)
            var world = Toy.World()
            for subject in 1...5 {
                _ = try await journal.commit(.people, at: HealthyStore.now) { try $0.ensureSubject(HealthyStore.identifier(subject)) }
            }
            for round in 0..<8 {
                try await write(&world, &dice, round, journal)
                for _ in 0..<12 { try await ask(&dice, world, journal) }
                if dice.chance(4) {
                    try await journal.close()
                    journal = try Toy.open(path, costs: costs, blockBytes: blockBytes)
                }
            }
            #expect(try await journal.check() == [])
            try await journal.close()
        }
    }

    /// Some commits of some changes each, several of which share a group.
    private func write(_ world: inout Toy.World, _ dice: inout Dice, _ round: Int, _ journal: JournalSQLite) async throws {
        var commits: [(at: Instant, changes: [(id: String, thing: Toy.Thing?)])] = []
        for commit in 0..<(1 + dice.below(8)) {
            let at = HealthyStore.now.adding(seconds: Int64(round * 100 + commit))
            var changes: [(id: String, thing: Toy.Thing?)] = []
            for _ in 0..<(1 + dice.below(40)) {
                let id = "t\(dice.below(80))"
                guard !changes.contains(where: { $0.id == id }) else { continue }
                if dice.chance(6) {
                    guard world.things[id] != nil else { continue }
                    changes.append((id, nil))
                    world.things[id] = nil
                } else {
                    let thing = thing(id, &dice)
                    changes.append((id, thing))
                    world.things[id] = (thing, at)
                }
            }
            commits.append((at, changes))
        }
        // One after another, since the oracle knows one order; those of a round wait for the writer together.
        for (at, changes) in commits {
            let isPrepared = dice.chance(2)
            try await journal.commit(.people, at: at) { writer in
                let pending = changes.compactMap { id, thing in
                    thing.map { thing in PendingResource(type: "Basic", id: id, isNew: false) { thing.resource } }
                }
                var made = try (isPrepared ? writer.prepare(pending) : [])[...]
                for (id, thing) in changes {
                    if let thing {
                        _ = try writer.put(
                            made.popFirst()?() ?? thing.resource, id: id, subject: thing.subject.map { SubjectID($0) }, source: .act(0),
                            ifVersion: nil)
                    } else {
                        _ = try writer.delete("Basic", id: id, source: .act(0))
                    }
                }
            }
        }
    }

    private func thing(_ id: String, _ dice: inout Dice) -> Toy.Thing {
        var tags: [Int] = []
        for _ in 0..<dice.below(4) { tags.append(dice.below(10)) }
        return Toy.Thing(
            id: id, code: dice.pick(["a", "a", "a", "b", "c"]), value: dice.chance(3) ? nil : dice.below(30), tags: tags,
            note: dice.pick(["xa", "xb", "y"]), parent: dice.chance(2) ? "t\(dice.below(80))" : nil,
            subject: dice.chance(3) ? nil : Int64(1 + dice.below(5)))
    }

    private func criterion(_ dice: inout Dice, _ depth: Int) -> Criterion {
        let low = dice.below(30)
        switch dice.below(depth > 0 ? 14 : 8) {
        case 0: return Toy.asks("code \(dice.pick(["a", "b", "c", "d"]))")
        case 1: return Toy.asks("value \(low) \(low + dice.below(10))")
        case 2: return Toy.asks("tag \(low % 8) \(low % 8 + dice.below(4))")
        case 3: return Toy.asks("note \(dice.pick(["xa", "xb", "y"]))")
        case 4: return .ids((0..<dice.below(12)).map { _ in "t\(dice.below(85))" })
        case 5:
            let from = HealthyStore.now.adding(seconds: Int64(dice.below(1_200)))
            return .updated(
                from: dice.chance(3) ? nil : from, to: dice.chance(3) ? nil : from.adding(seconds: Int64(dice.below(600)) - 10))
        case 6: return .isFiled((0..<dice.below(3)).map { _ in SubjectID(Int64(1 + dice.below(6))) })
        case 7: return Toy.asks("third \(dice.below(2)) 2")
        case 8: return .not(criterion(&dice, depth - 1))
        case 9: return .all((0..<(1 + dice.below(2))).map { _ in criterion(&dice, depth - 1) })
        case 10: return .any((0..<dice.below(3)).map { _ in criterion(&dice, depth - 1) })
        case 11, 12: return .refers(Toy.parameter("parent"), to: "Basic", [criterion(&dice, depth - 1)])
        default: return .isReferred(by: Toy.parameter("parent"), [criterion(&dice, depth - 1)])
        }
    }

    private func ask(_ dice: inout Dice, _ world: Toy.World, _ journal: JournalSQLite) async throws {
        var search = Search(type: "Basic")
        search.criteria = (0..<dice.below(3)).map { _ in criterion(&dice, 2) }
        search.order = (0..<dice.below(3)).map { _ in
            let code = dice.pick(["code", "value", "tag", "mark", "_id", ""])
            return Search.Order(code.isEmpty ? nil : Toy.parameter(code), isDescending: dice.chance(2))
        }
        search.limit = dice.pick([1, 3, 10, 300])
        search.total = .accurate
        search.explains = true
        let wanted = world.things.keys.filter { id in search.criteria.allSatisfy { world.holds($0, id) } }
        var found: [String] = []
        repeat {
            let asked = search
            // A writer sees the same as a reader.
            let page =
                dice.chance(5)
                ? try await journal.commit(.people, at: HealthyStore.now) { try $0.search(asked) }
                : try await journal.read { try $0.search(asked) }
            #expect(page.total == wanted.count, "\(search.criteria)\n\(page.plan.joined(separator: "\n"))")
            #expect(page.resources.count <= search.limit)
            found += page.resources.map(\.id)
            search.after = page.next
        } while search.after != nil && found.count < 500
        #expect(found.count == Set(found).count, "nothing twice: \(search)")
        #expect(Set(found) == Set(wanted), "\(search)")
        let tuples = found.map { id in search.order.map { order in Toy.place(world, id, order) } }
        for (one, next) in zip(tuples, tuples.dropFirst()) {
            #expect(!Toy.isBefore(next, one, search.order), "\(one) before \(next) by \(search.order)")
        }
    }
}

extension Toy {
    /// The number that a thing stands at in an order; nil when it has none.
    static func place(_ world: World, _ id: String, _ order: Search.Order) -> UInt64? {
        guard let (thing, updated) = world.things[id] else { return nil }
        switch order.parameter?.code {
        case "code": return thing.code.utf8.first.map { UInt64($0) }
        case "mark":
            let marks = thing.tags.compactMap { UInt64(mark($0)) }
            return order.isDescending ? marks.max() : marks.min()
        case "_id": return OwnEntries.id(id, "Basic").value
        case "value": return thing.value.map { UInt64($0) }
        case "tag": return (order.isDescending ? thing.tags.max() : thing.tags.min()).map { UInt64($0) }
        default: return UInt64(updated.nanoseconds)
        }
    }

    static func isBefore(_ left: [UInt64?], _ right: [UInt64?], _ orders: [Search.Order]) -> Bool {
        for (place, order) in orders.enumerated() where left[place] != right[place] {
            guard let one = left[place] else { return false }
            guard let other = right[place] else { return true }
            return order.isDescending ? one > other : one < other
        }
        return false
    }
}
