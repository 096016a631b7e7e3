/// Names of an adjective and a thing in nature, as test registers have them: nobody takes them for a real person's.
struct Names: Sendable {
    private let adjectives: [String]
    private let beginnings: [String]
    private let endings: [String]
    private let road: String

    static func of(_ nation: Nation) -> Names {
        switch nation {
        case .norway: norwegian
        case .denmark: danish
        }
    }

    /// One adjective for a citizen.
    func given(_ draws: inout Draws) -> String { adjectives[draws.below(adjectives.count)] }

    /// One thing in nature for a household.
    func family(_ draws: inout Draws) -> String { thing(draws.below(things)) }

    func street(_ draws: inout Draws) -> String { "\(thing(draws.below(things)))\(road) \(1 + draws.below(120))" }

    var things: Int { beginnings.count * endings.count }

    /// The things in an order in which neighbours differ in both halves.
    func thing(_ number: Int) -> String {
        let number = number % things
        let end = number % endings.count
        return beginnings[(number / endings.count + end * 7) % beginnings.count] + endings[end]
    }

    private static let norwegian = Names(
        adjectives: [
            "Stille", "Rolig", "Blid", "Lystig", "Varm", "Mild", "Taus", "Lun", "Klar", "Kvikk", "Modig", "Glad", "Trygg", "Vennlig",
            "Munter",
            "Nysgjerrig", "Tålmodig", "Sindig", "Våken", "Sprek", "Rask", "Djerv", "Snill", "Lett", "Frisk", "Fin", "Ivrig", "Ærlig",
            "Rakrygget",
            "Beskjeden", "Tankefull", "Smidig", "Sterk", "Flink", "Grei", "Lykkelig", "Omtenksom", "Oppmerksom", "Påpasselig", "Rørlig",
            "Søvnig", "Utholdende", "Verdig", "Undrende", "Årvåken", "Frimodig", "Gavmild", "Hjelpsom", "Fornøyd", "Fredelig", "Besindig",
            "Drømmende", "Leken", "Livlig", "Nøysom", "Spretten", "Standhaftig", "Velvillig", "Vitebegjærlig", "Ydmyk",
        ],
        beginnings: [
            "Bjørke", "Bekke", "Blåbær", "Dugg", "Einer", "Ekorn", "Elve", "Fjell", "Flom", "Frost", "Furu", "Gran", "Grønn", "Hare", "Hav",
            "Høst", "Is", "Kongle", "Lerke", "Lyng", "Mose", "Multe", "Måke", "Måne", "Natt", "Nordlys", "Ørn", "Ospe", "Regn", "Reve",
            "Rogn",
            "Rype", "Selje", "Skog", "Snø", "Sommer", "Stjerne", "Svale", "Tare", "Tåke", "Tiur", "Ugle", "Vind", "Vinter", "Vår",
        ],
        endings: [
            "bris", "sti", "topp", "spor", "glimt", "sus", "kvist", "fjær", "dråpe", "skygge", "tue", "blad", "frø", "sprett", "knopp",
            "sky",
            "sang", "krone", "rot", "bekk",
        ], road: "veien")

    private static let danish = Names(
        adjectives: [
            "Sagte", "Glad", "Munter", "Rolig", "Stille", "Venlig", "Rask", "Modig", "Klog", "Mild", "Varm", "Blid", "Trofast", "Tålmodig",
            "Nysgerrig", "Vågen", "Frisk", "Ærlig", "Beskeden", "Tankefuld", "Smidig", "Stærk", "Flink", "Lykkelig", "Omsorgsfuld",
            "Opmærksom", "Søvnig", "Udholdende", "Værdig", "Undrende", "Årvågen", "Gavmild", "Hjælpsom", "Tilfreds", "Fredelig", "Besindig",
            "Drømmende", "Legesyg", "Livlig", "Nøjsom", "Standhaftig", "Velvillig", "Videbegærlig", "Ydmyg", "Hurtig", "Let", "Kvik",
            "Snild",
        ],
        beginnings: [
            "Bøge", "Bæk", "Blåbær", "Dug", "Enebær", "Egern", "Eng", "Fjord", "Frost", "Fyrre", "Gran", "Grøn", "Hare", "Hav", "Høst",
            "Is",
            "Kogle", "Lærke", "Lyng", "Mos", "Måge", "Måne", "Nat", "Ørne", "Regn", "Ræve", "Røn", "Sne", "Sommer", "Stjerne", "Svale",
            "Tang",
            "Tåge", "Ugle", "Vind", "Vinter", "Forår", "Klit", "Strand", "Åkande",
        ],
        endings: [
            "brise", "sti", "top", "spor", "glimt", "sus", "kvist", "fjer", "dråbe", "skygge", "tue", "blad", "frø", "spring", "knop",
            "sky",
            "sang", "krone", "rod", "kilde",
        ], road: "vej")
}

/// Who somebody is to those who write to them.
struct Person: Sendable, Hashable {
    var given: String
    var family: String
}

extension Residents {
    func name(_ citizen: Citizen) -> Person {
        let names = Names.of(nation)
        var own = draws(.names, citizen)
        var household = Draws(seed: seed, .names, UInt64(householder(of: citizen).index), 1)
        return Person(given: names.given(&own), family: names.family(&household))
    }

    func street(_ citizen: Citizen) -> String {
        var household = Draws(seed: seed, .address, UInt64(householder(of: citizen).index))
        return Names.of(nation).street(&household)
    }
}
