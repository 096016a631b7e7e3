/// Turns the expression of an invariant into a test of presence. Every part that it does not understand becomes "unknown".
struct PresenceReader {
    private let fields: PresenceFields
    private(set) var steps: [PresenceTest.Step] = []
    private(set) var names: [[UInt8]] = []

    init(_ fields: PresenceFields) {
        self.fields = fields
    }

    mutating func read(_ expression: String) { read(expression[...]) }

    private mutating func read(_ text: Substring) {
        let text = text.trimmed
        if let inner = text.unwrapped { return read(inner) }
        // From what binds least to what binds most.
        if let (first, second, _) = text.split(at: [" implies "]) { return join(first, second, .implies) }
        if let (first, second, word) = text.split(at: [" or ", " xor "]) { return join(first, second, word == " or " ? .or : .xor) }
        if let (first, second, _) = text.split(at: [" and "]) { return join(first, second, .and) }
        if let (first, second, _) = text.split(at: [" in "]) { return readMembership(first, second) }
        if let (first, second, word) = text.split(at: ["!=", "="]) {
            return readEquality(first, second, isEqual: word == "=")
        }
        if let (first, second, word) = text.split(at: ["<=", ">="]) {
            return word == "<=" ? readOrder(first, second) : readOrder(second, first)
        }
        readLeaf(text)
    }

    private mutating func join(_ first: Substring, _ second: Substring, _ step: PresenceTest.Step) {
        read(first)
        read(second)
        steps.append(step)
    }

    private mutating func isUnknown() { steps.append(.constant(.unknown)) }

    private mutating func readEquality(_ first: Substring, _ second: Substring, isEqual: Bool) {
        let (first, second) = (first.trimmed, second.trimmed)
        if first.isTest && second.isTest {
            join(first, second, .equal)
        } else if let literal = second.literal {
            readCodes(first, [literal])
        } else {
            // Compared with nothing it is nothing.
            readAbsence(first, .nothing)
        }
        if !isEqual { steps.append(.not) }
    }

    private mutating func readMembership(_ first: Substring, _ second: Substring) {
        guard let list = second.trimmed.unwrapped else { return isUnknown() }
        let codes = list.split(separator: "|").map { $0.trimmed.literal }
        let known = codes.compactMap { $0 }
        guard known.count == codes.count else { return isUnknown() }
        readCodes(first.trimmed, known)
    }

    private mutating func readCodes(_ path: Substring, _ codes: [String]) {
        guard let field = field(path), field.path.isEmpty, let name = field.field.name, !field.field.isArray else {
            return readAbsence(path, .nothing)
        }
        steps.append(.oneOf(field.field.bit, name: index(of: name), codes.map { Array($0.utf8) }))
    }

    private mutating func readOrder(_ first: Substring, _ second: Substring) {
        guard let one = field(first.trimmed), let two = field(second.trimmed), one.path.isEmpty, two.path.isEmpty,
            one.field.isTime, two.field.isTime, let oneName = one.field.name, let twoName = two.field.name
        else { return isUnknown() }
        steps.append(.inOrder(one.field.bit, two.field.bit, first: index(of: oneName), second: index(of: twoName)))
    }

    private mutating func readAbsence(_ path: Substring, _ answer: PresenceTest.Answer) {
        guard path.isPath, let field = field(path) else { return isUnknown() }
        steps.append(.absent(field.field.bit, answer))
    }

    /// A path that ends in a question about what it leads to.
    private mutating func readLeaf(_ text: Substring) {
        if let (condition, question) = text.filtered {
            // Of one item: it is kept or not.
            read(condition)
            steps.append(.holds)
            if question == ".empty()" { steps.append(.not) }
        } else if text.hasSuffix(".not()") {
            read(text.dropLast(".not()".count))
            steps.append(.not)
        } else if text.hasSuffix(".exists()"), text.isPath {
            let path = text.dropLast(".exists()".count)
            if let field = field(path), field.path.isEmpty { steps.append(.present(field.field.bit)) } else { readAbsence(path, .no) }
        } else if text.hasSuffix(".empty()"), text.isPath {
            let path = text.dropLast(".empty()".count)
            if let field = field(path), field.path.isEmpty {
                steps += [.present(field.field.bit), .not]
            } else {
                readAbsence(path, .yes)
            }
        } else if text.hasSuffix(".hasValue()"), text.isPath {
            readAbsence(text.dropLast(".hasValue()".count), .no)
        } else if text.hasSuffix(")"), text.isPath, text.lastFunction == "all" || text.lastFunction == "isDistinct" {
            // True of nothing.
            readAbsence(text, .yes)
        } else {
            isUnknown()
        }
    }

