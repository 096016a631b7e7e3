import FHIR

/// The contents of a MsgHead: pleie- og omsorgsmeldinger 1.6, dialogmelding 1.0 and 1.1, henvisning 2.0.
extension NorwegianWriter {
    /// `Pasientlogistikk`
    func logistics(_ index: Int) -> String {
        let posting = postings[index]
        let cancelled = posting.effect == .cancelled ? "Meldingen gjaldt en annen pasient." : nil
        let admitted = event("1", "Pasient innlagt", time(posting.admitted), text: posting.kind == .admitted ? cancelled : nil)
        let ready = posting.ready.map { event("3", "Pasient utskrivningsklar", time($0)) } ?? ""
        let (block, events): (String, String)
        switch posting.kind {
        case .ready: (block, events) = ("MeldingUtskrivningsklarPasient", admitted + ready)
        case .notReady:
            let taken = event(
                "4", "Avmelding av utskrivningsklar pasient", time(posting.at),
                remark: pick(["Ny feber siste døgn.", "Trenger mer utredning.", "Endret tilstand etter visitt."], index))
            (block, events) = ("AvmeldingUtskrivningsklarPasient", admitted + ready + taken)
        case .discharged:
            let home = life.services & longStay == 0
            (block, events) = (
                "MeldingOmUtskrevetPasient",
                """
                <UtskrevetTil><Uttilstand V="1" DN="Som levende" S="2.16.578.1.12.4.1.1.8431"/>\
                <UtTil V="\(home ? "1" : "3")" DN="\(home ? "Hjem" : "Annen institusjon")" S="2.16.578.1.12.4.1.1.8408"/></UtskrevetTil>\
                \(event("2", "Pasient utskrevet", time(posting.at)))
                """
            )
        case .died: (block, events) = ("OrienteringOmDod", event("13", "Pasienten er død", time(posting.at)))
        default: (block, events) = ("MeldingInnlagtPasient", admitted)
        }
        return content("Pasientlogistikk", posting, "<p:\(block)>\(events)</p:\(block)>")
    }

    private var longStay: UInt32 {
        letters.rates.services.firstIndex { $0.provider == Role.nursingHome.rawValue }.map { 1 << UInt32($0) } ?? 0
    }

    /// `HelseopplysningerVedSoknad`
    func information(_ index: Int) -> String {
        let posting = postings[index]
        let isUpdate = posting.variant == 1
        let day = (posting.ready.map(time) ?? sent(posting)).prefix(10)
        return content(
            "HelseopplysningerVedSoknad", posting,
            """
            <TypeInnholdIMelding><TypeInnhold V="\(isUpdate ? "2" : "1")" \
            DN="\(isUpdate ? "Oppdaterte opplysninger" : "Varsel om innlagt pasient")" S="2.16.578.1.12.4.1.1.9140"/></TypeInnholdIMelding>
            <OpplysningOpphold><TidsfestetHendelse><Hendelsekode V="3" DN="Pasient utskrivningsklar" S="2.16.578.1.12.4.1.1.9121"/>\
            <TidspunktForHendelse V="\(day)"/><Anslag>true</Anslag></TidsfestetHendelse></OpplysningOpphold>
            \(notes([("1", "Pasientens status", 9145, "\(reason(posting)) \(pick(Self.statusTexts, index))"),
                ("2", "Antatt forløp", 9145, pick(Self.forecastTexts, index, 3))]))
            """)
    }

