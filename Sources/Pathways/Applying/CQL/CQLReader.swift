/// Reads an expression of CQL and says it in FHIRPath. https://cql.hl7.org/19-l-cqlsyntaxdiagrams.html
struct CQLReader {
    let library: CQLLibrary
    var tokens: [CQLToken]
    var at = 0
    var made = CQLExpression(text: "")
    /// The names of what queries go over, innermost last.
    var aliases: [String] = []
    private var depth = 0

    private static let deepest = 200

    static func expression(_ tokens: [CQLToken], in library: CQLLibrary) throws(CQLError) -> CQLExpression {
        var reader = CQLReader(library: library, tokens: tokens)
        let term = try reader.expression(0)
        guard reader.next.kind == .end else { throw reader.refusal("is not understood here") }
        reader.made.text = term.text
        return reader.made
    }

    private init(library: CQLLibrary, tokens: [CQLToken]) {
        self.library = library
        self.tokens = tokens
    }

    /// A part of the expression; codes and value sets are asked in ways of their own.
    struct Term {
        var text: String
        var codes: [CQLCode] = []
        var valueSet: String?
        /// The bounds of an interval that is written out.
        var interval: (low: String?, high: String?, lowIsIn: Bool, highIsIn: Bool)?
        var isSource = false
    }

    // MARK: Words

    var next: CQLToken { tokens[min(at, tokens.count - 1)] }

    mutating func take() -> CQLToken {
        let token = next
        at += 1
        return token
    }

    mutating func takes(_ word: String) -> Bool {
        guard next.isWord(word) || next.isSign(word) else { return false }
        at += 1
        return true
    }

    mutating func expect(_ sign: String) throws(CQLError) {
        guard takes(sign) else { throw refusal("stands where `\(sign)` should") }
    }

    func refusal(_ what: String) -> CQLError {
        CQLError(next.kind == .end ? "The expression ends too early" : "`\(next.text.prefix(40))` \(what)", at: next)
    }

    // MARK: Operators

    /// How tightly an operator binds, loosest first.
    private func strength(_ token: CQLToken) -> Int? {
        switch (token.kind, token.text) {
        case (.sign, "|"), (.word, "union"), (.word, "intersect"), (.word, "except"): 1
        case (.word, "implies"): 2
        case (.word, "or"), (.word, "xor"): 3
        case (.word, "and"): 4
        case (.word, "in"), (.word, "contains"), (.word, "during"): 5
        case (.sign, "="), (.sign, "!="), (.sign, "~"), (.sign, "!~"): 6
        case (.sign, "<"), (.sign, "<="), (.sign, ">"), (.sign, ">="): 8
        case (.word, "between"): 9
        case (.word, "is"), (.word, "as"): 11
        case (.sign, "+"), (.sign, "-"), (.sign, "&"): 12
        case (.sign, "*"), (.sign, "/"), (.word, "div"), (.word, "mod"): 13
        default: nil
        }
    }

    mutating func expression(_ minimum: Int) throws(CQLError) -> Term {
        depth += 1
        defer { depth -= 1 }
        guard depth < Self.deepest else { throw CQLError("The expression is nested too deeply.") }
        var left = try prefixed()
        while let strength = strength(next), strength >= minimum {
            let word = take().text
            switch word {
            case "is": left = try test(left)
            case "as": left = Term(text: "(\(left.text)).ofType(\(try type()))")
            case "between":
                let low = try expression(12)
                try expect("and")
                let high = try expression(12)
                left = Term(text: "((\(left.text) >= \(low.text)) and (\(left.text) <= \(high.text)))")
            default: left = try combined(left, word, try expression(strength + 1))
            }
        }
        return left
    }

    private mutating func prefixed() throws(CQLError) -> Term {
        if takes("not") { return Term(text: "(\(try expression(10).text)).not()") }
        if takes("exists") { return Term(text: "(\(try expression(10).text)).exists()") }
        if takes("-") { return Term(text: "(-\(try expression(14).text))") }
        if takes("+") { return try expression(14) }
        if next.isWord("singleton"), tokens[min(at + 1, tokens.count - 1)].isWord("from") {
            at += 2
            return Term(text: "(\(try expression(10).text)).single()")
        }
        if takes("distinct") { return Term(text: "(\(try expression(10).text)).distinct()") }
        if takes("flatten") { return try expression(10) }
        for end in ["start", "end"] where next.isWord(end) && tokens[min(at + 1, tokens.count - 1)].isWord("of") {
            at += 2
            return Term(text: "(\(try expression(14).text)).\(end)")
        }
        return try accessed()
    }

    private mutating func test(_ left: Term) throws(CQLError) -> Term {
        let isNegated = takes("not")
        if takes("null") { return Term(text: "(\(left.text)).\(isNegated ? "exists" : "empty")()") }
        for value in ["true", "false"] where takes(value) {
            return Term(text: "iif((\(left.text)) = \(value), \(isNegated ? "false, true" : "true, false"))")
        }
        return Term(text: "((\(left.text)) is \(try type()))" + (isNegated ? ".not()" : ""))
    }

    /// The name of a type, without that of its model.
    private mutating func type() throws(CQLError) -> String {
        var name = take().text
        while takes(".") { name = take().text }
        guard name.utf8.allSatisfy({ ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z") }), !name.isEmpty else {
            throw refusal("is no type that is known here")
        }
        return name
    }

    private mutating func combined(_ left: Term, _ word: String, _ right: Term) throws(CQLError) -> Term {
        switch word {
        case "~", "=", "!~", "!=":
            let (value, codes) = right.codes.isEmpty ? (right, left.codes) : (left, right.codes)
            guard !codes.isEmpty else { return Term(text: "(\(left.text) \(word) \(right.text))") }
            let any = codes.map { "(\(value.text)).hasCode(\(Self.quoted($0.system)), \(Self.quoted($0.code)))" }.joined(separator: " or ")
            return Term(text: word.hasPrefix("!") ? "(\(any)).not()" : "(\(any))")
        case "in", "during":
            if let set = right.valueSet {
                made.valueSets.insert(set)
                return Term(text: "(\(left.text)).inCodes(\(Self.quoted(set)))")
            }
            if let interval = right.interval {
                var tests: [String] = []
                if let low = interval.low { tests.append("(\(left.text) \(interval.lowIsIn ? ">=" : ">") \(low))") }
                if let high = interval.high { tests.append("(\(left.text) \(interval.highIsIn ? "<=" : "<") \(high))") }
                return Term(text: tests.isEmpty ? "true" : "(\(tests.joined(separator: " and ")))")
            }
            guard word == "in" else { throw CQLError("`during` is understood with an interval that is written out alone.") }
            return Term(text: "(\(left.text) in (\(right.text)))")
        case "contains": return Term(text: "((\(left.text)) contains \(right.text))")
        case "union", "|": return Term(text: "((\(left.text)) | (\(right.text)))", isSource: true)
        case "intersect": return Term(text: "(\(left.text)).intersect(\(right.text))", isSource: true)
        case "except": return Term(text: "(\(left.text)).exclude(\(right.text))", isSource: true)
        default: return Term(text: "(\(left.text) \(word) \(right.text))")
        }
    }

    static func quoted(_ text: String) -> String {
        "'\(text.replacing("\\", with: "\\\\").replacing("'", with: "\\'"))'"
    }
}
