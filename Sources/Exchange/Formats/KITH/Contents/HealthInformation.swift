import FHIR
import XML

/// `HelseopplysningerVedSoknad`: the hospital's early notice (type 1), its updates (type 2), and information to an application.
///
/// Helseopplysninger v1.6, https://www.helsedirektoratet.no/standarder/pleie-og-omsorgsmeldinger (HITS 80704).
struct HealthInformation: MsgHeadContent {
    var roots: [(name: String, namespaces: [String])] {
        [("HelseopplysningerVedSoknad", PLO.namespaces("HelseopplysningerVedSoknad"))]
    }

    func read(_ documents: [RefDoc], into letter: inout Letter) throws(Refusal) {
        guard let document = main(documents), let content = document.content else { return }
        let shipment = try Shipment(content)
        let type = Coded(content.first("TypeInnholdIMelding/TypeInnhold"))
        var statement = Statement(.informationGiven, shipment.effect)
        if let type, type.isFrom(9140) {
            switch type.code {
            case "1": statement.kind = .earlyNotice
            case "2": statement.kind = .updatedNotice
            default: break
            }
        }
        let events = try content.each("OpplysningOpphold/TidsfestetHendelse").map { node throws(Refusal) in try TimedEvent(node) }
        if shipment.effect == .cancels {
            let said = events.compactMap(\.text).first ?? content.first("MedisinskfagligeOpplysninger").flatMap(EPJText.firstNote)
            statement.details["reason"] = Shipment.reason(said)
        }
        letter.statements.append(statement)
        for event in events {
            guard let code = event.code else { continue }
            if code == .ready && event.isEstimate {
                var expected = event.statement(code, shipment.effect, restates: false)
                expected.kind = .dischargeExpected
                letter.statements.append(expected)
            } else {
                letter.statements.append(event.statement(code, shipment.effect, restates: true))
            }
        }
        letter.paragraphs = PLOText.paragraphs(of: content, author: shipment.author, at: document.issued)
    }
}
