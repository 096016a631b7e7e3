/// Letters in MsgHead, AppRec and the older Message: https://www.helsedirektoratet.no/standarder
enum Norwegian {
    static func admitted(_ part: Part) -> String {
        logistics(part, "LOG_INNLAGT", "MeldingInnlagtPasient", event("1", part.time(2000)))
    }
    static func ready(_ part: Part) -> String {
        logistics(
            part, "LOG_UTSKRIVNINGSKLAR", "MeldingUtskrivningsklarPasient", event("1", part.time(2000)) + event("3", part.time(900)))
    }
    static func discharged(_ part: Part) -> String {
        logistics(part, "LOG_UTSKREVET", "MeldingOmUtskrevetPasient", event("1", part.time(2000)) + event("2", part.time(700)))
    }

    private static func logistics(_ part: Part, _ type: String, _ block: String, _ events: String) -> String {
        head(part, type, content("Pasientlogistikk", "<p:\(block)>\(events)</p:\(block)>"))
    }

    static func information(_ part: Part) -> String {
        head(
            part, "HELSEOPPL_SOKNAD",
            content(
                "HelseopplysningerVedSoknad",
                """
                <TypeInnholdIMelding><TypeInnhold V="1" S="2.16.578.1.12.4.1.1.9140"/></TypeInnholdIMelding>
                <OpplysningOpphold>\(event("1", part.time(2000)))\(event("3", part.time(-900), estimate: true))</OpplysningOpphold>
                <MedisinskfagligeOpplysninger><epj2:GenereltJournalnotat><epj2:Journaltekst><epj2:Overskriftskode V="1" DN="Pasientens status"/>
                <epj2:Notat>Går med rullator. Trenger hjelp til stell morgen og kveld, og til legemidler.</epj2:Notat></epj2:Journaltekst>
                </epj2:GenereltJournalnotat></MedisinskfagligeOpplysninger>
                """))
    }

    static func dialogue(_ part: Part) -> String {
        head(
            part, "DIALOG_HELSEFAGLIG",
            """
            <Dialogmelding xmlns="http://www.kith.no/xmlstds/dialog/2013-01-23"><Notat>
            <TemaKodet V="6" DN="Om pasient" S="2.16.578.1.12.4.1.1.7322"/><Tema>Hjelpemidler</Tema>
            <TekstNotatInnhold>Sengen er bestilt og kommer torsdag. Datteren låser opp.</TekstNotatInnhold>
            <DatoNotat>\(part.time(600).prefix(10))</DatoNotat></Notat></Dialogmelding>
            """)
    }

