import API
import FHIR
import Journal
import Testing

@Suite("Letters over HTTP") struct LetterTests {
    @Test(
        "get their receipt in the answer, good or bad, with what became of them",
        arguments: [
            (ReceivedLetter.Outcome.accepted, "text/xml"), (.duplicate, "application/fhir+json"), (.refused, "text/xml"),
            (.unreadable, "text/xml"),
        ])
    func receipt(_ outcome: ReceivedLetter.Outcome, _ mediaType: String) async throws {
        let hub = Hub()
        let receipt = Array("<receipt/>".utf8)
        hub.door.answers(.success(ReceivedLetter(outcome: outcome, receipt: receipt, mediaType: mediaType, because: "b", number: 12)))
        for target in ["/letters", "/fhir/$process-message"] {
            let type = target == "/letters" ? "application/octet-stream" : "application/fhir+json"
            let reply = await hub.send("POST", target, ["Content-Type": type], "letter")
            #expect(reply.status == 200)
            #expect(reply.bytes == receipt)
            #expect(reply.header("Content-Type") == mediaType)
            #expect(reply.header("Helhet-Letter") == "12")
            #expect(reply.header("Helhet-Outcome") == outcome.rawValue)
        }
        #expect(hub.door.received.map(\.bytes) == [Array("letter".utf8), Array("letter".utf8)])
        #expect(hub.door.received.map(\.mediaType) == ["application/octet-stream", "application/fhir+json"])
        #expect(hub.door.received.allSatisfy { $0.at == Hub.noon })
    }

    @Test(
        "without a receipt say by status and header what became of them",
        arguments: [
            (ReceivedLetter.Outcome.accepted, 5, 204, ""), (.duplicate, 5, 204, ""),
            (.refused, 5, 422, "The letter was not taken, and no receipt is owed for it. Because."),
            (.unreadable, 5, 422, "so no receipt can be sent. Because. What came is kept, and a human will look at it."),
            (.skipped, nil, 422, "This is no letter that the hub knows. Because. Resources go to `/fhir`."),
        ] as [(ReceivedLetter.Outcome, Int64?, Int, String)])
    func noReceipt(_ outcome: ReceivedLetter.Outcome, _ number: Int64?, _ status: Int, _ sentence: String) async {
        let hub = Hub()
        hub.door.answers(.success(ReceivedLetter(outcome: outcome, because: "Because.", number: number)))
        let reply = await hub.send("POST", "/letters", ["Content-Type": "text/xml"], "<a/>")
        #expect(reply.status == status)
        #expect(reply.header("Helhet-Letter") == number.map { String($0) })
        #expect(reply.header("Helhet-Outcome") == outcome.rawValue)
        #expect(reply.bytes.isEmpty == (status == 204))
        #expect(reply.sentence.contains(sentence))
        if status == 422 {
            #expect(reply.severity == "error")
            #expect(reply.code == "processing")
        }
    }

    @Test("need no Content-Type, and no format of ours") func anyBytes() async {
        let hub = Hub()
        let noise: [UInt8] = [0, 255, 1, 2]
        #expect(await hub.send("POST", "/letters", ["Content-Type": "x"], bytes: noise).status == 204)
        #expect(hub.door.received.first?.bytes == noise)
    }

    @Test("are refused with a time to try again when the store is full") func full() async {
        let hub = Hub()
        hub.door.answers(.failure(JournalError(.full, "The disk is full. Send again later.")))
        for target in ["/letters", "/fhir/$process-message"] {
            let reply = await hub.send("POST", target, [:], "{}")
            #expect(reply.status == 507)
            #expect(reply.header("Retry-After") == "300")
            #expect(reply.code == "no-store")
        }
    }

    @Test("of FHIR need a media type of FHIR") func mediaType() async {
        let hub = Hub()
        let reply = await hub.send("POST", "/fhir/$process-message", ["Content-Type": "text/plain"], "x")
        #expect(reply.status == 415)
        #expect(hub.door.received.isEmpty)
    }
}
