import FHIR
import Journal
import Testing

@testable import Pages

@Suite("Days, times and lengths of time") struct PhrasingTests {
    static func phrasing(_ language: Language, _ now: String, zone: Zone = .oslo) -> Phrasing {
        Phrasing(language: language, zone: zone, now: Hub.instant(now, zone))
    }

    /// Now is Thursday 5 February 2026 at 12.40.
    static let moments: [(String, nb: String, nn: String, da: String, en: String)] = [
        ("2026-02-05T00:00:00", "i dag 00.00", "i dag 00.00", "i dag 00.00", "today 00:00"),
        ("2026-02-05T23:59:59", "i dag 23.59", "i dag 23.59", "i dag 23.59", "today 23:59"),
        ("2026-02-04T23:59:00", "i går 23.59", "i går 23.59", "i går 23.59", "yesterday 23:59"),
        ("2026-02-06T08:05:00", "i morgen 08.05", "i morgon 08.05", "i morgen 08.05", "tomorrow 08:05"),
        ("2026-02-02T08:40:00", "ma. 2. feb. 08.40", "må. 2. feb. 08.40", "ma. 2. feb. 08.40", "Mon 2 Feb 08:40"),
        ("2026-03-10T07:00:00", "ti. 10. mars 07.00", "ty. 10. mars 07.00", "ti. 10. mar. 07.00", "Tue 10 Mar 07:00"),
        ("2026-05-16T07:00:00", "lø. 16. mai 07.00", "la. 16. mai 07.00", "lø. 16. maj 07.00", "Sat 16 May 07:00"),
        ("2025-12-28T07:00:00", "sø. 28. des. 2025 07.00", "su. 28. des. 2025 07.00", "sø. 28. dec. 2025 07.00", "Sun 28 Dec 2025 07:00"),
        ("2027-01-01T07:00:00", "fr. 1. jan. 2027 07.00", "fr. 1. jan. 2027 07.00", "fr. 1. jan. 2027 07.00", "Fri 1 Jan 2027 07:00"),
    ]

    @Test("say the day by its nearest name", arguments: moments)
    func moment(_ at: String, nb: String, nn: String, da: String, en: String) {
        for (language, expected) in zip(Language.allCases, [nb, nn, da, en]) {
            #expect(Self.phrasing(language, "2026-02-05T12:40:00").moment(Hub.instant(at)) == expected)
        }
    }

    @Test(
        "know yesterday and tomorrow across New Year and where a day has 23 or 25 hours",
        arguments: [
            ("2026-01-01T00:10:00", "2025-12-31T23:50:00", "i går 23.50"), ("2025-12-31T23:50:00", "2026-01-01T00:10:00", "i morgen 00.10"),
            ("2026-12-31T12:00:00", "2027-01-02T12:00:00", "lø. 2. jan. 2027 12.00"),
            // Clocks go forward on 29 March 2026 at 02, back on 25 October 2026 at 03.
            ("2026-03-29T23:30:00", "2026-03-28T23:45:00", "i går 23.45"), ("2026-03-28T01:00:00", "2026-03-29T23:30:00", "i morgen 23.30"),
            ("2026-10-25T00:10:00", "2026-10-26T00:05:00", "i morgen 00.05"), ("2026-10-26T00:05:00", "2026-10-25T00:10:00", "i går 00.10"),
            ("2026-10-25T00:10:00", "2026-10-25T23:55:00", "i dag 23.55"), ("2026-03-29T12:00:00", "2026-03-29T02:30:00", "i dag 03.30"),
            ("2024-02-28T12:00:00", "2024-02-29T12:00:00", "i morgen 12.00"),
            ("2026-02-28T12:00:00", "2026-03-01T12:00:00", "i morgen 12.00"),
        ], [Zone.oslo, .copenhagen])
    func edges(_ row: (now: String, at: String, expected: String), zone: Zone) {
        #expect(Self.phrasing(.nb, row.now, zone: zone).moment(Hub.instant(row.at, zone)) == row.expected)
    }

    @Test("are told in the zone of the page, whatever offset they came with") func zones() throws {
        let instant = try #require(Instant("2026-02-05T23:30:00Z"))
        #expect(Phrasing(language: .nb, zone: .oslo, now: instant).moment(instant) == "i dag 00.30")
        #expect(Phrasing(language: .nb, zone: .utc, now: instant).moment(instant) == "i dag 23.30")
        #expect(Phrasing(language: .da, zone: .copenhagen, now: instant).day(instant) == "fr. 6. feb.")
    }

