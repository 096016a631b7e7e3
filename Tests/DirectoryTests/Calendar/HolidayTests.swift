import Directory
import FHIR
import Samples
import Testing

@Suite("Holidays") struct HolidayTests {
    /// Written from the public calendars of both countries: month-day of each holiday.
    static let norway: [(year: Int, workingDays: Int, days: String)] = [
        (2017, 251, "01-01 04-13 04-14 04-16 04-17 05-01 05-17 05-25 06-04 06-05 12-25 12-26"),
        (2018, 251, "01-01 03-29 03-30 04-01 04-02 05-01 05-10 05-17 05-20 05-21 12-25 12-26"),
        (2019, 251, "01-01 04-18 04-19 04-21 04-22 05-01 05-17 05-30 06-09 06-10 12-25 12-26"),
        (2020, 254, "01-01 04-09 04-10 04-12 04-13 05-01 05-17 05-21 05-31 06-01 12-25 12-26"),
        (2021, 254, "01-01 04-01 04-02 04-04 04-05 05-01 05-13 05-17 05-23 05-24 12-25 12-26"),
        (2022, 253, "01-01 04-14 04-15 04-17 04-18 05-01 05-17 05-26 06-05 06-06 12-25 12-26"),
        (2023, 251, "01-01 04-06 04-07 04-09 04-10 05-01 05-17 05-18 05-28 05-29 12-25 12-26"),
        (2024, 252, "01-01 03-28 03-29 03-31 04-01 05-01 05-09 05-17 05-19 05-20 12-25 12-26"),
        (2025, 252, "01-01 04-17 04-18 04-20 04-21 05-01 05-17 05-29 06-08 06-09 12-25 12-26"),
        (2026, 253, "01-01 04-02 04-03 04-05 04-06 05-01 05-14 05-17 05-24 05-25 12-25 12-26"),
        (2027, 255, "01-01 03-25 03-26 03-28 03-29 05-01 05-06 05-16 05-17 05-17 12-25 12-26"),
        (2028, 251, "01-01 04-13 04-14 04-16 04-17 05-01 05-17 05-25 06-04 06-05 12-25 12-26"),
        (2029, 251, "01-01 03-29 03-30 04-01 04-02 05-01 05-10 05-17 05-20 05-21 12-25 12-26"),
        (2030, 251, "01-01 04-18 04-19 04-21 04-22 05-01 05-17 05-30 06-09 06-10 12-25 12-26"),
    ]

    static let denmark: [(year: Int, workingDays: Int, days: String)] = [
        (2017, 252, "01-01 04-13 04-14 04-16 04-17 05-12 05-25 06-04 06-05 12-25 12-26"),
        (2018, 252, "01-01 03-29 03-30 04-01 04-02 04-27 05-10 05-20 05-21 12-25 12-26"),
        (2019, 252, "01-01 04-18 04-19 04-21 04-22 05-17 05-30 06-09 06-10 12-25 12-26"),
        (2020, 254, "01-01 04-09 04-10 04-12 04-13 05-08 05-21 05-31 06-01 12-25 12-26"),
        (2021, 254, "01-01 04-01 04-02 04-04 04-05 04-30 05-13 05-23 05-24 12-25 12-26"),
        (2022, 253, "01-01 04-14 04-15 04-17 04-18 05-13 05-26 06-05 06-06 12-25 12-26"),
        (2023, 252, "01-01 04-06 04-07 04-09 04-10 05-05 05-18 05-28 05-29 12-25 12-26"),
        (2024, 254, "01-01 03-28 03-29 03-31 04-01 05-09 05-19 05-20 12-25 12-26"),
        (2025, 253, "01-01 04-17 04-18 04-20 04-21 05-29 06-08 06-09 12-25 12-26"),
        (2026, 254, "01-01 04-02 04-03 04-05 04-06 05-14 05-24 05-25 12-25 12-26"),
        (2027, 255, "01-01 03-25 03-26 03-28 03-29 05-06 05-16 05-17 12-25 12-26"),
        (2028, 253, "01-01 04-13 04-14 04-16 04-17 05-25 06-04 06-05 12-25 12-26"),
        (2029, 253, "01-01 03-29 03-30 04-01 04-02 05-10 05-20 05-21 12-25 12-26"),
        (2030, 253, "01-01 04-18 04-19 04-21 04-22 05-30 06-09 06-10 12-25 12-26"),
    ]

