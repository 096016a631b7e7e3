import Directory
import Exchange
import FHIR
import Journal
import Testing

@testable import Pathways

@Suite("What waiting costs") struct PriceTests {
    static let ready = Case.norway().says(.admitted, at: "2023-12-28T08:00:00", ["class": "inpatient"])
        .says(.readyForDischarge, at: "2023-12-30T10:00:00")

    func notes(_ made: Case) throws -> [PriceNote] { try made.plan().runs.first?.prices ?? [] }

    @Test("is each day's own rate") func newYear() throws {
        let note = try #require(try notes(Self.ready.says(.discharged, at: "2024-01-03T11:00:00")).first)
        #expect(note.total(on: try #require(Day("2024-01-10"))) == 2 * 5508 + 2 * 5745)
    }

    @Test("counts the days of a rate that changes from its third day on over a new rate too") func stairs() throws {
        func row(_ from: String, _ amounts: [DayPrice]) throws -> PriceDefinition.PriceRow {
            .init(from: try #require(Day(from)), amounts: amounts, basis: Basis(kind: .example, source: "here", isVerified: false))
        }
        var price = try #require(Case.library.definitions.first?.price("finished-day"))
        let old = [DayPrice(day: 1, amount: 10), DayPrice(day: 3, amount: 20)]
        let new = [DayPrice(day: 1, amount: 11), DayPrice(day: 3, amount: 21)]
        price.table = [try row("2023-01-01", old), try row("2024-01-01", new)]
        func costs(from: String) throws -> [Int] {
            let first = try #require(Day(from))
            let note = PriceNote(
                id: price.id, from: first, until: first.adding(days: 3), amounts: price.amounts(from: first), currency: "DKK",
                isCertain: true)
            return (1...4).map { note.total(on: first.adding(days: $0)) - note.total(on: first.adding(days: $0 - 1)) }
        }
        #expect(try costs(from: "2023-12-28") == [10, 10, 20, 20])
        #expect(try costs(from: "2023-12-30") == [10, 10, 21, 21])
        #expect(try costs(from: "2023-12-31") == [10, 11, 21, 21])
        #expect(try costs(from: "2024-01-01") == [11, 11, 21, 21])
    }

    @Test("is counted once when the citizen is said to be ready twice") func twice() throws {
        let made = Self.ready.says(.readyForDischarge, at: "2023-12-31T09:00:00").says(.discharged, at: "2024-01-03T11:00:00")
        #expect(try notes(made).map { "\($0.from)..\($0.until.map { "\($0)" } ?? "")" } == ["2023-12-30..2024-01-02"])
    }

    @Test("begins anew with a ready notice after a yes") func again() throws {
        let made = Self.ready.municipalitySays(.answered, at: "2023-12-31T09:00:00", ["answer": "yes"])
            .says(.readyForDischarge, at: "2024-01-02T09:00:00").says(.discharged, at: "2024-01-04T11:00:00")
        #expect(
            try notes(made).map { "\($0.from)..\($0.until.map { "\($0)" } ?? "")" } == ["2023-12-30..2023-12-30", "2024-01-02..2024-01-03"])
    }

    @Test(
        "never falls as days go by, whatever ends the waiting",
        arguments: [Fact.Kind.discharged, .died, .notReadyAfterAll, .answered])
    func rising(_ end: Fact.Kind) throws {
        let first = try #require(Day("2023-12-30"))
        var before = 0
        // What is known at each moment: the end is told when it happens, in the middle of the fifth day.
        for (days, isOver) in (0...4).map({ ($0, false) }) + (4...8).map({ ($0, true) }) {
            let today = first.adding(days: days)
            var made = Self.ready
            if isOver {
                made =
                    end == .answered
                    ? made.municipalitySays(end, at: "2024-01-03T11:00:00", ["answer": "yes"]) : made.says(end, at: "2024-01-03T11:00:00")
            }
            let total = try notes(made).reduce(0) { $0 + $1.total(on: today) }
            #expect(total >= before, "\(end) day \(days)")
            before = total
        }
        #expect(before == 2 * 5508 + 2 * 5745)
    }
}
