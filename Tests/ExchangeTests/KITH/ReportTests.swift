import Exchange
import FHIR
import Journal
import Testing

@Suite("A report of the PLO family") struct ReportTests {
    static let reports: [(type: String, root: String, folder: String?, says: Fact.Kind)] = [
        ("INNLEGGELSESRAPPORT", "Innleggelsesrapport", nil, .admissionReport),
        ("UTSKRIVNINGSRAPPORT", "TverrfagligEpikrise", nil, .dischargeReport),
        ("ORIENTERING_TJENESTETILBUD", "OrienteringOmTjenestetilbud", nil, .servicesDescribed),
        ("HELSEOPPLYSNINGER_LEGE", "Konsultasjon", "HelseopplysningerTilLege", .informationGiven),
        ("MEDISINSKE_OPPLYSNINGER", "OverforingMedisinskeOpplysninger", "MedisinskeOpplysninger", .informationGiven),
    ]

    @Test("says one thing, whose effect is its status", arguments: reports.indices, ["N", "M", "C"]) func effect(index: Int, status: String)
        throws
    {
        let report = Self.reports[index]
        let letter = try KITHReading.letter(
            MsgHeadFixture(report.type, PLOFixture.content(report.root, folder: report.folder, status: status, "")))
        #expect(letter.statements.map(\.kind) == [report.says])
        #expect(letter.statements.map(\.effect) == [status == "N" ? .states : status == "M" ? .corrects : .cancels])
    }

    @Test("keeps its own times of the stay as details, never as movements") func times() throws {
        let events =
            PLOFixture.event(nil, "2026-01-10T14:00:00", text: "Innlagt dato")
            + PLOFixture.event(nil, "2026-01-10T14:00:00", text: "Innlagt fra: bosted")
            + PLOFixture.event(nil, "2026-01-14T10:00:00", text: "Utskrevet dato")
        let letter = try KITHReading.letter(
            MsgHeadFixture(
                "UTSKRIVNINGSRAPPORT", PLOFixture.content("TverrfagligEpikrise", "<OpplysningOpphold>\(events)</OpplysningOpphold>")))
        #expect(letter.statements.map(\.account) == ["discharge report"])
        #expect(letter.statements.first?.details == ["from": "2026-01-10T14:00:00", "to": "2026-01-14T10:00:00"])
    }

    @Test("is written out for people, section by section") func paragraphs() throws {
        let body = """
            <TilleggsopplysningPasient><BorAlene>true</BorAlene></TilleggsopplysningPasient>
            <ParorendeForesatt><Slektskap V="DA" DN="Datter"/><Referanseperson><fk1:FamilyName>Prøvesen</fk1:FamilyName>
            <fk1:GivenName>Kjær</fk1:GivenName><fk1:TeleCom><fk1:TeleAddress V="tel:00000000"/></fk1:TeleCom></Referanseperson></ParorendeForesatt>
            <ParorendeForesatt><Slektskap V="SO" DN="Sønn"/><Referanseperson><fk1:FamilyName>Prøvesen</fk1:FamilyName></Referanseperson>
            <Merknad>Bor langt unna</Merknad></ParorendeForesatt>
            <InfoMedisinskDiagnose><MedisinskDiagnose><Hoveddiagnose>true</Hoveddiagnose><Diagnosekode V="X00" DN="Oppdiktet sykdom"/>
            </MedisinskDiagnose></InfoMedisinskDiagnose>
            <MedisinskfagligeOpplysninger><epj1:Cave><epj1:SakshodeCave><epj1:StikkordCave><epj1:CaveStikkord>Prøvestoff</epj1:CaveStikkord>
            </epj1:StikkordCave></epj1:SakshodeCave></epj1:Cave>
            <epj2:GenereltJournalnotat>\(PLOFixture.note("Årsak til innleggelse", "Fall."))</epj2:GenereltJournalnotat></MedisinskfagligeOpplysninger>
            <epj3:Legemiddelinfo><epj3:ForenkletForskrivning><epj3:StatusTilForskrivningen V="2" DN="Seponering"/><epj3:Forskrivningsinfo>
            <epj3:DosVeiledEnkel>1 tabl</epj3:DosVeiledEnkel><epj3:Navn>Prøvin</epj3:Navn><epj3:Legemiddelform V="53" DN="Tablett"/><epj3:Styrke V="1" U="mg"/>
            </epj3:Forskrivningsinfo></epj3:ForenkletForskrivning></epj3:Legemiddelinfo>
            <EksisterendeTjeneste><IPLOStjenestetype V="15" DN="Hjemmesykepleie"/><AntallEnheter>2</AntallEnheter><Enhet>timer</Enhet>
            <Startdato>2026-01-01</Startdato></EksisterendeTjeneste>
            <InfoKartleggingFunksjonsniva><KartlagtFunksjon><Funksjonsvariabel V="10" DN="Spise"/><Vurdering>2</Vurdering></KartlagtFunksjon>
            </InfoKartleggingFunksjonsniva>
            <InfoKontrolltime><InformasjonOmTime><TidspunktTime>2026-02-01T13:30:00</TidspunktTime><StedTime>Poliklinikken</StedTime></InformasjonOmTime></InfoKontrolltime>
            <UkjentDel><NoeNytt>Dette skal også leses</NoeNytt></UkjentDel>
            """
        let letter = try KITHReading.letter(MsgHeadFixture("INNLEGGELSESRAPPORT", PLOFixture.content("Innleggelsesrapport", body)))
        let written = letter.paragraphs.map { "\($0.heading ?? ""): \($0.text)" }
        #expect(
            written == [
                "Om pasienten: Bor alene: ja", "Pårørende: Kjær Prøvesen (Datter), 00000000\nPrøvesen (Sønn). Bor langt unna",
                "Diagnoser: X00 Oppdiktet sykdom (hoveddiagnose)", "Cave og allergier: Prøvestoff", "Årsak til innleggelse: Fall.",
                "Legemidler: Seponering: Prøvin tablett 1 mg: 1 tabl", "Tjenester: Hjemmesykepleie, 2 timer, fra 01.01.2026",
                "Funksjonsnivå: Spise: 2", "Kontrolltime: Tid: 01.02.2026 kl. 13:30\nSted: Poliklinikken",
                "Ukjent del: Noe nytt: Dette skal også leses",
            ])
    }

    @Test("reads a record extract in several documents") func extract() throws {
        let namespace = "http://www.kith.no/xmlstds/epj"
        var fixture = MsgHeadFixture("EPJ-EKSTRAKT", "<Node xmlns=\"\(namespace)/EPJEkstrakt/2008-02-20\"/>")
        fixture.documents += [
            MsgHeadFixture.document(
                "<Cave xmlns=\"\(namespace)/epj1/2008-02-20\"><StikkordCave><CaveStikkord>Prøvestoff</CaveStikkord></StikkordCave></Cave>"),
            MsgHeadFixture.document(
                "<Notater xmlns=\"\(namespace)/epj2/2008-02-20\"><GenereltJournalnotat><Journaltekst><Notat>Ny liste.</Notat></Journaltekst></GenereltJournalnotat></Notater>"
            ),
        ]
        let letter = try KITHReading.letter(fixture)
        #expect(letter.statements.map(\.account) == ["information given"])
        #expect(letter.paragraphs.map(\.text) == ["Prøvestoff", "Ny liste."])
    }
}
