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
        /// Never: there is no way to this receiver.
        case impossible(String)
    }

    /// The item after an attempt.
    ///
    /// A receipt that was handed over is done. A letter then waits for its receipt, and is sent again by its country's rule
    /// (https://medcom.dk: 30 minutes; Norway: 96 hours). A transport that fails is tried again after 1, 2, 4 … minutes, at most an hour.
    public static func after(_ attempt: Attempt, of item: OutboxItem, at now: Instant, resend: ResendRule) -> OutboxItem {
        var item = item
        switch attempt {
        case .handedOver:
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
        case .failed(let why):
            item.attempts += 1
            item.note = why
            item.nextAttempt = now.adding(seconds: min(3_600, 60 << Int64(min(item.attempts - 1, 6))))
            if item.attempts >= maximumAttempts { give(&item, up: why) }
        case .impossible(let why): give(&item, up: why)
        }
        return item
    }

    /// What to do with an item whose time has come: nil sends it (again).
    public static func overdue(_ item: OutboxItem, resend: ResendRule) -> OutboxItem? {
        guard item.state == .sent, item.attempts > resend.times else { return nil }
        var item = item
        give(&item, up: "No receipt came in time; ask the receiver, and send a new letter.")
        return item
    }

    /// The bytes to send this time: MedCom gives each sending an envelope id and time of its own, the letter inside stays the same.
    public static func body(of item: OutboxItem, at now: Instant) -> [UInt8] {
        guard item.attempts > 0, item.mediaType.contains("fhir+json"), let bundle = try? Resource(json: item.body), bundle.type == "Bundle"
        else {
            return item.body
        }
        return bundle.setting("id", to: .string(FreshID.uuid())).setting("timestamp", to: .string(now.description)).bytes
    }

    static let maximumAttempts = 12

    private static func give(_ item: inout OutboxItem, up why: String) {
        item.state = .failed
        item.nextAttempt = nil
        item.note = why
    }
}
