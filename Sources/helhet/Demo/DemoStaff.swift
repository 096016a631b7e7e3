import Directory
import Exchange
import FHIR
import Foundation
import Journal
import Pathways

/// The people of the demo's organisations: they do most steps in time, some late, and look at what needs a human.
///
/// Who does what when follows from the step alone, so it is the same in every run. What a letter tells is left to the letter, and the
/// citizens whose stories are written by hand are left to the visitor.
struct DemoStaff: Sendable {
    let hub: Hub
    let owners: [OrganisationID]
    /// The roots of those who are left to the visitor.
    var left: Set<SubjectID>

    /// Steps of `hospital-stay` that letters close; in Denmark nobody writes of what comes after the stay.
    private static func isByLetter(_ step: String, _ content: WorkContent) -> Bool {
        switch step {
        case "ready-notice", "answer", "discharge": true
        case "discharge-report", "discharge-summary": content.zone != .copenhagen
        default: false
        }
    }

    /// Does what would have been done until then.
    func work(until end: Instant) async throws {
        for owner in owners {
            var query = WorkQuery()
            query.owner = owner.text
            query.limit = 2_000
            let items = try await hub.journal.read { [query] in try $0.work(query) }
            for item in items where !left.contains(item.subject) {
                guard let content = WorkContent(json: item.content), let (deed, at, text) = act(on: item, content), at <= end else {
                    continue
                }
                try await hub.desk.perform(Act(deed, text: text), for: item.subject, by: owner, at: at)
            }
        }
    }

    private func act(on item: WorkItem, _ content: WorkContent) -> (Act.Deed, at: Instant, text: String?)? {
        var dice = Dice("\(content.name ?? "") \(content.born?.description ?? "") \(item.key) \(content.opens?.seconds ?? 0)")
        switch content.subject {
        case .attention:
            guard let opens = content.opens else { return nil }
            return (.seen(attention: item.key), opens.adding(seconds: dice.within(3_600...40_000)), said(.seen, content))
        case .step(let id, let key):
            guard item.state == .open, let opens = content.opens, let due = item.due, due > opens, !Self.isByLetter(id, content) else {
                return nil
            }
            let at =
                switch dice.within(0...99) {
                case 0..<9: due.adding(seconds: dice.within(1_800...30_000))
                case 9..<12: due.adding(seconds: dice.within(40_000...110_000))
                default: opens.adding(seconds: due.seconds(since: opens) * dice.within(45...97) / 100)
                }
            switch id {
            case "early-notice": return (.skipped(step: key), at, said(.noNeeds, content))
            case "first-contact": return (.contactedAtHome(stay: content.stay), at, nil)
            default: return (.done(step: key), at, nil)
            }
        }
    }

    private enum Saying { case seen, noNeeds }

    private func said(_ saying: Saying, _ content: WorkContent) -> String {
        let isDanish = content.zone == .copenhagen
        return switch saying {
        case .seen: isDanish ? "Talt med afdelingen." : "Snakket med avdelingen."
        case .noNeeds: isDanish ? "Ingen nye behov efter opholdet." : "Ingen nye behov etter oppholdet."
        }
    }

    /// Chance that is the same for the same words.
    private struct Dice {
        private var state: UInt64

        init(_ words: String) {
            // FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/
            state = words.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
        }

        mutating func within(_ range: ClosedRange<Int64>) -> Int64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return range.lowerBound + Int64((state >> 33) % UInt64(range.upperBound - range.lowerBound + 1))
        }
    }
}
