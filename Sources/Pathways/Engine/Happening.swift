import Directory
import Exchange
import FHIR
import Journal

/// Something that happened in a stay, said by a letter, by a person or worked out: what steps open and close by.
final class Happening: Sendable {
    let kind: Fact.Kind
    /// The kind again, for asking quickly.
    let kinds: KindSieve
    /// When it happened, by ``Stay/Event/when``.
    let at: Instant
    let hasClock: Bool
    let said: Instant
    let isEstimate: Bool
    let letter: Int64?
    let act: Int64?
    let text: String?
    let details: [String: String]
    /// The fact that says it, when it is one of a letter.
    let fact: Int64?
    /// The enterprise that said it by letter, as the letter names it.
    let custodian: String?

    /// What corrections replaced; see ``Stay/Event/earlier``.
    let earlier: [Stay.Telling]

    /// When those who hear of it by letter know what `pattern` asks for: never before it happened. Who was told already does not begin anew
    /// when a time is corrected.
    func told(_ pattern: EventPattern) -> Instant {
        let first = earlier.first { pattern.matches(kind, $0.details) }
        return max(at, first.map { min($0.said, said) } ?? said)
    }

    var sender: Address? { custodian.flatMap { Address($0) } }

    init(_ event: Stay.Event) {
        kind = event.kind
        kinds = KindSieve(event.kind)
        hasClock = event.at.precision >= .minute
        at = event.when
        said = event.said
        isEstimate = event.isEstimate
        letter = event.letter
        act = nil
        text = nil
        details = event.details
        fact = event.fact
        custodian = event.custodian
        earlier = event.earlier
    }

    init(
        _ kind: Fact.Kind, at: Instant, said: Instant, hasClock: Bool = true, act: Int64? = nil, text: String? = nil,
        details: [String: String] = [:]
    ) {
        self.kind = kind
        kinds = KindSieve(kind)
        self.at = at
        self.said = said
        self.hasClock = hasClock
        isEstimate = false
        letter = nil
        self.act = act
        self.text = text
        self.details = details
        fact = nil
        custodian = nil
        earlier = []
    }

    /// The same with another detail.
    init(_ other: Happening, _ name: String, _ value: String) {
        kind = other.kind
        kinds = other.kinds
        at = other.at
        hasClock = other.hasClock
        said = other.said
        isEstimate = other.isEstimate
        letter = other.letter
        act = other.act
        text = other.text
        var details = other.details
        details[name] = value
        self.details = details
        fact = other.fact
        custodian = other.custodian
        earlier = other.earlier.map { telling in
            var telling = telling
            telling.details[name] = value
            return telling
        }
    }

    /// Whether both say the same of the same.
    func isSame(as other: Happening) -> Bool {
        self === other
            || (at == other.at && said == other.said && kind == other.kind && letter == other.letter && fact == other.fact
                && act == other.act && isEstimate == other.isEstimate && hasClock == other.hasClock && text == other.text
                && details == other.details && custodian == other.custodian && earlier == other.earlier)
    }

    /// In the order of happening; of two at one time the one said first.
    static func precedes(_ a: Happening, _ b: Happening) -> Bool { (a.at, a.said) < (b.at, b.said) }

    /// Whether it is what any of these ask for.
    func isAny(of patterns: [EventPattern]) -> Bool { patterns.contains { $0.matches(kind, details) } }
}

extension [Happening] {
    /// Sorted by happening, keeping the given order of equals.
    func inOrder() -> [Happening] {
        if count < 2 || indices.dropFirst().allSatisfy({ !Happening.precedes(self[$0], self[$0 - 1]) }) { return self }
        return enumerated().sorted {
            Happening.precedes($0.element, $1.element) || (!Happening.precedes($1.element, $0.element) && $0.offset < $1.offset)
        }.map(\.element)
    }
}
