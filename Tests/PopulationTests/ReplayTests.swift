import Exchange
import FHIR
import Testing

@testable import Population

@Suite("A replay") struct ReplayTests {
    @Test("knows what receipts say", arguments: Nation.allCases) func receipts(nation: Nation) throws {
        let letters = try LetterTests.correspondence(nation, 3_000, withReceipts: true)
        var seen = 0
        for index in 0..<letters.lives.residents.total where seen < 20 {
            let life = letters.lives.life(index)
            let postings = letters.postings(of: life)
            for (place, posting) in postings.enumerated() {
                let written = letters.write(place, of: postings, life)
                let receipt = LetterReceipt(written.bytes, mediaType: written.mediaType)
                #expect(receipt == (posting.kind.isReceipt ? LetterReceipt(.accepted) : nil))
                if posting.kind.isReceipt { seen += 1 }
            }
        }
        #expect(seen >= 20)
        let refusal = """
            <AppRec xmlns="http://www.kith.no/xmlstds/apprec/2012-02-15"><Status V="2" DN="Avvist"/><Error V="E21" DN="x"/>\
            <Error V="T02"/></AppRec>
            """
        #expect(LetterReceipt(Array(refusal.utf8), mediaType: "application/xml") == LetterReceipt(.rejected, codes: ["E21", "T02"]))
        let later = """
            {"resourceType":"Bundle","entry":[{"resource":{"resourceType":"MessageHeader","response":{"code":"transient-error"}}},
            {"resource":{"resourceType":"OperationOutcome","issue":[{"details":{"coding":[{"code":"unknown-receiver"}]}}]}}]}
            """
        #expect(LetterReceipt(Array(later.utf8), mediaType: "application/fhir+json") == LetterReceipt(.error, codes: ["unknown-receiver"]))
        #expect(LetterReceipt(Array("<p/>".utf8), mediaType: "text/html") == nil)
    }

    @Test("has each letter due when it came, sped up") func pace() {
        #expect(ReplayPace.times(20).due(arrival: 3600, place: 7) == 180)
        #expect(ReplayPace.perSecond(4).due(arrival: 3600, place: 6) == 1.5)
        #expect(ReplayPace.unhurried.due(arrival: 3600, place: 6) == nil)
    }

    @Test("counts what became of its letters, from when they were due") func tally() {
        var tally = ReplayTally(lateAfter: 1)
        for place in 1...100 {
            tally.add(
                ReplayTally.Answer(
                    "accepted", receipt: LetterReceipt(.accepted), isTaken: true, isNew: true, fromDue: Double(place) / 50,
                    fromSending: 0.001))
        }
        #expect(!tally.isWrong && tally.kept == 100 && tally.late == 50)
        #expect(abs(tally.latencies.p50 - 1_020) < 0.1 && abs(tally.latencies.p99 - 2_000) < 0.1)
        #expect(abs(tally.answerTimes.longest - 1) < 0.001)
        tally.add(ReplayTally.Answer("duplicate", isTaken: true, isNew: false, fromDue: 0, fromSending: 0, retries: 2))
        #expect(!tally.isWrong && tally.kept == 100 && tally.retries == 2)
        tally.add(
            ReplayTally.Answer(
                "refused", receipt: LetterReceipt(.rejected, codes: ["E21"]), isTaken: true, isNew: true, fromDue: 0, fromSending: 0))
        #expect(tally.isWrong && tally.codes == ["E21": 1] && tally.receipts[.rejected] == 1)
    }

    @Test("takes the letters of its stretch, in the order in which they come, whoever looks") func plan() async throws {
        let letters = try LetterTests.correspondence(.denmark, 4_000)
        let start = letters.lives.calendar.instant(letters.lives.calendar.minute(40, 0))
        let end = start.adding(seconds: 7 * 86_400)
        let one = await ReplayPlan(letters, from: start, to: end, over: .real, workers: 1)
        let two = await ReplayPlan(letters, from: start, to: end, over: .real, workers: 3)
        #expect(one.items == two.items && one.items.count > 50)
        #expect(zip(one.items, one.items.dropFirst()).allSatisfy { $0.at <= $1.at })
        #expect(one.items.allSatisfy { one.arrives($0) >= start && one.arrives($0) < end })
    }
}