    static let lengths: [(Int64, nb: String, nn: String, da: String, en: String)] = [
        (-5, "0 min", "0 min", "0 min", "0 min"), (0, "0 min", "0 min", "0 min", "0 min"), (59, "0 min", "0 min", "0 min", "0 min"),
        (60, "1 min", "1 min", "1 min", "1 min"), (3_599, "59 min", "59 min", "59 min", "59 min"), (3_600, "1 t", "1 t", "1 t", "1 h"),
        (4_200, "1 t 10 min", "1 t 10 min", "1 t 10 min", "1 h 10 min"), (21_599, "5 t 59 min", "5 t 59 min", "5 t 59 min", "5 h 59 min"),
        (21_660, "6 t", "6 t", "6 t", "6 h"), (86_399, "23 t", "23 t", "23 t", "23 h"), (86_400, "1 dag", "1 dag", "1 dag", "1 day"),
        (172_799, "1 dag", "1 dag", "1 dag", "1 day"), (172_800, "2 dager", "2 dagar", "2 dage", "2 days"),
        (2_592_000, "30 dager", "30 dagar", "30 dage", "30 days"),
    ]

    @Test("of time are said in their two largest useful units", arguments: lengths)
    func length(_ seconds: Int64, nb: String, nn: String, da: String, en: String) {
        for (language, expected) in zip(Language.allCases, [nb, nn, da, en]) {
            #expect(Self.phrasing(language, "2026-02-05T12:40:00").length(seconds: seconds) == expected)
        }
    }

    static let ages: [(born: String, now: String, age: Int)] = [
        ("1941-03-14", "2026-03-13T23:59:00", 84), ("1941-03-14", "2026-03-14T00:00:00", 85), ("2024-02-29", "2026-02-28T12:00:00", 1),
        ("2024-02-29", "2026-03-01T12:00:00", 2), ("2026-02-05", "2026-02-05T12:00:00", 0), ("1926-12-31", "2026-12-31T00:00:00", 100),
    ]

    @Test("give an age that grows on the birthday", arguments: ages) func age(_ born: String, now: String, age: Int) throws {
        #expect(Self.phrasing(.nb, now).age(try #require(Day(born))) == age)
    }
}

@Suite("Deadlines") struct DeadlineTests {
    struct Row: Sendable {
        var due: String
        var list: [String]
        var sentence: [String]
    }

    /// Now is Thursday 5 February 2026 at 12.40; in Bokmål, Nynorsk, Danish and English.
    static let rows: [Row] = [
        Row(
            due: "2026-02-05T13:50:00", list: ["om 1 t 10 min", "om 1 t 10 min", "om 1 t 10 min", "in 1 h 10 min"],
            sentence: [
                "senest i dag 13.50 (om 1 t 10 min)", "seinast i dag 13.50 (om 1 t 10 min)", "senest i dag 13.50 (om 1 t 10 min)",
                "by 13:50 today (in 1 h 10 min)",
            ]),
        Row(
            due: "2026-02-05T12:40:00", list: ["0 min for sent", "0 min for seint", "0 min for sent", "0 min late"],
            sentence: [
                "fristen var i dag 12.40 (0 min for sent)", "fristen var i dag 12.40 (0 min for seint)",
                "fristen var i dag 12.40 (0 min for sent)", "due 12:40 today (0 min late)",
            ]),
        Row(
            due: "2026-02-04T12:10:00", list: ["1 dag for sent", "1 dag for seint", "1 dag for sent", "1 day late"],
            sentence: [
                "fristen var i går 12.10 (1 dag for sent)", "fristen var i går 12.10 (1 dag for seint)",
                "fristen var i går 12.10 (1 dag for sent)", "due 12:10 yesterday (1 day late)",
            ]),
        Row(
            due: "2026-02-06T12:39:00", list: ["om 23 t", "om 23 t", "om 23 t", "in 23 h"],
            sentence: [
                "senest i morgen 12.39 (om 23 t)", "seinast i morgon 12.39 (om 23 t)", "senest i morgen 12.39 (om 23 t)",
                "by 12:39 tomorrow (in 23 h)",
            ]),
        Row(
            due: "2026-02-12T08:00:00",
            list: ["senest to. 12. feb. 08.00", "seinast to. 12. feb. 08.00", "senest to. 12. feb. 08.00", "by 08:00 Thu 12 Feb"],
            sentence: ["senest to. 12. feb. 08.00", "seinast to. 12. feb. 08.00", "senest to. 12. feb. 08.00", "by 08:00 Thu 12 Feb"]),
        // Midnight ends a whole day, which is what people are told.
        Row(
            due: "2026-02-06T00:00:00", list: ["senest i dag", "seinast i dag", "senest i dag", "by today"],
            sentence: ["senest i dag", "seinast i dag", "senest i dag", "by today"]),
        Row(
            due: "2026-02-10T00:00:00", list: ["senest ma. 9. feb.", "seinast må. 9. feb.", "senest ma. 9. feb.", "by Mon 9 Feb"],
            sentence: ["senest ma. 9. feb.", "seinast må. 9. feb.", "senest ma. 9. feb.", "by Mon 9 Feb"]),
        Row(
            due: "2026-02-05T00:00:00", list: ["12 t for sent", "12 t for seint", "12 t for sent", "12 h late"],
            sentence: [
                "fristen var i går (12 t for sent)", "fristen var i går (12 t for seint)", "fristen var i går (12 t for sent)",
                "due yesterday (12 h late)",
            ]),
    ]

