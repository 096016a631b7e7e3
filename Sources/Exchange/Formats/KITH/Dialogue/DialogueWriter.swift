import Directory
import FHIR
import XML

/// Writes letters of ours: a Dialogmelding 1.1 in a MsgHead, with tema 7 for a municipality's answer to a ready notice, 6 for a message.
struct DialogueWriter {
    private static let dialogue = KITH.namespace + "dialog/2013-01-23"

    /// nil when a party has no Norwegian address: such a letter would reach nobody.
    func write(_ draft: LetterDraft, envelope: EnvelopeStamp) -> OutgoingLetter? {
        guard Self.isReachable(draft.sender), Self.isReachable(draft.receiver) else { return nil }
        var xml = XMLWriter()
        xml.element("MsgHead", [("xmlns", MsgHeadFormat.namespace)]) { xml in
            xml.element("MsgInfo") { header(draft, envelope, to: &$0) }
            xml.element("Document") { xml in
                xml.element("RefDoc") { xml in
                    xml.element("IssueDate", [("V", NorwegianTime.stamp(envelope.at))])
                    xml.element("MsgType", [("V", "XML"), ("DN", "XML-instans")])
                    xml.element("Content") { content(draft, envelope, to: &$0) }
                }
            }
        }
        return OutgoingLetter(mediaType: "application/xml", bytes: xml.bytes)
    }

    private static func isReachable(_ party: Party) -> Bool {
        party.addresses.contains { $0.scheme == .her || $0.scheme == .enh }
    }

    private func header(_ draft: LetterDraft, _ envelope: EnvelopeStamp, to xml: inout XMLWriter) {
        xml.element("Type", [("V", "DIALOG_HELSEFAGLIG"), ("DN", "Helsefaglig dialog")])
        xml.element("MIGversion", text: "v1.2 2006-05-24")
        xml.element("GenDate", text: NorwegianTime.stamp(envelope.at))
        xml.element("MsgId", text: envelope.letter)
        xml.element("Ack", [("V", "J"), ("DN", "Ja")])
        if let parent = draft.parent ?? draft.thread {
            xml.element("ConversationRef") { xml in
                xml.element("RefToParent", text: parent)
                xml.element("RefToConversation", text: draft.thread ?? parent)
            }
        }
        xml.element("Sender") { write(draft.sender, to: &$0) }
        xml.element("Receiver") { write(draft.receiver, to: &$0) }
        xml.element("Patient") { xml in
            if let family = draft.citizen.family { xml.element("FamilyName", text: family) }
            if let given = draft.citizen.given { xml.element("GivenName", text: given) }
            if let born = draft.citizen.born { xml.element("DateOfBirth", text: "\(born)") }
            switch draft.citizen.gender {
            case "male": xml.element("Sex", [("V", "1"), ("DN", "Mann")])
            case "female": xml.element("Sex", [("V", "2"), ("DN", "Kvinne")])
            default: break
            }
            for identifier in draft.citizen.identifiers {
                guard let number = CitizenNumber(norwegian: identifier.value), number.system == identifier.system else { continue }
                let isD = number.kind == .dNumber
                ident(number.digits, (isD ? "DNR" : "FNR", isD ? "D-nummer" : "Fødselsnummer"), 8116, to: &xml)
            }
        }
    }

    private func write(_ party: Party, to xml: inout XMLWriter) {
        xml.element("Organisation") { xml in
            xml.element("OrganisationName", text: party.name)
            for address in party.addresses { ident(address.value, address.kithKind(ofPerson: false), 9051, to: &xml) }
            guard let unit = party.unit, !unit.addresses.isEmpty else { return }
            if unit.name == party.person {
                xml.element("HealthcareProfessional") { xml in
                    name(unit.name, to: &xml)
                    for address in unit.addresses { ident(address.value, address.kithKind(ofPerson: true), 8116, to: &xml) }
                }
            } else {
                xml.element("Organisation") { xml in
                    xml.element("OrganisationName", text: unit.name)
                    for address in unit.addresses { ident(address.value, address.kithKind(ofPerson: false), 9051, to: &xml) }
                }
            }
        }
    }

    private func ident(_ number: String, _ kind: (code: String, name: String), _ system: Int, to xml: inout XMLWriter) {
        xml.element("Ident") { xml in
            xml.element("Id", text: number)
            xml.element("TypeId", [("V", kind.code), ("DN", kind.name), ("S", KITH.codeSystem(system))])
        }
    }

    /// The last word is the family name, which is all that a name in one string tells.
    private func name(_ full: String, to xml: inout XMLWriter) {
        let words = full.split(separator: " ")
        guard let last = words.last else { return }
        xml.element("FamilyName", text: String(last))
        if words.count > 1 { xml.element("GivenName", text: words.dropLast().joined(separator: " ")) }
    }

    private func content(_ draft: LetterDraft, _ envelope: EnvelopeStamp, to xml: inout XMLWriter) {
        xml.element("Dialogmelding", [("xmlns", Self.dialogue)]) { xml in
            xml.element("Notat") { xml in
                let theme =
                    switch draft.purpose {
                    case .answer: ("7", "Tilbakemelding på mottak av utskrivningsklar pasient")
                    case .message: ("6", "Henvendelse om pasient")
                    }
                xml.element("TemaKodet", [("V", theme.0), ("DN", theme.1), ("S", KITH.codeSystem(7322))])
                xml.element("TekstNotatInnhold", text: draft.text)
                xml.element("DatoNotat", text: "\(Zone.oslo.day(at: envelope.at))")
                guard !draft.author.isEmpty else { return }
                xml.element("RollerRelatertNotat") { xml in
                    xml.element("HealthcareProfessional") { name(draft.author, to: &$0) }
                }
            }
        }
    }
}
