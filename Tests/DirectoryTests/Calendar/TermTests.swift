import Directory
import FHIR
import Testing

@Suite("A term") struct TermTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var term: Term
        var from: String
        var due: String
        var country: Country
        var testDescription: String { "\(term) from \(from) in \(country.rawValue)" }

        init(_ term: Term, _ from: String, _ due: String, _ country: Country = .no) {
            self.term = term
            self.from = from
            self.due = due
            self.country = country
        }
    }

    @Test(
        "is over at the right instant",
        arguments: [
            // Ordinary days, winter and summer.
            Case(.hours(24), "2026-02-10T10:00:00Z", "2026-02-11T10:00:00Z"),
            Case(.days(0), "2026-02-10T10:00:00Z", "2026-02-10T23:00:00Z"),
            Case(.days(3), "2026-07-10T10:00:00Z", "2026-07-13T22:00:00Z"),
            Case(.minutes(30), "2026-07-10T10:00:00Z", "2026-07-10T10:30:00Z"),
            // A letter after local midnight belongs to the new day, though UTC has the old one.
            Case(.days(0), "2026-02-10T23:30:00Z", "2026-02-11T23:00:00Z"),
            Case(.days(0), "2026-07-10T21:59:59Z", "2026-07-10T22:00:00Z"),
            Case(.days(0), "2026-07-10T22:00:00Z", "2026-07-11T22:00:00Z"),
            // Spring: 29 March 2026 has 23 hours.
            Case(.hours(24), "2026-03-28T11:00:00Z", "2026-03-29T11:00:00Z"),
            Case(.days(0), "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"),
            Case(.days(1), "2026-03-28T11:00:00Z", "2026-03-29T22:00:00Z"),
            Case(.clock(hour: 12, minute: 0, onDay: 1), "2026-03-28T11:00:00Z", "2026-03-29T10:00:00Z"),
            Case(.clock(hour: 2, minute: 30, onDay: 1), "2026-03-28T11:00:00Z", "2026-03-29T01:30:00Z"),
            // Autumn: 25 October 2026 has 25 hours, and 02:30 comes twice.
            Case(.hours(24), "2026-10-24T10:00:00Z", "2026-10-25T10:00:00Z"),
            Case(.days(0), "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", .dk),
            Case(.clock(hour: 12, minute: 0, onDay: 1), "2026-10-24T10:00:00Z", "2026-10-25T11:00:00Z"),
            Case(.clock(hour: 2, minute: 30, onDay: 1), "2026-10-24T10:00:00Z", "2026-10-25T00:30:00Z"),
            // Easter 2026 is 2 to 6 April.
            Case(.workingDays(1), "2026-04-01T10:00:00Z", "2026-04-07T22:00:00Z"),
            Case(.workingDays(0), "2026-04-03T10:00:00Z", "2026-04-07T22:00:00Z"),
            Case(.workingDays(2), "2026-04-03T10:00:00Z", "2026-04-08T22:00:00Z", .dk),
            Case(.clockOnWorkingDay(hour: 12, minute: 30, onDay: 1), "2026-04-01T10:00:00Z", "2026-04-07T10:30:00Z"),
            Case(.days(1), "2026-04-01T10:00:00Z", "2026-04-02T22:00:00Z"),
            // Easter and summer time at once: Easter Sunday 31 March 2024.
            Case(.workingDays(1), "2024-03-27T10:00:00Z", "2024-04-02T22:00:00Z"),
            // Store bededag: 5 May 2023 was one, 26 April 2024 was none.
            Case(.workingDays(1), "2023-05-04T10:00:00Z", "2023-05-08T22:00:00Z", .dk),
            Case(.workingDays(1), "2023-05-04T10:00:00Z", "2023-05-05T22:00:00Z", .no),
            Case(.workingDays(1), "2024-04-25T10:00:00Z", "2024-04-26T22:00:00Z", .dk),
            // New Year.
            Case(.days(1), "2025-12-31T22:30:00Z", "2026-01-01T23:00:00Z"),
            Case(.days(1), "2025-12-31T23:30:00Z", "2026-01-02T23:00:00Z"),
            Case(.workingDays(1), "2025-12-31T10:00:00Z", "2026-01-02T23:00:00Z"),
            // Months of unlike lengths, leap years, years.
            Case(.months(1), "2026-01-31T10:00:00Z", "2026-02-28T23:00:00Z"),
            Case(.months(1), "2024-01-31T10:00:00Z", "2024-02-29T23:00:00Z"),
            Case(.months(12), "2024-02-29T10:00:00Z", "2025-02-28T23:00:00Z"),
            Case(.months(6), "2026-01-15T10:00:00Z", "2026-07-15T22:00:00Z"),
            Case(.hours(96), "2025-12-30T10:00:00Z", "2026-01-03T10:00:00Z"),
            // The leap day.
            Case(.days(1), "2024-02-28T10:00:00Z", "2024-02-29T23:00:00Z"),
            Case(.days(2), "2024-02-28T10:00:00Z", "2024-03-01T23:00:00Z"),
            Case(.days(1), "2025-02-28T10:00:00Z", "2025-03-01T23:00:00Z"),
            Case(.workingDays(1), "2024-02-28T10:00:00Z", "2024-02-29T23:00:00Z"),
        ])
    func due(_ test: Case) throws {
        let from = try Fixture.instant(test.from)
        let due = test.term.due(from: from, zone: test.country.zone, holidays: .of(test.country))
        #expect(due == (try Fixture.instant(test.due)))
    }

    @Test(
        "of one local day lasts as long as that day, on every change of the clocks from 2017 to 2030",
        arguments: [
            ("2017-03-26", "2017-10-29"), ("2018-03-25", "2018-10-28"), ("2019-03-31", "2019-10-27"), ("2020-03-29", "2020-10-25"),
            ("2021-03-28", "2021-10-31"), ("2022-03-27", "2022-10-30"), ("2023-03-26", "2023-10-29"), ("2024-03-31", "2024-10-27"),
            ("2025-03-30", "2025-10-26"), ("2026-03-29", "2026-10-25"), ("2027-03-28", "2027-10-31"), ("2028-03-26", "2028-10-29"),
            ("2029-03-25", "2029-10-28"), ("2030-03-31", "2030-10-27"),
        ])
    func clockChanges(_ spring: String, _ autumn: String) throws {
        for country in Country.allCases {
            for (text, hours) in [(spring, 23), (autumn, 25)] {
                let day = try Fixture.day(text)
                for (offset, expected) in [(-1, 24), (0, hours), (1, 24)] {
                    let start = country.zone.instant(day.adding(days: offset), secondOfDay: 0)
                    let end = Term.days(0).due(from: start, zone: country.zone, holidays: .of(country))
                    #expect(end.seconds(since: start) == Int64(expected) * 3600, "\(text) \(offset)")
                }
            }
        }
    }

    @Test(
        "reads what it writes",
        arguments: [
            (Term.minutes(30), "30 minutes"), (.hours(1), "1 hour"), (.days(3), "3 days"), (.workingDays(2), "2 working days"),
            (.months(1), "1 month"), (.months(18), "18 months"), (.months(24), "2 years"),
            (.clock(hour: 15, minute: 0, onDay: 0), "day 0 at 15:00"),
            (.clockOnWorkingDay(hour: 9, minute: 5, onDay: 1), "working day 1 at 09:05"),
        ])
    func text(_ term: Term, _ text: String) {
        #expect(term.description == text)
        #expect(Term(text) == term)
    }

    @Test("takes weeks for seven days each") func weeks() {
        #expect(Term("1 week") == .days(7) && Term("6 weeks") == .days(42))
    }

    @Test(
        "that is waited for is over when its day begins",
        arguments: [
            Case(.hours(24), "2026-02-10T10:00:00Z", "2026-02-11T10:00:00Z"),
            Case(.days(0), "2026-02-10T10:00:00Z", "2026-02-10T10:00:00Z"),
            Case(.days(7), "2026-04-03T10:00:00Z", "2026-04-09T22:00:00Z"),
            Case(.workingDays(1), "2026-04-01T10:00:00Z", "2026-04-06T22:00:00Z"),
            Case(.months(1), "2026-01-31T10:00:00Z", "2026-02-27T23:00:00Z"),
            Case(.clock(hour: 9, minute: 0, onDay: 0), "2026-02-10T10:00:00Z", "2026-02-10T10:00:00Z"),
        ])
    func opening(_ test: Case) throws {
        let from = try #require(Instant(test.from))
        #expect(test.term.opening(from: from, zone: test.country.zone, holidays: .of(test.country)) == Instant(test.due))
    }

    @Test(
        "is none in other words",
        arguments: [
            "", "3", "days", "-1 days", "3 fortnights", "101 years", "day 1 at 24:00", "day 1 at 9:00", "day at 10:00", "1.5 hours",
            "999999 days",
        ])
    func none(_ text: String) {
        #expect(Term(text) == nil)
    }
}
