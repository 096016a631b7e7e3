import FHIRPath
import Samples
import Testing

private func amount(_ text: String) throws -> Quantity { try #require(Quantity(text)) }

@Suite("Adding durations to dates and times") struct TemporalArithmeticTests {
    @Test(
        "follows the calendar",
        arguments: [
            ("1999-12-28", "7 days", "2000-01-04"), ("1999-12-28", "7.9 days", "2000-01-04"), ("2016-01-31", "1 month", "2016-02-29"),
            ("2015-01-31", "1 month", "2015-02-28"), ("2016-02-29", "1 year", "2017-02-28"), ("2016-02-29", "4 years", "2020-02-29"),
            ("2015-11-30", "3 months", "2016-02-29"), ("2015-12-31", "2 weeks", "2016-01-14"), ("2016-03-01", "-1 day", "2016-02-29"),
            ("2016-03-31", "-13 months", "2015-02-28"), ("2015-06-01", "1 'month'", "2015-07-01"), ("2015-06-01", "2 'd'", "2015-06-03"),
            ("2015-06-01", "1 'wk'", "2015-06-08"), ("2015-12-31T23:30+10:00", "45 minutes", "2016-01-01T00:15+10:00"),
            ("2015-12-31T23:30:15Z", "1 hour", "2016-01-01T00:30:15Z"), ("2015-12-31T23:59:59.500", "1 'h'", "2016-01-01T00:59:59.500"),
            ("2015-01-01T00:00:00.0", "10 'ms'", "2015-01-01T00:00:00.01"),
            ("2015-01-01T00:00:00.000", "0.25 seconds", "2015-01-01T00:00:00.250"),
            ("2015-01-01T00:00:00", "1.9 seconds", "2015-01-01T00:00:01"),
            ("2015-01-01T00:00:00", "1500 milliseconds", "2015-01-01T00:00:01"),
            ("T23:30", "45 minutes", "00:15"), ("T00:10:00", "-20 'min'", "23:50:00"), ("T12", "25 hours", "13"),
            ("T12:00:00.5", "500 'ms'", "12:00:01.0"),
        ])
    func addition(_ start: String, _ duration: String, _ end: String) throws {
        let (start, duration) = (try moment(start), try amount(duration))
        #expect(start.adding(duration)?.description == end)
        #expect(start.subtracting(duration.negated)?.description == end)
    }

    @Test(
        "turns a finer duration into the last part that is there",
        arguments: [
            ("2014", "24 months", "2016"), ("2014", "23 months", "2015"), ("2016", "365 days", "2017"), ("2016", "364 days", "2016"),
            ("2016", "53 weeks", "2017"),
            ("2014-01", "31 days", "2014-02"), ("2014-01", "29 days", "2014-01"), ("2014-01T", "720 hours", "2014-02"),
            ("2014-01-01T", "47 hours", "2014-01-02"),
            ("2014-01-01T10", "119 minutes", "2014-01-01T11"), ("2014-01-01T10:00", "59 seconds", "2014-01-01T10:00"),
            ("2014-01-01T10:00", "60000 'ms'", "2014-01-01T10:01"), ("2014", "-11 months", "2014"), ("2014", "-12 months", "2013"),
            ("T10", "-60 minutes", "09"),
        ])
    func partial(_ start: String, _ duration: String, _ end: String) throws {
        #expect(try moment(start).adding(try amount(duration))?.description == end)
    }

    @Test(
        "is empty for what is no duration, for years and months of UCUM, for units that the kind has not, and beyond the calendar",
        arguments: [
            ("2015-06-01", "1 'mo'"), ("2015-06-01", "1 'a'"), ("2015-06-01", "1 'cm'"), ("2015-06-01", "1"),
            ("2015-06-01", "1 'nonsense'"),
            ("2015-06-01", "24 hours"), ("2015-06-01", "1 's'"), ("T10:00", "1 day"), ("T10:00", "1 year"), ("9999-12-31", "1 day"),
            ("9999", "1 year"),
            ("0001-01-01", "-1 day"), ("0001-05", "-5 months"), ("2015-06-01", "99999999999999999999 days"),
            ("2015-06-01", "9223372036854775807 weeks"),
            ("2015-06-01", "9223372036854775807 years"), ("2015-06-01T00:00:00", "9223372036854775807 hours"),
        ])
    func refusals(_ start: String, _ duration: String) throws {
        let duration = try amount(duration)
        #expect(try moment(start).adding(duration) == nil)
        #expect(try moment(start).subtracting(duration.negated) == nil)
    }

    @Test("takes back what it added, in days and below", arguments: [21, 22] as [UInt64]) func inverse(seed: UInt64) throws {
        var chance = SeededNumbers(seed: seed)
        for _ in 0..<2000 {
            let start = try #require(
                TemporalValue(milliseconds: Int64.random(in: -10_000_000_000_000...10_000_000_000_000, using: &chance), offsetMinutes: 60))
            let unit = ["weeks", "days", "'h'", "minutes", "'s'", "milliseconds"].randomElement(using: &chance) ?? ""
            let duration = try amount("\(Int.random(in: -20_000...20_000, using: &chance)) \(unit)")
            let end = try #require(start.adding(duration))
            #expect(end.subtracting(duration) == start)
            if !duration.value.isZero { #expect(start.compare(end) == (duration.value.isNegative ? 1 : -1)) }
        }
    }

    @Test("knows every day from 1896 to 2104") func everyDay() throws {
        var date = try moment("1896-01-01")
        let day = try amount("1 day")
        var days = 0
        while date.description != "2104-01-01" {
            #expect(TemporalValue(date: date.description) == date)
            date = try #require(date.adding(day))
            days += 1
        }
        // 208 years, of which every fourth but 1900 and 2100 is a leap year.
        #expect(days == 208 * 365 + 50)
    }
}