    /// The reports: at admission, at discharge, of services, to and from the doctor.
    func report(_ index: Int) -> String {
        let posting = postings[index]
        switch posting.kind {
        case .admissionReport:
            return content(
                "Innleggelsesrapport", posting,
                notes([("", "", 0, pick(Self.homeTexts, index))]) + services.joined(),
                before: """
                    <TilleggsopplysningPasient><BorAlene>\(letters.residents.livesAlone(life.citizen))</BorAlene></TilleggsopplysningPasient>\
                    \(relative)
                    """)
        case .dischargeReport:
            let stay = posting.stay.map { life.stays[$0] }
            return content(
                "TverrfagligEpikrise", posting,
                """
                <TypeInnholdIMelding><TypeInnhold V="11" DN="Utskrivningsrapport" S="2.16.578.1.12.4.1.1.9139"/></TypeInnholdIMelding>
                <OpplysningOpphold><TidsfestetHendelse><BeskrivelseAvHendelse>Innlagt dato</BeskrivelseAvHendelse>\
                <TidspunktForHendelse V="\(time(stay?.admitted ?? posting.at))"/></TidsfestetHendelse></OpplysningOpphold>
                <OpplysningOpphold><TidsfestetHendelse><BeskrivelseAvHendelse>Utskrevet dato</BeskrivelseAvHendelse>\
                <TidspunktForHendelse V="\(time(posting.at))"/></TidsfestetHendelse></OpplysningOpphold>
                \(notes([("OP", "Planer for videre oppfølging", 9142, pick(Self.nursingTexts, index))]))
                """)
        case .services:
            let own = services
            return content(
                "OrienteringOmTjenestetilbud", posting, own.isEmpty ? service("15", "Helsetjenester i hjemmet") : own.joined())
        case .toDoctor:
            return content(
                "Konsultasjon", folder: "HelseopplysningerTilLege", posting,
                """
                <InnholdKonsultasjon><TypeInnholdKonsultasjon V="3" DN="Ønske om legevurdering"/></InnholdKonsultasjon>
                \(notes([("PROB", "Aktuell problemstilling", 9142, pick(Self.askDoctorTexts, index))]))
                """)
        default:
            return content(
                "OverforingMedisinskeOpplysninger", folder: "MedisinskeOpplysninger", posting,
                """
                <TypeInnholdIMelding><TypeInnhold V="5" DN="Opplysninger til søknad" S="2.16.578.1.12.4.1.1.9138"/></TypeInnholdIMelding>
                \(notes([("", "", 0, "\(reason(posting)) \(pick(Self.statusTexts, index))")]))
                """)
        }
    }

    /// The citizen's services, one element each.
    private var services: [String] {
        letters.rates.services.enumerated().compactMap { number, trait in
            life.services & 1 << UInt32(number) == 0 ? nil : service(trait.code, trait.name)
        }
    }

    private func service(_ code: String, _ name: String) -> String {
        """
        <EksisterendeTjeneste><IPLOStjenestetype V="\(code.escapedForXML)" DN="\(name.escapedForXML)" S="2.16.578.1.12.4.1.1.9151"/>\
        <PrivatTjeneste>false</PrivatTjeneste></EksisterendeTjeneste>
        """
    }

    private var relative: String {
        let codes: [Kinship: (String, String)] = [
            .partner: ("EK", "Ektefelle"), .child: ("BA", "Barn"), .mother: ("MO", "Mor"), .father: ("FA", "Far"),
            .sibling: ("SO", "Søsken"),
        ]
        guard let nearest = letters.residents.relatives(of: life.citizen).first(where: { $0.citizen.age >= 18 }),
            let code = codes[nearest.kinship]
        else { return "" }
        let name = letters.residents.name(nearest.citizen)
        return """
            <ParorendeForesatt><Slektskap V="\(code.0)" DN="\(code.1)" S="2.16.578.1.12.4.1.1.9033"/><NarmesteParorende>true\
            </NarmesteParorende><Referanseperson><fk1:FamilyName>\(name.family)</fk1:FamilyName><fk1:GivenName>\(name.given)</fk1:GivenName>\
            </Referanseperson></ParorendeForesatt>
            """
    }

