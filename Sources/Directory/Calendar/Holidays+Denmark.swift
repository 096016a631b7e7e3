extension Holidays {
    /// Denmark: the holidays of the church as the shop closing act lists them, https://www.retsinformation.dk/eli/lta/2005/606; store
    /// bededag was abolished from 2024 by https://www.retsinformation.dk/eli/lta/2023/214.
    static let denmark = Holidays(
        country: .dk,
        rules: [
            rule("nytårsdag", .fixed(month: 1, day: 1)),
            rule("skærtorsdag", .easter(-3)),
            rule("langfredag", .easter(-2)),
            rule("påskedag", .easter(0)),
            rule("2. påskedag", .easter(1)),
            Rule(
                name: "store bededag", date: .easter(26), from: 1947, to: 2023,
                source: "Lov om konsekvenser ved afskaffelsen af store bededag som helligdag (lov nr. 214 af 06/03/2023)"),
            rule("Kristi himmelfartsdag", .easter(39)),
            rule("pinsedag", .easter(49)),
            rule("2. pinsedag", .easter(50)),
            rule("juledag", .fixed(month: 12, day: 25)),
            rule("2. juledag", .fixed(month: 12, day: 26)),
        ])

    /// Older than any letter: the ordinance of 26 October 1770 left these; counted from 1947 on, as for Norway.
    private static func rule(_ name: String, _ date: Rule.Date) -> Rule {
        Rule(name: name, date: date, from: 1947, source: "Lov om detailsalg fra butikker m.v. (lov nr. 606 af 24/06/2005) § 2")
    }
}
