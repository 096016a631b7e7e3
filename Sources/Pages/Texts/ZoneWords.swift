import Pathways

/// What people read of measured values: numbers, units, limits and colours.
struct ZoneWords {
    let language: Language

    private func say(_ nb: String, _ nn: String, _ da: String, _ en: String) -> String {
        Wording(nb: nb, nn: nn, da: da, en: en)[language.rawValue]
    }

    /// `38,5`, `38.5`.
    func number(_ written: String) -> String { language == .en ? written : written.replacing(".", with: ",") }

    /// A value with its unit: `86 %`, `86%`, `38,5 °C`.
    func value(_ written: String, unit: String) -> String { number(written) + after(unit) }

    /// What stands after a number: a unit of UCUM as people write it, or as it is where nobody has another word. https://ucum.org/ucum
    private func after(_ unit: String) -> String {
        let word =
            switch unit {
            case "1": ""
            case "%": language == .en ? "%" : "\u{A0}%"
            case "Cel": "\u{A0}°C"
            case "mm[Hg]": "\u{A0}mmHg"
            case "kg/m2": "\u{A0}kg/m²"
            case "ug": "\u{A0}µg"
            case "/min": say(" i minuttet", " i minuttet", " i minuttet", " a minute")
            case "/h": say(" i timen", " i timen", " i timen", " an hour")
            case "/d": say(" i døgnet", " i døgnet", " i døgnet", " a day")
            case "{steps}/d": say(" skritt i døgnet", " steg i døgnet", " skridt i døgnet", " steps a day")
            default: unit.hasPrefix("{") && unit.firstIndex(of: "}") == unit.indices.last ? "" : "\u{A0}\(unit)"
            }
        return word
    }

    /// `fra 88 til under 92 %`.
    func limits(_ range: ValueRange, unit: String) -> String {
        let unit = after(unit)
        switch (range.lowest, range.highest) {
        case (nil, nil): return say("alle verdier", "alle verdiar", "alle værdier", "every value")
        case (let low?, nil):
            let low = (number(low.written), low.isIncluded)
            return low.1
                ? low.0 + unit + say(" eller mer", " eller meir", " eller mere", " or more")
                : say("over ", "over ", "over ", "above ") + low.0 + unit
        case (nil, let high?):
            let high = (number(high.written), high.isIncluded)
            return high.1
                ? high.0 + unit + say(" eller mindre", " eller mindre", " eller mindre", " or less")
                : say("under ", "under ", "under ", "below ") + high.0 + unit
        case (let low?, let high?):
            if low.number == high.number { return say("akkurat ", "akkurat ", "præcis ", "exactly ") + number(low.written) + unit }
            let begin = low.isIncluded ? say("fra ", "frå ", "fra ", "from ") : say("over ", "over ", "over ", "above ")
            let end =
                switch (low.isIncluded, high.isIncluded) {
                case (true, false): say(" til under ", " til under ", " til under ", " to below ")
                case (true, true): say(" til og med ", " til og med ", " til og med ", " up to and including ")
                case (false, false): say(" og under ", " og under ", " og under ", " and below ")
                case (false, true): say(" og høyst ", " og høgst ", " og højst ", " and at most ")
                }
            return begin + number(low.written) + end + number(high.written) + unit
        }
    }

    /// As a heading: the colour is said, not only shown.
    func name(_ zone: MeasurementDefinition.Zone) -> String {
        switch zone {
        case .red: say("Rødt", "Raudt", "Rødt", "Red")
        case .yellow: say("Gult", "Gult", "Gult", "Yellow")
        case .green: say("Grønt", "Grønt", "Grønt", "Green")
        }
    }
}
