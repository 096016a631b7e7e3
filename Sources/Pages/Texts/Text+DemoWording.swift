import Pathways

extension Text {
    /// What pages say of the demo and the tour.
    var demoWording: Wording {
        switch self {
        case .demoName: w("Demoen", "Demoen", "Demoen", "Demo")
        case .demoPause: w("Stans tiden", "Stans tida", "Stop tiden", "Stop time")
        case .demoResume: w("La tiden gå", "Lat tida gå", "Lad tiden gå", "Let time go on")
        case .demoFilling:
            w(
                "Den siste måneden kommer inn nå; tiden står så lenge.", "Den siste månaden kjem inn no; tida står så lenge.",
                "Den seneste måned kommer ind nu; tiden står så længe.", "The last month is coming in; time stands still meanwhile.")
        case .demoStill: w("Tiden står stille.", "Tida står stille.", "Tiden står stille.", "Time stands still.")
        case .demoPaused: w("Tiden er stanset.", "Tida er stansa.", "Tiden er stoppet.", "Time has been stopped.")
        case .tourName: w("Omvisning", "Omvising", "Rundvisning", "Tour")
        case .tourInvite: w("Ny her?", "Ny her?", "Ny her?", "New here?")
        case .tourInviteText:
            w(
                "Alle i demoen er oppdiktet. Omvisningen tar tre minutter og viser hva huben gjør.",
                "Alle i demoen er oppdikta. Omvisinga tek tre minutt og viser kva huben gjer.",
                "Alle i demoen er opdigtede. Rundvisningen tager tre minutter og viser, hvad hubben gør.",
                "Everybody in the demo is invented. The tour takes three minutes and shows what the hub does.")
        case .tourStart: w("Start omvisningen", "Start omvisinga", "Start rundvisningen", "Start the tour")
        case .tourDecline: w("Nei takk", "Nei takk", "Nej tak", "No, thanks")
        case .tourNext: w("Neste", "Neste", "Næste", "Next")
        case .tourBack: w("Tilbake", "Tilbake", "Tilbage", "Back")
        case .tourLeave: w("Avslutt", "Avslutt", "Afslut", "Leave the tour")
        case .tourDone: w("Ferdig", "Ferdig", "Færdig", "Done")
        case .tourToReady:
            w(
                "La tiden gå til neste melding", "Lat tida gå til neste melding", "Lad tiden gå til næste meddelelse",
                "Go on to the next notice")
        case .tourToDeadline:
            w(
                "La tiden gå til en frist brytes", "Lat tida gå til ein frist blir broten", "Lad tiden gå, til en frist overskrides",
                "Go on until a deadline passes")
        case .tourLead:
            w(
                "Sju steg på tre minutter. Alle i demoen er oppdiktet, og ingenting du gjør her, når noen utenfor.",
                "Sju steg på tre minutt. Alle i demoen er oppdikta, og ingenting du gjer her, når nokon utanfor.",
                "Syv trin på tre minutter. Alle i demoen er opdigtede, og intet af det, du gør her, når nogen udenfor.",
                "Seven steps in three minutes. Everybody in the demo is invented, and nothing that you do here reaches anybody outside.")
        default: w("Ingenting", "Ingenting", "Intet", "Nothing")
        }
    }
}

extension Phrasing {
    /// `10 000 oppdiktede innbyggere i hver kommune. Et døgn går på 30 minutter.`
    func demo(_ demo: DemoView) -> String {
        let people = demo.citizens == 0 ? nil : count(demo.citizens)
        let who =
            people.map { people in
                switch language {
                case .nb: "\(people) oppdiktede innbyggere i hver kommune."
                case .nn: "\(people) oppdikta innbyggjarar i kvar kommune."
                case .da: "\(people) opdigtede borgere i hver kommune."
                case .en: "\(people) invented citizens in each municipality."
                }
            }
        let how =
            switch demo.mode {
            case .filling: say(.demoFilling)
            case .still: say(.demoStill)
            case .paused: say(.demoPaused)
            case .running: pace(demo.day)
            }
        return [who, how].compactMap { $0 }.joined(separator: " ")
    }

    private func pace(_ seconds: Int) -> String {
        let minutes = (seconds + 30) / 60
        let isOne = minutes == 1
        return switch language {
        case .nb: "Et døgn går på \(minutes) \(isOne ? "minutt" : "minutter")."
        case .nn: "Eit døgn går på \(minutes) minutt."
        case .da: "Et døgn går på \(minutes) \(isOne ? "minut" : "minutter")."
        case .en: "A day passes in \(minutes) \(isOne ? "minute" : "minutes")."
        }
    }

    /// `10 000`, `10,000`.
    private func count(_ number: Int) -> String {
        let digits = String(number)
        guard digits.count > 4 else { return digits }
        let separator =
            switch language {
            case .nb, .nn: "\u{A0}"
            case .da: "."
            case .en: ","
            }
        return "\(digits.dropLast(3))\(separator)\(digits.suffix(3))"
    }

    /// `2 av 7`.
    func step(_ number: Int, of all: Int) -> String {
        switch language {
        case .nb, .nn: "\(number) av \(all)"
        case .da: "\(number) af \(all)"
        case .en: "\(number) of \(all)"
        }
    }
}
