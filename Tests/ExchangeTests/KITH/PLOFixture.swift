/// Contents of PLO letters for tests.
enum PLOFixture {
    /// A content root with the namespaces of one version (1.6 unless told otherwise).
    static func content(_ root: String, folder: String? = nil, version: String = "2012-04-01", status: String? = "N", _ body: String)
        -> String
    {
        let shipment = status.map { "<Forsendelsesstatus V=\"\($0)\"/>" } ?? ""
        return """
            <p:\(root) xmlns:p="http://www.kith.no/xmlstds/po/\(folder ?? root)/\(version)" xmlns="http://www.kith.no/xmlstds/po/poKomponent/\(version)"
             xmlns:fk1="http://www.kith.no/xmlstds/felleskomponent1" xmlns:epj1="http://www.kith.no/xmlstds/epj/epj1/2008-02-20"
             xmlns:epj2="http://www.kith.no/xmlstds/epj/epj2/2008-02-20" xmlns:epj3="http://www.kith.no/xmlstds/epj/epj3/2008-02-20">
            <InformasjonOmForsendelsen>\(shipment)</InformasjonOmForsendelsen>
            <AnsvarForRapport><AnsvarligRapport><fk1:FamilyName>Testland</fk1:FamilyName><fk1:GivenName>Sykepleier</fk1:GivenName></AnsvarligRapport></AnsvarForRapport>
            \(body)
            </p:\(root)>
            """
    }

    static func event(_ code: String?, _ at: String?, estimate: Bool = false, text: String? = nil, remark: String? = nil) -> String {
        let coded = code.map { "<Hendelsekode V=\"\($0)\" DN=\"Hendelse \($0)\" S=\"2.16.578.1.12.4.1.1.9121\"/>" } ?? ""
        let said = text.map { "<BeskrivelseAvHendelse>\($0)</BeskrivelseAvHendelse>" } ?? ""
        let time = at.map { "<TidspunktForHendelse V=\"\($0)\"/>" } ?? ""
        return
            "<TidsfestetHendelse>\(coded)\(said)\(time)<Anslag>\(estimate)</Anslag>\(remark.map { "<Merknad>\($0)</Merknad>" } ?? "")</TidsfestetHendelse>"
    }

    /// A `Pasientlogistikk` letter with one block.
    static func logistics(_ type: String, _ block: String, status: String = "N", version: String = "2012-04-01", _ body: String)
        -> MsgHeadFixture
    {
        MsgHeadFixture(type, content("Pasientlogistikk", version: version, status: status, "<p:\(block)>\(body)</p:\(block)>"))
    }

    static let admitted = logistics("LOG_INNLAGT", "MeldingInnlagtPasient", event("1", "2026-01-10T09:00:00"))

    static let ready = logistics(
        "LOG_UTSKRIVNINGSKLAR", "MeldingUtskrivningsklarPasient",
        event("1", "2026-01-10T09:00:00") + event("3", "2026-01-12", estimate: true))

    static func cancelled(_ letter: MsgHeadFixture, as id: String, reason: String) -> MsgHeadFixture {
        var cancellation = letter
        cancellation.parent = letter.id
        cancellation.id = id
        cancellation.generated = "2026-01-10T10:30:00"
        let said = "<BeskrivelseAvHendelse>\(reason)</BeskrivelseAvHendelse><TidspunktForHendelse"
        cancellation.documents = letter.documents.map {
            $0.replacing("Forsendelsesstatus V=\"N\"", with: "Forsendelsesstatus V=\"C\"").replacing("<TidspunktForHendelse", with: said)
        }
        return cancellation
    }

    static func note(_ heading: String, _ text: String) -> String {
        "<epj2:Journaltekst><epj2:Overskriftskode V=\"1\" DN=\"\(heading)\"/><epj2:Notat>\(text)</epj2:Notat></epj2:Journaltekst>"
    }

    /// Helseopplysninger of a type of kodeverk 9140.
    static func information(_ type: String, status: String = "N", _ events: String) -> MsgHeadFixture {
        MsgHeadFixture(
            "HELSEOPPL_SOKNAD",
            content(
                "HelseopplysningerVedSoknad", status: status,
                """
                <TypeInnholdIMelding><TypeInnhold V="\(type)" S="2.16.578.1.12.4.1.1.9140"/></TypeInnholdIMelding>
                <OpplysningOpphold>\(events)</OpplysningOpphold>
                <MedisinskfagligeOpplysninger><epj2:GenereltJournalnotat>\(note("Pasientens status", "Stabil."))</epj2:GenereltJournalnotat></MedisinskfagligeOpplysninger>
                """))
    }
}

/// Contents of Dialogmelding for tests.
enum DialogueFixture {
    static func letter(_ type: String, version: String = "2013-01-23", _ body: String) -> MsgHeadFixture {
        MsgHeadFixture(type, "<Dialogmelding xmlns=\"http://www.kith.no/xmlstds/dialog/\(version)\">\(body)</Dialogmelding>")
    }

    static func note(theme: String, system: Int = 7322, topic: String? = nil, _ text: String) -> String {
        """
        <Notat><TemaKodet V="\(theme)" DN="Tema \(theme)" S="2.16.578.1.12.4.1.1.\(system)"/>\(topic.map { "<Tema>\($0)</Tema>" } ?? "")
        <TekstNotatInnhold>\(text)</TekstNotatInnhold><DatoNotat>2026-01-10</DatoNotat>
        <RollerRelatertNotat><HealthcareProfessional><FamilyName>Testland</FamilyName><GivenName>Koordinator</GivenName></HealthcareProfessional></RollerRelatertNotat>
        </Notat>
        """
    }

    static func question(_ text: String) -> String {
        "<Foresporsel><TypeForesp V=\"99\" DN=\"Annen henvendelse\"/><Sporsmal>\(text)</Sporsmal></Foresporsel>"
    }
}
