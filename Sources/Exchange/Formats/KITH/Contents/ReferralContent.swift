import FHIR
import XML

/// `Henvisning` 2.0: a referral in a MsgHead.
///
/// Henvisning v2.0, https://www.helsedirektoratet.no/standarder/henvisning (HIS 80406).
struct ReferralContent: MsgHeadContent {
    var roots: [(name: String, namespaces: [String])] { [("Henvisning", ["http://ehelse.no/xmlstds/henvisning/2017-11-30"])] }

    func read(_ documents: [RefDoc], into letter: inout Letter) throws(Refusal) {
        guard let document = main(documents), let content = document.content else { return }
        let effect = try Shipment.effect(Coded(content.first("ServType"))?.code, path: "Henvisning/ServType")
        let type = Coded(content.first("TypeInnholdIMelding/TypeInnhold"))
        var statement = Statement(.referral, effect)
        statement.details["document"] = content.text("DocumentId")
        statement.details["topic"] = type?.name
        statement.details["urgency"] = Coded(content.first("ReqServ/Priority"))?.code
        letter.statements.append(statement)
        let author = (content.first("AnsvarForRapport/AnsvarligRapport") ?? content.first("KontaktpersonHelsepersonell/Kontaktperson"))
            .flatMap(Party.personName)
        letter.paragraphs = PLOText.paragraphs(of: content, author: author, at: document.issued)
    }
}
