import Exchange
import FHIR
import Foundation
import Samples
import Testing

@Suite("The reference letters of Norway") struct KITHSharedTests {
    static let areThere = SharedData.has("data/messages/kith-plo")

    static func bytes(_ path: String) throws -> [UInt8] { try SharedData.bytes("data/messages/\(path)") }

    /// What a letter is: type and id, then what it says; `test` for a test letter, `×n` attachments.
    struct Expected: Sendable, CustomTestStringConvertible {
        var path: String
        var type: String
        var says: [String]
        var isTest = false
        var attachments = 0
        var refersTo = 0

        init(_ path: String, _ type: String, _ says: [String], isTest: Bool = false, attachments: Int = 0, refersTo: Int = 0) {
            self.path = path
            self.type = type
            self.says = says
            self.isTest = isTest
            self.attachments = attachments
            self.refersTo = refersTo
        }

        var testDescription: String { path }
    }

    static let taken: [Expected] = [
        .init("kith-apprec/all-data.xml", "APPREC", ["accepted"], refersTo: 1),
        .init("kith-apprec/example-avvist.xml", "APPREC", ["rejected", "E21"], refersTo: 1),
        .init("kith-apprec/example-ok-feil-i-delmelding.xml", "APPREC", ["acceptedWithFault", "8223/07", "8223/16"], refersTo: 1),
        .init("kith-apprec/example-ok.xml", "APPREC", ["accepted"], refersTo: 1),
        .init("kith-apprec/msh-client_src_test_resources_app-rec_1.1_example-ok.xml", "APPREC", ["accepted"], refersTo: 1),
        .init("kith-dialogmelding/Dialogmelding_foresporsel_PLO_v1-0.xml", "DIALOG_FORESPORSEL", ["question"]),
        .init(
            "kith-dialogmelding/Status_paa_henvisning-InnkaltEtterViderehenvisning.xml", "DIALOG_STATUS_HENVISNING", ["referral status"],
            refersTo: 1),
        .init("kith-dialogmelding/dialog-foresporsel-samsvar-test.xml", "DIALOG_FORESPORSEL", ["question"], isTest: true, attachments: 1),
        .init("kith-dialogmelding/dialog-notat-webmed-test.xml", "DIALOG_NOTAT", ["message"], refersTo: 1),
        .init("kith-dialogmelding/dialog-svar-webmed-test-2.xml", "DIALOG_SVAR", ["reply"], refersTo: 1),
        .init("kith-dialogmelding/dialog-svar-webmed-test.xml", "DIALOG_SVAR", ["reply"], refersTo: 1),
        .init("kith-dialogmelding/dialogmelding_dialog_notat.xml", "DIALOG_NOTAT", ["message"]),
        .init("kith-dialogmelding/dialogmelding_dialog_notat_dnr.xml", "DIALOG_NOTAT", ["message"]),
        .init("kith-dialogmelding/dialogmelding_dialog_notat_vedlegg.xml", "DIALOG_NOTAT", ["message"], attachments: 2),
        .init("kith-dialogmelding/samsvar-test-message.xml", "DIALOG_HELSEFAGLIG", ["question"], isTest: true, attachments: 1),
        .init("kith-epikrise/epikrise_v1.1_c.xml", "EPIKRISE", ["cancels discharge summary"], refersTo: 1),
        .init("kith-epikrise/epikrise_v1.1_n.xml", "EPIKRISE", ["discharge summary"]),
        .init("kith-epikrise/epikrise_v1.2_n.xml", "EPIKRISE", ["discharge summary"], isTest: true),
        .init("kith-henvisning/Henvisning_ny_tilstand_v2-0_Ny.xml", "HENVISNING_NYTILSTAND", ["referral"]),
        .init("kith-henvisning/Henvisning_v1-1_Eksempel_Fastlege_Ny.xml", "HENVISNING", ["referral"], isTest: true),
        .init("kith-plo/Helsefaglig dialog_angi profesjon hos mottaker.xml", "DIALOG_HELSEFAGLIG", ["message"]),
        .init(
            "kith-plo/Helseopplysninger_Oppdaterte_opplysninger_v1-6_Endring1.xml", "HELSEOPPL_SOKNAD",
            ["corrects updated notice", "corrects discharge expected ~2018-01-18"], refersTo: 1),
        .init(
            "kith-plo/Helseopplysninger_Varsel_om_innlagt_pasient_v1-6_Ny.xml", "HELSEOPPL_SOKNAD",
            ["early notice", "discharge expected ~2018-01-15"]),
        .init("kith-plo/Helseopplysninger_til_lege_v1-6_Ny.xml", "HELSEOPPLYSNINGER_LEGE", ["information given"]),
        .init("kith-plo/Innleggelsesrapport_v1-6_Ny.xml", "INNLEGGELSESRAPPORT", ["admission report"]),
        .init("kith-plo/Medisinske_opplysninger_v1-6_Ny.xml", "MEDISINSKE_OPPLYSNINGER", ["information given"]),
        .init("kith-plo/Orientering_om_tjenestetilbud_v1-6_Ny.xml", "ORIENTERING_TJENESTETILBUD", ["services described"]),
        .init("kith-plo/Overføring legemiddelopplysninger.xml", "EPJ-EKSTRAKT", ["information given"]),
        .init(
            "kith-plo/Pasientlogistikk_Avmelding_av_utskrivningsklar_pasient_v1-6_Ny.xml", "LOG_AVMELDING",
            ["admitted 2018-01-29T10:00:00 again", "ready for discharge 2018-01-31 again", "not ready after all 2018-01-31"]),
        .init(
            "kith-plo/Pasientlogistikk_Innlagt_pasient_v1-6_Kansellering.xml", "LOG_INNLAGT", ["cancels admitted 2018-01-29T10:00:00"],
            refersTo: 1),
        .init("kith-plo/Pasientlogistikk_Innlagt_pasient_v1-6_Ny.xml", "LOG_INNLAGT", ["admitted 2018-01-29T10:00:00"]),
        .init("kith-plo/Pasientlogistikk_Melding_om_utskrevet_pasient_v1-6_Ny.xml", "LOG_UTSKREVET", ["discharged 2018-02-01"]),
        .init(
            "kith-plo/Pasientlogistikk_Orientering_om_dodsfall_v1-6_Kansellering.xml", "LOG_DOD", ["cancels died 2018-02-20"], refersTo: 1),
        .init("kith-plo/Pasientlogistikk_Orientering_om_dodsfall_v1-6_Ny.xml", "LOG_DOD", ["died 2018-02-20"]),
        .init(
            "kith-plo/Pasientlogistikk_Utskrivningsklar_pasient_v1-5_Ny.xml", "LOG_UTSKRIVNINGSKLAR",
            ["admitted 2018-01-29T10:00:00 again", "ready for discharge 2018-01-31"]),
        .init(
            "kith-plo/Pasientlogistikk_Utskrivningsklar_pasient_v1-6_Ny.xml", "LOG_UTSKRIVNINGSKLAR",
            ["admitted 2018-01-29T10:00:00 again", "ready for discharge 2018-01-31"]),
        .init("kith-plo/Utskrivningsrapport_v1-6_Ny.xml", "UTSKRIVNINGSRAPPORT", ["discharge report"]),
    ]

