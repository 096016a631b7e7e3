import Directory
import Exchange
import FHIR
import Testing
import XML

@testable import Population

/// Reads letters as a hub does.
enum Reader {
    static func read(_ letter: WrittenLetter) throws -> Exchange.Letter {
        let parsed: ParsedLetter =
            letter.mediaType == "application/xml"
            ? .xml(try XMLDocument(letter.bytes))
            : .resource(letter.mediaType.hasSuffix("json") ? try Resource(json: letter.bytes) : try Resource(xml: letter.bytes))
        let format = try #require(Formats.all.first { $0.recognises(parsed) })
        return try format.read(parsed)
    }
}

@Suite("The letters of a life") struct LetterTests {
    static func correspondence(_ nation: Nation, _ citizens: Int, seed: UInt64 = 1, withReceipts: Bool = false) throws -> Correspondence {
        Correspondence(Lives(try ResidentsTests.residents(nation, citizens, seed: seed)), withReceipts: withReceipts)
    }

    /// The types of a country that the hub reads and a population writes.
    static let kinds: [Nation: Set<LetterKind>] = [
        .norway: [
            .admitted, .ready, .notReady, .discharged, .died, .information, .admissionReport, .dischargeReport, .services, .toDoctor,
            .fromDoctor,
            .medicines, .question, .answer, .note, .professional, .referralStatus, .newReferral, .referral, .summary, .appRec,
        ],
        .denmark: [
            .admission, .emergency, .leave, .back, .home, .death, .correctedAdmission, .cancelledAdmission, .cancelledHome, .message,
            .acknowledgement,
        ],
    ]

    @Test("are read without a question, each as what it is", arguments: Nation.allCases) func read(nation: Nation) throws {
        let letters = try Self.correspondence(nation, 12_000, withReceipts: true)
        var seen: [LetterKind: Int] = [:]
        var ids: Set<String> = []
        for index in 0..<letters.lives.residents.total {
            let life = letters.lives.life(index)
            let postings = letters.postings(of: life)
            for (place, posting) in postings.enumerated() {
                seen[posting.kind, default: 0] += 1
                // The commonest are read as often as is enough.
                guard seen[posting.kind, default: 0] <= 40 else { continue }
                let written = letters.write(place, of: postings, life)
                let read: Exchange.Letter
                do { read = try Reader.read(written) } catch {
                    Issue.record("\(posting.kind.rawValue): \(error)\n\(String(decoding: written.bytes, as: UTF8.self))")
                    continue
                }
                #expect(read.type.rawValue == posting.kind.rawValue)
                #expect(read.id == written.id)
                #expect(ids.insert(written.id).inserted)
                #expect(read.sent.instant == letters.sent(posting))
                #expect(read.refersTo.isEmpty == (posting.parent == nil))
                guard !posting.kind.isReceipt else {
                    #expect(read.receipt?.verdict == .accepted)
                    continue
                }
                let number = try #require(letters.residents.number(life.citizen))
                #expect(read.citizen?.identifiers.contains(number.identifier) == true)
                #expect(read.citizen?.family == letters.residents.name(life.citizen).family)
                #expect(!read.statements.isEmpty)
                if posting.kind == .professional, posting.variant == 1 || posting.variant == 2 {
                    #expect(read.statements.first?.details["answer"] == (posting.variant == 1 ? "yes" : "no"))
                }
            }
        }
        #expect(Set(seen.keys) == Self.kinds[nation])
    }

    @Test("never answer what is not yet written", arguments: Nation.allCases) func order(nation: Nation) throws {
        let letters = try Self.correspondence(nation, 5_000, withReceipts: true)
        for index in 0..<letters.lives.residents.total {
            let life = letters.lives.life(index)
            let postings = letters.postings(of: life)
            for (place, posting) in postings.enumerated() {
                if let parent = posting.parent { #expect(parent < place && postings[parent].sent < posting.sent) }
                #expect(place == 0 || postings[place - 1].sent <= posting.sent)
                if let stay = posting.stay { #expect(posting.sent >= Int64(life.stays[stay].start) * 60) }
            }
        }
    }

    @Test("come late, twice and past each other where networks are real", arguments: Nation.allCases) func network(nation: Nation) throws {
        let letters = try Self.correspondence(nation, 4_000)
        var (late, twice, swapped, all) = (0, 0, 0, 0)
        for index in 0..<letters.lives.residents.total {
            let life = letters.lives.life(index)
            let postings = letters.postings(of: life)
            #expect(letters.arrivals(of: postings, life, over: .ideal).map(\.posting) == Array(postings.indices))
            let arrivals = letters.arrivals(of: postings, life, over: .real)
            #expect(Set(arrivals.map(\.posting)).count == postings.count, "none is lost")
            all += postings.count
            for arrival in arrivals {
                #expect(arrival.at > postings[arrival.posting].sent)
                if arrival.sending > 0 {
                    twice += 1
                    let (one, two) = (
                        letters.write(arrival.posting, of: postings, life), letters.write(arrival.posting, of: postings, life, sending: 1)
                    )
                    #expect(one.id == two.id)
                    #expect(try Reader.read(one).digest == Reader.read(two).digest)
                }
                if arrival.at > postings[arrival.posting].sent + 3600 { late += 1 }
            }
            swapped += zip(arrivals, arrivals.dropFirst()).count { $0.posting > $1.posting }
        }
        #expect(late > all / 100 && twice > all / 200 && swapped > 10)
    }

    @Test("name their times by the clock on the wall, and both hours where it shows one twice") func clock() {
        let text = { (instant: Int64) in ClockText.dateTime(Instant(seconds: instant), .oslo, withOffset: false) }
        #expect(text(1_768_500_000) == "2026-01-15T19:00:00")
        #expect(text(1_784_100_000) == "2026-07-15T09:20:00")
        // 2026-10-25: at 03:00 the clock is put back to 02:00.
        #expect(text(1_792_888_200) == "2026-10-25T02:30:00+02:00")
        #expect(text(1_792_891_800) == "2026-10-25T02:30:00+01:00")
        #expect(text(1_792_900_000) == "2026-10-25T05:46:40+01:00" || text(1_792_900_000) == "2026-10-25T04:46:40")
        #expect(ClockText.dateTime(Instant(seconds: 1_784_100_000), .copenhagen, withOffset: true) == "2026-07-15T09:20:00+02:00")
    }
}
