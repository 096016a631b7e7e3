import Pathways

extension Text {
    /// What the pages say of somebody who gets worse: whom to call, the score, ISBAR.
    var worseningWording: Wording {
        switch self {
        case .worseHeading:
            w(
                "Hvem du ringer nå, og hva du sier", "Kven du ringjer no, og kva du seier", "Hvem du ringer til nu, og hvad du siger",
                "Whom to call now, and what to say")
        case .scoreHeading: w("Poengene", "Poenga", "Pointene", "The points")
        case .callNow: w("Ring nå", "Ring no", "Ring nu", "Call now")
        case .callWhenWorse: w("Hvis du blir verre", "Om du blir verre", "Hvis du får det værre", "If you get worse")
        case .callEmergency: w("Ved fare for liv", "Ved fare for liv", "Ved livsfare", "When life is in danger")
        case .untilWord: w("til", "til", "indtil", "until")
        case .nobodyToCall: w("Ingen i kontaktlisten", "Ingen i kontaktlista", "Ingen på kontaktlisten", "Nobody in the list of contacts")
        case .nobodyToCallText:
            w(
                "Listen har ingen for denne kommunen nå.", "Lista har ingen for denne kommunen no.",
                "Listen har ingen for denne kommune nu.",
                "The list has nobody for this municipality now.")
        case .noPhone:
            w("nummeret står ikke i listen", "nummeret står ikkje i lista", "nummeret står ikke på listen", "the number is not in the list")
        case .missingWord: w("Mangler", "Manglar", "Mangler", "Missing")
        case .isMissing: w("mangler", "manglar", "mangler", "missing")
        case .atLeastWord: w("minst", "minst", "mindst", "at least")
        case .tooOld:
            w(
                "eldre enn et døgn, regnes ikke", "eldre enn eit døgn, blir ikkje rekna", "ældre end et døgn, regnes ikke",
                "older than a day, not counted")
        case .typedHere: w("skrevet her", "skrive her", "indtastet her", "typed here")
        case .otherUnit: w("ukjent enhet", "ukjend eining", "ukendt enhed", "unknown unit")
        case .cannotBeRight: w("kan ikke stemme", "kan ikkje stemme", "kan ikke passe", "cannot be right")
        case .measurementWord: w("Måling", "Måling", "Måling", "Measurement")
        case .valueWord: w("Verdi", "Verdi", "Værdi", "Value")
        case .measuredAt: w("Målt", "Målt", "Målt", "Measured")
        case .pointsWord: w("Poeng", "Poeng", "Point", "Points")
        case .isbarHeading: w("ISBAR til telefonen", "ISBAR til telefonen", "ISBAR til telefonen", "ISBAR for the telephone")
        case .copyText: w("Kopier", "Kopier", "Kopiér", "Copy")
        case .copied: w("Kopiert", "Kopiert", "Kopieret", "Copied")
        case .fillIn: w("Fyll ut det som mangler", "Fyll ut det som manglar", "Udfyld det, der mangler", "Fill in what is missing")
        case .makeText: w("Lag teksten", "Lag teksten", "Lav teksten", "Make the text")
        case .textReady: w("Teksten", "Teksten", "Teksten", "The text")
        case .notKept:
            w(
                "Ingenting her blir lagret. Les teksten opp, og la den andre gjenta den.",
                "Ingenting her blir lagra. Les teksten opp, og la den andre gjenta han.",
                "Intet her bliver gemt. Læs teksten op, og lad den anden gentage den.",
                "Nothing here is kept. Read the text out, and let the other repeat it.")
        case .whatChanged: w("Hva har endret seg", "Kva har endra seg", "Hvad har ændret sig", "What has changed")
        case .notSaid:
            w("(si hva som har endret seg)", "(sei kva som har endra seg)", "(sig, hvad der har ændret sig)", "(say what has changed)")
        case .sinceWhen: w("Siden når", "Sidan når", "Siden hvornår", "Since when")
        case .whatConcern: w("Hva tror du det er", "Kva trur du det er", "Hvad tror du, det er", "What do you think it is")
        case .whatAsk: w("Hva ber du om", "Kva ber du om", "Hvad beder du om", "What do you ask for")
        case .whoCalls: w("Hvem ringer", "Kven ringjer", "Hvem ringer", "Who calls")
        case .callBackOn: w("Ring tilbake på", "Ring tilbake på", "Ring tilbage på", "Call back on")
        case .toTheCitizen:
            w("Til forløpet hos innbyggeren", "Til forløpet hos innbyggjaren", "Til borgerens forløb", "To the citizen's pathway")
        default: zoneWording
        }
    }
}
