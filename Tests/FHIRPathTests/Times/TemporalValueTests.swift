import FHIRPath
import Testing

/// A value by its literal without `@`.
func moment(_ text: String) throws -> TemporalValue {
    if text.hasPrefix("T") { return try #require(TemporalValue(time: text)) }
    if text.contains("T") { return try #require(TemporalValue(dateTime: text)) }
    return try #require(TemporalValue(date: text))
}

@Suite("A date, dateTime or time") struct TemporalValueTests {
    @Test(
        "is printed as it was written",
        arguments: [
            ("2015", "2015"), ("2015-02", "2015-02"), ("2016-02-29", "2016-02-29"), ("0001-01-01", "0001-01-01"), ("2015T", "2015"),
            ("2015-02T", "2015-02"), ("2015-02-04T", "2015-02-04"), ("2015-02-04T14", "2015-02-04T14"),
            ("2015-02-04T14:34", "2015-02-04T14:34"),
            ("2015-02-04T14:34:28", "2015-02-04T14:34:28"), ("2015-02-04T14:34:28.1", "2015-02-04T14:34:28.1"),
            ("2015-02-04T14:34:28.05", "2015-02-04T14:34:28.05"), ("2015-02-04T14:34:28.123456", "2015-02-04T14:34:28.123"),
            ("2015-02-04T14:34:28Z", "2015-02-04T14:34:28Z"), ("2015-02-04T14:34:28+00:00", "2015-02-04T14:34:28+00:00"),
            ("2015-02-04T14:34:28.000+10:00", "2015-02-04T14:34:28.000+10:00"), ("2015-02-04T14:34-09:30", "2015-02-04T14:34-09:30"),
            ("T07", "07"),
            ("T07:05", "07:05"), ("T23:59:60", "23:59:60"), ("T14:34:28.9", "14:34:28.9"),
        ])
    func printing(_ text: String, _ printed: String) throws { #expect(try moment(text).description == printed) }

    @Test(
        "is no date unless the calendar has it",
        arguments: [
            "", "15", "0000", "20155", "2015-", "2015-2", "2015-13", "2015-00", "2015-02-30", "2015-02-29", "1900-02-29", "2015-04-31",
            "2015-01-00",
            "2015-02-04T", "2015-02-04 ", " 2015", "2015/02/04", "20150204", "-2015", "２０１５",
        ])
    func notDates(_ text: String) { #expect(TemporalValue(date: text) == nil) }

    @Test(
        "is no dateTime unless date, time and offset are",
        arguments: [
            "T", "2015T14", "2015-02T14:00", "2015-02-04T24:00", "2015-02-04T14:60", "2015-02-04T14:34:61", "2015-02-04T14:34:28.",
            "2015-02-04T1",
            "2015-02-04T14:34:28+15:00", "2015-02-04T14:34:28+14:30", "2015-02-04T14:34:28+1000", "2015-02-04T14:34:28z", "2015-02-04TZ",
            "2015-02-04Z",
            "2015-02-04T14:34:28ZZ", "2015-02-04t14:34", "2015-02-30T14:34",
        ])
    func notDateTimes(_ text: String) { #expect(TemporalValue(dateTime: text) == nil) }

    @Test(
        "is no time with an offset or outside a day",
        arguments: ["", "T", "24", "7", "14:3", "14:34:28Z", "14:34:28+10:00", "14:34.5", "14:34:28.x"])
    func notTimes(_ text: String) { #expect(TemporalValue(time: text) == nil) }

    @Test("gives its parts, and no parts that it has not") func parts() throws {
        let full = try moment("2015-02-04T14:34:28.12-03:30")
        #expect(full.kind == .dateTime && full.year == 2015 && full.month == 2 && full.day == 4 && full.hour == 14 && full.minute == 34)
        #expect(full.second == 28 && full.millisecond == 120 && full.offsetMinutes == -210)
        let month = try moment("2015-02")
        #expect(month.kind == .date && month.month == 2 && month.day == nil && month.hour == nil && month.offsetMinutes == nil)
        let time = try moment("T14:34")
        #expect(time.kind == .time && time.year == nil && time.month == nil && time.day == nil && time.minute == 34 && time.second == nil)
    }

    @Test("is turned into a date, a dateTime and a time") func conversion() throws {
        let full = try moment("2015-02-04T14:34:28.1+10:00")
        #expect(full.asDate?.description == "2015-02-04" && full.asDate?.kind == .date)
        #expect(full.asTime?.description == "14:34:28.1" && full.asTime?.kind == .time)
        #expect(try moment("2015-02T").asDate?.description == "2015-02")
        #expect(try moment("2015-02").asDateTime.kind == .dateTime)
        #expect(try moment("2015-02").asTime == nil)
        #expect(try moment("T14").asDate == nil)
    }

    @Test(
        "is made from a moment and an offset",
        arguments: [
            (0, 0, "1970-01-01T00:00:00.000+00:00"), (951_825_599_001, 60, "2000-02-29T12:59:59.001+01:00"),
            (-1, -720, "1969-12-31T11:59:59.999-12:00"),
            (-62_135_596_800_000, 0, "0001-01-01T00:00:00.000+00:00"), (253_402_300_799_999, 0, "9999-12-31T23:59:59.999+00:00"),
        ] as [(Int64, Int, String)])
    func fromMoment(_ milliseconds: Int64, _ offset: Int, _ expected: String) {
        #expect(TemporalValue(milliseconds: milliseconds, offsetMinutes: offset)?.description == expected)
    }

    @Test(
        "is not made from moments outside its years, or odd offsets",
        arguments: [(-62_135_596_800_001, 0), (253_402_300_800_000, 0), (Int64.max, 840), (Int64.min, -840), (0, 841)] as [(Int64, Int)])
    func fromFarMoment(_ milliseconds: Int64, _ offset: Int) {
        #expect(TemporalValue(milliseconds: milliseconds, offsetMinutes: offset) == nil)
    }
}
