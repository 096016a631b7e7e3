import FHIR
import Foundation
import Population

/// What a replay came to, for people and for scripts.
struct ReplayReport {
    var tally: ReplayTally
    /// How many letters were to be sent.
    var asked: Int
    var seconds: Double
    var mostBehind: Double
    /// What the hub counted before and after.
    var before: [String: Int]
    var after: [String: Int]

    private static let journal = [
        ("letters", "helhet_journal_letters"), ("citizens", "helhet_journal_citizens"), ("resources", "helhet_journal_resources"),
        ("needing attention", "helhet_letters_needing_attention"), ("plans stopped", "helhet_plans_stopped"),
    ]

    /// Letters that the hub said it took, and that its journal has not more than before.
    var lost: Int? {
        guard let before = before["helhet_journal_letters"], let after = after["helhet_journal_letters"] else { return nil }
        return max(0, tally.kept - (after - before))
    }

    /// What is wrong by the hub's own count.
    var findings: [String] {
        guard let lost else { return ["The hub did not tell what it counts, so nothing says whether it kept what it took."] }
        return lost > 0 ? ["\(lost) letters that the hub took are not in its journal. Run `helhet check` on its store."] : []
    }

    private var perSecond: Double { seconds > 0 ? Double(tally.count) / seconds : 0 }

    var text: String {
        var lines = ["letters \(tally.count) of \(asked)"]
        for (outcome, count) in tally.outcomes.sorted(by: { $0.key < $1.key }) { lines.append("\(outcome) \(count)") }
        lines.append(
            "receipts " + LetterReceipt.Verdict.allCases.map { "\($0.rawValue) \(tally.receipts[$0] ?? 0)" }.joined(separator: "  "))
        if !tally.codes.isEmpty {
            lines.append("codes " + tally.codes.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: "  "))
        }
        lines.append("errors \(tally.errors)  sent again \(tally.retries)  late \(tally.late)  lost \(lost.map(String.init) ?? "unknown")")
        for (name, latencies) in [("from due ms", tally.latencies), ("from sending ms", tally.answerTimes)] {
            lines.append(
                name.padding(toLength: 17, withPad: " ", startingAt: 0)
                    + "p50 \(Figure.text(latencies.p50, 1))  p95 \(Figure.text(latencies.p95, 1))  p99 \(Figure.text(latencies.p99, 1))  "
                    + "longest \(Figure.text(latencies.longest, 1))")
        }
        lines.append(
            "seconds \(Figure.text(seconds, 1))  letters/s \(Figure.text(perSecond, 1))  most behind \(Figure.text(mostBehind, 2)) s")
        let counts = Self.journal.compactMap { name, key in after[key].map { "\(name) \($0)" } }
        if !counts.isEmpty { lines.append("the hub has " + counts.joined(separator: "  ")) }
        return lines.joined(separator: "\n")
    }

    var json: String {
        var json = JSONWriter()
        json.object { json in
            json.field("letters", tally.count)
            json.field("asked", asked)
            json.object("outcomes") { json in
                for (name, count) in tally.outcomes.sorted(by: { $0.key < $1.key }) { json.field(name, count) }
            }
            json.object("receipts") { json in
                for verdict in LetterReceipt.Verdict.allCases { json.field(verdict.rawValue, tally.receipts[verdict] ?? 0) }
            }
            json.object("codes") { json in for (name, count) in tally.codes.sorted(by: { $0.key < $1.key }) { json.field(name, count) } }
            json.field("errors", tally.errors)
            json.field("sentAgain", tally.retries)
            json.field("late", tally.late)
            json.field("lost", lost)
            for (name, latencies) in [("fromDue", tally.latencies), ("fromSending", tally.answerTimes)] {
                json.object(name) { json in
                    json.number("p50", digits: Figure.text(latencies.p50, 1))
                    json.number("p95", digits: Figure.text(latencies.p95, 1))
                    json.number("p99", digits: Figure.text(latencies.p99, 1))
                    json.number("longest", digits: Figure.text(latencies.longest, 1))
                }
            }
            json.number("seconds", digits: Figure.text(seconds, 3))
            json.number("perSecond", digits: Figure.text(perSecond, 1))
            json.number("mostBehind", digits: Figure.text(mostBehind, 3))
            json.object("hub") { json in for (name, key) in Self.journal { json.field(name, after[key]) } }
        }
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