    /// `EPJ-EKSTRAKT`: a remark and a list of medicines.
    func medicines(_ index: Int) -> [String] {
        let base = "http://www.kith.no/xmlstds/epj/"
        let lines = Self.medicineNames.enumerated().compactMap { number, medicine -> String? in
            guard pick(["yes", "no"], index, UInt64(number) + 8) == "yes" || number == 0 else { return nil }
            return """
                <epj3:Legemiddelinfo><epj3:ForenkletForskrivning><epj3:StatusTilForskrivningen V="1" DN="Originalforskrivning"/>\
                <epj3:Forskrivningsinfo><epj3:DosVeiledEnkel>\(medicine.dose)</epj3:DosVeiledEnkel><epj3:Navn>\(medicine.name)</epj3:Navn>\
                <epj3:Legemiddelform V="70" DN="Tablett"/><epj3:Styrke V="\(medicine.strength)" U="mg"/><epj3:Bruk V="1" DN="Fast"/>\
                </epj3:Forskrivningsinfo></epj3:ForenkletForskrivning></epj3:Legemiddelinfo>
                """
        }
        return [
            """
            <epj2:Notater xmlns:epj2="\(base)epj2/2008-02-20"><epj2:GenereltJournalnotat><epj2:Journaltekst>\
            <epj2:Notat>Oppdatert legemiddelliste.</epj2:Notat></epj2:Journaltekst></epj2:GenereltJournalnotat></epj2:Notater>
            """,
            "<epj3:Legemidler xmlns:epj3=\"\(base)epj3/2008-02-20\">\(lines.joined())</epj3:Legemidler>",
        ]
    }

