import FHIR
import Journal

/// A statement with the letter it stands in, on its way into a stay.
struct StandingStatement: Sendable {
    var statement: Statement
    var fact: Fact
    var letter: Record.ReadLetter
    /// Place in the reading order, which decides between things that happened at the same time.
    var position: Int
    /// Taken back, or replaced by a later one.
    var isWithdrawn = false

    /// When it happened; the sending time when the letter gives none.
    var at: Moment { statement.at ?? letter.letter.letter.sent }

    var event: Stay.Event {
        Stay.Event(
            kind: statement.kind, at: at, said: fact.said, letter: letter.number, fact: fact.number, isEstimate: statement.isEstimate,
            details: statement.details, custodian: fact.custodian)
    }

    var isRestatement: Bool { statement.details["restates"] == "yes" }

    /// Whether both can mean one time, each as exactly as it was written.
    func isSameTime(as other: StandingStatement) -> Bool { at.instant < other.at.end && other.at.instant < at.end }

    /// Whether `other` speaks of the same thing, so that it can correct or cancel this.
    func isSameThing(as other: StandingStatement) -> Bool {
        guard statement.kind == other.statement.kind else { return false }
        guard let mine = statement.details["class"], let theirs = other.statement.details["class"] else { return true }
        return mine == theirs
    }

    /// Whether the letter that says it names the letter that says `other`.
    func names(_ other: StandingStatement) -> Bool { letter.letter.letter.refersTo.contains(other.letter.letter.letter.id) }

    func isFromSender(of other: StandingStatement) -> Bool {
        letter.letter.letter.sender.address == other.letter.letter.letter.sender.address
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
            let effects = Set(filter { $0.letter.number == change.number }.map(\.statement.effect))
            guard effects.contains(.cancels) || effects.contains(.corrects), !change.letter.letter.refersTo.isEmpty else { continue }
            let refersTo = change.letter.letter.refersTo
            // An epikrise names the document that it changes (`ServProvId`), not the letter; later versions have the same.
            let documents = Set(filter { $0.statement.details["document"].map(refersTo.contains) ?? false }.map(\.letter.number))
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
            let repeated = Dictionary(filter { $0.letter.number == change.number }.map { ($0.statement.kind, $0.at) }) { first, _ in first }
            for index in indices where names.contains(self[index].letter.number) {
                if effects.contains(.cancels) {
                    self[index].isWithdrawn = true
                } else if let at = repeated[self[index].statement.kind] {
                    self[index].isWithdrawn = true
                    // It lies where what replaces it lies, so that both belong to one stay.
                    self[index].statement.at = at
                }
            }
            for index in indices where self[index].letter.number == change.number {
                if self[index].statement.effect == .cancels {
                    self[index].isWithdrawn = true
                } else {
                    self[index].statement.effect = .states
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
            switch change.statement.effect {
            case .states: continue
            case .corrects, .cancels:
                if let target = target(of: change) {
                    self[target].isWithdrawn = true
                } else if change.statement.effect == .cancels {
                    unmatched.append(index)
                }
                if change.statement.effect == .cancels { self[index].isWithdrawn = true }
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
