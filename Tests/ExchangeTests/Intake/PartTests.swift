import Directory
import Exchange
import FHIR
import Journal
import JournalMemory
import Testing

/// Endpoint, relay, observer: what the hub may and may not say for a receiver.
@Suite("What the hub is for a receiver") struct PartTests {
    /// A hub on its own, with a part for the Norwegian municipality of the fixtures and the Danish ones.
    struct Hub {
        let journal = JournalMemory()
        let intake: Intake

        init(_ parts: String, delivery: String = "", goLive: String = "") throws {
            let organisations = """
                id,name,roles,country,municipality,serves,parent,addresses,from,to,successor
                fjellheim,Fjellheim sykehus,hospital,no,no:9911,,,her:990000101,,,
                ward,Kirurgisk sengepost,,no,no:9911,,fjellheim,her:990000102,,,
                havvik,Havvik kommune,municipality,no,no:9911,,,her:990000201,,,
                home-care,Hjemmetjenesten,home-care,no,no:9911,,havvik,her:990000202,,,
                proevekoebing,Prøvekøbing Kommune,municipality,dk,dk:992,,,sor:900000000000003,,,
                practice,Lægerne i Prøvekøbing,general-practice,dk,dk:992,,,sor:900000000000004,,,
                """
            let files = [SourceFile(name: "organisations.csv", text: organisations), SourceFile(name: "parts.yaml", text: parts)]
            let directory = try Directory.read(files, unknownParties: .refuse)
            intake = Intake(
                journal: journal, directory: CurrentDirectory(directory), reaction: KITHIntakeTests.Quiet(),
                configuration: try Configuration.read(
                    "delivery:\n  her:1: out\n\(delivery)\n" + (goLive.isEmpty ? "" : "go-live:\n\(goLive)\n")))
        }

        @discardableResult func receive(_ bytes: [UInt8]) async throws -> Reception {
            try await intake.receive(bytes, at: KITHIntakeTests.now)
        }

        /// What is on its way, as `letter her:… waiting`.
        func outbox() async throws -> [OutboxItem] {
            try await journal.read { try $0.outbox(OutboxQuery()) }.sorted { $0.number < $1.number }
        }

        func shown() async throws -> [String] {
            try await outbox().map { "\($0.kind.rawValue) from \($0.sender) to \($0.receiver) \($0.state.rawValue)" }
        }

        private static let rule = ResendRule(after: 60, times: 2)

        /// As if the transport had taken everything.
        func handOver() async throws {
            try await journal.commit(.background, at: KITHIntakeTests.now) { writer in
                for item in try writer.outbox(OutboxQuery()) where item.state == .waiting {
                    try writer.update(Delivery.after(.handedOver, of: item, at: writer.now, resend: Self.rule))
                }
            }
        }

        /// As if the one letter had been handed over as often as the rule says and nobody had answered.
        func giveUp(_ state: OutboxItem.State) async throws -> OutboxItem {
            try await journal.commit(.background, at: KITHIntakeTests.now) { writer in
                var item = try #require(try writer.outbox(OutboxQuery()).first)
                while item.state != .failed {
                    item =
                        Delivery.overdue(item, resend: Self.rule)
                        ?? Delivery.after(.handedOver, of: item, at: writer.now, resend: Self.rule)
                }
                item.state = state
                try writer.update(item)
            }
            return try #require(try await outbox().first)
        }

        func attention() async throws -> [String] {
            try await journal.read { reader in try (1...20).compactMap { try reader.letter($0)?.attention } }
        }
    }

    private static func parts(_ rules: [(of: String, part: String)]) -> String {
        "parts:\n" + rules.map { "  - for: \($0.of)\n    part: \($0.part)\n" }.joined()
    }

    private static let letter = PLOFixture.admitted.bytes

    /// The real receiver's own receipt, as its own system makes it.
    private static func receipt(for bytes: [UInt8]) async throws -> [UInt8] {
        try #require(try await Hub(parts([("havvik", "endpoint")])).receive(bytes).answer).bytes
    }

    @Test("a relay passes the bytes on, makes no receipt, and knows the citizen all the same") func relay() async throws {
        let hub = try Hub(Self.parts([("havvik", "relay")]))
        let reception = try await hub.receive(Self.letter)
        #expect(reception.outcome == .accepted)
        #expect(reception.answer == nil)
        #expect(try await hub.shown() == ["letter from her:990000102 to her:990000202 waiting"])
        #expect(try await hub.outbox().first?.body == Self.letter)
        let record = try await hub.journal.read { reader in
            try reader.roots(after: nil, limit: 9).map { try Record(reading: reader.history(of: $0)) }
        }
        #expect(record.first?.stays.first?.events.map(\.kind) == [.admitted])
    }

