import Directory
import Exchange
import FHIR
import Testing
import XML

@Suite("A Norwegian letter that cannot be taken") struct KITHRefusalTests {
    /// What is broken, and the refusal: kind, path and a word of its sentence. All of these can be answered.
    static let broken: [(MsgHeadFixture, Refusal.Kind, String, String)] = {
        func changed(_ change: (inout MsgHeadFixture) -> Void) -> MsgHeadFixture {
            var fixture = PLOFixture.admitted
            change(&fixture)
            return fixture
        }
        let dialogue = DialogueFixture.letter("DIALOG_NOTAT", DialogueFixture.note(theme: "6", "Hei."))
        return [
            (changed { $0.type = "DISKUSJON" }, .unknownType, "MsgInfo/Type", "type"),
            (changed { $0.namespace = "http://www.kith.no/xmlstds/msghead/2005-11-22" }, .unknownType, "MsgHead", "version"),
            (changed { $0.version = "v1.1 2006-02-15" }, .wrongStructure, "MsgInfo/MIGversion", "v1.2"),
            (changed { $0.generated = nil }, .wrongStructure, "MsgInfo/GenDate", "GenDate"),
            (changed { $0.generated = "i går" }, .wrongStructure, "MsgInfo/GenDate", "GenDate"),
            (changed { $0.receiver = nil }, .wrongStructure, "MsgInfo/Receiver", "receiver"),
            (changed { $0.patient = nil }, .citizenNumberMissing, "MsgInfo/Patient", "patient"),
            (changed { $0.patient = MsgHeadFixture.patient(nil) }, .citizenNumberMissing, "MsgInfo/Patient/Ident", "number"),
            (changed { $0.patient = MsgHeadFixture.patient("  ") }, .citizenNumberMissing, "MsgInfo/Patient/Ident", "number"),
            (
                changed { $0.patient = MsgHeadFixture.patient(NorwegianNumber.wrong) }, .citizenNumberWrong, "MsgInfo/Patient/Ident",
                "control"
            ),
            (changed { $0.patient = MsgHeadFixture.patient("1234567890") }, .citizenNumberWrong, "MsgInfo/Patient/Ident", "digits"),
            (changed { $0.documents = [] }, .wrongStructure, "MsgHead/Document", "document"),
            (changed { $0.documents = [MsgHeadFixture.attachment("UHI=")] }, .wrongStructure, "Document/RefDoc/Content", "attachments"),
            (changed { $0.documents = dialogue.documents }, .wrongStructure, "Document/RefDoc/Content", "Pasientlogistikk"),
            (
                changed { $0.documents[0].replace("2012-04-01", with: "2019-01-01") }, .unknownType,
                "Document/RefDoc/Content/Pasientlogistikk", "version"
            ),
            (changed { $0.type = "LOG_DOD" }, .wrongStructure, "Pasientlogistikk/OrienteringOmDod", "OrienteringOmDod"),
            (
                PLOFixture.logistics("LOG_UTSKREVET", "MeldingOmUtskrevetPasient", PLOFixture.event("1", "2026-01-10")), .wrongStructure,
                "Pasientlogistikk/MeldingOmUtskrevetPasient/TidsfestetHendelse", "9121"
            ),
            (
                PLOFixture.logistics("LOG_INNLAGT", "MeldingInnlagtPasient", PLOFixture.event("1", "10.01.2026")), .wrongStructure,
                "TidsfestetHendelse/TidspunktForHendelse", "date"
            ),
            (
                PLOFixture.logistics("LOG_INNLAGT", "MeldingInnlagtPasient", status: "X", PLOFixture.event("1", "2026-01-10")),
                .valueUnknown,
                "InformasjonOmForsendelsen/Forsendelsesstatus", "status"
            ),
            (
                DialogueFixture.letter("DIALOG_FORESPORSEL", DialogueFixture.note(theme: "6", "Hei.")), .wrongStructure,
                "Dialogmelding/Foresporsel", "question"
            ),
            (DialogueFixture.letter("DIALOG_NOTAT", DialogueFixture.question("Hei?")), .wrongStructure, "Dialogmelding/Notat", "note"),
            (
                changed { $0.documents.append(MsgHeadFixture.attachment("*")) }, .wrongStructure, "Document/RefDoc/Content/Base64Container",
                "base64"
            ),
        ]
    }()

    @Test("is refused by kind, path and sentence, with the header that answers it", arguments: broken.indices) func refused(index: Int)
        throws
    {
        let (fixture, kind, path, word) = Self.broken[index]
        let refusal = try KITHReading.refusal(fixture)
        #expect(refusal.kind == kind)
        #expect(refusal.path == path)
        #expect(refusal.message.contains(word))
        let partial = try #require(refusal.letter)
        #expect(partial.id == fixture.id)
        #expect(partial.type.rawValue == fixture.type)
        #expect(partial.sender.address.description == "her:990000101")
        #expect(partial.digest.count == 32)
        #expect(!refusal.message.contains(NorwegianNumber.synthetic()) && !refusal.message.contains("Prøvesen"), "no patient data")
    }

    @Test("has no header to answer without an id or a sender") func headerless() throws {
        var fixture = PLOFixture.admitted
        fixture.id = nil
        #expect(try KITHReading.refusal(fixture).kind == .badLetterID)
        #expect(try KITHReading.refusal(fixture).letter == nil)
        fixture = PLOFixture.admitted
        fixture.sender = "<Organisation/>"
        #expect(try KITHReading.refusal(fixture).kind == .wrongStructure)
        #expect(try KITHReading.refusal(fixture).letter == nil)
        #expect(try KITHReading.refusal(Array("<MsgHead xmlns=\"http://www.kith.no/xmlstds/msghead/2006-05-24\"/>".utf8)).letter == nil)
        #expect(try KITHReading.refusal(Array("<EI_fellesformat xmlns=\"http://www.nav.no/xml/eiff/2/\"/>".utf8)).letter == nil)
    }

    @Test("is not of this family when its root is another's") func others() throws {
        for text in ["<Bundle xmlns=\"http://hl7.org/fhir\"/>", "<MsgHead/>", "<Message xmlns=\"urn:x\"/>", "<AppRec/>"] {
            let parsed = ParsedLetter.xml(try XMLDocument(Array(text.utf8)))
            #expect(!KITH.formats.contains { $0.recognises(parsed) })
        }
    }
}
