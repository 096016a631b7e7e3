import FHIR
import Journal

/// The order in which letters are read: what a letter refers to before the letter, then by the sender's own sending time, then by id.
///
/// It is a function of the set of letters alone, whatever order they came in. Letters that refer to each other in a ring are read by time.
enum ReadingOrder {
    static func sort(_ letters: [Record.ReadLetter]) -> [Record.ReadLetter] {
        let byTime = letters.sorted(by: precedes)
        guard byTime.contains(where: { !$0.letter.letter.refersTo.isEmpty }) else { return byTime }
        var positions: [String: [Int]] = [:]
        for (position, letter) in byTime.enumerated() { positions[letter.letter.letter.id, default: []].append(position) }
        // Each letter at its time, but what it refers to just before it. A stack, because chains of letters can be long.
        var isRead = [Bool](repeating: false, count: byTime.count)
        var isEntered = isRead
        var read: [Record.ReadLetter] = []
        for start in byTime.indices {
            var stack = [start]
            while let position = stack.last {
                if isRead[position] {
                    stack.removeLast()
                } else if isEntered[position] {
                    isRead[position] = true
                    read.append(byTime[position])
                    stack.removeLast()
                } else {
                    isEntered[position] = true
                    let parents = byTime[position].letter.letter.refersTo.flatMap { positions[$0] ?? [] }
                    stack += Set(parents).filter { !isEntered[$0] }.sorted(by: >)
                }
            }
        }
        return read
    }

    /// By sending time, then by id, then by content.
    static func precedes(_ a: Record.ReadLetter, _ b: Record.ReadLetter) -> Bool {
        let (one, other) = (a.letter.letter.sent.instant, b.letter.letter.sent.instant)
        if one != other { return one < other }
        if a.letter.letter.id != b.letter.letter.id { return a.letter.letter.id < b.letter.letter.id }
        return a.letter.letter.digest.lexicographicallyPrecedes(b.letter.letter.digest)
    }
}
