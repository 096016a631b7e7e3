import FHIR
import Journal
import XML

/// PLO letters that are one report to be read: at admission, at discharge, of services, to a doctor, from a doctor.
///
/// A report's own times of the stay are details, never movements: they differ from those of the letters that report them.
/// PLO v1.6, https://www.helsedirektoratet.no/standarder/pleie-og-omsorgsmeldinger (HITS 80704).
struct Report: MsgHeadContent {
    var root: String
    var folder: String
    var kind: Fact.Kind

    init(root: String, folder: String? = nil, says kind: Fact.Kind) {
        self.root = root
        self.folder = folder ?? root
        self.kind = kind
    }

    var roots: [(name: String, namespaces: [String])] { [(root, PLO.namespaces(folder))] }

    func read(_ documents: [RefDoc], into letter: inout Letter) throws(Refusal) {
        guard let document = main(documents), let content = document.content else { return }
        let shipment = try Shipment(content)
        var statement = Statement(kind, shipment.effect)
        for node in content.each("OpplysningOpphold/TidsfestetHendelse") {
            let event = try TimedEvent(node)
            guard let at = event.at, let end = Self.end(event) else { continue }
            if statement.details[end] == nil { statement.details[end] = at.text }
        }
        if shipment.effect == .cancels {
            let said = content.text("OpplysningOpphold/TidsfestetHendelse/BeskrivelseAvHendelse") ?? EPJText.firstNote(content)
            statement.details["reason"] = Shipment.reason(said)
        }
        letter.statements.append(statement)
        letter.paragraphs = PLOText.paragraphs(of: content, author: shipment.author, at: document.issued)
    }

    /// Which end of the stay an event is; reports leave the code out and write it in words.
    private static func end(_ event: TimedEvent) -> String? {
        switch event.code {
        case .admitted: "from"
        case .discharged: "to"
        case .ready, .notReady, .died: nil
        case nil:
            if let text = event.text?.lowercased() {
                text.hasPrefix("innlagt") ? "from" : text.hasPrefix("utskrevet") ? "to" : nil
            } else {
                nil
            }
        }
    }
}

/// `EPJ-EKSTRAKT`: parts of a record in several documents, the first of which lists them.
///
/// EPJ-ekstrakt, https://www.helsedirektoratet.no/standarder (HIS 80601 with EPJ 2008-02-20).
struct RecordExtract: MsgHeadContent {
    var roots: [(name: String, namespaces: [String])] {
        [
            ("Node", [KITH.namespace + "epj/EPJEkstrakt/2008-02-20"]), ("Cave", [KITH.namespace + "epj/epj1/2008-02-20"]),
            ("Notater", [KITH.namespace + "epj/epj2/2008-02-20"]), ("Legemidler", [KITH.namespace + "epj/epj3/2008-02-20"]),
        ]
    }

    func read(_ documents: [RefDoc], into letter: inout Letter) throws(Refusal) {
        letter.statements.append(Statement(.informationGiven))
        for document in documents {
            guard !document.isAttachment, let content = document.content, content.name != "Node" else { continue }
            letter.paragraphs += PLOText.paragraphs(of: content, author: nil, at: document.issued)
        }
    }
}
