extension PatternParser {
    /// What a class has been told to take.
    private struct Members {
        /// Written out: what is the same without regard to case belongs to them.
        var written: [ClosedRange<UInt32>] = []
        var named: [ClosedRange<UInt32>] = []
        var categories: UInt32 = 0

        mutating func insert(_ set: ScalarSet) {
            named += set.ranges
            categories |= set.categories
        }
    }

    private enum Member {
        case literal(UInt32)
        case set(ScalarSet)
    }

    /// A class, from its `[`.
    mutating func parseClass() throws(PatternError) -> PatternTree {
        let start = position
        if posixName() != nil {
            throw PatternError("A POSIX name stands inside a class: write two brackets, as in [[:alpha:]].", offset: start)
        }
        position += 1
        let isNegated = take("^")
        var members = Members()
        var isFirst = true
        while isFirst || !isNext("]") {
            guard next != nil else { throw Self.unclosedClass(start) }
            isFirst = false
            if take("\\Q") {
                try parseQuotation(&members, start)
                continue
            }
            if take("\\E") { continue }
            try parseMember(&members, start)
        }
        position += 1
        let written = flags.ignoresCase ? CaseFolding.closure(members.written) : members.written
        return set(ScalarSet(written + members.named, categories: members.categories, negated: isNegated))
    }

    private mutating func parseMember(_ members: inout Members, _ start: Int) throws(PatternError) {
        let offset = position
        switch try parseOne() {
        case .set(let set): members.insert(set)
        case .literal(let from):
            guard isNext("-"), let after = peek(1), after != "]" else {
                members.written.append(from...from)
                return
            }
            position += 1
            switch try parseOne() {
            case .literal(let to):
                guard from <= to else {
                    throw PatternError("The range in this class runs backwards: write its lower end first.", offset: offset)
                }
                members.written.append(from...to)
            case .set(let set):
                members.written += [from...from, 45...45]
                members.insert(set)
            }
        }
    }

    private mutating func parseOne() throws(PatternError) -> Member {
        let start = position
        if let name = posixName() {
            position += name.unicodeScalars.count + 4
            let isNegated = name.hasPrefix("^")
            guard let set = ScalarSet.posix(String(isNegated ? name.dropFirst() : name[...]), ignoringCase: flags.ignoresCase) else {
                throw PatternError(
                    "This POSIX name is not known: use alnum, alpha, ascii, blank, cntrl, digit, graph, lower, print, punct, space, upper, "
                        + "word or xdigit.",
                    offset: start)
            }
            return .set(isNegated ? set.complement : set)
        }
        if isNext("[.") || isNext("[=") {
            throw PatternError(
                "POSIX collating elements are not supported: write the signs themselves, or \\[ for a bracket.", offset: start)
        }
        if isNext("\\") {
            switch try parseEscape(inClass: true) {
            case .literal(let value): return .literal(value)
            case .set(let set): return .set(set)
            case .assertion: break
            }
        }
        guard let sign = next else { throw Self.unclosedClass(start) }
        position += 1
        return .literal(sign.value)
    }

    private mutating func parseQuotation(_ members: inout Members, _ start: Int) throws(PatternError) {
        while !take("\\E") {
            guard let sign = next else { throw Self.unclosedClass(start) }
            members.written.append(sign.value...sign.value)
            position += 1
        }
    }

    /// What stands between `[:` and `:]` where they are next; nil where they are not.
    private func posixName() -> String? {
        guard isNext("[:") else { return nil }
        var name = ""
        var ahead = 2
        while let sign = peek(ahead), sign.properties.isAlphabetic || (sign == "^" && ahead == 2) {
            name.unicodeScalars.append(sign)
            ahead += 1
        }
        return peek(ahead) == ":" && peek(ahead + 1) == "]" ? name : nil
    }

    private static func unclosedClass(_ start: Int) -> PatternError {
        PatternError("The class that begins here is never closed: add its ], or write \\[ for the sign itself.", offset: start)
    }
}
