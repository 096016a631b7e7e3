import Pathways

extension Text {
    /// What the pages say of measurements, their colours, and goals.
    var zoneWording: Wording {
        switch self {
        case .zonesHeading:
            w(
                "Hva målingene betyr, og hva du gjør", "Kva målingane betyr, og kva du gjer", "Hvad målingerne betyder, og hvad du gør",
                "What the measurements mean, and what to do")
        case .latestValue: w("Siste måling", "Siste måling", "Seneste måling", "Latest measurement")
        case .toldWord: w("meldt", "meldt", "meldt", "reported")
        case .appliesNow: w("gjelder nå", "gjeld no", "gælder nu", "applies now")
        case .notMeasured: w("Ikke målt ennå", "Ikkje målt enno", "Ikke målt endnu", "Not measured yet")
        case .noZone: w("passer ikke i noen farge", "passar ikkje i nokon farge", "passer ikke i nogen farve", "fits no colour")
        case .unreadValue:
            w(
                "Kan ikke leses, fordi enheten er ukjent", "Kan ikkje lesast, fordi eininga er ukjend",
                "Kan ikke læses, fordi enheden er ukendt", "Cannot be read, because its unit is unknown")
        case .goalIsReached: w("Målet er nådd", "Målet er nådd", "Målet er nået", "The goal is reached")
        case .goalIsNotYet:
            w("Målet er ikke nådd ennå", "Målet er ikkje nådd enno", "Målet er ikke nået endnu", "The goal is not reached yet")
        case .takeGoalUp: w("Ta opp målet igjen", "Ta opp målet igjen", "Genoptag målet", "Take the goal up again")
        case .goalDropped: w("lagt bort", "lagt bort", "opgivet", "dropped")
        case .goalUnsaid:
            w(
                "ingen har sagt om det er nådd", "ingen har sagt om det er nådd", "ingen har sagt, om det er nået",
                "nobody has said whether it is reached")
        case .goalUnmeasured: w("ikke målt ennå", "ikkje målt enno", "ikke målt endnu", "not measured yet")
        case .forPathways: w("samlet for", "samla for", "samlet for", "together for")
        default: demoWording
        }
    }
}
