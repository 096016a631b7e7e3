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
        text.line("citizen") { line in
            for identifier in record.citizen.identifiers.map({ "\($0.system)|\($0.value)" }).sorted() { line.add(identifier) }
        }
        for read in record.letters {
            text.line("letter") { line in
                line.add(letter: read.number)
                line.add(read.letter.type.rawValue)
                line.add(read.isCancelled ? "cancelled" : "")
            }
        }
        for conversation in record.conversations {
            text.line("thread") { line in
                line.add(conversation.id)
                for letter in conversation.letters { line.add(letter: letter) }
            }
        }
        text.lines("stay", record.stays) { $1.add($0) }
        for event in record.loose { text.line("loose") { $0.add(event) } }
        text.lines("run", runs) { $1.add($0) }
        text.lines("attention", attention) { item, line in
            for part in [item.kind.rawValue, item.name, item.owner.text] { line.add(part) }
            line.add(letter: item.letter)
            line.add(item.seen == nil ? "" : "seen")
            if item.from != nil || item.due != nil { for instant in [item.from, item.due] { line.add(instant) } }
        }
        text.lines("goal", goals) { goal, line in
            for part in [goal.goal.id, goal.goal.title ?? "", goal.goal.target ?? "", goal.by.custodian] { line.add(part) }
            if let isReached = goal.goal.isReached { line.add(isReached ? "reached" : "not reached") }
            if goal.isDropped { line.add("dropped") }
            line.add(goal.at)
        }
        if let matters { text.line("matters") { $0.add(matters.text) } }
        return ContentHash.of(text.bytes)
    }
}

/// The text that is hashed: one line for each thing, its parts by their lengths, so that no two contents read alike.
private struct DigestText {
    private(set) var bytes: [UInt8] = []
    private let names: [Int64: [UInt8]]

    init(_ record: Record) {
        var names: [Int64: [UInt8]] = [:]
        for read in record.letters {
            let letter = read.letter.letter
            var line = DigestLine([:])
            line.add(letter.sender.address.description)
            line.add(letter.id)
            line.add(letter.digest)
            names[read.number] = line.bytes
        }
        self.names = names
        bytes.reserveCapacity(4096)
    }

    mutating func line(_ name: String, _ write: (inout DigestLine) -> Void) {
        var line = DigestLine(names)
        write(&line)
        append(name, line)
    }

    /// A line for each, in an order that no number of the hub's decides.
    mutating func lines<Thing>(_ name: String, _ things: [Thing], _ write: (Thing, inout DigestLine) -> Void) {
        let lines = things.map { thing in
            var line = DigestLine(names)
            write(thing, &line)
            return line
        }
        for line in lines.count > 1 ? lines.sorted(by: { $0.bytes.lexicographicallyPrecedes($1.bytes) }) : lines { append(name, line) }
    }

    private mutating func append(_ name: String, _ line: DigestLine) {
        bytes.append(contentsOf: name.utf8)
        bytes.append(contentsOf: line.bytes)
        bytes.append(0x0A)
    }
}

extension Run {
    /// Which run it is beside the one that its stay is drawn by, without the hub's number of the stay; nothing for that one.
    fileprivate var place: String {
        guard let dot = key.utf8.firstIndex(of: UInt8(ascii: ".")) else { return "" }
        return scope == .stay ? String(key[dot...]) : key
    }
}

extension Step {
    /// Which time it is, as its key says; nothing for the first.
    fileprivate var occasion: String {
        key.utf8.split(separator: UInt8(ascii: "/")).dropFirst(2).first.map { String(Substring($0)) } ?? ""
    }
}

private struct DigestLine {
    private(set) var bytes: [UInt8] = []
    /// What letters are called, by the journal's number.
    private let names: [Int64: [UInt8]]

    init(_ names: [Int64: [UInt8]]) {
        self.names = names
        bytes.reserveCapacity(256)
    }

    mutating func add(_ part: String) {
        var part = part
        part.withUTF8 { add(UnsafeRawBufferPointer($0)) }
    }

