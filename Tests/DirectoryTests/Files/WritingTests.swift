import Directory
import FHIR
import Testing

@Suite("A directory that is written") struct WritingTests {
    static let parts = "for,letter-type,part,from,to\nlarge,,endpoint,2026-01-01,\nher:301,letter-a,relay,,2026-06-30\n"

    @Test("reads back as it was")
    func roundTrip() throws {
        let directory = try Fixture.read(Fixture.organisations, ("p.csv", Self.parts))
        let again = try Fixture.read(directory.organisationsCSV, ("p.csv", directory.partsCSV))
        #expect(again == directory)
        #expect(again.organisationsCSV == directory.organisationsCSV)
    }

    @Test("quotes what needs quotes")
    func quotes() throws {
        let directory = try Fixture.read("id,name,country\na,\"A, \"\"B\"\"\",no\n")
        #expect(directory.organisationsCSV.hasSuffix("\r\na,\"A, \"\"B\"\"\",,no,,,,,,,\r\n"))
    }

    @Test("lists what exists at an instant, units below their enterprise")
    func listing() throws {
        let directory = try Fixture.read(Fixture.organisations, ("p.csv", Self.parts))
        let party = LearnedParty(address: Fixture.her("9"), name: "Seen in a letter", parent: Fixture.her("100"), country: .no)
        let listing = directory.learning(party).listing(at: try Fixture.instant("2026-03-01T00:00:00Z"))
        #expect(
            listing == """
                danish: Danish kommune · dk · municipality · in dk:991 · gln:9520000001018 sor:999999999000101 · from 2024-01-01
                doctor-a: Practice A · no · general-practice · in no:9901 · her:400
                doctor-b: Practice B · no · general-practice · in no:9901 · her:401
                hospital: The hospital · no · hospital · in no:9901 · serves no:9901 no:9902 · her:300
                  ward: Ward 3 · no · hospital · in no:9901 · her:301
                large: Large kommune · no · municipality · in no:9901 · her:100
                  home: Plejecenter · no · nursing-home · in no:9901 · her:101
                  nurses: Nurses North · no · home-care · in no:9901 · her:201 · from 2026-01-01

                The hub's part:
                  her:301 · letter-a · relay · to 2026-06-30
                  large · all letters · endpoint · from 2026-01-01

                Learned from letters:
                  her:9: Seen in a letter · no · unit of her:100

                """)
    }

    @Test("lists everything with its days when no instant is given")
    func wholeListing() throws {
        let listing = try Fixture.read(Fixture.organisations).listing()
        #expect(listing.contains("small: Small kommune · no · municipality · in no:9902 · her:200 · to 2025-12-31 · then large\n"))
        #expect(listing.split(separator: "\n").count == 10)
    }

    @Test("tells what an import changes")
    func changes() throws {
        let old = try Fixture.read("id,name,country\na,A,no\nb,B,no\n")
        let new = try Fixture.read("id,name,country\nb,Bee,no\nc,C,no\n", ("p.csv", "for,part\nc,relay\n"), merging: old)
        #expect(
            old.changes(to: new).map(\.description) == [
                "changed b\n  - b: B · no\n  + b: Bee · no", "added c\n  + c: C · no", "added part for c\n  + c · all letters · relay",
            ])
        #expect(new.changes(to: old).map(\.kind) == [.changed, .removed, .removed])
        #expect(new.changes(to: new).isEmpty)
    }

    @Test("keeps what an import does not name, and learned parties, and checks the whole")
    func merging() throws {
        let old = try Fixture.read(Fixture.organisations)
            .learning(LearnedParty(address: Fixture.her("9"), name: "Nine", country: .no))
        let new = try Fixture.read("id,name,country,parent,from,to\nnurses,Nurses,no,large,,\n", merging: old)
        #expect(new.organisations.count == old.organisations.count - 1)
        #expect(new.learnedParties == old.learnedParties)
        #expect {
            try Fixture.read("id,name,country,addresses\nnew,New,no,her:100\n", merging: old)
        } throws: { error in
            (error as? Mistakes)?.list.map(\.kind) == [.overlap]
        }
    }
}
