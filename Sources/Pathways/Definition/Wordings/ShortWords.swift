public import Directory
import Journal

/// The few words that a drawing of a definition has beside its own texts.
public struct ShortWords: Sendable {
    private let language: String

    /// `nb`, `nn`, `da` or `en`.
    public init(_ language: String) { self.language = language }

    private func say(_ nb: String, _ nn: String, _ da: String, _ en: String) -> String { Wording(nb: nb, nn: nn, da: da, en: en)[language] }

    /// `24 t`, `3 d`, `2 virkedager`.
    public func length(_ term: Term) -> String {
        func clock(_ hour: Int, _ minute: Int) -> String {
            "\(hour < 10 ? "0" : "")\(hour)\(language == "en" ? ":" : ".")\(minute < 10 ? "0" : "")\(minute)"
        }
        let at = say("kl.", "kl.", "kl.", "at")
        switch term {
        case .minutes(let count): return "\(count) min"
        case .hours(let count): return "\(count) \(say("t", "t", "t", "h"))"
        case .days(0): return say("samme dag", "same dag", "samme dag", "same day")
        case .days(let count) where count % 7 == 0: return "\(count / 7) \(say("u", "v", "u", "wk"))"
        case .days(let count): return "\(count) d"
        case .workingDays(0): return say("samme virkedag", "same yrkedag", "samme hverdag", "same working day")
        case .workingDays(let count):
            return count == 1
                ? say("1 virkedag", "1 yrkedag", "1 hverdag", "1 working day")
                : "\(count) " + say("virkedager", "yrkedagar", "hverdage", "working days")
        case .months(let count):
            return count % 12 == 0 ? "\(count / 12) \(say("år", "år", "år", "y"))" : "\(count) \(say("md.", "md.", "md.", "mo."))"
        case .clock(let hour, let minute, let day): return "\(say("dag", "dag", "dag", "day")) \(day) \(at) \(clock(hour, minute))"
        case .clockOnWorkingDay(let hour, let minute, let day):
            return "\(say("virkedag", "yrkedag", "hverdag", "working day")) \(day) \(at) \(clock(hour, minute))"
        }
    }

    func event(_ pattern: EventPattern) -> String { EventWording.all[pattern.kind.rawValue]?[language] ?? pattern.kind.rawValue }

    func outcome(_ outcome: Trigger.Outcome) -> String? {
        switch outcome {
        case .done: nil
        case .skipped: say("gjøres ikke", "blir ikkje gjort", "gøres ikke", "not done")
        case .late: say("for sent", "for seint", "for sent", "late")
        case .declined: say("avslått", "avslått", "afslået", "declined")
        case .closed: say("lukket", "lukka", "lukket", "closed")
        }
    }

    var start: String { say("Start", "Start", "Start", "Start") }
    var byHand: String { say("av en fagperson", "av ein fagperson", "af en fagperson", "by a professional") }
    var starts: String { say("Starter", "Startar", "Starter", "Starts") }
    var ends: String { say("Slutter", "Sluttar", "Slutter", "Ends") }
    var again: String { say("hver", "kvar", "hver", "every") }
    var planned: String { say("ventet", "venta", "forventet", "expected") }
    var after: String { say("etter", "etter", "efter", "after") }
    var draft: String { say("utkast", "utkast", "udkast", "draft") }
    var handsOver: String { say("gir videre til", "gir vidare til", "giver videre til", "hands over to") }
}
