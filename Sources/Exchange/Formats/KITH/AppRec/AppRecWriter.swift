import Directory
import FHIR
import XML

/// Writes application receipts: from the party that answers, to the letter's sender, both with both their levels.
struct AppRecWriter {
    private let namespace: String
    private let version: String

    /// - Parameter version: `1.0`, or anything else for 1.1.
    init(version: String?) {
        let is10 = version == "1.0"
        namespace = KITH.namespace + (is10 ? "apprec/2004-11-21" : "apprec/2012-02-15")
        self.version = is10 ? "1.0 2004-11-21" : "v1.1 2012-02-15"
    }

    func write(_ receipt: Receipt, for letter: ReceiptHeader, envelope: EnvelopeStamp) -> OutgoingLetter {
        var xml = XMLWriter()
        let status = receipt.verdict.appRec
        xml.element("AppRec", [("xmlns", namespace)]) { xml in
            xml.element("MsgType", [("V", "APPREC"), ("DN", "Applikasjonskvittering")])
            xml.element("MIGversion", text: version)
            xml.element("GenDate", text: NorwegianTime.stamp(envelope.at))
            xml.element("Id", text: envelope.letter)
            xml.element("Sender") { xml in
                if letter.isCopy { xml.element("Role", [("V", "COP"), ("DN", "Kopimottaker")]) }
                write(letter.answering, to: &xml)
            }
            xml.element("Receiver") { write(letter.sender, to: &$0) }
            xml.element("Status", [("V", status.code), ("DN", status.name)])
            for problem in receipt.problems {
                let code = AppRecCode.written(problem.code)
                var attributes = [("S", KITH.codeSystem(8221)), ("V", code)]
                if let name = AppRecCode.names[code] { attributes.append(("DN", name)) }
                if !problem.text.isEmpty { attributes.append(("OT", problem.text)) }
                xml.element("Error", attributes)
            }
            xml.element("OriginalMsgId") { xml in
                xml.element("MsgType", [("V", letter.type.rawValue)])
                xml.element("IssueDate", text: letter.sent.map(NorwegianTime.stamp) ?? NorwegianTime.stamp(envelope.at))
                xml.element("Id", text: letter.id)
            }
        }
        return OutgoingLetter(mediaType: "application/xml", bytes: xml.bytes)
    }

    private func write(_ party: Party, to xml: inout XMLWriter) {
        xml.element("HCP") { xml in
            xml.element("Inst") { xml in
                write(name: party.name, party.addresses.first, ofPerson: false, to: &xml)
                let isPerson = party.unit?.name == party.person
                if let unit = party.unit, !isPerson {
                    xml.element("Dept") { xml in
                        write(name: unit.name, unit.addresses.first, ofPerson: false, to: &xml)
                        writeMore(unit.addresses, ofPerson: false, to: &xml)
                    }
                }
                writeMore(party.addresses, ofPerson: false, to: &xml)
                if let person = party.person {
                    xml.element("HCPerson") { xml in
                        let addresses = isPerson ? party.unit?.addresses ?? [] : []
                        write(name: person, addresses.first, ofPerson: true, to: &xml)
                        writeMore(addresses, ofPerson: true, to: &xml)
                    }
                }
            }
        }
    }

    private func write(name: String, _ address: Address?, ofPerson: Bool, to xml: inout XMLWriter) {
        xml.element("Name", text: name)
        guard let address else { return }
        let kind = address.kithKind(ofPerson: ofPerson)
        xml.element("Id", text: address.value)
        xml.element("TypeId", [("V", kind.code), ("DN", kind.name)])
    }

    private func writeMore(_ addresses: [Address], ofPerson: Bool, to xml: inout XMLWriter) {
        for address in addresses.dropFirst() {
            let kind = address.kithKind(ofPerson: ofPerson)
            xml.element("AdditionalId") { xml in
                xml.element("Id", text: address.value)
                xml.element("Type", [("V", kind.code), ("DN", kind.name)])
            }
        }
    }
}
