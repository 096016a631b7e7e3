import FHIR
import Testing

@Suite("Days, zones and moments") struct TimeTests {
    @Test(
        "A day counts from 1970 and knows its weekday",
        arguments: [
            ("1970-01-01", 0, 4), ("2026-01-31", 20484, 6), ("2000-02-29", 11016, 2), ("1900-01-01", -25567, 1),
            ("0001-01-01", -719_162, 1),
        ])
    func day(_ text: String, _ ordinal: Int, _ weekday: Int) throws {
        let day = try #require(Day(text))
        #expect(day.ordinal == ordinal)
        #expect(day.weekday == weekday)
        #expect(day.description == text)
        #expect(day.adding(days: 400).adding(days: -400) == day)
    }

    @Test("Every day of four centuries comes back from its number") func everyDay() {
        for ordinal in stride(from: -146_097, to: 146_097, by: 13) {
            let day = Day(ordinal: ordinal)
            #expect(Day(year: day.year, month: day.month, day: day.day) == day)
        }
    }

    @Test(
        "No day is what is none",
        arguments: ["2026-02-29", "1900-02-29", "2026-13-01", "2026-00-01", "2026-01-00", "2026-1-01", "", "0000-01-01", "2026-01-011"])
    func noDay(_ text: String) { #expect(Day(text) == nil) }

    @Test(
        "An instant is written as it is read",
        arguments: [
            ("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z"), ("2026-01-01T01:00:00+01:00", "2026-01-01T00:00:00Z"),
            ("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.5Z"), ("2024-06-30T12:34:56.1234567+02:00", "2024-06-30T10:34:56.1234567Z"),
            ("2024-06-30T12:34Z", "2024-06-30T12:34:00Z"), ("1066-10-14T09:00:00Z", "1677-09-21T00:12:43.145224192Z"),
            ("9999-12-31T23:59:59Z", "2262-04-11T23:47:16.854775807Z"), ("2023-12-31T24:00:00Z", "2024-01-01T00:00:00Z"),
        ])
    func instant(_ text: String, _ written: String) throws {
        #expect(try #require(Instant(text)).description == written)
    }

    @Test(
        "No instant without offset or clock",
        arguments: ["2026-01-01T00:00:00", "2026-01-01", "2026", "2026-01-01Z", "x", "2026-01-01T25:00:00Z"])
    func noInstant(_ text: String) { #expect(Instant(text) == nil) }

    @Test("Instants are added and compared") func arithmetic() throws {
        let start = try #require(Instant("2026-01-01T00:00:00Z"))
        #expect(start.adding(seconds: 3600).seconds(since: start) == 3600)
        #expect(start < start.adding(seconds: 1))
        #expect(Instant.distantFuture.adding(seconds: 1) == .distantFuture)
        #expect(Instant.distantPast.adding(seconds: -1) == .distantPast)
        #expect(Instant.distantFuture.seconds(since: .distantPast) > 18_000_000_000)
    }

    @Test(
        "A clock in Norway and Denmark is put forward and back by the European rule",
        arguments: [
            ("2026-01-15T12:00:00Z", 13), ("2026-07-15T12:00:00Z", 14), ("2026-03-29T00:59:59Z", 1), ("2026-03-29T01:00:00Z", 3),
            ("2026-10-25T00:59:59Z", 2), ("2026-10-25T01:00:00Z", 2), ("1996-10-27T01:00:00Z", 2), ("1985-07-01T12:00:00Z", 14),
            ("1950-01-15T12:00:00Z", 13),
        ])
    func clock(_ text: String, _ hour: Int) throws {
        let instant = try #require(Instant(text))
        for zone in [Zone.oslo, .copenhagen] { #expect(zone.clock(at: instant).hour == hour) }
    }

    @Test(
        "A time without offset is the earlier one when there are two, and shifted forward when there is none",
        arguments: [
            ("2026-10-25T02:30:00", "2026-10-25T00:30:00Z"), ("2026-03-29T02:30:00", "2026-03-29T01:30:00Z"),
            ("2026-03-29T03:00:00", "2026-03-29T01:00:00Z"), ("2026-10-25T03:00:00", "2026-10-25T02:00:00Z"),
            ("2018-01-11T10:45", "2018-01-11T09:45:00Z"), ("2026-07-01", "2026-06-30T22:00:00Z"),
        ])
    func wall(_ text: String, _ instant: String) throws {
        #expect(try #require(Moment(text, zone: .oslo)).instant.description == instant)
    }

    @Test("Days in a zone begin and end at its midnight") func days() throws {
        let summer = try #require(Instant("2026-06-30T22:30:00Z"))
        #expect(Zone.oslo.day(at: summer).description == "2026-07-01")
        #expect(Zone.utc.day(at: summer).description == "2026-06-30")
        let day = try #require(Day("2026-03-29"))
        #expect(Zone.oslo.instant(day.adding(days: 1), secondOfDay: 0).seconds(since: Zone.oslo.instant(day, secondOfDay: 0)) == 23 * 3600)
    }

    @Test("Zones are known by name") func zones() {
        #expect(Zone("Europe/Oslo") == .oslo)
        #expect(Zone("Europe/Nowhere") == nil)
        #expect(Zone("America/New_York")?.offset(at: Instant(seconds: 1_780_000_000)) == -14400)
    }

    @Test(
        "A moment keeps its text, precision and offset, and says when it ends",
        arguments: [
            ("2018", Moment.Precision.year, nil, "2019-01-01T00:00:00Z"), ("2018-12", .month, nil, "2019-01-01T00:00:00Z"),
            ("2018-01-31", .day, nil, "2018-02-01T00:00:00Z"), ("2018-01-31+01:00", .day, 3600, "2018-01-31T23:00:00Z"),
            ("2018-01-31T10:45", .minute, nil, "2018-01-31T10:46:00Z"), ("2018-01-31T10:45:12", .second, nil, "2018-01-31T10:45:13Z"),
            ("2018-01-31T10:45:12.1234567+03:00", .fraction, 10800, "2018-01-31T07:45:12.1234568Z"),
            ("2018-01-31T10:45:12-04:00", .second, -14400, "2018-01-31T14:45:13Z"),
        ])
    func moment(_ text: String, _ precision: Moment.Precision, _ offset: Int?, _ end: String) throws {
        let moment = try #require(Moment(text, zone: .utc))
        #expect(moment.text == text)
        #expect(moment.precision == precision)
        #expect(moment.offset == offset)
        #expect(moment.end.description == end)
    }

    @Test(
        "No moment is what is none",
        arguments: [
            "", "x", "20180131", "2018-1", "2018-13", "2018-01-32", "2018-01-31T", "2018-01-31T10", "2018-01-31T10:60", "2018-01-31 10:45",
            "2018Z",
            "2018-01-31T10:45:12.", "2018-01-31T10:45:12.1234567890Z", "2018-01-31T10:45:12+1:00", "2018-01-31T10:45:12+15:00",
            "2018-01-31T24:00:01Z",
            " 2018", "2018-01-31T10:45:12Zx",
        ])
    func noMoment(_ text: String) { #expect(Moment(text, zone: .oslo) == nil) }
}