    mutating func add(_ part: [UInt8]) { part.withUnsafeBytes { add($0) } }

    mutating func add(_ instant: Instant?) {
        guard let instant else { return add(UnsafeRawBufferPointer(start: nil, count: 0)) }
        withUnsafeBytes(of: instant.nanoseconds.bigEndian) { add($0) }
    }

    mutating func add(letter number: Int64?) { add(number.map { names[$0] ?? [0x3F] } ?? []) }

    private mutating func add(_ part: UnsafeRawBufferPointer) {
        bytes.append(0x20)
        withUnsafeBytes(of: UInt32(truncatingIfNeeded: part.count).bigEndian) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: part)
    }

    mutating func add(_ event: Stay.Event) {
        add(event.kind.rawValue)
        add(event.at.text)
        add(event.at.instant)
        add(event.said)
        add(letter: event.letter)
        add(event.isEstimate ? "estimate" : "")
        event.details.inOrder {
            add($0)
            add($1)
        }
    }

    private mutating func add(_ pause: Pause) {
        add("pause")
        add(pause.from)
        add(pause.until)
    }

    private mutating func add(_ adapting: Step.Adapting) {
        add(adapting.title ?? "")
        add(adapting.isMoved ? "moved" : "")
        add(adapting.movedFrom)
        for owner in adapting.owners {
            add(owner.from)
            add(owner.organisation.text)
            add(owner.person ?? "")
        }
        for offer in adapting.offers {
            add(offer.to.text)
            add(offer.by.text)
            for instant in [offer.at, offer.answerBy, offer.answer?.at] { add(instant) }
            add(offer.answer?.kind.rawValue ?? "")
            add(offer.answer?.counter ?? "")
        }
        for pause in adapting.pauses { add(pause) }
        for option in adapting.options + adapting.chosen { add(option) }
        if let progress = adapting.progress {
            add(progress.kind.rawValue)
            add(progress.at)
        }
        for comment in adapting.comments {
            add(comment.text)
            add(comment.at)
        }
    }

    mutating func add(_ stay: Stay) {
        for episode in stay.episodes { add(episode) }
        for part in [stay.hospital.description, stay.municipality?.description ?? "", stay.state.rawValue, stay.zone.identifier] {
            add(part)
        }
        for event in stay.events { add(event) }
        for name in stay.letters.map({ names[$0] ?? [] }).sorted(by: { $0.lexicographicallyPrecedes($1) }) { add(name) }
        let contradictions = stay.contradictions.map { (name: $0.name, letter: $0.letter.flatMap { names[$0] } ?? []) }
        for contradiction in contradictions.sorted(by: { ($0.name, $0.letter.hex) < ($1.name, $1.letter.hex) }) {
            add(contradiction.name)
            add(contradiction.letter)
        }
    }

    mutating func add(_ run: Run) {
        for part in [run.pathway, run.version, run.country.rawValue] { add(part) }
        add(run.start)
        add(run.end)
        add(run.readmittedAfter == nil ? "" : "again")
        if !run.isMain { add(run.place) }
        if let failure = run.failure { add(failure) }
        if run.stopped != nil { add("stopped") }
        for pause in run.pauses { add(pause) }
        for reading in run.readings + run.latest + run.unread {
            for part in [reading.measurement, reading.value, reading.zone?.rawValue ?? "", reading.unit ?? ""] { add(part) }
            add(reading.at)
        }
        for step in run.steps {
            add(step.id)
            add(step.occasion)
            add(step.owner.text)
            add(step.isStandIn ? "stand-in" : "")
            add(step.counterpart?.text ?? "")
            for instant in [step.opens, step.due, step.expected, step.closing?.at] { add(instant) }
            add(step.closing?.outcome.rawValue ?? "")
            add(letter: step.closing?.letter)
            add(step.closing?.text ?? "")
            if let adapting = step.adapting { add(adapting) }
        }
        for responsibility in run.responsibility {
            add(responsibility.from)
            add(responsibility.role)
            add(responsibility.organisation.text)
        }
    }
}