    static func summary(_ part: Part) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Message xmlns="http://www.kith.no/xmlstds/epikrise/2012-02-15"><Type V="E"/><GenDate V="\(part.time(600))"/><MsgId>\(part.id)</MsgId>
        <Ack V="J"/><ServRprt><ServType V="N"/><ApprDate V="\(part.time(610))"/><ServProvId>document-\(part.id)</ServProvId>
        <Event><ReportedEvent><StartDateTime V="\(part.time(2000))"/><EndDateTime V="\(part.time(700))"/></ReportedEvent>
        <AdmOutcome V="1" DN="Til hjemmet"/>
        <Comment><Heading V="VU" DN="Vurdering"/><TextResultValue>Bedre etter behandling. Kontroll hos fastlege om fire uker.</TextResultValue></Comment>
        </Event>\(olderPatient(part))<ServProvider>\(party("Vestnes sykehus", "990000200"))</ServProvider>
        <CopyDest>\(party("Fjordby kommune", "990000100"))</CopyDest><Requester>\(party("Storgata legesenter", "990000300"))</Requester>
        </ServRprt></Message>
        """
    }

    static func referral(_ part: Part) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Message xmlns="http://www.kith.no/xmlstds/henvisning/2012-02-15"><Type V="HENVISNING"/><GenDate V="\(part.time(2600))"/>
        <MsgId>\(part.id)</MsgId><Ack V="J"/><ServReq><ServType V="N"/><IssueDate V="\(part.time(2610))"/><MsgDescr V="10" DN="Utredning"/>
        <Id>referral-\(part.id)</Id>\(olderPatient(part))<ServProvider>\(party("Vestnes sykehus", "990000200"))</ServProvider>
        <Requester>\(party("Storgata legesenter", "990000300"))</Requester>
        <ReasonAsText><Heading V="PROB" DN="Problemstilling"/><TextResultValue>Svimmel ved oppreising, falt to ganger.</TextResultValue>
        </ReasonAsText><ReqServ><Priority V="7"/></ReqServ></ServReq></Message>
        """
    }

    /// A receipt for a letter that nobody sent.
    static func receipt(_ part: Part) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <AppRec xmlns="http://www.kith.no/xmlstds/apprec/2012-02-15"><MsgType V="APPREC"/><MIGversion>1.1 2012-02-15</MIGversion>
        <GenDate>\(part.time(600))</GenDate><Id>\(part.id)</Id><Sender>\(party("Vestnes sykehus", "990000200"))</Sender>
        <Receiver>\(party("Fjordby kommune", "990000100"))</Receiver><Status V="1"/><OriginalMsgId><MsgType V="DIALOG_HELSEFAGLIG"/>
        <IssueDate>\(part.time(700))</IssueDate><Id>unsent-\(part.number)</Id></OriginalMsgId></AppRec>
        """
    }

    private static func olderPatient(_ part: Part) -> String {
        """
        <Patient><Sex V="1"/><Name>\(part.family), \(part.given)</Name><OffId>\(Numbers.norwegian(part.number))</OffId><TypeOffId V="FNR"/></Patient>
        """
    }

    private static func party(_ name: String, _ her: String) -> String {
        "<HCP><Inst><Name>\(name)</Name><Id>\(her)</Id><TypeId V=\"HER\"/></Inst></HCP>"
    }

    private static func organisation(_ name: String, _ her: String, _ inner: String = "") -> String {
        """
        <Organisation><OrganisationName>\(name)</OrganisationName><Ident><Id>\(her)</Id><TypeId V="HER"/></Ident>\(inner)</Organisation>
        """
    }

    private static func event(_ code: String, _ at: String, estimate: Bool = false) -> String {
        """
        <TidsfestetHendelse><Hendelsekode V="\(code)" S="2.16.578.1.12.4.1.1.9121"/><TidspunktForHendelse V="\(at)"/>\
        <Anslag>\(estimate)</Anslag></TidsfestetHendelse>
        """
    }

    private static func content(_ root: String, _ body: String) -> String {
        """
        <p:\(root) xmlns:p="http://www.kith.no/xmlstds/po/\(root)/2012-04-01" xmlns="http://www.kith.no/xmlstds/po/poKomponent/2012-04-01"
         xmlns:fk1="http://www.kith.no/xmlstds/felleskomponent1" xmlns:epj2="http://www.kith.no/xmlstds/epj/epj2/2008-02-20">
        <InformasjonOmForsendelsen><Forsendelsesstatus V="N"/></InformasjonOmForsendelsen>
        <AnsvarForRapport><AnsvarligRapport><fk1:FamilyName>Testland</fk1:FamilyName><fk1:GivenName>Sykepleier</fk1:GivenName></AnsvarligRapport>
        </AnsvarForRapport>
        \(body)
        </p:\(root)>
        """
    }

    private static func head(_ part: Part, _ type: String, _ content: String) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <MsgHead xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24"><MsgInfo><Type V="\(type)"/><MIGversion>v1.2 2006-05-24</MIGversion>
        <GenDate>\(part.time(600))</GenDate><MsgId>\(part.id)</MsgId><Ack V="J"/>
        <Sender>\(organisation("Vestnes sykehus", "990000200", organisation("Medisinsk post 3", "990000201")))</Sender>
        <Receiver>\(organisation("Fjordby kommune", "990000100", organisation("Tildelingskontoret", "990000101")))</Receiver>
        <Patient><FamilyName>\(part.family)</FamilyName><GivenName>\(part.given)</GivenName><Sex V="2"/>
        <Ident><Id>\(Numbers.norwegian(part.number))</Id><TypeId V="FNR"/></Ident></Patient></MsgInfo>
        <Document><RefDoc><IssueDate V="\(part.time(610))"/><MsgType V="XML"/><Content>\(content)</Content></RefDoc></Document></MsgHead>
        """
    }
}
