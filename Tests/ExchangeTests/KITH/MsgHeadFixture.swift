import Exchange
import FHIR
import Foundation
import XML

/// A letter in a MsgHead, written by hand for tests: every part can be set, left out or broken.
struct MsgHeadFixture {
    var type = "LOG_INNLAGT"
    var id: String? = "0b1e6f1a-0000-4000-8000-000000000001"
    var generated: String? = "2026-01-10T10:11:12"
    var version: String? = "v1.2 2006-05-24"
    var status: String?
    var ack: String?
    var parent: String?
    var conversation: String?
    var sender: String? = Self.organisation("Fjellheim sykehus", "990000101", "Kirurgisk sengepost", "990000102")
    var receiver: String? = Self.organisation("Havvik kommune", "990000201", "Hjemmetjenesten", "990000202")
    var copies: [String] = []
    var patient: String? = Self.patient()
    var documents: [String] = []
    var namespace = "http://www.kith.no/xmlstds/msghead/2006-05-24"

    /// A letter whose main document is `content`, from `po` with the namespaces of PLO 1.6 declared.
    init(_ type: String, _ content: String, issued: String = "2026-01-10T10:00:00") {
        self.type = type
        documents = [Self.document(content, issued: issued)]
    }

    var text: String {
        var reference = ""
        if let parent {
            reference =
                "<ConversationRef><RefToParent>\(parent)</RefToParent><RefToConversation>\(conversation ?? parent)</RefToConversation></ConversationRef>"
        }
        return """
            <MsgHead xmlns="\(namespace)">
            <MsgInfo>
            <Type V="\(type)"/>\(tag("MIGversion", version))\(tag("GenDate", generated))\(tag("MsgId", id))\(code("ProcessingStatus", status))
            \(code("Ack", ack))\(reference)\(tag("Sender", sender))\(tag("Receiver", receiver))
            \(copies.map { "<OtherReceiver><RoleReceiver V=\"COP\"/>\($0)</OtherReceiver>" }.joined())\(tag("Patient", patient))
            </MsgInfo>
            \(documents.joined(separator: "\n"))
            </MsgHead>
            """
    }

    private func tag(_ name: String, _ content: String?) -> String { content.map { "<\(name)>\($0)</\(name)>" } ?? "" }
    private func code(_ name: String, _ value: String?) -> String { value.map { "<\(name) V=\"\($0)\"/>" } ?? "" }

    var bytes: [UInt8] { Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\(text)".utf8) }

    /// The same letter in another encoding, which its declaration names.
    func bytes(in encoding: String.Encoding, named name: String) -> [UInt8] {
        Array("<?xml version=\"1.0\" encoding=\"\(name)\"?>\n\(text)".data(using: encoding) ?? Data())
    }

    /// The letter inside NAV's envelope.
    var wrapped: [UInt8] {
        Array("<EI_fellesformat xmlns=\"http://www.nav.no/xml/eiff/2/\">\(text)<MottakenhetBlokk ediLoggId=\"1\"/></EI_fellesformat>".utf8)
    }
}

extension MsgHeadFixture {
    static func organisation(_ name: String, _ her: String, _ unit: String? = nil, _ unitHER: String? = nil, kind: String = "HER") -> String
    {
        let inner = unit.map { organisation($0, unitHER ?? "") } ?? ""
        return """
            <Organisation><OrganisationName>\(name)</OrganisationName><Ident><Id>\(her)</Id><TypeId V="\(kind)"/></Ident>\(inner)</Organisation>
            """
    }

    /// A surgery with a doctor in it, whose own national number must not be kept.
    static func surgery(_ name: String, _ her: String, given: String, family: String, doctorHER: String) -> String {
        """
        <Organisation><OrganisationName>\(name)</OrganisationName><Ident><Id>\(her)</Id><TypeId V="HER"/></Ident><Organisation/>
        <HealthcareProfessional><FamilyName>\(family)</FamilyName><GivenName>\(given)</GivenName>
        <Ident><Id>\(NorwegianNumber.synthetic(serial: 200))</Id><TypeId V="FNR"/></Ident>
        <Ident><Id>9900001</Id><TypeId V="HPR"/></Ident><Ident><Id>\(doctorHER)</Id><TypeId V=" HER"/></Ident>
        </HealthcareProfessional></Organisation>
        """
    }

    static func patient(
        _ number: String? = NorwegianNumber.synthetic(), kind: String = "FNR", family: String = "Prøvesen", given: String = "Ærlig",
        born: String? = "1949-03-17", sex: String = "2",
        address: String = "<StreetAdr>Åsvegen 1</StreetAdr><PostalCode>9999</PostalCode><City>Havvik</City>"
    ) -> String {
        let ident = number.map { "<Ident><Id>\($0)</Id><TypeId V=\"\(kind)\"/></Ident>" } ?? ""
        return """
            <FamilyName>\(family)</FamilyName><GivenName>\(given)</GivenName>\(born.map { "<DateOfBirth>\($0)</DateOfBirth>" } ?? "")
            <Sex V="\(sex)"/>\(ident)<Address>\(address)</Address>
            """
    }

    static func document(_ content: String, issued: String = "2026-01-10T10:00:00") -> String {
        "<Document><RefDoc><IssueDate V=\"\(issued)\"/><MsgType V=\"XML\"/><Content>\(content)</Content></RefDoc></Document>"
    }

    static func attachment(_ base64: String, title: String = "prøve.txt", mediaType: String = "text/plain") -> String {
        """
        <Document><RefDoc><MsgType V="A"/><MimeType>\(mediaType)</MimeType><Description>\(title)</Description><Content>
        <Base64Container xmlns="http://www.kith.no/xmlstds/base64container">\(base64)</Base64Container></Content></RefDoc></Document>
        """
    }
}
