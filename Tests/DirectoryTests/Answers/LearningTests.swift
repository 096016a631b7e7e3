import Directory
import FHIR
import Samples
import Testing

@Suite("Learning from letters") struct LearningTests {
    static func parties(_ seed: UInt64) -> [LearnedParty] {
        var random = SeededNumbers(seed: seed)
        return (0..<Int.random(in: 1...60, using: &random)).map { _ in
            let number = Int.random(in: 1...20, using: &random)
            let parent = Int.random(in: 1...20, using: &random)
            let names = ["", "Ward", "ward", "Æ", "Ø", "Å"]
            return LearnedParty(
                address: Fixture.her("\(number)"), name: names.randomElement(using: &random) ?? "",
                parent: Bool.random(using: &random) ? Fixture.her("\(parent)") : nil,
                country: Country.allCases.randomElement(using: &random) ?? .no,
                roles: Set([Role.hospital, .municipality, .homeCare].filter { _ in Bool.random(using: &random) }))
        }
    }

    @Test("leaves no trace of order or repetition", arguments: 0..<200 as Range<UInt64>)
    func orderIndependent(_ seed: UInt64) throws {
        let base = try Fixture.read("id,name,country,addresses\nknown,Known,no,her:3 her:4\n")
        let parties = Self.parties(seed)
        var random = SeededNumbers(seed: seed ^ 0xABCD)
        let once = base.learning(parties)
        let other = base.learning(parties.shuffled(using: &random) + parties.shuffled(using: &random))
        #expect(once == other)
        #expect(once.learnedParties == other.learnedParties)
        #expect(base.learning(once.learnedParties) == once)
        let instant = try Fixture.instant("2026-01-01T00:00:00Z")
        for number in 1...20 {
            let id = OrganisationID(Fixture.her("\(number)"))
            #expect(once.enterprise(of: id, on: instant) == other.enterprise(of: id, on: instant))
        }
    }

    @Test(
        "keeps the smaller name in UTF-8 order, never an empty one",
        arguments: [["b", "a"], ["a", "b"], ["", "a"], ["a", ""], ["Å", "a"]])
    func names(_ names: [String]) {
        let directory = Directory().learning(names.map { LearnedParty(address: Fixture.her("1"), name: $0, country: .no) })
        #expect(directory.learnedParties.map(\.name) == ["a"])
    }

    @Test("shows the address of a party without a name, and knows its parent as an organisation too")
    func placeholders() throws {
        let party = LearnedParty(address: Fixture.her("1"), name: "", parent: Fixture.her("2"), country: .no)
        let directory = Directory().learning(party)
        #expect(directory.organisation(OrganisationID("her:1"))?.name == "her:1")
        #expect(directory.organisation(OrganisationID("her:2"))?.isLearned == true)
        #expect(directory.enterprise(of: OrganisationID("her:1"), on: try Fixture.instant("2026-01-01T00:00:00Z")).text == "her:2")
    }

    @Test("gives everybody in a claimed circle one enterprise")
    func circle() throws {
        let instant = try Fixture.instant("2026-01-01T00:00:00Z")
        let pairs = [("5", "6"), ("6", "7"), ("7", "6"), ("8", "8")]
        let directory = Directory().learning(
            pairs.map { LearnedParty(address: Fixture.her($0.0), name: "x", parent: Fixture.her($0.1), country: .no) })
        #expect(
            ["5", "6", "7", "8"].map { directory.enterprise(of: OrganisationID("her:\($0)"), on: instant).text } == [
                "her:6", "her:6", "her:6", "her:8",
            ])
    }

    @Test("never overrides a file, on any day")
    func files() throws {
        let base = try Fixture.read(Fixture.organisations)
        let party = LearnedParty(address: Fixture.her("200"), name: "Somebody else", country: .no)
        #expect(base.learning(party) == base)
        #expect(base.learning(party).organisation(at: Fixture.her("200"), on: try Fixture.instant("2026-06-01T00:00:00Z")) == nil)
    }

    @Test("is not done when unknown parties are refused")
    func refused() {
        let directory = Directory(unknownParties: .refuse)
        #expect(directory.learning(LearnedParty(address: Fixture.her("1"), name: "x", country: .no)) == directory)
        #expect(!directory.knows(Fixture.her("1")))
    }

    @Test("does not change the directory that it began with")
    func value() {
        let empty = Directory()
        let one = empty.learning(LearnedParty(address: Fixture.her("1"), name: "x", country: .no))
        #expect(!empty.knows(Fixture.her("1")))
        #expect(one.knows(Fixture.her("1")))
    }

    @Test("stays quick with many parties, each directory kept")
    func many() {
        var kept: [Directory] = [Directory()]
        for number in 0..<3_000 {
            kept.append(kept[number].learning(LearnedParty(address: Fixture.her("\(number)"), name: "n\(number)", country: .no)))
        }
        #expect(kept[3_000].learnedParties.count == 3_000)
        #expect((0..<3_000).allSatisfy { kept[3_000].knows(Fixture.her("\($0)")) })
        #expect(kept[1_000].learnedParties.count == 1_000)
    }

    @Test("knows which parties would teach something new, and that keeping only those loses nothing", arguments: 0..<50 as Range<UInt64>)
    func news(_ seed: UInt64) {
        let parties = Self.parties(seed)
        var directory = Directory()
        var kept: [LearnedParty] = []
        for party in parties {
            let news = directory.news(in: [party, party])
            kept += news
            #expect(news.isEmpty == (directory.learning(party) == directory))
            directory = directory.learning(news)
        }
        #expect(directory == Directory().learning(parties))
        #expect(directory == Directory().learning(kept.reversed()))
    }
}
