import Directory
import FHIR
import Testing

@Suite("Looking somebody up") struct LookupTests {
    let directory: Directory

    init() throws { directory = try Fixture.read(Fixture.organisations) }

    @Test(
        "finds who had an address at an instant, to the local midnight",
        arguments: [
            ("her:201", "2025-12-31T22:59:59Z", "Nurses of Small", "small"),
            ("her:201", "2025-12-31T23:00:00Z", "Nurses North", "large"),
            ("her:201", "1999-01-01T00:00:00Z", "Nurses of Small", "small"),
            ("her:201", "2090-01-01T00:00:00Z", "Nurses North", "large"),
            ("her:101", "2026-03-01T00:00:00Z", "Plejecenter", "large"),
            ("her:301", "2026-03-01T00:00:00Z", "Ward 3", "hospital"),
            ("gln:9520000001018", "2026-03-01T00:00:00Z", "Danish kommune", "danish"),
        ])
    func dated(_ address: String, _ at: String, _ name: String, _ enterprise: String) throws {
        let instant = try Fixture.instant(at)
        let place = try #require(Address(address))
        let found = try #require(directory.organisation(at: place, on: instant))
        #expect(found.name == name)
        #expect(directory.enterprise(of: found.id, on: instant).text == enterprise)
    }

    @Test(
        "finds nobody outside the days of the files",
        arguments: [
            ("her:200", "2026-01-01T12:00:00Z"), ("sor:999999999000101", "2023-12-31T22:59:59Z"), ("her:77", "2026-01-01T12:00:00Z"),
        ])
    func nobody(_ address: String, _ at: String) throws {
        #expect(directory.organisation(at: try #require(Address(address)), on: try Fixture.instant(at)) == nil)
    }

    @Test("knows the units of an enterprise at an instant, learned ones too")
    func units() throws {
        let learned = directory.learning(LearnedParty(address: Fixture.her("9"), name: "Nine", parent: Fixture.her("100"), country: .no))
        let before = try Fixture.instant("2025-06-01T00:00:00Z")
        let after = try Fixture.instant("2026-06-01T00:00:00Z")
        let large = OrganisationID("large")
        #expect(learned.units(of: large, on: before).map(\.text) == ["her:9", "home"])
        #expect(learned.units(of: large, on: after).map(\.text) == ["her:9", "home", "nurses"])
        #expect(learned.ancestry(of: OrganisationID("her:9"), on: after).map(\.text) == ["her:9", "large"])
    }

    @Test("gives the last value when no instant is asked for")
    func undated() {
        #expect(directory.organisation(OrganisationID("nurses"))?.name == "Nurses North")
        #expect(directory.organisation(OrganisationID("nobody")) == nil)
    }

    @Test("gives an unknown organisation as its own enterprise")
    func unknown() throws {
        #expect(directory.enterprise(of: OrganisationID("nobody"), on: try Fixture.instant("2026-01-01T00:00:00Z")).text == "nobody")
    }

    @Test(
        "knows the hub's part: address before organisation before parent, named letter types before all, from its day on",
        arguments: [
            ("her:100", "letter-a", "2026-03-01T00:00:00Z", Part.endpoint),
            ("her:101", "letter-a", "2026-03-01T00:00:00Z", .endpoint),
            ("her:201", "letter-a", "2026-03-01T00:00:00Z", .endpoint),
            ("her:201", "letter-a", "2025-03-01T00:00:00Z", nil),
            ("her:100", "letter-b", "2026-03-01T00:00:00Z", .observer),
            ("her:100", "letter-a", "2025-12-31T22:59:59Z", nil),
            ("her:301", "letter-a", "2026-03-01T00:00:00Z", .relay),
            ("her:301", "letter-b", "2026-03-01T00:00:00Z", .endpoint),
            ("her:300", "letter-a", "2026-03-01T00:00:00Z", .endpoint),
            ("her:400", "letter-a", "2026-03-01T00:00:00Z", nil),
            ("her:77", "letter-a", "2026-03-01T00:00:00Z", nil),
        ] as [(String, String, String, Part?)])
    func part(_ address: String, _ type: String, _ at: String, _ part: Part?) throws {
        let rules = """
            for,letter-type,part,from,to
            large,*,endpoint,2026-01-01,
            large,letter-b,observer,2026-01-01,
            hospital,,endpoint,,
            her:301,letter-a,relay,,
            """
        let directory = try Fixture.read(Fixture.organisations, ("p.csv", rules))
        #expect(directory.part(for: try #require(Address(address)), letterType: type, on: try Fixture.instant(at)) == part)
    }

    @Test("is endpoint for learned parties, unless they belong to somebody in the files")
    func learnedPart() throws {
        let instant = try Fixture.instant("2026-03-01T00:00:00Z")
        let learned = directory.learning([
            LearnedParty(address: Fixture.her("9"), name: "Nine", country: .no),
            LearnedParty(address: Fixture.her("8"), name: "Eight", parent: Fixture.her("100"), country: .no),
        ])
        #expect(learned.part(for: Fixture.her("9"), letterType: "x", on: instant) == .endpoint)
        #expect(learned.part(for: Fixture.her("8"), letterType: "x", on: instant) == nil)
    }
}
