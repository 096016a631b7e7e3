import Directory
import Exchange
import FHIR
import Journal
import Testing

@Suite("What leaves the hub") struct DeliveryTests {
    private static let start = Instant(seconds: 1_768_500_000)
    private static let rule = ResendRule(after: 1_800, times: 2)

    private static func item(_ kind: OutboxItem.Kind) -> OutboxItem {
        OutboxItem(
            kind: kind, key: "k", answers: nil, letterID: "l", sender: "her:1", receiver: "her:2", type: "t", mediaType: "application/xml",
            subject: nil, body: [1], state: .waiting, created: start, nextAttempt: start)
    }

    @Test("is never given up while it cannot be handed over, and tried at most an hour apart", arguments: OutboxItem.Kind.allCases)
    func unreachable(kind: OutboxItem.Kind) {
        var item = Self.item(kind)
        var waits: [Int64] = []
        for _ in 1...400 {
            let now = item.nextAttempt ?? .distantPast
            #expect(Delivery.overdue(item, resend: Self.rule) == nil)
            item = Delivery.after(.failed("The receiver's server cannot be reached."), of: item, at: now, resend: Self.rule)
            waits.append((item.nextAttempt ?? .distantPast).seconds - now.seconds)
            #expect(item.state == .waiting)
            #expect(item.note != nil)
        }
        #expect(waits.prefix(8) == [60, 60, 120, 240, 480, 960, 1_920, 3_600])
        #expect(waits.max() == 3_600)
        // Then the way opens, and a letter is still sent again as often as its rule says.
        for round in 1...3 where kind == .letter {
            let now = item.nextAttempt ?? .distantPast
            #expect(Delivery.overdue(item, resend: Self.rule) == nil, "sending \(round)")
            item = Delivery.after(.handedOver, of: item, at: now, resend: Self.rule)
            #expect(item.state == .sent)
            #expect(item.note == nil)
        }
        if kind == .letter { #expect(Delivery.overdue(item, resend: Self.rule)?.state == .failed) }
    }

    @Test("is done with a receipt as soon as it is handed over") func receipt() {
        let item = Delivery.after(.handedOver, of: Self.item(.receipt), at: Self.start, resend: Self.rule)
        #expect(item.state == .done)
        #expect(item.nextAttempt == nil)
    }
}
