import Directory
public import FHIR

/// What the coordinator sends or reads to somebody whom the hub does not reach and whom a step was offered to: the text is ready, a person
/// sends it and enters the answer.
public enum OfferLetter {
    /// In `nb`, `nn`, `da` or `en`; nil for an offer that the hub tells by itself, or that was answered.
    public static func text(
        of step: Step, in run: Run, plan: Plan, definition: PathwayDefinition?, language: String, at now: Instant
    ) -> String? {
        guard let offer = step.offer(at: now), offer.isOutside else { return nil }
        func say(_ nb: String, _ nn: String, _ da: String, _ en: String) -> String { Wording(nb: nb, nn: nn, da: da, en: en)[language] }
        func time(_ instant: Instant) -> String { run.zone.text(instant) }
        let title = step.adapting?.title ?? definition?.step(step.id)?.title[language] ?? step.id
        let born = plan.citizen.born.map { ", \(say("født", "fødd", "født", "born")) \($0)" } ?? ""
        let person = [plan.citizen.name, plan.citizen.number].compactMap(\.self).joined(separator: ", ") + born
        var lines = [
            "\(say("Til", "Til", "Til", "To")): \(plan.name(of: offer.to))",
            say(
                "Vi spør om dere kan ta over dette:", "Vi spør om de kan ta over dette:", "Vi spørger, om I kan overtage dette:",
                "We ask whether you can take this over:")
                + " \(title)",
            "\(say("Gjelder", "Gjeld", "Vedrører", "Concerning")): \(person)",
        ]
        if let due = step.due {
            lines.append(
                "\(say("Skal være gjort innen", "Skal vere gjort innan", "Skal være gjort senest", "To be done by")): \(time(due))")
        }
        if let text = offer.text, !text.isEmpty { lines.append("\(say("Grunn", "Grunn", "Begrundelse", "Reason")): \(text)") }
        let answer = say(
            "Svar ja, eller nei med grunn og hva dere kan gjøre i stedet", "Svar ja, eller nei med grunn og kva de kan gjere i staden",
            "Svar ja, eller nej med begrundelse og hvad I kan gøre i stedet",
            "Answer yes, or no with the reason and what you could do instead")
        let until = offer.answerBy.map { ", \(say("innen", "innan", "senest", "by")) \(time($0))" } ?? ""
        lines.append("\(answer)\(until).")
        lines.append(
            "\(say("Til dere svarer, har vi ansvaret", "Til de svarar, har vi ansvaret", "Indtil I svarer, har vi ansvaret", "Until you answer, it is ours")): \(plan.name(of: step.owner(at: now)))"
        )
        return lines.joined(separator: "\n")
    }
}

extension Plan {
    /// What people call whom a step was offered to.
    func name(of recipient: Recipient) -> String {
        switch recipient {
        case .organisation(let id): name(of: id)
        case .person(let name): name
        }
    }
}

extension Zone {
    /// `2026-02-05 14:00`, in local time.
    fileprivate func text(_ instant: Instant) -> String {
        let clock = clock(at: instant)
        return "\(day(at: instant)) \(clock.hour < 10 ? "0" : "")\(clock.hour):\(clock.minute < 10 ? "0" : "")\(clock.minute)"
    }
}
