/// Replaces the matches of a program in one text, in time that is linear over all of them.
///
/// Reading backwards, it works out for every place in the text from which instructions a match can still be reached. Walking forwards
/// it then takes, at each choice, the first way from which one can: that is the match PCRE would find, without its turning back. What was
/// worked out is kept for a block of places at a time, and for the borders of the blocks, so that memory grows with the root of the text's
/// length.
struct PatternReplacement {
    private struct Choice {
        var place: Int32
        /// A slot to set back first; -1 for none.
        var slot: Int32 = -1
        var value = 0
    }

    private let program: PatternProgram
    private let text: [Unicode.Scalar]
    private var reach: PatternReach
    private let limit: Int
    private var slots: [Int]
    private var visits: [Int]
    private var visit = 0
    private var choices: [Choice] = []
    private var walked = 0

    /// `block`: how many places make one, where the text's length shall not say so.
    init(_ program: PatternProgram, text: String, limit: Int, block: Int? = nil) {
        self.limit = limit
        self.program = program
        self.text = Array(text.unicodeScalars)
        reach = PatternReach(program, text: self.text, limit: limit, block: block)
        slots = Array(repeating: -1, count: 2 * program.groups + 2)
        visits = Array(repeating: 0, count: program.instructions.count)
    }

    /// Instructions visited so far.
    var steps: Int { reach.steps + walked }

    mutating func replaceAll(with substitution: PatternSubstitution) throws(PatternError) -> String {
        var result = ""
        var copied = 0
        var place = 0
        // After a match that took nothing, PCRE first asks for one at the same place that takes something.
        var wantsMore = false
        while place <= text.count {
            walked += 1
            guard try reach.isReachable(program.start, at: place), let end = try walk(from: place, takingSomething: wantsMore) else {
                place += 1
                wantsMore = false
                continue
            }
            result.unicodeScalars.append(contentsOf: text[copied..<place])
            append(substitution, to: &result)
            guard steps <= limit else { throw .exhausted }
            wantsMore = end == place
            copied = end
            place = end
        }
        result.unicodeScalars.append(contentsOf: text[copied...])
        return result
    }

    private mutating func append(_ substitution: PatternSubstitution, to result: inout String) {
        for piece in substitution.pieces {
            switch piece {
            case .text(let text):
                result += text
                walked += text.utf8.count
            case .group(let number):
                let (from, to) = (slots[2 * number], slots[2 * number + 1])
                guard from >= 0, to >= from else { continue }
                result.unicodeScalars.append(contentsOf: text[from..<to])
                walked += to - from
            }
        }
    }

    /// Where the preferred match from here ends, its groups being in `slots`; nil where there is none.
    private mutating func walk(from start: Int, takingSomething: Bool) throws(PatternError) -> Int? {
        for index in slots.indices { slots[index] = -1 }
        visit += 1
        slots[0] = start
        var position = start
        choices.removeAll(keepingCapacity: true)
        choices.append(Choice(place: program.start))
        while let choice = choices.popLast() {
            if choice.slot >= 0 {
                slots[Int(choice.slot)] = choice.value
                continue
            }
            guard visits[Int(choice.place)] != visit else { continue }
            visits[Int(choice.place)] = visit
            walked += 1
            switch program.instructions[Int(choice.place)] {
            case .consume(let set, let next):
                guard position < text.count, program.sets[Int(set)].contains(text[position].value),
                    try reach.isReachable(next, at: position + 1)
                else { continue }
                position += 1
                visit += 1
                choices.removeAll(keepingCapacity: true)
                choices.append(Choice(place: next))
            case .split(let one, let other):
                choices.append(Choice(place: other))
                choices.append(Choice(place: one))
            case .save(let slot, let next):
                choices.append(Choice(place: 0, slot: slot, value: slots[Int(slot)]))
                slots[Int(slot)] = position
                choices.append(Choice(place: next))
            case .assertion(let assertion, let next):
                if reach.holds(assertion, at: position) { choices.append(Choice(place: next)) }
            case .match:
                if takingSomething, position == start { continue }
                slots[1] = position
                return position
            }
        }
        return nil
    }
}
