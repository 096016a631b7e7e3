import FHIR
import Journal

/// What was read of a citizen's letters the last time, so that nothing is read twice while the citizen is being written about.
///
/// A letter or a fact is known again by its bytes, never by its number alone: what a commit that was undone said under the same number is
/// not taken for it. So a record read with a memory is the record read without.
public struct RecordMemory: Sendable {
    private var letters: [Letter] = []
    private var statements: [Said] = []

    private struct Letter: Sendable {
        let number: Int64
        let bytes: [UInt8]
        let reading: LetterReading
        /// What it is shown by, if that was written already.
        var shown: Shown?
    }

    private struct Said: Sendable {
        let number: Int64
        let kind: Fact.Kind
        let content: [UInt8]
        let statement: Statement
    }

    private struct Shown: Sendable {
        let root: SubjectID
        let isCancelled: Bool
        let anchors: [Int64]
        let resources: [WrittenResource]
    }

    public init() {}

    /// Roughly how many bytes it holds.
    public var weight: Int {
        letters.reduce(statements.count * 256) { sum, letter in
            sum + letter.bytes.count * 3 + (letter.shown?.resources.reduce(0) { $0 + $1.bytes.count } ?? 0)
        }
    }

    /// Reads a letter; nil when it is damaged. `last` is what was read the last time, in which it stands at `place` most often.
    mutating func letter(_ number: Int64, _ bytes: [UInt8], at place: Int, from last: RecordMemory) -> LetterReading? {
        let index = last.letters.indices.contains(place) && last.letters[place].number == number ? place : nil
        if let index = index ?? last.letters.firstIndex(where: { $0.number == number }), last.letters[index].bytes == bytes {
            letters.append(last.letters[index])
            return last.letters[index].reading
        }
        guard let reading = LetterReading(json: bytes) else { return nil }
        letters.append(Letter(number: number, bytes: bytes, reading: reading))
        return reading
    }

    mutating func statement(_ fact: Fact, from last: RecordMemory) -> Statement? {
        let place = statements.count
        let index = last.statements.indices.contains(place) && last.statements[place].number == fact.number ? place : nil
        if let index = index ?? last.statements.firstIndex(where: { $0.number == fact.number }),
            last.statements[index].content == fact.content, last.statements[index].kind == fact.kind
        {
            statements.append(last.statements[index])
            return last.statements[index].statement
        }
        guard let statement = Statement(fact) else { return nil }
        statements.append(Said(number: fact.number, kind: fact.kind, content: fact.content, statement: statement))
        return statement
    }

    /// What a letter is shown by, written unless it was written so the last time.
    mutating func shown(
        _ letter: Record.ReadLetter, of root: SubjectID, in anchors: [Int64], _ write: () -> [WrittenResource]
    ) -> [WrittenResource] {
        guard let place = letters.firstIndex(where: { $0.number == letter.number }) else { return write() }
        if let known = letters[place].shown, known.root == root, known.isCancelled == letter.isCancelled, known.anchors == anchors {
            return known.resources
        }
        let resources = write()
        letters[place].shown = Shown(root: root, isCancelled: letter.isCancelled, anchors: anchors, resources: resources)
        return resources
    }
}
