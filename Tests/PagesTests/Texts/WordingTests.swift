import Directory
import Exchange
import FHIR
import Journal
import Pathways
import Testing

@testable import Pages

@Suite("Words for what letters say") struct WordingTests {
    @Test("are there for every contradiction, and for no other") func contradictions() {
        #expect(Set(ContradictionWording.all.keys) == Set(Stay.contradictionNames))
    }

    static let kinds: [Fact.Kind] = [
        .admitted, .onLeave, .backFromLeave, .dischargeExpected, .readyForDischarge, .notReadyAfterAll, .discharged, .died, .earlyNotice,
        .updatedNotice, .admissionReport, .answered, .dischargeReport, .dischargeSummary, .servicesDescribed, .informationGiven, .message,
        .question, .reply, .referral, .referralStatus, .contactedAtHome, .readmitted, .stepDone, .stepSkipped, .stepReopened, .stepAssigned,
        .attentionSeen, .letterMoved, .letterHandled, .deliveryHandled, .identitiesUnlinked,
    ]

    @Test("are there for everything that can be said or done, and for nothing else") func events() {
        #expect(Set(EventWording.all.keys) == Set(Self.kinds.map(\.rawValue)))
        #expect(Words(PhrasingTests.phrasing(.nb, "2026-02-05T12:40:00")).event("never heard of") == "never heard of")
    }

    /// What the formats read: MedCom's codes, and kodeverk 8279 with the two letters that have no MsgHead.
    static let types = [
        "STAA", "STIN", "STOR", "SLOR", "SLHJ", "MORS", "CareCommunication", "Acknowledgement", "APPREC", "LOG_INNLAGT",
        "LOG_UTSKRIVNINGSKLAR", "LOG_AVMELDING", "LOG_UTSKREVET", "LOG_DOD", "HELSEOPPL_SOKNAD", "INNLEGGELSESRAPPORT",
        "UTSKRIVNINGSRAPPORT", "ORIENTERING_TJENESTETILBUD", "HELSEOPPLYSNINGER_LEGE", "MEDISINSKE_OPPLYSNINGER", "EPJ-EKSTRAKT",
        "DIALOG_FORESPORSEL", "DIALOG_SVAR", "DIALOG_NOTAT", "DIALOG_HELSEFAGLIG", "DIALOG_STATUS_HENVISNING", "HENVISNING_NYTILSTAND",
        "EPIKRISE", "HENVISNING", "unknown",
    ]

    @Test("are there for every type of letter that is read or sent") func letters() {
        #expect(Set(LetterWording.all.keys) == Set(Self.types + LetterDraft.Purpose.allCases.map(\.rawValue)))
    }

    @Test(
        "say that a letter corrects or takes back another",
        arguments: zip(
            Language.allCases,
            [
                ["Innlagt (rettelse)", "Innlagt (annullering)"], ["Lagd inn (retting)", "Lagd inn (annullering)"],
                ["Indlagt (rettelse)", "Indlagt (annullering)"], ["Admitted (correction)", "Admitted (cancellation)"],
            ]))
    func corrections(_ language: Language, names: [String]) {
        #expect(["RE_STIN", "AN_STIN"].map { LetterWording.name($0, language) } == names)
        #expect(
            ["RE_", "AN_NEW", "XX_STIN", "", "stin"].map { LetterWording.name($0, language) } == ["RE_", "AN_NEW", "XX_STIN", "", "stin"])
    }

    @Test(
        "of a unit leave out its enterprise, which is named already",
        arguments: [
            ("Vestnes sykehus, medisinsk post 3", "Vestnes sykehus", "medisinsk post 3"), ("Post 3", "Vestnes sykehus", "Post 3"),
            ("Vestnes sykehus", "Vestnes sykehus", nil), ("Vestnes sykehus - ", "Vestnes sykehus", nil), ("Post 3", "", "Post 3"),
            ("Vestnes sykehus: kirurgi/post 1", "Vestnes sykehus", "kirurgi/post 1"),
        ] as [(String, String, String?)])
    func units(_ unit: String, within whole: String, left: String?) {
        #expect(Words.unit(unit, within: whole) == left)
    }

    @Test("of a party say its unit, and its enterprise when the unit's name does not") func parties() {
        func party(_ name: String, _ unit: String?) -> String {
            Words.party(Party(name: name, addresses: [], unit: unit.map { .init(name: $0, addresses: []) }))
        }
        #expect(party("Vestnes", nil) == "Vestnes")
        #expect(party("Vestnes", "Vestnes, post 3") == "Vestnes, post 3")
        #expect(party("Vestnes", "post 3") == "post 3, Vestnes")
    }

    @Test("in the drawing are cut where there is no room for them") func cut() {
        let words = Words(PhrasingTests.phrasing(.nb, "2026-02-05T12:40:00"))
        let long = "Et særdeles langt navn på en organisasjon"
        #expect(words.shortName(of: Lane(role: "hospital", organisation: OrganisationID(long))) == "Et særdeles langt navn …")
        #expect(words.shortName(of: Lane(role: Lane.citizen, organisation: nil)) == "Innbyggeren selv")
    }
}
