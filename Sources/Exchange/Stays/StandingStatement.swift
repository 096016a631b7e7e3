import FHIR
import Journal

/// A statement with the letter it stands in, on its way into a stay.
struct StandingStatement: Sendable {
    private let content: Content
    /// When it happened by the letter; nil when that gives no time.
    var stated: Moment?
    var effect: Statement.Effect
    /// Place in the reading order, which decides between things that happened at the same time.
    var position: Int
    /// Taken back, or replaced by a later one.
    var isWithdrawn = false
    /// What it replaces, and what that replaced, in reading order.
    var earlier: [Stay.Telling] = []

    /// What never changes while a stay is read: handed on as one reference.
    private final class Content: Sendable {
        let statement: Statement
        let fact: Fact
        let letter: Record.ReadLetter

        init(_ statement: Statement, _ fact: Fact, _ letter: Record.ReadLetter) {
            self.statement = statement
            self.fact = fact
            self.letter = letter
        }
    }

    init(_ statement: Statement, fact: Fact, letter: Record.ReadLetter, position: Int) {
        content = Content(statement, fact, letter)
        stated = statement.at
        effect = statement.effect
        self.position = position
    }

    var kind: Fact.Kind { content.statement.kind }
    var details: [String: String] { content.statement.details }
    var isEstimate: Bool { content.statement.isEstimate }
    var fact: Fact { _read { yield content.fact } }
    var letter: Letter { _read { yield content.letter.letter.letter } }
    /// The journal's number of the letter.
    var number: Int64 { content.letter.number }

    /// When it happened; the sending time when the letter gives none.
    var at: Moment { stated ?? letter.sent }

    var event: Stay.Event {
        var event = Stay.Event(
            kind: kind, at: at, said: fact.said, letter: number, fact: fact.number, isEstimate: isEstimate, details: details,
            custodian: fact.custodian)
        event.earlier = earlier
        return event
    }

    var telling: Stay.Telling { Stay.Telling(said: fact.said, details: details) }

    var isRestatement: Bool { details["restates"] == "yes" }

    /// Whether both can mean one time, each as exactly as it was written.
    func isSameTime(as other: StandingStatement) -> Bool { at.instant < other.at.end && other.at.instant < at.end }

    /// Whether `other` speaks of the same thing, so that it can correct or cancel this.
    func isSameThing(as other: StandingStatement) -> Bool {
        guard kind == other.kind else { return false }
        guard let mine = details["class"], let theirs = other.details["class"] else { return true }
        return mine == theirs
    }

    /// Whether the letter that says it names the letter that says `other`.
    func names(_ other: StandingStatement) -> Bool { letter.refersTo.contains(other.letter.id) }

    func isFromSender(of other: StandingStatement) -> Bool {
        letter.sender.address == other.letter.sender.address
    }
}

extension Array where Element == StandingStatement {
    /// Withdraws whole letters that a later one replaces or takes back by naming them (KITH: `RefToParent`); returns contradictions.
    ///
    /// What cancels takes back all that the named letter said, and says nothing itself. What corrects says anew what it repeats; what it
    /// does not repeat (that a first notice was given, in a letter that brings it up to date) stands. What replaces a letter is a version of
    /// it: who names the first letter later means them all.
    mutating func settleNamedLetters(_ letters: [Record.ReadLetter]) -> (withdrawn: Set<Int64>, unknown: [Int64]) {
        var withdrawn: Set<Int64> = []
        var unknown: [Int64] = []
        var firsts: [String: String] = [:]
        for change in letters where change.letter.letter.standard == .kith {
            let refersTo = change.letter.letter.refersTo
            if refersTo.isEmpty { continue }
            let effects = Set(filter { $0.number == change.number }.map(\.effect))
            guard effects.contains(.cancels) || effects.contains(.corrects) else { continue }
            // An epikrise names the document that it changes (`ServProvId`), not the letter; later versions have the same.
            let documents = Set(filter { $0.details["document"].map(refersTo.contains) ?? false }.map(\.number))
            let originals = Set(refersTo.map { firsts[$0] ?? $0 })
            let versions = letters.prefix { $0.number != change.number }
                .filter { documents.contains($0.number) || originals.contains(firsts[$0.letter.letter.id] ?? $0.letter.letter.id) }
            let earlier = Set(versions.map(\.number))
            let named = letters.filter {
                (refersTo.contains($0.letter.letter.id) || earlier.contains($0.number)) && $0.number != change.number
                    && $0.letter.letter.sender.address == change.letter.letter.sender.address
            }
            if effects.contains(.corrects) { firsts[change.letter.letter.id] = refersTo.first.map { firsts[$0] ?? $0 } }
            if named.isEmpty { unknown.append(change.number) }
            let names = Set(named.map(\.number))
            withdrawn.formUnion(names)
            let repeated = Dictionary(filter { $0.number == change.number }.map { ($0.kind, $0.at) }) { first, _ in first }
            let replaced = Dictionary(grouping: filter { names.contains($0.number) }, by: \.kind).mapValues { $0.map(\.telling) }
            for index in indices where names.contains(self[index].number) {
                if effects.contains(.cancels) {
                    self[index].isWithdrawn = true
                } else if let at = repeated[self[index].kind] {
                    self[index].isWithdrawn = true
                    // It lies where what replaces it lies, so that both belong to one stay.
                    self[index].stated = at
                }
            }
            for index in indices where self[index].number == change.number {
                if self[index].effect == .cancels {
                    self[index].isWithdrawn = true
                } else {
                    self[index].effect = .states
                    self[index].earlier = replaced[self[index].kind] ?? []
                }
            }
        }
        return (withdrawn, unknown)
    }

    /// Withdraws single statements that a later one replaces or takes back (MedCom `RE_…`, `AN_…`); returns the indices of cancellations
    /// that found nothing to take back.
    mutating func settleChanges() -> [Int] {
        var unmatched: [Int] = []
        for index in indices where !self[index].isWithdrawn {
            let change = self[index]
            switch change.effect {
            case .states: continue
            case .corrects, .cancels:
                if let target = target(of: change) {
                    self[target].isWithdrawn = true
                    self[index].earlier = self[target].earlier + [self[target].telling]
                } else if change.effect == .cancels {
                    unmatched.append(index)
                }
                if change.effect == .cancels { self[index].isWithdrawn = true }
            }
        }
        return unmatched
    }

    /// The statement that a change is about: that of the letter it names, else the latest of its own sender. Another hospital of the stay is
    /// corrected by itself alone.
    private func target(of change: StandingStatement) -> Int? {
        let earlier = indices.filter { self[$0].position < change.position && !self[$0].isWithdrawn && self[$0].isSameThing(as: change) }
        let own = earlier.filter { change.isFromSender(of: self[$0]) }
        return own.last { change.names(self[$0]) } ?? earlier.last { change.names(self[$0]) } ?? own.last
    }
}