    /// The field that a path begins with, and what follows it.
    private func field(_ path: Substring) -> (field: PresenceFields.Field, path: Substring)? {
        var path = path
        if path.hasPrefix(fields.typeName + ".") { path = path.dropFirst(fields.typeName.count + 1) }
        let name = path.prefix { $0.isLetter || $0.isNumber }
        let rest = path.dropFirst(name.count)
        guard !name.isEmpty, rest.isEmpty || rest.first == "." else { return nil }
        return fields[name].map { ($0, rest) }
    }

    private mutating func index(of name: String) -> Int {
        let bytes = Array(name.utf8)
        if let known = names.firstIndex(of: bytes) { return known }
        names.append(bytes)
        return names.count - 1
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        var text = self
        while text.first == " " { text = text.dropFirst() }
        while text.last == " " { text = text.dropLast() }
        return text
    }

    /// What stands in the parentheses around all of it; nil when there are none.
    fileprivate var unwrapped: Substring? {
        guard first == "(", last == ")" else { return nil }
        var isWhole = true
        eachAtTop { at in
            // Something at the top other than the first parenthesis: they do not enclose all.
            if at != startIndex && at != index(before: endIndex) { isWhole = false }
            return isWhole
        }
        return isWhole ? dropFirst().dropLast() : nil
    }

    /// Splits at the last of these words that stands outside parentheses and quotation marks: operators group from the left.
    fileprivate func split(at words: [String]) -> (Substring, Substring, String)? {
        var found: (Substring, Substring, String)?
        eachAtTop { at in
            for word in words where self[at...].hasPrefix(word) {
                let end = self.index(at, offsetBy: word.count)
                // The sign of `<=` is not that of `=`, and `!=` is found before `=`.
                if word == "=", at > startIndex, ["!", "<", ">"].contains(self[index(before: at)]) { continue }
                found = (self[..<at], self[end...], word)
                break
            }
            return true
        }
        return found
    }

    /// Calls `visit` for every character outside parentheses and quotation marks, opening and closing parentheses included.
    private func eachAtTop(_ visit: (Index) -> Bool) {
        var depth = 0
        var quote: Character?
        var isEscaped = false
        for at in indices {
            let character = self[at]
            if let open = quote {
                if character == open && !isEscaped { quote = nil }
                isEscaped = character == "\\" && !isEscaped
                continue
            }
            switch character {
            case "'", "`": quote = character
            case "(", "[":
                if depth == 0, !visit(at) { return }
                depth += 1
                continue
            case ")", "]":
                depth -= 1
                if depth == 0, !visit(at) { return }
                continue
            default: break
            }
            if depth == 0, !visit(at) { return }
        }
    }

    /// Whether it is steps joined by points, without operators outside parentheses.
    fileprivate var isPath: Bool {
        var isPath = !isEmpty
        eachAtTop { at in
            let character = self[at]
            isPath = character.isLetter || character.isNumber || [".", "(", ")", "`"].contains(character)
            return isPath
        }
        return isPath
    }

    /// The condition of `where(…).exists()` or `.empty()` that begins the text, and the question.
    fileprivate var filtered: (Substring, Substring)? {
        guard hasPrefix("where(") else { return nil }
        var end: Index?
        eachAtTop { at in
            if self[at] == ")" { end = at }
            return end == nil
        }
        guard let end else { return nil }
        let question = self[index(after: end)...]
        guard question == ".exists()" || question == ".empty()" else { return nil }
        return (dropFirst("where(".count)[..<end], question)
    }

    /// The name of the function that a path ends in.
    fileprivate var lastFunction: Substring {
        var start = startIndex
        var end = startIndex
        eachAtTop { at in
            if self[at] == "." { start = index(after: at) }
            if self[at] == "(" { end = at }
            return true
        }
        return start < end ? self[start..<end] : ""
    }

    /// Whether it answers yes or no about a path.
    fileprivate var isTest: Bool {
        isPath && [".exists()", ".empty()", ".not()"].contains { hasSuffix($0) }
    }

    /// The text of a string literal or of `true` and `false`.
    fileprivate var literal: String? {
        if self == "true" || self == "false" { return String(self) }
        guard count >= 2, first == "'", last == "'" else { return nil }
        let text = dropFirst().dropLast()
        return text.contains("'") || text.contains("\\") ? nil : String(text)
    }
}