    @Test("the real receiver's receipt is passed back once, byte for byte, and again to a sender that asks again") func back() async throws
    {
        let hub = try Hub(Self.parts([("havvik", "relay")]))
        let receipt = try await Self.receipt(for: Self.letter)
        try await hub.receive(Self.letter)
        try await hub.handOver()
        for _ in 1...2 { try await hub.receive(receipt) }
        #expect(
            try await hub.shown() == [
                "letter from her:990000102 to her:990000202 done", "receipt from her:990000202 to her:990000102 waiting",
            ])
        let back = try await hub.outbox().last
        #expect(back?.body == receipt)
        #expect(back?.answers == 1)
        try await hub.handOver()
        #expect(try await hub.outbox().last?.state == .done)
        #expect(try await hub.receive(Self.letter).outcome == .duplicate)
        #expect(try await hub.outbox().map(\.state) == [.done, .waiting])
        #expect(try await hub.attention() == [])
    }

    @Test("a letter that nobody took is passed on anew when its sender sends it again") func anew() async throws {
        let hub = try Hub(Self.parts([("havvik", "relay")]))
        try await hub.receive(Self.letter)
        try await hub.journal.commit(.background, at: KITHIntakeTests.now) { writer in
            for var item in try writer.outbox(OutboxQuery()) {
                item.state = .failed
                item.nextAttempt = nil
                try writer.update(item)
            }
        }
        #expect(try await hub.outbox().map(\.state) == [.failed])
        try await hub.receive(Self.letter)
        #expect(try await hub.outbox().map(\.state) == [.waiting])
    }

    @Test(
        "a final receipt that comes after the letter was given up settles it, also when somebody has looked at it; the first one stands",
        arguments: [true, false], [OutboxItem.State.failed, .handled])
    func late(isAccepted: Bool, state: OutboxItem.State) async throws {
        let hub = try Hub(Self.parts([("havvik", "relay")]))
        try await hub.receive(Self.letter)
        let unanswered = try await hub.giveUp(state)
        #expect(unanswered.note == "No receipt came in time; ask the receiver, and send a new letter.")
        let accepted = AppRecTests.receipt(id: "late-1", answers: unanswered.letterID)
        let refused = AppRecTests.receipt(id: "late-2", status: "2", errors: #"<Error V="T01"/>"#, answers: unanswered.letterID)

        try await hub.receive(isAccepted ? accepted : refused)
        let settled = try #require(try await hub.outbox().first)
        #expect(settled.state == (isAccepted ? .done : .failed))
        #expect(settled.note == (isAccepted ? nil : "T01"))
        try await hub.receive(isAccepted ? refused : accepted)
        #expect(try await hub.outbox().first == settled)
    }

    @Test("a letter that was given up is not sent again because its receiver says so late") func tooLate() async throws {
        let hub = try Hub(Self.parts([("proevekoebing", "relay")]))
        try await hub.receive(Notice().json)
        let unanswered = try await hub.giveUp(.failed)
        let response = #"{"identifier":"\#(unanswered.letterID)","code":"transient-error"}"#
        let reception = try await hub.receive(AcknowledgementTests.answer(response, outcome: AcknowledgementTests.outcome))
        #expect(reception.outcome == .accepted && reception.because == nil)
        #expect(try await hub.outbox() == [unanswered])
    }

    @Test("what has been given up for its age is not sent again, empty", arguments: [OutboxItem.State.done, .failed])
    func emptied(state: OutboxItem.State) async throws {
        let hub = try Hub(Self.parts([("havvik", "relay")]))
        let receipt = try await Self.receipt(for: Self.letter)
        try await hub.receive(Self.letter)
        if state == .failed {
            _ = try await hub.giveUp(.failed)
        } else {
            try await hub.handOver()
            try await hub.receive(receipt)
            try await hub.handOver()
        }
        let years = KITHIntakeTests.now.adding(seconds: 10 * 365 * 86_400)
        let count = try await hub.journal.commit(.background, at: years) { writer in
            try writer.giveUp(.sentBytes, before: years, limit: 10, because: "Ten years.")
        }
        #expect(count == (state == .failed ? 1 : 2))
        let emptied = try await hub.outbox()
        #expect(emptied.allSatisfy { $0.body.isEmpty })
        #expect(try await hub.receive(Self.letter).outcome == .duplicate)
        #expect(try await hub.outbox() == emptied)
    }

    @Test("what the hub cannot read is for the real receiver to judge") func unreadable() async throws {
        var letter = PLOFixture.admitted
        letter.patient = MsgHeadFixture.patient(NorwegianNumber.wrong)
        let hub = try Hub(Self.parts([("havvik", "relay")]))
        let reception = try await hub.receive(letter.bytes)
        #expect(reception.outcome == .accepted)
        #expect(reception.answer == nil)
        #expect(try await hub.outbox().map(\.body) == [letter.bytes])
        #expect(try await hub.attention().count == 1)
    }

    @Test("a receipt for a letter that never went through is put before a human, and goes nowhere") func stray() async throws {
        let hub = try Hub(Self.parts([("havvik", "relay")]))
        let receipt = try await Self.receipt(for: Self.letter)
        #expect(try await hub.receive(receipt).outcome == .accepted)
        #expect(try await hub.outbox() == [])
        #expect(try await hub.attention().count == 1)
    }

    @Test("a stranger's receipt settles nothing, and is passed on to nobody") func stranger() async throws {
        let hub = try Hub(Self.parts([("havvik", "relay")]))
        let receipt = String(decoding: try await Self.receipt(for: Self.letter), as: UTF8.self)
        try await hub.receive(Self.letter)
        try await hub.handOver()
        let strangers = receipt.replacing("990000201", with: "990000301").replacing("990000202", with: "990000302")
        #expect(try await hub.receive(Array(strangers.utf8)).because == "receipt for no letter of ours")
        #expect(try await hub.shown() == ["letter from her:990000102 to her:990000202 sent"])
    }

    @Test("each receiver answers from its own first day on") func goLive() async throws {
        let parts = Self.parts([("proevekoebing", "endpoint"), ("practice", "endpoint")])
        let hub = try Hub(parts, goLive: "  proevekoebing: 2027-01-01T00:00:00+01:00")
        let reception = try await hub.receive(Self.withCopy)
        #expect(String(decoding: try #require(reception.answer).bytes, as: UTF8.self).contains("900000000000004"))
        #expect(try await hub.outbox() == [])
        let early = try Hub(Self.parts([("havvik", "endpoint")]), goLive: "  havvik: 2027-01-01T00:00:00+01:00")
        var wrong = PLOFixture.admitted
        wrong.patient = MsgHeadFixture.patient(NorwegianNumber.wrong)
        for letter in [Self.letter, wrong.bytes] { #expect(try await early.receive(letter).answer == nil) }
    }

    @Test("a receipt that is given again has a new envelope of its own time, and the same content") func again() async throws {
        let hub = try Hub(Self.parts([("proevekoebing", "endpoint"), ("practice", "endpoint")]))
        let bundles = try await [KITHIntakeTests.now, KITHIntakeTests.now.adding(seconds: 90)].asyncMap { now in
            try Resource(json: try #require(try await hub.intake.receive(Self.withCopy, at: now).answer).bytes).root
        }
        #expect(bundles.compactMap { $0.string("timestamp") } == ["2026-01-15T18:00:00Z", "2026-01-15T18:01:30Z"])
        #expect(bundles[0].string("id") != bundles[1].string("id"))
        let headers = bundles.map { bundle in bundle["entry"]?.items.first { $0.string("resource.resourceType") == "MessageHeader" } }
        #expect(headers[0]?.string("resource.id") != nil)
        #expect(headers[0]?.bytes.map { $0 } == headers[1]?.bytes.map { $0 })
    }

    @Test("an observer answers nothing that was not sent to it as a copy", arguments: [true, false])
    func observer(isReadable: Bool) async throws {
        var letter = PLOFixture.admitted
        if !isReadable { letter.patient = MsgHeadFixture.patient(NorwegianNumber.wrong) }
        let hub = try Hub(Self.parts([("havvik", "observer")]))
        let reception = try await hub.receive(letter.bytes)
        #expect(reception.outcome == (isReadable ? .accepted : .refused))
        #expect(reception.answer == nil)
        #expect(try await hub.outbox() == [])
    }

    private static let withCopy: [UInt8] = {
        var notice = Notice()
        notice.receivers = [(MessageFixture.municipality, use: "primary"), (MessageFixture.practice, use: "cc")]
        return notice.json
    }()

    @Test("the receiver of a copy answers for itself, as endpoint or observer", arguments: ["endpoint", "observer"])
    func copy(part: String) async throws {
        let hub = try Hub(Self.parts([("proevekoebing", "endpoint"), ("practice", part)]))
        let reception = try await hub.receive(Self.withCopy)
        #expect(reception.receiptCode == "ok")
        let queued = try await hub.shown()
        #expect(queued.count == 1, "the first receipt is the answer; the other waits to be sent")
        #expect(queued.first?.hasPrefix("receipt from sor:900000000000004") == true)
        #expect(try await hub.receive(Self.withCopy).outcome == .duplicate)
        #expect(try await hub.outbox().count == 1)
    }

    @Test("an observer of a copy answers even when the first receiver is somebody else's") func onlyCopy() async throws {
        let hub = try Hub(Self.parts([("practice", "observer")]))
        let reception = try await hub.receive(Self.withCopy)
        let answer = try #require(reception.answer)
        #expect(String(decoding: answer.bytes, as: UTF8.self).contains("900000000000004"))
        #expect(try await hub.outbox() == [])
    }

    @Test("a receipt for a ward goes the way of its hospital") func way() async throws {
        let hub = try Hub(Self.parts([("havvik", "endpoint")]), delivery: "  her:990000101: out")
        try await hub.receive(Self.letter)
        #expect(try await hub.shown() == ["receipt from her:990000202 to her:990000102 waiting"])
        try await hub.handOver()
        try await hub.receive(Self.letter)
        #expect(try await hub.outbox().map(\.state) == [.waiting], "its sender asks again, so it leaves once more")
    }
}

extension Sequence {
    fileprivate func asyncMap<Value>(_ transform: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await transform(element)) }
        return values
    }
}
