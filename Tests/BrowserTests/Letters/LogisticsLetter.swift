/// The Norwegian letters of one stay, written by hand: https://www.ehelse.no/standardisering/standarder/pleie-og-omsorgsmeldinger
struct LogisticsLetter {
    /// Month + 80: nobody's number.
    static let number = "17834910004"
    static let otherNumber = "05865110016"

    var id: String
    var type: String
    var block: String
    var sent: String
    var events: String
    var citizen = LogisticsLetter.number
    var family = "Tiurleik"

    static func admitted(_ id: String, at: String, citizen: String = number, family: String = "Tiurleik") -> String {
        LogisticsLetter(
            id: id, type: "LOG_INNLAGT", block: "MeldingInnlagtPasient", sent: at, events: event("1", at), citizen: citizen, family: family
        ).text
    }

    static func ready(_ id: String, admitted: String, at: String, text: String? = nil) -> String {
        LogisticsLetter(
            id: id, type: "LOG_UTSKRIVNINGSKLAR", block: "MeldingUtskrivningsklarPasient", sent: at,
            events: event("1", admitted) + event("3", at, text: text)
        ).text
    }

    static func notReady(_ id: String, admitted: String, ready: String, at: String) -> String {
        LogisticsLetter(
            id: id, type: "LOG_AVMELDING", block: "AvmeldingUtskrivningsklarPasient", sent: at,
            events: event("1", admitted) + event("3", ready) + event("4", at)
        ).text
    }

    static func discharged(_ id: String, admitted: String, at: String) -> String {
        LogisticsLetter(
            id: id, type: "LOG_UTSKREVET", block: "MeldingOmUtskrevetPasient", sent: at, events: event("1", admitted) + event("2", at)
        ).text
    }

    private static func event(_ code: String, _ at: String, text: String? = nil) -> String {
        let said = text.map { "<BeskrivelseAvHendelse>\($0)</BeskrivelseAvHendelse>" } ?? ""
        return """
            <TidsfestetHendelse><Hendelsekode V="\(code)" S="2.16.578.1.12.4.1.1.9121"/>\(said)<TidspunktForHendelse V="\(at)"/>\
            <Anslag>false</Anslag></TidsfestetHendelse>
            """
    }

    private static func party(_ name: String, _ her: String, _ unit: String, _ unitHER: String) -> String {
        func ident(_ id: String) -> String { "<Ident><Id>\(id)</Id><TypeId V=\"HER\"/></Ident>" }
        return """
            <Organisation><OrganisationName>\(name)</OrganisationName>\(ident(her))<Organisation><OrganisationName>\(unit)</OrganisationName>\
            \(ident(unitHER))</Organisation></Organisation>
            """
    }

    private var text: String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <MsgHead xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24"><MsgInfo>
        <Type V="\(type)"/><MIGversion>v1.2 2006-05-24</MIGversion><GenDate>\(sent)</GenDate><MsgId>\(id)</MsgId>
        <Sender>\(Self.party("Fjellheim sykehus", "990000101", "Fjellheim sykehus, kirurgisk sengepost", "990000102"))</Sender>
        <Receiver>\(Self.party("Havvik kommune", "990000201", "Hjemmetjenesten i Havvik", "990000202"))</Receiver>
        <Patient><FamilyName>\(family)</FamilyName><GivenName>Ærlig</GivenName><DateOfBirth>1949-03-17</DateOfBirth><Sex V="2"/>
        <Ident><Id>\(citizen)</Id><TypeId V="FNR"/></Ident></Patient></MsgInfo>
        <Document><RefDoc><IssueDate V="\(sent)"/><MsgType V="XML"/><Content>
        <p:Pasientlogistikk xmlns:p="http://www.kith.no/xmlstds/po/Pasientlogistikk/2012-04-01"
         xmlns="http://www.kith.no/xmlstds/po/poKomponent/2012-04-01" xmlns:fk1="http://www.kith.no/xmlstds/felleskomponent1">
        <InformasjonOmForsendelsen><Forsendelsesstatus V="N"/></InformasjonOmForsendelsen>
        <AnsvarForRapport><AnsvarligRapport><fk1:FamilyName>Lerkesang</fk1:FamilyName><fk1:GivenName>Vaken</fk1:GivenName></AnsvarligRapport></AnsvarForRapport>
        <p:\(block)>\(events)</p:\(block)></p:Pasientlogistikk></Content></RefDoc></Document></MsgHead>
        """
    }
}
