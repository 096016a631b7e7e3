public import Directory
public import FHIR
public import Journal

/// What happens to an outgoing item after a transport has tried it: a pure decision, the same in tests, simulation and at night.
public enum Delivery {
    /// What a transport reported.
    public enum Attempt: Sendable, Hashable {
        case handedOver
        /// Not now; the sentence is safe to show.
        case failed(String)
    }

    /// The item after an attempt.
    ///
    /// A receipt that was handed over is done. A letter then waits for its receipt, and is sent again by its country's rule
    /// (https://medcom.dk: 30 minutes; Norway: 96 hours). What could not be handed over is never given up: it is tried again after a minute,
    /// then after as long as it has waited, at most an hour; its note says why, and a human sees it meanwhile.
    public static func after(_ attempt: Attempt, of item: OutboxItem, at now: Instant, resend: ResendRule) -> OutboxItem {
        switch attempt {
        case .handedOver:
            var item = item
            item.attempts += 1
            item.note = nil
            switch item.kind {
            case .receipt:
                item.state = .done
                item.nextAttempt = nil
            case .letter:
                item.state = .sent
                item.nextAttempt = now.adding(seconds: Int64(resend.after))
            }
            return item
        case .failed(let why): return later(item, at: now, because: why)
        }
    }

    /// The item after somebody could not take it.
    static func later(_ item: OutboxItem, at now: Instant, because why: String) -> OutboxItem {
        var item = item
        item.state = .waiting
        item.note = why
        item.nextAttempt = now.adding(seconds: min(3_600, max(60, now.seconds - item.created.seconds)))
        return item
    }

    /// What to do with an item whose time has come: nil sends it (again).
    public static func overdue(_ item: OutboxItem, resend: ResendRule) -> OutboxItem? {
        guard item.state == .sent, item.attempts > resend.times else { return nil }
        var item = item
        item.state = .failed
        item.nextAttempt = nil
        item.note = noReceipt
        return item
    }

    /// The note of a letter that was given up since nobody answered: stores hold it, and a late receipt settles what has it.
    static let noReceipt = "No receipt came in time; ask the receiver, and send a new letter."

    /// The bytes to send this time: MedCom gives each sending an envelope id and time of its own, the letter inside stays the same.
    public static func body(of item: OutboxItem, at now: Instant) -> [UInt8] {
        guard item.attempts > 0, item.mediaType.contains("fhir+json"), let bundle = try? Resource(json: item.body), bundle.type == "Bundle"
        else {
            return item.body
        }
        return bundle.setting("id", to: .string(FreshID.uuid())).setting("timestamp", to: .string(now.description)).bytes
    }
}
