/// Reads what `_text` and `_content` ask for: words, with AND, OR, NOT and parentheses. https://hl7.org/fhir/R4/search.html#text
///
///     bone liver                       both words
///     (bone OR liver) and metastases   one of the first two, and the last
///     metastases AND NOT liver         the first, where the second is not
///
/// AND binds closer than OR. `not` in small letters is a word: "do not resuscitate" must not find those of whom the opposite is written.
struct WordExpression {
    private enum Sign: Equatable {
        case open, close, and, or, not
        /// Folded; none where it has no two letters or digits together.
        case words([String])
    }

    /// Parentheses and NOT may stand so deep in each other.
    private static let deepest = 16

    private let parameter: SearchParameter
    private var signs: ArraySlice<Sign> = []

    init(_ parameter: SearchParameter) { self.parameter = parameter }

    func criterion(_ text: String) throws(SearchError) -> Criterion {
        guard !text.contains("\"") else {
            throw refusal("Words are looked for one by one: leave out quotation marks, and all of the words must be there.")
        }
        var reading = self
        reading.signs = Self.signs(text)[...]
        let criterion = try reading.alternatives(0)
        guard reading.signs.isEmpty else { throw unbalanced }
        return criterion
    }

    private func refusal(_ remedy: String) -> SearchError { .value(parameter.code, remedy) }

    private var unbalanced: SearchError {
        refusal("Close each parenthesis that is opened, and write a word on both sides of AND and OR, and behind NOT.")
    }

    private static func signs(_ text: String) -> [Sign] {
        var signs: [Sign] = []
        var word = ""
        func end() {
            guard !word.isEmpty else { return }
            switch word {
            case "NOT": signs.append(.not)
            case _ where word.lowercased() == "and": signs.append(.and)
            case _ where word.lowercased() == "or": signs.append(.or)
            default:
                var words: [String] = []
                TextWords.each(word) { words.append(String(decoding: $0, as: UTF8.self)) }
                signs.append(.words(words))
            }
            word = ""
        }
        for character in text {
            switch character {
            case "(", ")":
                end()
                signs.append(character == "(" ? .open : .close)
            case _ where character.isWhitespace: end()
            default: word.append(character)
            }
        }
        end()
        return signs
    }

    private mutating func alternatives(_ depth: Int) throws(SearchError) -> Criterion {
        var found = [try together(depth)]
        while signs.first == .or {
            signs.removeFirst()
            found.append(try together(depth))
        }
        return found.count == 1 ? found[0] : .any(found)
    }

    /// What stands side by side, with AND between or nothing. Words that nothing else stands between are asked for at once.
    private mutating func together(_ depth: Int) throws(SearchError) -> Criterion {
        var words: Set<String> = []
        var found: [Criterion] = []
        var isOpen = true
        while let sign = signs.first {
            switch sign {
            case .words(let more):
                words.formUnion(more)
                signs.removeFirst()
            case .open, .not: found.append(try single(depth + 1))
            case .and:
                guard !isOpen else { throw unbalanced }
                signs.removeFirst()
                isOpen = true
                continue
            case .or, .close:
                guard !isOpen else { throw unbalanced }
                return try joined(words, found)
            }
            isOpen = false
        }
        guard !isOpen || depth == 0 && words.isEmpty && found.isEmpty else { throw unbalanced }
        return try joined(words, found)
    }

    private func joined(_ words: Set<String>, _ found: [Criterion]) throws(SearchError) -> Criterion {
        guard !words.isEmpty || !found.isEmpty else { throw refusal("It is asked for words of two letters or more.") }
        let all = (words.isEmpty ? [] : [.matches(parameter, [.words(words.sorted())])]) + found
        return all.count == 1 ? all[0] : .all(all)
    }

    /// What stands in parentheses, or behind NOT.
    private mutating func single(_ depth: Int) throws(SearchError) -> Criterion {
        guard depth <= Self.deepest else { throw refusal("At most \(Self.deepest) parentheses may stand in each other.") }
        guard let sign = signs.popFirst() else { throw unbalanced }
        switch sign {
        case .open:
            let inner = try alternatives(depth)
            guard signs.popFirst() == .close else { throw unbalanced }
            return inner
        case .not: return .not(try single(depth + 1))
        case .words(let words): return try joined(Set(words), [])
        case .and, .or, .close: throw unbalanced
        }
    }
}
