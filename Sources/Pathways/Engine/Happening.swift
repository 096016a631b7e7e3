import Directory
import Exchange
import FHIR
import Journal

/// Something that happened in a stay, said by a letter, by a person or worked out: what steps open and close by.
struct Happening {
    var kind: Fact.Kind
    /// When it happened, by ``Stay/Event/when``.
    var at: Instant
    var hasClock: Bool
    var said: Instant
    var isEstimate = false
    var letter: Int64?
    var act: Int64?
    var text: String?
    var details: [String: String] = [:]
    /// The fact that says it, when it is one of a letter.
    var fact: Int64?
    /// The enterprise that said it by letter.
    var sender: Address?

    /// When those who hear of it by letter know: never before it happened.
    var told: Instant { max(at, said) }

    init(_ event: Stay.Event) {
        kind = event.kind
        hasClock = event.at.precision >= .minute
        at = event.when
        said = event.said
        isEstimate = event.isEstimate
        letter = event.letter
        details = event.details
        fact = event.fact
        sender = Address(event.custodian)
    }

    init(_ kind: Fact.Kind, at: Instant, said: Instant, hasClock: Bool = true, act: Int64? = nil, text: String? = nil) {
        self.kind = kind
        self.at = at
        self.said = said
        self.hasClock = hasClock
        self.act = act
        self.text = text
    }

    /// In the order of happening; of two at one time the one said first.
    static func precedes(_ a: Happening, _ b: Happening) -> Bool { (a.at, a.said) < (b.at, b.said) }
}

extension [Happening] {
    /// Sorted by happening, keeping the given order of equals.
    func inOrder() -> [Happening] {
        enumerated().sorted {
            Happening.precedes($0.element, $1.element) || (!Happening.precedes($1.element, $0.element) && $0.offset < $1.offset)
        }.map(\.element)
    }
}
