import Directory
import FHIR
import Journal
import Pathways

/// What a definition says of its steps, in the reader's language.
struct DefinitionWords {
    let definition: PathwayDefinition
    let phrasing: Phrasing

    private var language: String { phrasing.language.rawValue }
    private func say(_ nb: String, _ nn: String, _ da: String, _ en: String) -> String { Wording(nb: nb, nn: nn, da: da, en: en)[language] }

    var title: String { definition.title[language] }
    var text: String { definition.text[language] }
    var audience: String? { definition.audience?[language] }

    func role(_ id: String) -> String { definition.role(id)?.title[language] ?? id }
    func step(_ id: String) -> String { definition.step(id)?.short[language] ?? id }

    /// The drawing as an image in an address: a page that refuses scripts and styles of others shows it.
    var drawing: String {
        let svg = DefinitionDrawing.make(definition, language: language).svg(standsAlone: true)
        return "data:image/svg+xml," + Visit.encoded(svg)
    }

    /// `versjon 1.0 · gjelder fra 1. jan. 2012 · Norge og Danmark · 8 steg`.
    var facts: String {
        let count = definition.steps.count
        return [
            "\(phrasing.say(.version)) \(definition.version)", "\(phrasing.say(.runsFrom)) \(phrasing.date(definition.from))", countries,
            "\(count) \(phrasing.say(count == 1 ? .oneStep : .steps))",
        ].joined(separator: " · ")
    }

    private var countries: String {
        switch (definition.countries.contains(.no), definition.countries.contains(.dk)) {
        case (true, false): phrasing.say(.inNorway)
        case (false, true): phrasing.say(.inDenmark)
        case (true, true), (false, false): phrasing.say(.inBoth)
        }
    }

    /// When a step begins, a line for each way.
    func opens(_ step: StepDefinition) -> [String] {
        step.opens.map { trigger in
            let when = what(trigger.source)
            let place = trigger.country.map { " (\(country($0)))" } ?? ""
            guard let wait = trigger.wait else { return when.capitalizedFirst + place }
            return "\(length(wait)) \(say("etter", "etter", "efter", "after")): \(when)\(place)"
        }
    }

    private func what(_ source: Trigger.Source) -> String {
        switch source {
        case .event(let pattern): EventWording.all[pattern.kind.rawValue]?[language] ?? pattern.kind.rawValue
        case .step(let id, let outcome): "«\(step(id))» \(self.outcome(outcome))"
        case .start: say("forløpet begynner", "forløpet byrjar", "forløbet begynder", "the pathway begins")
        case .choice(let id, let option):
            "«\(step(id))»: "
                + (option.flatMap { definition.step(id)?.choice?.option($0)?.title[language] }
                    ?? say("når det er valgt", "når det er valt", "når der er valgt", "when it is chosen"))
        case .measurement(let id, let zone): "\(definition.measurement(id)?.title[language] ?? id): \(self.zone(zone))"
        case .resource(let pattern): "\(say("ny i journalen", "ny i journalen", "ny i journalen", "new in the record")): \(pattern.type)"
        }
    }

    private func outcome(_ outcome: Trigger.Outcome) -> String {
        switch outcome {
        case .done: say("er gjort", "er gjort", "er gjort", "is done")
        case .skipped: say("blir ikke gjort", "blir ikkje gjort", "bliver ikke gjort", "will not be done")
        case .late: say("er for sent", "er for seint", "er for sent", "is late")
        case .declined: say("er avslått", "er avslått", "er afslået", "is declined")
        case .closed: say("er lukket", "er lukka", "er lukket", "is closed")
        }
    }

    func zone(_ zone: MeasurementDefinition.Zone) -> String {
        switch zone {
        case .red: say("rød", "raud", "rød", "red")
        case .yellow: say("gul", "gul", "gul", "yellow")
        case .green: say("grønn", "grøn", "grøn", "green")
        }
    }

    /// By when it must be done and who says so, a line for each deadline.
    func due(_ step: StepDefinition) -> [String] {
        step.deadlines.map { deadline in
            let place = deadline.country.map { country($0) }
            let from = deadline.from.map { "\(phrasing.say(.runsFrom)) \(phrasing.date($0))" }
            let detail = [place, basis(deadline.basis), from].compactMap { $0 }.joined(separator: ", ")
            return "\(term(deadline)) (\(detail))"
        }
    }

    /// `innen 2 timer`.
    func term(_ deadline: Deadline) -> String { "\(say("innen", "innan", "inden", "within")) \(length(deadline.term))" }

    func basis(_ basis: Basis) -> String {
        let kind: Text =
            switch basis.kind {
            case .nationalRule: .nationalRule
            case .localAgreement: .localAgreement
            case .example: .example
            }
        return basis.kind == .example
            ? phrasing.say(kind) : "\(phrasing.say(kind)), \(phrasing.say(basis.isVerified ? .verified : .notVerified))"
    }

    private func country(_ country: Country) -> String {
        switch country {
        case .no: phrasing.say(.inNorway)
        case .dk: phrasing.say(.inDenmark)
        }
    }

    func length(_ term: Term) -> String {
        func counted(_ count: Int, _ one: String, _ many: String) -> String { "\(count) \(count == 1 ? one : many)" }
        func clock(_ hour: Int, _ minute: Int) -> String {
            let sign = phrasing.language == .en ? ":" : "."
            return "\(hour < 10 ? "0" : "")\(hour)\(sign)\(minute < 10 ? "0" : "")\(minute)"
        }
        switch term {
        case .minutes(let count):
            return counted(count, say("minutt", "minutt", "minut", "minute"), say("minutter", "minutt", "minutter", "minutes"))
        case .hours(let count): return counted(count, say("time", "time", "time", "hour"), say("timer", "timar", "timer", "hours"))
        case .days(0): return say("samme dag", "same dag", "samme dag", "the same day")
        case .days(let count): return counted(count, say("dag", "dag", "dag", "day"), say("dager", "dagar", "dage", "days"))
        case .workingDays(let count):
            return counted(
                count, say("virkedag", "yrkedag", "hverdag", "working day"), say("virkedager", "yrkedagar", "hverdage", "working days"))
        case .months(let count):
            return counted(count, say("måned", "månad", "måned", "month"), say("måneder", "månader", "måneder", "months"))
        case .clock(let hour, let minute, let day):
            return "\(say("dag", "dag", "dag", "day")) \(day) \(say("kl.", "kl.", "kl.", "at")) \(clock(hour, minute))"
        case .clockOnWorkingDay(let hour, let minute, let day):
            return "\(say("virkedag", "yrkedag", "hverdag", "working day")) \(day) \(say("kl.", "kl.", "kl.", "at")) \(clock(hour, minute))"
        }
    }
}
