import FHIR
import Journal
import Testing

@testable import JournalLaws
@testable import JournalSQLite

/// Codes and addresses have no order in the index: what a plain sort of everything gives is found by going along what they look like.
@Suite("A search in the order of codes, references and addresses")
struct TextOrderTests {
    private struct Row {
        var id: String
        var status: String
        var categories: [String]
        var subject: String?

        var resource: Resource {
            Resource.build("Observation", id: id) { json in
                json.field("status", status)
                if !categories.isEmpty {
                    json.array("category") { json in
                        for category in categories {
                            json.object { json in
                                json.array("coding") { json in
                                    json.object { json in
                                        json.field("system", category.hasPrefix("s") ? "urn:a" : "urn:b")
                                        json.field("code", category)
                                    }
                                }
                            }
                        }
                    }
                }
                if let subject { json.object("subject") { $0.field("reference", subject) } }
            }
        }

        /// nil when it has none; what it is sorted by is written out here once more.
        func place(_ code: String, _ isDescending: Bool) -> String? {
            switch code {
            case "status": status
            case "category": isDescending ? categories.map { $0.lowercased() }.max() : categories.map { $0.lowercased() }.min()
            case "subject": subject
            default: id
            }
        }
    }

    private static func row(_ id: String, _ dice: inout Dice) -> Row {
        Row(
            id: id, status: dice.pick(["final", "final", "final", "amended", "preliminary"]),
            categories: (0..<dice.below(3)).map { _ in dice.pick(["survey", "Exam", "social-history", "laboratory"]) },
            subject: dice.chance(4) ? nil : "Patient/p\(dice.below(60))")
    }

    @Test("is a plain sort, through pages, while resources change, and after a restart", arguments: [UInt64(1), 2, 3])
    func agrees(_ seed: UInt64) async throws {
        try await Scratch.with { folder in
            let path = folder + "/store.sqlite"
            var journal = try JournalSQLite.open(path: path)
            var dice = Dice(seed: seed)
            var rows: [String: Row] = [:]
            for round in 0..<3 {
                let written = (0..<250).map { _ in Self.row("o\(dice.below(400))", &dice) }
                let gone = (0..<30).map { _ in "o\(dice.below(400))" }.filter { id in rows[id] != nil && !written.contains { $0.id == id } }
                let at = HealthyStore.now.adding(seconds: Int64(round))
                try await journal.commit(.people, at: at) { writer in
                    for row in written {
                        _ = try writer.put(row.resource, id: row.id, subject: nil, source: .act(0), ifVersion: nil)
                    }
                    for id in Set(gone) { _ = try writer.delete("Observation", id: id, source: .act(0)) }
                }
                for row in written { rows[row.id] = row }
                for id in gone { rows[id] = nil }
                for (order, status) in [
                    ("status,_id", nil), ("-category,_id", nil), ("category,status,-_id", nil), ("subject,-category,_id", nil),
                    ("-subject,_id", "final"), ("-status,-subject,-_id", nil), ("category,_id", "amended"), ("_id,category", nil),
                ] as [(String, String?)] {
                    let orders = order.split(separator: ",").map { (code: String($0.drop { $0 == "-" }), isDown: $0.hasPrefix("-")) }
                    let wanted = rows.values.filter { status.map([$0.status].contains) ?? true }.sorted { left, right in
                        for (code, isDown) in orders {
                            let (one, other) = (left.place(code, isDown), right.place(code, isDown))
                            if one == other { continue }
                            guard let one else { return false }
                            guard let other else { return true }
                            return isDown ? other < one : one < other
                        }
                        return false
                    }
                    let found = try await Self.walk(order, status, dice.pick([1, 7, 500]), journal)
                    #expect(found == wanted.map(\.id), "\(order) \(status ?? "")")
                }
                try await journal.close()
                journal = try JournalSQLite.open(path: path)
            }
            try await journal.close()
        }
    }

    private static func walk(_ order: String, _ status: String?, _ limit: Int, _ journal: JournalSQLite) async throws -> [String] {
        let parameters = journal.searchParameters
        var search = Search(type: "Observation")
        search.criteria = try status.map { [try parameters.criterion("status", $0, of: "Observation", base: "")] } ?? []
        search.order = try parameters.order(order, of: "Observation")
        search.limit = limit
        var ids: [String] = []
        repeat {
            let asked = search
            let page = try await journal.read { try $0.search(asked) }
            ids += page.resources.map(\.id)
            search.after = page.next
        } while search.after != nil && ids.count < 1_000
        return ids
    }

    @Test("is refused where there are too many different ones and too many results, and given where there are few of either")
    func refused() async throws {
        try await Scratch.with { folder in
            let journal = try Toy.open(folder + "/store.sqlite", costs: SearchCosts(mostTexts: 3, mostSorted: 50))
            try await journal.commit(.people, at: HealthyStore.now) { writer in
                for number in 0..<60 {
                    let thing = Toy.Thing(
                        id: "t\(number)", code: "abc".map { String($0) }[number % 3], value: number < 45 ? 1 : nil, tags: [number % 10],
                        note: "x", parent: nil, subject: nil)
                    _ = try writer.put(thing.resource, id: thing.id, subject: nil, source: .act(0), ifVersion: nil)
                }
            }
            func found(_ order: String, _ criteria: [Criterion] = []) async throws -> Int {
                var search = Search(type: "Basic")
                search.criteria = criteria
                search.order = [Search.Order(Toy.parameter(order))]
                search.limit = 100
                let asked = search
                return try await journal.read { try $0.search(asked) }.resources.count
            }
            #expect(try await found("code") == 60)
            #expect(try await found("mark", [Toy.asks("value 1 1")]) == 45)
            let error = await #expect(throws: JournalError.self) { try await found("mark") }
            #expect(error?.kind == .invalid)
            #expect(
                error?.message == """
                    Results cannot be sorted by mark here, where it has more than 3 different values and there may be more than 50 results. Choose \
                    fewer of them by another parameter, or sort by another one.
                    """)
            try await journal.close()
        }
    }
}