    static let refused: [(path: String, kind: Refusal.Kind, isAnswerable: Bool)] = [
        ("kith-apprec/missing-migversion.xml", .badLetterID, false), ("kith-apprec/unknown-status.xml", .valueUnknown, true),
        ("kith-dialogmelding/dialogmelding_dialog_notat_invalid.xml", .citizenNumberWrong, true),
        ("kith-dialogmelding/dialogmelding_dialog_svar_foresporsel_om_pasient.xml", .citizenNumberWrong, true),
        ("kith-dialogmelding/dialogmelding_kiropraktor.xml", .citizenNumberWrong, true),
        ("kith-dialogmelding/invalid-version.xml", .badLetterID, false),
        ("kith-msghead/fellesformat_conversationref.xml", .unknownType, true), ("kith-msghead/fellesformat_le.xml", .unknownType, true),
    ]

    @Test("are read as what they are", .enabled(if: areThere), arguments: taken) func taking(expected: Expected) throws {
        let letter = try KITHReading.letter(Self.bytes(expected.path))
        #expect(letter.type.rawValue == expected.type)
        #expect(!letter.id.isEmpty)
        #expect(letter.isTest == expected.isTest)
        #expect(letter.attachments.count == expected.attachments)
        #expect(letter.refersTo.count == expected.refersTo)
        if let receipt = letter.receipt {
            #expect([receipt.verdict.rawValue] + receipt.problems.map(\.code) == expected.says)
        } else {
            #expect(letter.statements.map(\.account) == expected.says)
            #expect(letter.citizen?.identifiers.isEmpty == false)
            #expect(letter.citizen?.born != nil)
            #expect(!letter.paragraphs.isEmpty || letter.statements.contains { $0.effect == .cancels })
        }
    }

    @Test("are refused for what is wrong with them", .enabled(if: areThere), arguments: refused.indices) func refusing(index: Int)
        throws
    {
        let expected = Self.refused[index]
        let refusal = try KITHReading.refusal(Self.bytes(expected.path))
        #expect(refusal.kind == expected.kind)
        #expect((refusal.letter != nil) == expected.isAnswerable)
    }

    @Test("are all in the tables", .enabled(if: areThere)) func complete() throws {
        let known = Set(Self.taken.map(\.path) + Self.refused.map(\.path))
        for family in ["kith-apprec", "kith-dialogmelding", "kith-epikrise", "kith-henvisning", "kith-msghead", "kith-plo"] {
            for file in SharedData.files("data/messages/\(family)") {
                #expect(known.contains("\(family)/\(file.lastPathComponent)"))
            }
        }
    }

    @Test("have a digest each", .enabled(if: areThere)) func digests() throws {
        let digests = try Self.taken.map { try KITHReading.letter(Self.bytes($0.path)).digest }
        #expect(Set(digests).count == digests.count)
    }
}
