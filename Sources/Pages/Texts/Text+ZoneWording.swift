import Pathways

extension Text {
    /// What the pages say of measurements and their colours.
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
        default: demoWording
        }
    }
}