    @Test("are told as a list and as a sentence tell them", arguments: rows) func due(_ row: Row) {
        for (place, language) in Language.allCases.enumerated() {
            let phrasing = PhrasingTests.phrasing(language, "2026-02-05T12:40:00")
            #expect(phrasing.due(Hub.instant(row.due)) == row.list[place])
            #expect(phrasing.dueInSentence(Hub.instant(row.due)) == row.sentence[place])
        }
    }

    @Test(
        "count elapsed hours where clocks are changed",
        arguments: [
            ("2026-03-29T01:30:00", "2026-03-29T03:30:00", "om 1 t"), ("2026-10-25T01:30:00", "2026-10-25T03:30:00", "om 3 t"),
            ("2026-10-25T03:30:00", "2026-10-25T01:30:00", "3 t for sent"),
            ("2026-03-28T12:00:00", "2026-03-29T12:30:00", "om 23 t"),
            ("2026-10-24T12:30:00", "2026-10-25T12:00:00", "senest i morgen 12.00"),
        ], [Zone.oslo, .copenhagen])
    func elapsed(_ row: (now: String, due: String, expected: String), zone: Zone) {
        #expect(PhrasingTests.phrasing(.nb, row.now, zone: zone).due(Hub.instant(row.due, zone)) == row.expected)
    }

    @Test(
        "are short in the drawing, where the axis tells the day",
        arguments: [
            ("2026-02-05T13:50:00", "13.50", "13:50"), ("2026-02-06T00:30:00", "00.30", "00:30"),
            ("2026-02-06T08:40:00", "fr. 6.", "Fri 6"),
            ("2026-02-10T00:00:00", "ma. 9.", "Mon 9"), ("2026-02-05T00:00:00", "on. 4.", "Wed 4"),
        ])
    func short(_ due: String, nb: String, en: String) {
        #expect(PhrasingTests.phrasing(.nb, "2026-02-05T12:40:00").shortDeadline(Hub.instant(due)) == nb)
        #expect(PhrasingTests.phrasing(.en, "2026-02-05T12:40:00").shortDeadline(Hub.instant(due)) == en)
    }
}

@Suite("Money and counts") struct CountTests {
    /// `_` is a space that does not break.
    @Test(
        "have thousands apart and their currency on the same line",
        arguments: [
            (0, "NOK", ["0_kr", "0_kr", "NOK_0", "NOK_0"]), (999, "NOK", ["999_kr", "999_kr", "NOK_999", "NOK_999"]),
            (17_235, "NOK", ["17_235_kr", "17_235_kr", "NOK_17.235", "NOK_17,235"]),
            (1_234_567, "NOK", ["1_234_567_kr", "1_234_567_kr", "NOK_1.234.567", "NOK_1,234,567"]),
            (3_952, "DKK", ["DKK_3_952", "DKK_3_952", "3.952_kr.", "DKK_3,952"]),
        ])
    func money(_ amount: Int, currency: String, expected: [String]) {
        for (place, language) in Language.allCases.enumerated() {
            let told = PhrasingTests.phrasing(language, "2026-02-05T12:40:00").money(amount, currency: currency)
            #expect(told == expected[place].replacing("_", with: "\u{A0}"))
        }
    }

