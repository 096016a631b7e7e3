extension Holidays {
    /// Norway: https://lovdata.no/lov/1995-02-24-12/§2 (helligdager) and https://lovdata.no/lov/1947-04-26-1/§1 (1 and 17 May).
    static let norway = Holidays(
        country: .no,
        rules: [
            rule("nyttårsdag", .fixed(month: 1, day: 1)),
            rule("skjærtorsdag", .easter(-3)),
            rule("langfredag", .easter(-2)),
            rule("første påskedag", .easter(0)),
            rule("andre påskedag", .easter(1)),
            Rule(name: "1. mai", date: .fixed(month: 5, day: 1), from: 1947, source: mayDays),
            Rule(name: "17. mai", date: .fixed(month: 5, day: 17), from: 1947, source: mayDays),
            rule("Kristi himmelfartsdag", .easter(39)),
            rule("første pinsedag", .easter(49)),
            rule("andre pinsedag", .easter(50)),
            rule("første juledag", .fixed(month: 12, day: 25)),
            rule("andre juledag", .fixed(month: 12, day: 26)),
        ])

    private static let mayDays = "Lov om 1 og 17 mai som høgtidsdagar (LOV-1947-04-26-1) § 1"

    /// The law of 1995 kept the days that had been holidays long before it, so they count from 1947 on like the others.
    private static func rule(_ name: String, _ date: Rule.Date) -> Rule {
        Rule(name: name, date: date, from: 1947, source: "Lov om helligdager og helligdagsfred (LOV-1995-02-24-12) § 2")
    }
}
