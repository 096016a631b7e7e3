import Exchange
import FHIR
import Journal
import Testing

@Suite("A letter of pasientlogistikk") struct LogisticsTests {
    static let letters: [(MsgHeadFixture, [String])] = [
        (PLOFixture.admitted, ["admitted 2026-01-10T09:00:00"]),
        (PLOFixture.ready, ["admitted 2026-01-10T09:00:00 again", "ready for discharge ~2026-01-12"]),
        (
            PLOFixture.logistics(
                "LOG_AVMELDING", "AvmeldingUtskrivningsklarPasient",
                PLOFixture.event("1", "2026-01-10T09:00:00") + PLOFixture.event("3", "2026-01-12") + PLOFixture.event("4", "2026-01-13")),
            ["admitted 2026-01-10T09:00:00 again", "ready for discharge 2026-01-12 again", "not ready after all 2026-01-13"]
        ),
        (
            PLOFixture.logistics(
                "LOG_UTSKREVET", "MeldingOmUtskrevetPasient",
                "<UtskrevetTil><Uttilstand V=\"1\"/><UtTil V=\"1\" DN=\"Bosted\"/></UtskrevetTil>"
                    + PLOFixture.event("2", "2026-01-14T12:00:00")),
            ["discharged 2026-01-14T12:00:00"]
        ),
        (
            PLOFixture.logistics(
                "LOG_UTSKREVET", "MeldingOmUtskrevetPasient",
                "<UtskrevetTil><Uttilstand V=\"2\"/></UtskrevetTil>" + PLOFixture.event("2", "2026-01-14T12:00:00")),
            ["discharged 2026-01-14T12:00:00", "died 2026-01-14T12:00:00"]
        ),
        (PLOFixture.logistics("LOG_DOD", "OrienteringOmDod", PLOFixture.event("13", "2026-01-14")), ["died 2026-01-14"]),
        (
            PLOFixture.logistics("LOG_INNLAGT", "MeldingInnlagtPasient", version: "2009-06-30", PLOFixture.event("1", nil)), ["admitted"]
        ),
    ]

    @Test("says its own event, and marks what it restates", arguments: letters) func events(fixture: MsgHeadFixture, expected: [String])
        throws
    {
        let letter = try KITHReading.letter(fixture)
        #expect(letter.statements.map(\.account) == expected)
        #expect(letter.receipt == nil)
        #expect(letter.paragraphs.allSatisfy { $0.author == "Sykepleier Testland" })
    }

    @Test("tells where a discharged patient went") func destination() throws {
        let details = try #require(try KITHReading.letter(Self.letters[3].0).statements.first).details
        #expect(details["to"] == "1")
        #expect(details["toName"] == "Bosted")
    }

    @Test("says why a patient is not ready after all") func reason() throws {
        let fixture = PLOFixture.logistics(
            "LOG_AVMELDING", "AvmeldingUtskrivningsklarPasient", PLOFixture.event("4", "2026-01-13", remark: "Feber."))
        #expect(try KITHReading.letter(fixture).statements.first?.details["reason"] == "Feber.")
    }

    @Test("cancels all that the letter it names said, with the reason") func cancellation() throws {
        let cancellation = PLOFixture.cancelled(
            PLOFixture.ready, as: "0b1e6f1a-0000-4000-8000-000000000002", reason: "Kansellering: Feil pasient")
        let letter = try KITHReading.letter(cancellation)
        #expect(letter.refersTo == [PLOFixture.ready.id])
        #expect(letter.statements.map(\.effect) == [.cancels, .cancels])
        #expect(letter.statements.map { $0.details["reason"] } == ["Feil pasient", "Feil pasient"])
    }

    @Test("corrects with status M") func correction() throws {
        var fixture = PLOFixture.logistics(
            "LOG_INNLAGT", "MeldingInnlagtPasient", status: "M", PLOFixture.event("1", "2026-01-10T08:00:00"))
        fixture.parent = "earlier"
        #expect(try KITHReading.letter(fixture).statements.map(\.account) == ["corrects admitted 2026-01-10T08:00:00"])
    }

    @Test("passes over events that say nothing of where the citizen is") func otherEvents() throws {
        let fixture = PLOFixture.logistics(
            "LOG_UTSKRIVNINGSKLAR", "MeldingUtskrivningsklarPasient",
            PLOFixture.event("9", "2026-01-11") + PLOFixture.event("3", "2026-01-12"))
        #expect(try KITHReading.letter(fixture).statements.map(\.account) == ["ready for discharge 2026-01-12"])
    }

    @Test("reads a date as a day and a time as an instant in Oslo") func precision() throws {
        let moments = try KITHReading.letter(PLOFixture.ready).statements.compactMap(\.at)
        #expect(moments.map(\.precision) == [.second, .day])
        #expect(moments.first?.instant == Instant("2026-01-10T08:00:00Z"))
    }
}

@Suite("Helseopplysninger") struct HealthInformationTests {
    @Test(
        "is an early notice, an update, or plain information",
        arguments: [
            ("1", "N", ["early notice", "discharge expected ~2026-01-15"]),
            ("2", "M", ["corrects updated notice", "corrects discharge expected ~2026-01-15"]),
            ("1", "C", ["cancels early notice", "cancels discharge expected ~2026-01-15"]),
            ("5", "N", ["information given", "discharge expected ~2026-01-15"]),
        ])
    func type(code: String, status: String, expected: [String]) throws {
        let letter = try KITHReading.letter(
            PLOFixture.information(code, status: status, PLOFixture.event("3", "2026-01-15", estimate: true)))
        #expect(letter.statements.map(\.account) == expected)
        #expect(letter.paragraphs.contains { $0.heading == "Pasientens status" && $0.text == "Stabil." })
    }

    @Test("restates what is no estimate") func restates() throws {
        let letter = try KITHReading.letter(
            PLOFixture.information("2", PLOFixture.event("1", "2026-01-10") + PLOFixture.event("3", "2026-01-12")))
        #expect(
            letter.statements.map(\.account) == ["updated notice", "admitted 2026-01-10 again", "ready for discharge 2026-01-12 again"])
    }

    @Test("takes type 1 of another code system for what it is") func otherSystem() throws {
        var fixture = PLOFixture.information("1", "")
        fixture.documents = fixture.documents.map { $0.replacing("1.1.9140", with: "1.1.9138") }
        #expect(try KITHReading.letter(fixture).statements.map(\.account) == ["information given"])
    }
}