    @Test("of Norway are the days of the law, 2017 to 2030", arguments: norway)
    func norwegian(_ year: (year: Int, workingDays: Int, days: String)) throws {
        try check(year, .no)
    }

    @Test("of Denmark are the days of the law, 2017 to 2030, store bededag until 2023", arguments: denmark)
    func danish(_ year: (year: Int, workingDays: Int, days: String)) throws {
        try check(year, .dk)
    }

    private func check(_ year: (year: Int, workingDays: Int, days: String), _ country: Country) throws {
        let holidays = Holidays.of(country)
        #expect(holidays.days(of: year.year).map { $0.day.description.dropFirst(5) }.joined(separator: " ") == year.days)
        let first = try Fixture.day("\(year.year - 1)-12-31")
        #expect(holidays.workingDays(after: first, through: try Fixture.day("\(year.year)-12-31")) == year.workingDays)
    }

    @Test(
        "have the names of their country",
        arguments: [
            (Country.no, "2026-05-17", "17. mai"), (.no, "2026-04-02", "skjærtorsdag"), (.dk, "2023-05-05", "store bededag"),
            (.dk, "2024-04-26", nil), (.dk, "2026-06-05", nil), (.dk, "2026-12-24", nil), (.no, "2026-12-24", nil),
            (.dk, "2026-05-01", nil),
        ] as [(Country, String, String?)])
    func names(_ country: Country, _ day: String, _ name: String?) throws {
        #expect(Holidays.of(country).name(of: try Fixture.day(day)) == name)
    }

    @Test("each carry their law")
    func sources() {
        for country in Country.allCases {
            #expect(Holidays.of(country).rules.allSatisfy { $0.source.contains("ov") && $0.from == 1947 })
        }
    }

    @Test(
        "are skipped when working days are counted, forward and back",
        arguments: [
            (Country.no, "2026-04-01", 1, "2026-04-07"), (.no, "2026-04-07", -1, "2026-04-01"), (.no, "2026-04-03", 0, "2026-04-07"),
            (.no, "2026-04-01", 0, "2026-04-01"), (.no, "2025-12-23", 3, "2025-12-30"), (.dk, "2023-05-04", 1, "2023-05-08"),
            (.dk, "2024-04-25", 1, "2024-04-26"), (.no, "2026-04-30", 1, "2026-05-04"), (.dk, "2026-04-30", 1, "2026-05-01"),
            (.no, "2028-02-28", 1, "2028-02-29"), (.no, "2027-12-31", 1, "2028-01-03"), (.no, "2026-03-06", 5, "2026-03-13"),
        ])
    func adding(_ country: Country, _ day: String, _ count: Int, _ result: String) throws {
        #expect(Holidays.of(country).day(try Fixture.day(day), adding: count) == (try Fixture.day(result)))
    }

    @Test("agree with counting, whatever the day", arguments: 0..<50 as Range<UInt64>)
    func counting(_ seed: UInt64) throws {
        var random = SeededNumbers(seed: seed)
        let holidays = Holidays.of(Bool.random(using: &random) ? .no : .dk)
        let day = try Fixture.day("2017-01-01").adding(days: Int.random(in: 0...5_000, using: &random))
        let count = Int.random(in: 1...40, using: &random)
        let later = holidays.day(day, adding: count)
        #expect(holidays.isWorkingDay(later))
        #expect(holidays.workingDays(after: day, through: later) == count)
    }
}
