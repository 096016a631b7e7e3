import Directory
import Exchange
import FHIR
import Journal
import JournalMemory
import Testing

@testable import Population

@Suite("A hub that takes the letters of a population in") struct HubTests {
    /// Follows nothing: these tests read the record.
    struct Quiet: Reaction {
        func project(_ history: History, now: Instant) throws -> Projection { .nothing }
    }

    static func directory(_ letters: Correspondence) throws -> Directory {
        try Directory.read([
            SourceFile(name: "organisations.csv", text: letters.services.organisationsCSV),
            SourceFile(name: "parts.csv", text: letters.services.partsCSV),
        ])
    }

    @Test("has a directory of everybody who writes", arguments: Nation.allCases) func directory(nation: Nation) throws {
        let letters = try LetterTests.correspondence(nation, 30_000)
        let directory = try Self.directory(letters)
        #expect(directory.organisations.count == letters.services.all.count)
        let citizens = letters.lives.residents
        for index in stride(from: 0, to: citizens.total, by: 97) {
            let life = letters.lives.life(index)
            let postings = letters.postings(of: life)
            for (place, posting) in postings.enumerated() {
                let read = try Reader.read(letters.write(place, of: postings, life))
                for party in [read.sender] + read.receivers.map(\.party) {
                    let home = directory.organisation(at: party.address, on: letters.sent(posting))
                    #expect(home?.name == party.name, "\(posting.kind.rawValue)")
                }
            }
        }
    }

    @Test("sees what happened, and has nothing to ask a human", arguments: Nation.allCases, Network.allCases)
    func stays(nation: Nation, network: Network) async throws {
        let letters = try LetterTests.correspondence(nation, 3_000, seed: 5)
        let directory = try Self.directory(letters)
        var (citizens, stays) = (0, 0)
        for index in 0..<letters.lives.residents.total {
            let life = letters.lives.life(index)
            guard !life.stays.isEmpty || !life.mistakes.isEmpty else { continue }
            let postings = letters.postings(of: life)
            let isToldOf = postings.contains { $0.kind == .admitted || $0.kind.isNotification }
            guard isToldOf, citizens < 60 else { continue }
            citizens += 1
            let journal = JournalMemory()
            let intake = Intake(
                journal: journal, directory: CurrentDirectory(directory), reaction: Quiet(), configuration: try Configuration.read(nil))
            for arrival in letters.arrivals(of: postings, life, over: network) {
                let written = letters.write(arrival.posting, of: postings, life, sending: arrival.sending)
                let at = letters.lives.calendar.origin.adding(seconds: arrival.at)
                let reception = try await intake.receive(written.bytes, at: at)
                #expect(reception.outcome == (arrival.sending == 0 ? .accepted : .duplicate))
            }
            let (record, needing) = try await journal.read { reader in
                var query = LetterQuery()
                query.needsAttention = true
                return (
                    try reader.roots(after: nil, limit: 10).map { try Record(reading: reader.history(of: $0)) }, try reader.letters(query)
                )
            }
            #expect(needing.isEmpty, "\(needing.map(\.attention))")
            let read = try #require(record.first)
            for stay in read.stays {
                #expect(stay.contradictions.isEmpty, "\(stay.contradictions.map(\.name)) \(postings.map(\.kind.rawValue))")
            }
            // Each stay that the letters tell of is there, with its times.
            let told = life.stays.indices.filter { number in
                postings.contains { $0.stay == number && ($0.kind == .admitted || $0.kind.isNotification) }
            }
            let standing = read.stays.filter { $0.state != .cancelled }
            #expect(standing.count == told.count)
            for (stay, number) in zip(standing, told) {
                stays += 1
                let own = life.stays[number]
                #expect(stay.end == letters.lives.instant(own.end))
                #expect(stay.state == (own.kind == .terminal ? .died : .discharged))
                if nation == .norway, own.needsServices { #expect(stay.last(.readyForDischarge) != nil && stay.last(.answered) != nil) }
            }
        }
        #expect(citizens > 20 && stays > 30)
    }
}

@Suite("A place that somebody else describes") struct GivenTests {
    static func organisations(_ nation: Nation) -> [Population.Organisation] {
        let scheme = nation == .norway ? "her" : "sor"
        let rows: [(id: String, role: Population.Role?, parent: String?)] = [
            ("town", .municipality, nil), ("town-office", nil, "town"), ("town-home-care", .homeCare, "town"), ("hospital", .hospital, nil),
            ("hospital-lung-5", nil, "hospital"), ("hospital-medical-3", nil, "hospital"), ("doctor", .generalPractice, nil),
        ]
        return rows.enumerated().map { number, row in
            Population.Organisation(
                id: row.id, name: row.id.uppercased(), role: row.role, municipality: "9901", parent: row.parent,
                addresses: ["\(scheme):70\(number)"], serial: 7_000_000 + number)
        }
    }

    @Test("has as many citizens as it was given, and letters between the organisations that it was given alone", arguments: Nation.allCases)
    func letters(nation: Nation) throws {
        let place = Municipality.invented("9901", "Town", in: nation, citizens: 2_000)
        let residents = try Residents(nation, in: [place], citizens: 2_000, seed: 3, rates: try Rates(of: nation))
        #expect(residents.count == 2_000 && residents.municipalities.map(\.name) == ["Town"])
        let letters = Correspondence(Lives(residents), try Services(residents, given: Self.organisations(nation)))
        let addresses: [String] = Self.organisations(nation).flatMap { $0.addresses(in: nation) }
        let known = Set(addresses.map { String($0.split(separator: ":")[1]) })
        var senders: Set<String> = []
        var count = 0
        for index in 0..<residents.total {
            let life = letters.lives.life(index)
            let postings = letters.postings(of: life)
            for number in postings.indices {
                let letter = try Reader.read(letters.write(number, of: postings, life))
                for party in [letter.sender] + letter.receivers.map(\.party) {
                    let address = String(party.innermost.value)
                    #expect(known.contains(address), "\(letter.type): \(address)")
                    senders.insert(address)
                }
                count += 1
            }
        }
        #expect(count > 500 && senders.count > 1)
    }

    @Test("is refused when it has no municipality or no hospital", arguments: ["municipality", "hospital"]) func lacking(_ role: String)
        throws
    {
        let place = Municipality.invented("9901", "Town", in: .norway, citizens: 10)
        let residents = try Residents(.norway, in: [place], citizens: 10, seed: 3, rates: try Rates(of: .norway))
        let error = #expect(throws: PopulationError.self) {
            try Services(residents, given: Self.organisations(.norway).filter { $0.role?.rawValue != role })
        }
        #expect(error?.message.contains("give one the role \(role).") == true)
    }
}
