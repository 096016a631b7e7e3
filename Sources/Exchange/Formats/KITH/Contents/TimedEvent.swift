import FHIR
import Journal
import XML

/// `TidsfestetHendelse`: an event in a stay with its time, in kodeverk 9121.
struct TimedEvent: Sendable {
    enum Code: String, Sendable {
        case admitted = "1"
        case discharged = "2"
        case ready = "3"
        case notReady = "4"
        case died = "13"

        var kind: Fact.Kind {
            switch self {
            case .admitted: .admitted
            case .discharged: .discharged
            case .ready: .readyForDischarge
            case .notReady: .notReadyAfterAll
            case .died: .died
            }
        }
    }

    /// nil when the event has no code or one that says nothing of where the citizen is.
    var code: Code?
    var name: String?
    var text: String?
    var remark: String?
    var at: Moment?
    var isEstimate: Bool

    /// Refuses a time that cannot be read: a stay with a wrong time is worse than a letter that is sent again.
    init(_ node: XMLNode) throws(Refusal) {
        let coded = Coded(node.first("Hendelsekode"))
        code = coded.flatMap { $0.isFrom(9121) ? Code(rawValue: $0.code) : nil }
        name = coded?.name
        text = node.text("BeskrivelseAvHendelse")
        remark = node.text("Merknad")
        isEstimate = node.text("Anslag") == "true" || node.text("Anslag") == "1"
        guard let written = node.value("TidspunktForHendelse") ?? node.text("TidspunktForHendelse") else { return }
        guard let moment = Moment(written, zone: .oslo) else {
            throw Refusal(
                .wrongStructure, path: "TidsfestetHendelse/TidspunktForHendelse",
                "The time of an event is neither a date nor a date with a time. Write it like 2026-01-31 or 2026-01-31T12:00:00.")
        }
        at = moment
    }

    /// What the event says; `restates` marks what an earlier letter said first.
    func statement(_ code: Code, _ effect: Statement.Effect, restates: Bool) -> Statement {
        var details: [String: String] = [:]
        if restates { details["restates"] = "yes" }
        if code == .admitted { details["class"] = "inpatient" }
        if effect == .cancels {
            details["reason"] = Shipment.reason(text) ?? remark
        } else {
            details["text"] = text
            details[code == .notReady ? "reason" : "remark"] = remark
        }
        return Statement(code.kind, effect, at: at, isEstimate: isEstimate, details: details)
    }

    /// Heading and text as people read them; an event without a code is a line of its own words.
    var paragraph: Paragraph {
        let when = at.map { (isEstimate ? "Anslått " : "") + NorwegianTime.text($0) }
        guard let name else {
            let line = [text, when].compactMap(\.self).joined(separator: ": ")
            return Paragraph(heading: "Opphold", text: [line, remark].compactMap(\.self).joined(separator: "\n"))
        }
        return Paragraph(heading: name, text: [when, text, remark].compactMap(\.self).joined(separator: "\n"))
    }
}
