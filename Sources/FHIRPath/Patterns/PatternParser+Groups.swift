extension PatternParser {
    /// A group, from its `(`; nil for flags and comments, which stand for nothing that could be repeated.
    mutating func parseGroup() throws(PatternError) -> PatternTree? {
        let start = position
        position += 1
        if isNext("*") {
            throw PatternError("Verbs such as (*UTF) are not supported: leave it out, or write \\* for the sign itself.", offset: start)
        }
        guard take("?") else { return try parseCapture(name: nil, start: start) }
        if take("#") {
            guard let end = scalars[position...].firstIndex(of: ")") else { throw Self.unclosed(start) }
            position = end + 1
            return nil
        }
        if take(":") { return try parseBody(start: start) }
        try refuseUnsupportedGroup(start)
        if take("P<") || take("<") { return try parseCapture(name: try parseName(closing: ">"), start: start) }
        if take("'") { return try parseCapture(name: try parseName(closing: "'"), start: start) }
        let outer = flags
        try parseFlags(start)
        // Flags alone are for the rest of the group that they stand in.
        if take(")") { return nil }
        position += 1
        let inner = flags
        flags = outer
        return try parseBody(start: start, flags: inner)
    }

    private func refuseUnsupportedGroup(_ start: Int) throws(PatternError) {
        if isNext("=") || isNext("!") || isNext("<=") || isNext("<!") {
            throw PatternError(
                "Look-ahead and look-behind cannot be answered in one pass over the text and are refused: ask for the condition with a "
                    + "second matches().",
                offset: start)
        }
        if isNext(">") {
            throw PatternError(
                "Atomic groups change what an automaton can find and are refused: write (?:…) instead of (?>…).", offset: start)
        }
        if isNext("|") {
            throw PatternError(
                "Groups that share their numbers are not supported: write (?:…) instead of (?|…) and number the groups.", offset: start)
        }
        if isNext("(") {
            throw PatternError(
                "Conditions in a pattern cannot be answered in linear time: write the two cases as a choice, (?:…|…).", offset: start)
        }
        if isNext("P=") { throw Self.backReference(start) }
        let digit = isNext("-") || isNext("+") ? peek(1) : next
        if isNext("R") || isNext("&") || isNext("P>") || digit.map({ ScalarSet.digits.contains($0.value) }) == true {
            throw PatternError(
                "A pattern that calls itself or a group cannot be answered in linear time: write the group out again.", offset: start)
        }
    }

    /// Flags up to the `:` or `)` after them.
    private mutating func parseFlags(_ start: Int) throws(PatternError) {
        var value = true
        while let sign = next, sign != ":", sign != ")" {
            switch sign {
            case "i": flags.ignoresCase = value
            case "m": flags.isMultiline = value
            case "s": flags.dotTakesNewlines = value
            case "x": flags.isExtended = value
            case "-" where value: value = false
            default:
                throw PatternError(
                    "After (? only i, m, s, x and -, a name as in (?<name>…), or : may stand: write (?: for a group.", offset: position)
            }
            position += 1
        }
        guard next != nil else { throw Self.unclosed(start) }
    }

    private mutating func parseName(closing: Unicode.Scalar) throws(PatternError) -> String {
        let start = position
        var name = ""
        while let sign = next, sign == "_" || sign.properties.isAlphabetic || (!name.isEmpty && sign.properties.numericType != nil) {
            name.unicodeScalars.append(sign)
            position += 1
        }
        guard !name.isEmpty, next == closing else {
            throw PatternError(
                "The name of a group is letters, digits and _, does not begin with a digit and ends with \(closing), as in (?<name>…).",
                offset: position)
        }
        position += 1
        guard names[name] == nil else {
            throw PatternError("There is a group of this name already: give each group its own.", offset: start)
        }
        return name
    }

    private mutating func parseCapture(name: String?, start: Int) throws(PatternError) -> PatternTree {
        groups += 1
        let number = groups
        if let name { names[name] = number }
        return .capture(number, try parseBody(start: start))
    }

    /// What stands in a group, and its `)`; flags set in it end with it.
    private mutating func parseBody(start: Int, flags inner: Flags? = nil) throws(PatternError) -> PatternTree {
        guard depth < Self.deepest else {
            throw PatternError("Groups stand in each other more than \(Self.deepest) deep: write the pattern with fewer.", offset: start)
        }
        let outer = flags
        flags = inner ?? outer
        depth += 1
        let tree = try parseChoice()
        guard take(")") else { throw Self.unclosed(start) }
        depth -= 1
        flags = outer
        return tree
    }

    private static func unclosed(_ start: Int) -> PatternError {
        PatternError("The group that begins here is never closed: add its ), or write \\( for the sign itself.", offset: start)
    }

    static func backReference(_ offset: Int) -> PatternError {
        PatternError(
            "Back references cannot be answered in linear time and are refused: write what the group takes out again.", offset: offset)
    }
}
