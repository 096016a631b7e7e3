import Directory
import Exchange
import FHIR
import Journal
import Testing

@testable import Pathways

@Suite("A4.2: a worsening gives an ISBAR") struct ISBARTests {
    static let at = ContactTests.instant("2026-03-03T20:15", "no:4601")

    static func resource(_ json: String) throws -> Element { try Document(json: Array(json.utf8)).root }

    static func make(_ language: String, score: Bool = true) throws -> ISBAR {
        let news2 = try ScoreCase.score("NEWS2", "rcp-2017")
        var inputs = ScoreCase.well(news2)
        inputs["respiration"] = ScoreInput.quantity("26", "/min")
        inputs["temperature"] = nil
        var plan = Plan(
            subject: SubjectID(1), citizen: PlanCitizen(number: "synthetic-1", given: "Prøve", family: "Person", born: Day("1940-01-31")))
        var run = Run(
            stay: 1, pathway: "hospital-stay", version: Case.library.definitions.first?.version ?? "", country: .no, zone: .oslo,
            start: ContactTests.instant("2026-02-10T09:00", "no"))
        run.segments = [
            Segment(
                kind: .inpatient, from: ContactTests.instant("2026-02-10T09:00", "no"),
                until: ContactTests.instant("2026-02-14T12:00", "no"))
        ]
        plan.runs = [run]
        let contact = try ContactList.shipped().contact(
            for: ContactTests.nurse, plan: plan, municipality: "no:4601", directory: Case.directory, at: at)
        return ISBAR.make(
            ISBAR.Worsening(
                caller: "Fjordby hjemmetjeneste, sykepleier", callBack: "55 00 00 00", changed: "Tungpustet og forvirret siden middag",
                since: ContactTests.instant("2026-03-03T13:00", "no"), score: score ? news2.result(of: inputs) : nil,
                concern: "Mistenker lungebetennelse", ask: "Vurdering i kveld"),
            plan: plan, library: Case.library,
            resources: [
                try resource(#"{"resourceType":"Condition","clinicalStatus":{"coding":[{"code":"active"}]},"code":{"text":"Kols"}}"#),
                try resource(
                    #"{"resourceType":"Condition","clinicalStatus":{"coding":[{"code":"resolved"}]},"code":{"text":"Hoftebrudd"}}"#),
                try resource(
                    #"{"resourceType":"Condition","verificationStatus":{"coding":[{"code":"entered-in-error"}]},"code":{"text":"Gravid"}}"#),
                try resource(
                    #"{"resourceType":"MedicationStatement","status":"active","medicationCodeableConcept":{"coding":[{"display":"Salbutamol"}]}}"#
                ),
                try resource(
                    #"{"resourceType":"MedicationStatement","status":"stopped","medicationCodeableConcept":{"text":"Prednisolon"}}"#),
            ], recipient: contact, zone: .oslo, language: language, at: at)
    }

    @Test("with every part from the record, and whom it is for at that hour") func text() throws {
        let isbar = try Self.make("nb")
        #expect(
            isbar.text(in: .oslo) == """
                Til: Legevakten 116117, 116117
                I – Identifikasjon
                  Ringer: Fjordby hjemmetjeneste, sykepleier
                  Ring tilbake på: 55 00 00 00
                  Gjelder: Prøve Person, synthetic-1, født 1940-01-31
                S – Situasjon
                  Tungpustet og forvirret siden middag
                  Siden: 2026-03-03 13:00
                B – Bakgrunn
                  Diagnoser: Kols
                  Medisiner: Salbutamol
                  Allergier: ikke oppgitt i journalen
                  Siste sykehusopphold: 2026-02-10–2026-02-14
                  Pågående forløp: Sykehusopphold og utskriving
                A – Aktuell vurdering
                  Pustefrekvens: 26 /min [>= 25] → 3
                  Oksygenmetning: 98 % [>= 96] → 0
                  Får oksygen: nei → 0
                  Systolisk blodtrykk: 120 mm[Hg] [<= 219] → 0
                  Puls: 70 /min [<= 90] → 0
                  Bevissthet: våken → 0
                  Temperatur: → mangler
                  NEWS2 (skala 1): minst 3. Én måling gir 3. Målinger minst hver time, lege vurderer innen en time
                  Mangler: Temperatur
                  Poengene støtter vurderingen. De avgjør ikke.
                  Mistenker lungebetennelse
                R – Råd
                  Ber om: Vurdering i kveld
                Ikke gjentatt av mottakeren ennå
                """)
    }

    @Test(
        "that is read back, with name and time",
        arguments: [
            ("nb", "Gjentatt av mottakeren"), ("nn", "Gjenteke av mottakaren"), ("da", "Gentaget af modtageren"),
            ("en", "Read back by the receiver"),
        ])
    func readBack(_ language: String, _ words: String) throws {
        let isbar = try Self.make(language)
        #expect(!isbar.isReadBack)
        let after = isbar.readBack(by: "Legevakt, lege", at: ContactTests.instant("2026-03-03T20:20", "no"))
        #expect(after.isReadBack)
        #expect(after.text(in: .oslo).hasSuffix("\(words): Legevakt, lege, 2026-03-03 20:20"))
        #expect(after.parts == isbar.parts)
    }

    @Test("that says what nobody measured") func unmeasured() throws {
        #expect(try Self.make("da", score: false).parts[.assessment]?.first == "NEWS2 er ikke målt")
    }
}
