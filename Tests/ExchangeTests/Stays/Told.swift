import Exchange
import FHIR
import Journal

/// Letters of pasientlogistikk about one citizen, in a line each.
struct Told {
    var type: String
    var block: String
    var body: String
    var sent: String
    var id: String
    var status = "N"
    var changes: String?

    static func admitted(_ at: String, sent: String, id: String = "admitted") -> Told {
        Told(type: "LOG_INNLAGT", block: "MeldingInnlagtPasient", body: PLOFixture.event("1", at), sent: sent, id: id)
    }

    static func ready(_ at: String, since admitted: String, sent: String, id: String = "ready") -> Told {
        Told(
            type: "LOG_UTSKRIVNINGSKLAR", block: "MeldingUtskrivningsklarPasient",
            body: PLOFixture.event("1", admitted) + PLOFixture.event("3", at), sent: sent, id: id)
    }

    static func notReady(_ at: String, ready: String, since admitted: String, sent: String, id: String = "not-ready") -> Told {
        Told(
            type: "LOG_AVMELDING", block: "AvmeldingUtskrivningsklarPasient",
            body: PLOFixture.event("1", admitted) + PLOFixture.event("3", ready) + PLOFixture.event("4", at), sent: sent, id: id)
    }

    static func discharged(_ at: String, sent: String, id: String = "discharged") -> Told {
        Told(type: "LOG_UTSKREVET", block: "MeldingOmUtskrevetPasient", body: PLOFixture.event("2", at), sent: sent, id: id)
    }

    static func died(_ at: String, sent: String, id: String = "died") -> Told {
        Told(type: "LOG_DOD", block: "OrienteringOmDod", body: PLOFixture.event("13", at), sent: sent, id: id)
    }

    /// The same letter as a change (M) or a cancellation (C) of another, or of none that it names.
    func with(_ status: String, of other: String?, as id: String) -> Told {
        var next = self
        (next.status, next.changes, next.id) = (status, other, id)
        return next
    }

    var bytes: [UInt8] {
        var fixture = PLOFixture.logistics(type, block, status: status, body)
        (fixture.id, fixture.generated, fixture.parent) = (id, sent, changes)
        return fixture.bytes
    }

    /// An early notice (Helseopplysninger 1), which has no time but that of sending, and when discharge is expected.
    static func earlyNotice(sent: String, expecting day: String? = nil) -> [UInt8] {
        var fixture = PLOFixture.information("1", day.map { PLOFixture.event("3", $0, estimate: true) } ?? "")
        (fixture.id, fixture.generated) = ("early-notice", sent)
        return fixture.bytes
    }
}

extension Record {
    /// A line for each stay: its state, what stands in the order of happening, what does not fit; then what belongs to no stay.
    var account: [String] {
        stays.map { stay in
            let said = stay.events.map { "\($0.kind) \($0.at.text)" }.joined(separator: ", ")
            let faults = stay.contradictions.map { " !\($0.name)" }.sorted().joined()
            return "\(stay.state.rawValue): \(said)\(faults)"
        } + loose.map { "loose: \($0.kind) \($0.at.text)" }
    }
}

extension Array {
    /// Every order of the elements.
    var permutations: [[Element]] {
        if count < 2 { return [self] }
        return indices.flatMap { index -> [[Element]] in
            var rest = self
            let first = rest.remove(at: index)
            return rest.permutations.map { [first] + $0 }
        }
    }
}