    @Test(
        "of waiting days agree with their noun",
        arguments: [
            (1, ["1 ventedøgn, 5_745_kr", "1 ventedøgn, 5_745_kr", "1 ventedag, NOK_5.745", "1 waiting day, NOK_5,745"]),
            (3, ["3 ventedøgn, 5_745_kr", "3 ventedøgn, 5_745_kr", "3 ventedage, NOK_5.745", "3 waiting days, NOK_5,745"]),
        ])
    func waiting(_ days: Int, expected: [String]) {
        for (place, language) in Language.allCases.enumerated() {
            let told = PhrasingTests.phrasing(language, "2026-02-05T12:40:00").waiting(days: days, amount: 5_745, currency: "NOK")
            #expect(told == expected[place].replacing("_", with: "\u{A0}"))
        }
    }

    struct Row: Sendable {
        var count: WorkCount
        var short: String
        /// In Bokmål, Nynorsk, Danish and English.
        var sentences: [String]

        /// `open` includes what is late.
        init(open: Int = 0, late: Int = 0, planned: Int = 0, attention: Int = 0, _ short: String, _ sentences: [String]) {
            count = WorkCount(open: open, late: late, planned: planned, attention: attention)
            self.short = short
            self.sentences = sentences
        }
    }

    static let rows: [Row] = [
        Row(
            "",
            [
                "Ingenting venter på dere nå.", "Ingenting ventar på dykk no.", "Intet venter på jer nu.", "Nothing waits for you now.",
            ]),
        Row(
            open: 1, "1 venter",
            ["Én ting venter på dere.", "Éin ting ventar på dykk.", "Én ting venter på jer.", "One thing waits for you."]),
        Row(
            open: 3, late: 1, planned: 2, "1 for sent · 2 venter · 2 planlagt",
            [
                "Én ting er for sent. 2 ting venter på dere. 2 er planlagt.",
                "Éin ting er for seint. 2 ting ventar på dykk. 2 er planlagde.",
                "Én ting er for sent. 2 ting venter på jer. 2 er planlagt.", "One thing is late. 2 things wait for you. 2 planned.",
            ]),
        Row(
            open: 2, late: 2, "2 for sent",
            [
                "2 ting er for sent. Ingenting annet venter på dere.", "2 ting er for seint. Ingenting anna ventar på dykk.",
                "2 ting er for sent. Intet andet venter på jer.", "2 things are late. Nothing else waits for you.",
            ]),
        // What is told to others about a late step is late too, and counted once.
        Row(
            late: 1, attention: 1, "1 for sent",
            [
                "Én ting er for sent. Ingenting annet venter på dere.", "Éin ting er for seint. Ingenting anna ventar på dykk.",
                "Én ting er for sent. Intet andet venter på jer.", "One thing is late. Nothing else waits for you.",
            ]),
        Row(
            open: 1, late: 2, attention: 2, "2 for sent · 1 venter",
            [
                "2 ting er for sent. Én ting venter på dere.", "2 ting er for seint. Éin ting ventar på dykk.",
                "2 ting er for sent. Én ting venter på jer.", "2 things are late. One thing waits for you.",
            ]),
        Row(
            planned: 3, "3 planlagt",
            [
                "Ingenting venter på dere nå. 3 er planlagt.", "Ingenting ventar på dykk no. 3 er planlagde.",
                "Intet venter på jer nu. 3 er planlagt.", "Nothing waits for you now. 3 planned.",
            ]),
    ]

    @Test("say what is late, what waits and what is planned, each thing once", arguments: rows) func sentences(_ row: Row) {
        for (place, language) in Language.allCases.enumerated() {
            let phrasing = PhrasingTests.phrasing(language, "2026-02-05T12:40:00")
            let told = [phrasing.lateSentence(row.count.late), phrasing.openSentence(row.count)].filter { !$0.isEmpty }.joined(
                separator: " ")
            #expect(told == row.sentences[place])
        }
        #expect(PhrasingTests.phrasing(.nb, "2026-02-05T12:40:00").count(row.count) == row.short)
    }
}
