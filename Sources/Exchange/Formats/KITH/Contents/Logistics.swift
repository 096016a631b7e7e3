import FHIR
import XML

/// `Pasientlogistikk` 1.5 and 1.6: that a patient is admitted, ready, not ready after all, discharged or dead.
///
/// Later letters repeat the events before; those are marked as restated, so that the letter that said it first is preferred.
/// Pasientlogistikk v1.6, https://www.helsedirektoratet.no/standarder/pleie-og-omsorgsmeldinger (HITS 80704).
struct Logistics: MsgHeadContent {
    /// The element that one letter of the type has.
    var block: String
    /// The event that such a letter is sent to say.
    var own: TimedEvent.Code

    var roots: [(name: String, namespaces: [String])] { [("Pasientlogistikk", PLO.namespaces("Pasientlogistikk"))] }

    func read(_ documents: [RefDoc], into letter: inout Letter) throws(Refusal) {
        guard let document = main(documents), let content = document.content else { return }
        guard let block = content.first(block) else {
            throw Refusal(
                .wrongStructure, path: "Pasientlogistikk/\(block)", "The letter's content is not what its type says. It must hold \(block)."
            )
        }
        let shipment = try Shipment(content)
        var isSaid = false
        for node in block.each("TidsfestetHendelse") {
            let event = try TimedEvent(node)
            guard let code = event.code else { continue }
            var statement = event.statement(code, shipment.effect, restates: code != own)
            // Such a letter declares; `Anslag` then says that the time is about right. Only what is still to come is expected.
            if let at = event.at, at.instant <= letter.sent.instant { statement.isEstimate = false }
            if code == own { isSaid = true }
            if code == .discharged { statement.details.merge(Self.destination(block)) { $1 } }
            letter.statements.append(statement)
            // A patient who leaves dead is discharged too; the state (kodeverk 8431) is where the letter says so.
            if code == .discharged, statement.details["state"] == "2" {
                letter.statements.append(event.statement(.died, shipment.effect, restates: false))
            }
        }
        guard isSaid else {
            throw Refusal(
                .wrongStructure, path: "Pasientlogistikk/\(self.block)/TidsfestetHendelse",
                "The letter lacks the event that its type is for (kodeverk 9121, \(own.rawValue)). Send it with that event and its time.")
        }
        letter.paragraphs = PLOText.paragraphs(of: content, author: shipment.author, at: document.issued)
    }
}

extension Logistics {
    /// Where a discharged patient went (kodeverk 8408), and in which state (8431).
    private static func destination(_ block: XMLNode) -> [String: String] {
        let to = Coded(block.first("UtskrevetTil/UtTil"))
        let state = Coded(block.first("UtskrevetTil/Uttilstand"))
        return ["to": to?.code, "toName": to?.name, "state": state?.code].compactMapValues(\.self)
    }
}

/// The namespaces of PLO contents that are read: 1.6 and 1.5. PLO 2.0 is another family.
enum PLO {
    static func namespaces(_ folder: String) -> [String] {
        ["2012-04-01", "2009-06-30"].map { "\(KITH.namespace)po/\(folder)/\($0)" }
    }
}