    /// `Dialogmelding`: 1.0 for questions, answers and notes, 1.1 for all else.
    func dialogue(_ index: Int) -> String {
        let posting = postings[index]
        let isNew = posting.kind == .professional || posting.kind == .referralStatus
        let namespace = "http://www.kith.no/xmlstds/dialog/\(isNew ? "2013-01-23" : "2006-10-11")"
        func note(_ theme: String, _ topic: String, _ text: String) -> String {
            """
            <Dialogmelding xmlns="\(namespace)"><Notat>\(theme)<Tema>\(topic)</Tema><TekstNotatInnhold>\(text)</TekstNotatInnhold>\
            \(signature(posting))</Notat></Dialogmelding>
            """
        }
        switch posting.kind {
        case .question:
            let text = posting.variant == 1 ? pick(Self.homeQuestions, index) : pick(Self.wardQuestions, index)
            return """
                <Dialogmelding xmlns="\(namespace)"><Foresporsel><TypeForesp V="99" DN="Annen henvendelse" S="2.16.578.1.12.4.1.1.9152"/>\
                <Sporsmal>\(text)</Sporsmal>\(signature(posting))</Foresporsel></Dialogmelding>
                """
        case .answer:
            return note(
                #"<TemaKodet V="5" DN="Svar på forespørsel" S="2.16.578.1.12.4.1.1.9069"/>"#, "Svar på spørsmål", pick(Self.answers, index))
        case .note:
            return note(
                #"<TemaKodet V="1" DN="Oversending av notat" S="2.16.578.1.12.4.1.1.9069"/>"#, "Kontakt med legevakt",
                pick(Self.emergencyTexts, index))
        case .referralStatus:
            return note(
                #"<TemaKodet V="1" DN="Innkalles til helsehjelp" S="2.16.578.1.12.4.1.1.9148"/>"#, "Henvisning mottatt",
                pick(["Pasienten får time innen seks uker.", "Pasienten er satt opp til undersøkelse.", "Time er sendt pasienten."], index))
        default:
            if posting.variant == 1 || posting.variant == 2 {
                return note(
                    #"<TemaKodet V="7" DN="Tilbakemelding på mottak av utskrivningsklar pasient" S="2.16.578.1.12.4.1.1.7322"/>"#,
                    "Svar om mottak",
                    posting.variant == 1 ? "Kommunen kan ta imot pasienten." : "Kommunen kan ikke ta imot pasienten.")
            }
            let texts = posting.variant == 3 ? Self.answers : Self.wardMessages
            return note(
                #"<TemaKodet V="6" DN="Henvendelse om pasient" S="2.16.578.1.12.4.1.1.7322"/>"#, pick(Self.topics, first(of: index), 5),
                pick(texts, index))
        }
    }

    /// `Henvisning` 2.0
    func newReferral(_ index: Int) -> String {
        let posting = postings[index]
        let author = author(desk(posting.from, posting))
        return """
            <Henvisning xmlns="http://ehelse.no/xmlstds/henvisning/2017-11-30" xmlns:po="http://www.kith.no/xmlstds/po/poKomponent/2012-04-01" \
            xmlns:fk1="http://www.kith.no/xmlstds/felleskomponent1"><ServType V="N" DN="Ny"/><IssueDate>\(sent(posting))</IssueDate>\
            <DocumentId>\(letters.id(life, index, 1))</DocumentId><po:AnsvarForRapport><po:AnsvarligRapport>\
            <fk1:TypeHealthcareProfessional V="LE" DN="Lege"/><fk1:FamilyName>\(author.family)</fk1:FamilyName>\
            <fk1:GivenName>\(author.given)</fk1:GivenName></po:AnsvarligRapport></po:AnsvarForRapport><po:TypeInnholdIMelding>\
            <po:TypeInnhold V="10" S="2.16.578.1.12.4.1.1.8455" DN="Utredning/behandling"/></po:TypeInnholdIMelding><InfItem><Observation>\
            <Description>\(reason(posting)) \(pick(Self.referralTexts, index))</Description></Observation></InfItem></Henvisning>
            """
    }

    // MARK: - Parts

    private func event(_ code: String, _ name: String, _ time: String, text: String? = nil, remark: String? = nil) -> String {
        """
        <TidsfestetHendelse><Hendelsekode V="\(code)" DN="\(name)" S="2.16.578.1.12.4.1.1.9121"/>\
        \(text.map { "<BeskrivelseAvHendelse>\($0)</BeskrivelseAvHendelse>" } ?? "")<TidspunktForHendelse V="\(time)"/>\
        <Anslag>false</Anslag>\(remark.map { "<Merknad>\($0)</Merknad>" } ?? "")</TidsfestetHendelse>
        """
    }

    private func notes(_ texts: [(code: String, name: String, system: Int, text: String)]) -> String {
        let notes = texts.map { note in
            let heading =
                note.code.isEmpty
                ? "" : "<epj2:Overskriftskode V=\"\(note.code)\" DN=\"\(note.name)\" S=\"2.16.578.1.12.4.1.1.\(note.system)\"/>"
            return "<epj2:Journaltekst>\(heading)<epj2:Notat>\(note.text)</epj2:Notat></epj2:Journaltekst>"
        }
        return """
            <MedisinskfagligeOpplysninger><epj2:GenereltJournalnotat>\(notes.joined())</epj2:GenereltJournalnotat></MedisinskfagligeOpplysninger>
            """
    }

    private func signature(_ posting: Posting) -> String {
        let author = author(desk(posting.from, posting))
        return """
            <RollerRelatertNotat><RoleToPatient V="9" DN="Primærkontakt" S="2.16.578.1.12.4.1.1.9034"/><HealthcareProfessional>\
            <FamilyName>\(author.family)</FamilyName><GivenName>\(author.given)</GivenName></HealthcareProfessional></RollerRelatertNotat>
            """
    }

    private func content(_ root: String, folder: String? = nil, _ posting: Posting, _ body: String, before: String = "") -> String {
        let desk = desk(posting.from, posting)
        let author = author(desk)
        let isDoctor = desk.innermost.role == .generalPractice
        let status = [Posting.Effect.new: "Ny", .changed: "Endring", .cancelled: "Kansellering"][posting.effect] ?? ""
        return """
            <p:\(root) xmlns:p="http://www.kith.no/xmlstds/po/\(folder ?? root)/2012-04-01" \
            xmlns="http://www.kith.no/xmlstds/po/poKomponent/2012-04-01" xmlns:epj2="http://www.kith.no/xmlstds/epj/epj2/2008-02-20" \
            xmlns:fk1="http://www.kith.no/xmlstds/felleskomponent1">
            <InformasjonOmForsendelsen><Forsendelsesstatus V="\(posting.effect.rawValue)" DN="\(status)"/></InformasjonOmForsendelsen>
            \(before)<AnsvarForRapport><AnsvarligRapport><fk1:TypeHealthcareProfessional V="\(isDoctor ? "LE" : "SP")" \
            DN="\(isDoctor ? "Lege" : "Sykepleier")"/><fk1:RoleToPatient V="9" DN="Primærkontakt" S="2.16.578.1.12.4.1.1.9034"/>\
            <fk1:FamilyName>\(author.family)</fk1:FamilyName><fk1:GivenName>\(author.given)</fk1:GivenName></AnsvarligRapport>\
            <GodkjentDato>\(sent(posting).prefix(10))</GodkjentDato></AnsvarForRapport>
            \(body)
            </p:\(root)>
            """
    }
}
