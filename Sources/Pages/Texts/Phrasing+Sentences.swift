import Journal
import Pathways

extension Phrasing {
    /// `Ett svar er for sent.`; empty when nothing is.
    func lateSentence(_ count: Int) -> String {
        guard count > 0 else { return "" }
        switch language {
        case .nb: return count == 1 ? "Én ting er for sent." : "\(count) ting er for sent."
        case .nn: return count == 1 ? "Éin ting er for seint." : "\(count) ting er for seint."
        case .da: return count == 1 ? "Én ting er for sent." : "\(count) ting er for sent."
        case .en: return count == 1 ? "One thing is late." : "\(count) things are late."
        }
    }

    /// How much waits besides what is late, and how much is planned. What is late and put before others too is counted once, as late.
    func openSentence(_ count: WorkCount) -> String {
        let waiting = max(0, count.open + count.attention - count.late)
        let planned = count.planned == 0 ? nil : plannedSentence(count.planned)
        if waiting == 0, count.late == 0 { return [say(.nothingOwed), planned].compactMap { $0 }.joined(separator: " ") }
        let waits =
            switch language {
            case .nb: "\(waiting == 0 ? "Ingenting annet" : waiting == 1 ? "Én ting" : "\(waiting) ting") venter på dere."
            case .nn: "\(waiting == 0 ? "Ingenting anna" : waiting == 1 ? "Éin ting" : "\(waiting) ting") ventar på dykk."
            case .da: "\(waiting == 0 ? "Intet andet" : waiting == 1 ? "Én ting" : "\(waiting) ting") venter på jer."
            case .en: "\(waiting == 0 ? "Nothing else waits" : waiting == 1 ? "One thing waits" : "\(waiting) things wait") for you."
            }
        return [waits, planned].compactMap { $0 }.joined(separator: " ")
    }

    private func plannedSentence(_ count: Int) -> String {
        switch language {
        case .nb, .da: "\(count) er planlagt."
        case .nn: count == 1 ? "1 er planlagd." : "\(count) er planlagde."
        case .en: "\(count) planned."
        }
    }

    /// `3 ventedøgn, 17 235 kr`.
    func waiting(days: Int, amount: Int, currency: String) -> String {
        "\(days) \(say(days == 1 ? .waitingDay : .waitingDays)), \(money(amount, currency: currency))"
    }

    /// `2 for sent · 5 venter`.
    func count(_ count: WorkCount) -> String {
        var parts: [String] = []
        if count.late > 0 { parts.append("\(count.late) \(say(.stateLate))") }
        let open = count.open + count.attention - count.late
        if open > 0 { parts.append("\(open) \(say(.stateOpen))") }
        if count.planned > 0 { parts.append("\(count.planned) \(say(.statePlanned))") }
        return parts.joined(separator: " · ")
    }
}
