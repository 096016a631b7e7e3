import Directory
import Exchange
import FHIR
import Journal

// A plan as compact JSON: short names, nothing that is nil or usual, instants as nanoseconds since 1970. The writer makes it for every letter,
// so it uses neither Codable nor dates as text. `Plan+Reading.swift` is its mirror; change both together.
extension Plan {
    /// The plan as the journal stores it. Equal plans give equal bytes.
    public var json: [UInt8] {
        var json = JSONWriter(capacity: 1024 + runs.count * 3072)
        json.object { json in
            json.field("v", 1)
            json.field("s", subject.description)
            json.object("c") { citizen.write(&$0) }
            json.list("r", runs) { $0.write(&$1) }
            json.list("t", threads) { thread, json in
                json.field("i", thread.id)
                json.array("l") { json in for letter in thread.letters { json.value(Int(letter)) } }
            }
            json.list("a", attention) { $0.write(&$1) }
            json.list("o", organisations) { organisation, json in
                json.field("i", organisation.id.text)
                json.field("n", organisation.name)
            }
            json.list("l", letters) { $0.write(&$1) }
            json.list("g", goals) { $0.write(&$1) }
            if let matters { json.object("m") { matters.write(&$0) } }
        }
        return json.bytes
    }
}

extension JSONWriter {
    /// An array of objects; nothing when it is empty.
    mutating func list<Item>(_ name: String, _ items: [Item], _ body: (Item, inout JSONWriter) -> Void) {
        if items.isEmpty { return }
        array(name) { json in
            // By place: an item is handed on as it stands, not copied.
            for index in items.indices { json.object { body(items[index], &$0) } }
        }
    }

    mutating func instant(_ name: String, _ instant: Instant?) {
        if let instant { field(name, Int(instant.nanoseconds)) }
    }

    /// Writes `true`, or nothing.
    mutating func flag(_ name: String, _ value: Bool) {
        if value { field(name, true) }
    }

    mutating func number(_ name: String, _ value: Int64?) {
        if let value { field(name, Int(value)) }
    }
}

extension [String: String] {
    /// By name.
    func inOrder(_ body: (String, String) -> Void) {
        if count < 2 {
            for (name, value) in self { body(name, value) }
        } else {
            for (name, value) in sorted(by: { $0.key < $1.key }) { body(name, value) }
        }
    }
}

extension PlanCitizen {
    fileprivate func write(_ json: inout JSONWriter) {
        json.field("n", number)
        json.field("g", given)
        json.field("f", family)
        json.field("b", born?.ordinal)
        json.field("x", gender)
        json.flag("p", isProtected)
        json.instant("d", died)
    }
}

extension PlanLetter {
    fileprivate func write(_ json: inout JSONWriter) {
        json.number("n", number)
        json.field("t", type)
        json.field("s", sender.text)
        json.field("r", receiver?.text)
        json.instant("a", sent)
        json.flag("c", isCancelled)
    }
}

extension Attention {
    fileprivate func write(_ json: inout JSONWriter) {
        json.field("k", key)
        json.field("d", kind.rawValue)
        json.field("n", name)
        json.number("s", stay)
        json.field("o", owner.text)
        json.instant("a", since)
        json.number("l", letter)
        json.number("e", seen)
        json.field("r", run)
        json.field("t", step)
        json.field("u", other)
        json.instant("f", from)
        json.instant("b", due)
    }
}

extension Run {
    fileprivate func write(_ json: inout JSONWriter) {
        json.number("s", stay)
        json.field("p", pathway)
        json.field("v", version)
        json.field("c", country.rawValue)
        json.field("z", zone.identifier)
        json.instant("f", start)
        json.instant("u", end)
        json.flag("x", isCancelled)
        json.field("t", state.rawValue)
        json.number("m", readmittedAfter)
        json.instant("h", expectedDischarge)
        json.list("g", segments) { segment, json in
            json.field("k", segment.kind.rawValue)
            json.instant("f", segment.from)
            json.instant("u", segment.until)
        }
        json.list("e", events) { event, json in
            json.field("k", event.kind.rawValue)
            json.instant("a", event.at)
            json.flag("d", !event.hasClock)
            json.flag("e", event.isEstimate)
            json.number("l", event.letter)
            if !event.details.isEmpty {
                json.object("m") { json in event.details.inOrder { json.field($0, $1) } }
            }
        }
        json.list("w", steps) { $0.write(&$1) }
        json.list("n", lanes) { lane, json in
            json.field("r", lane.role)
            json.field("o", lane.organisation?.text)
            json.field("u", lane.unit)
        }
        json.list("b", responsibility) { responsibility, json in
            json.instant("f", responsibility.from)
            json.field("r", responsibility.role)
            json.field("o", responsibility.organisation.text)
            json.field("s", responsibility.step)
        }
        json.list("l", letters) { $0.write(&$1) }
        if key != String(stay) { json.field("k", key) }
        json.flag("j", scope == .citizen)
        json.list("i", pauses) { $0.write(&$1) }
        json.number("o", stopped)
        json.field("y", failure)
        json.list("d", readings) { $0.write(&$1) }
        json.list("dl", latest) { $0.write(&$1) }
        json.list("du", unread) { $0.write(&$1) }
        json.field("a", contact?.text)
        json.list("q", prices) { price, json in
            json.field("i", price.id)
            json.field("f", price.from.ordinal)
            json.field("u", price.until?.ordinal)
            json.field("c", price.currency)
            json.flag("s", price.isCertain)
            json.list("a", price.amounts) { amount, json in
                json.field("d", amount.day)
                json.field("a", amount.amount)
            }
        }
    }
}

extension Step {
    func write(_ json: inout JSONWriter) {
        json.field("k", key)
        json.field("i", id)
        json.field("p", phase)
        json.field("r", role)
        json.field("o", owner.text)
        json.flag("n", isStandIn)
        json.field("c", counterpart?.text)
        json.instant("f", opens)
        json.instant("d", due)
        json.instant("e", expected)
        if let closing {
            json.object("x") { json in
                json.field("o", closing.outcome.rawValue)
                json.instant("a", closing.at)
                json.number("l", closing.letter)
                json.number("f", closing.act)
                json.field("t", closing.text)
                json.field("s", closing.shared)
            }
        }
        json.field("y", activity)
        json.flag("v", isVisit)
        if let adapting { json.object("a") { adapting.write(&$0) } }
    }
}
