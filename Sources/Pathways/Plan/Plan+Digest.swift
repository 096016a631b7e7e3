import Crypto
import Directory
public import Exchange
import FHIR
import Journal

extension Plan {
    /// SHA-256 of what the letters and the plan say, without the hub's own numbers and times: what promise 4 compares.
    ///
    /// Equal sets of letters give equal digests, whatever order and journal they came in; a set that lacks one gives another. Letters are
    /// named by sender, id and digest of their content, stays by what their letters say.
    public func digest(_ record: Record) -> [UInt8] {
        var text = DigestText(record)
        text.add("citizen", record.citizen.identifiers.map { "\($0.system)|\($0.value)" }.sorted())
        for read in record.letters {
            text.add("letter", [text.letter(read.number), read.letter.letter.type.rawValue, read.isCancelled ? "cancelled" : ""])
        }
        for conversation in record.conversations { text.add("thread", [conversation.id] + conversation.letters.map { text.letter($0) }) }
        for stay in record.stays.map({ text.describe($0) }).sorted(by: { $0.lexicographicallyPrecedes($1) }) { text.add("stay", stay) }
        for event in record.loose { text.add("loose", text.describe(event)) }
        for run in runs.map({ text.describe($0) }).sorted(by: { $0.lexicographicallyPrecedes($1) }) { text.add("run", run) }
        for item in attention.map({ [$0.kind.rawValue, $0.name, $0.owner.text, text.letter($0.letter), $0.seen == nil ? "" : "seen"] })
            .sorted(by: { $0.lexicographicallyPrecedes($1) })
        {
            text.add("attention", item)
        }
        return Array(SHA256.hash(data: text.bytes))
    }
}

/// The text that is hashed: one line for each thing, its parts by their lengths, so that no two contents read alike.
private struct DigestText {
    private(set) var bytes: [UInt8] = []
    private let names: [Int64: String]

    init(_ record: Record) {
        var names: [Int64: String] = [:]
        for read in record.letters {
            let letter = read.letter.letter
            names[read.number] = "\(letter.sender.address)|\(letter.id)|\(letter.digest.hex)"
        }
        self.names = names
        bytes.reserveCapacity(4096)
    }

    mutating func add(_ name: String, _ parts: [String]) {
        bytes.append(contentsOf: name.utf8)
        for part in parts {
            bytes.append(0x20)
            bytes.append(contentsOf: String(part.utf8.count).utf8)
            bytes.append(0x3A)
            bytes.append(contentsOf: part.utf8)
        }
        bytes.append(0x0A)
    }

    func letter(_ number: Int64?) -> String { number.map { names[$0] ?? "?" } ?? "" }

    func time(_ instant: Instant?) -> String { instant.map { String($0.nanoseconds) } ?? "" }

    func describe(_ event: Stay.Event) -> [String] {
        [
            event.kind.rawValue, event.at.text, time(event.at.instant), time(event.said), letter(event.letter),
            event.isEstimate ? "estimate" : "",
        ]
            + event.details.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
    }

    func describe(_ stay: Stay) -> [String] {
        stay.episodes + [stay.hospital.description, stay.municipality?.description ?? "", stay.state.rawValue, stay.zone.identifier]
            + stay.events.flatMap { describe($0) } + stay.letters.map { letter($0) }.sorted()
            + stay.contradictions.map { "\($0.name) \(letter($0.letter))" }.sorted()
    }

    func describe(_ run: Run) -> [String] {
        var parts = [
            run.pathway, run.version, run.country.rawValue, time(run.start), time(run.end), run.readmittedAfter == nil ? "" : "again",
        ]
        for step in run.steps {
            let number = step.key.split(separator: "/").dropFirst(2).first.map(String.init) ?? ""
            parts += [step.id, number, step.owner.text, step.isStandIn ? "stand-in" : "", step.counterpart?.text ?? ""]
            parts += [time(step.opens), time(step.due), time(step.expected), step.closing?.outcome.rawValue ?? ""]
            parts += [time(step.closing?.at), letter(step.closing?.letter), step.closing?.text ?? ""]
        }
        for responsibility in run.responsibility {
            parts += [time(responsibility.from), responsibility.role, responsibility.organisation.text]
        }
        return parts
    }
}
