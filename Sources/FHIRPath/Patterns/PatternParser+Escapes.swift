extension PatternParser {
    enum Escape {
        case literal(UInt32)
        case set(ScalarSet)
        case assertion(PatternAssertion)
    }

    /// What a backslash and what follows it stand for.
    mutating func parseEscape(inClass: Bool) throws(PatternError) -> Escape {
        let start = position
        position += 1
        guard let sign = next else {
            throw PatternError("The pattern ends with a single backslash: write \\\\ for the sign itself.", offset: start)
        }
        position += 1
        // A sign that is no ASCII letter or digit stands for itself.
        guard ScalarSet.wordSigns.contains(sign.value), sign != "_" else { return .literal(sign.value) }
        if let set = ScalarSet.escape(sign) { return .set(set) }
        if let literal = try parseCodePoint(sign, start) { return .literal(literal) }
        if !inClass, let assertion = assertion(sign) { return .assertion(assertion) }
        switch sign {
        case "p", "P": return .set(try parseProperty(negated: sign == "P", start))
        case "b": return .literal(8)
        case "1"..."9", "g", "k":
            if !inClass { throw Self.backReference(start) }
        case "X", "R", "G", "K", "C", "N":
            if !inClass { throw PatternError("\\\(sign) is not supported: describe the signs that it would take.", offset: start) }
        default: break
        }
        throw PatternError(
            "This backslash and letter mean nothing\(inClass ? " in a class" : ""): leave the backslash out, or write \\\\ for the sign.",
            offset: start)
    }

    private func assertion(_ sign: Unicode.Scalar) -> PatternAssertion? {
        switch sign {
        case "b": .wordBoundary
        case "B": .noWordBoundary
        case "A": .textStart
        case "z": .textEnd
        case "Z": .textEndOrFinalNewline
        default: nil
        }
    }

    // MARK: Single signs

    private mutating func parseCodePoint(_ sign: Unicode.Scalar, _ start: Int) throws(PatternError) -> UInt32? {
        switch sign {
        case "t": return 9
        case "n": return 10
        case "f": return 12
        case "r": return 13
        case "a": return 7
        case "e": return 27
        case "0": return takeDigits(base: 8, atMost: 2) ?? 0
        case "x":
            guard take("{") else { return takeDigits(base: 16, atMost: 2) ?? 0 }
            return try parseBraced(base: 16, start)
        case "o":
            guard take("{") else { throw Self.wrongNumber(start) }
            return try parseBraced(base: 8, start)
        case "u": return try parseUTF16(start)
        default: return nil
        }
    }

    private mutating func parseBraced(base: UInt32, _ start: Int) throws(PatternError) -> UInt32 {
        guard let value = takeDigits(base: base, atMost: 16), take("}"), Unicode.Scalar(value) != nil else { throw Self.wrongNumber(start) }
        return value
    }

    /// `\uHHHH`, or two of them for a scalar above U+FFFF.
    private mutating func parseUTF16(_ start: Int) throws(PatternError) -> UInt32 {
        guard let first = takeUnit() else { throw Self.wrongNumber(start) }
        if Unicode.Scalar(first) != nil { return first }
        guard first < 0xDC00, take("\\u"), let second = takeUnit(), 0xDC00...0xDFFF ~= second else { throw Self.wrongNumber(start) }
        return 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
    }

    private mutating func takeUnit() -> UInt32? {
        let start = position
        let value = takeDigits(base: 16, atMost: 4)
        return position - start == 4 ? value : nil
    }

    private mutating func takeDigits(base: UInt32, atMost: Int) -> UInt32? {
        let start = position
        var value: UInt32 = 0
        while position - start < atMost, let sign = next, sign.isASCII, let digit = Character(sign).hexDigitValue, digit < Int(base) {
            value = min(value * base + UInt32(digit), ScalarSet.last + 1)
            position += 1
        }
        return position == start ? nil : value
    }

    private static func wrongNumber(_ offset: Int) -> PatternError {
        PatternError(
            "This names no Unicode scalar: write \\xHH, \\x{H…}, \\o{…} or \\uHHHH with one up to 10FFFF that is no half of a pair.",
            offset: offset)
    }

    // MARK: Properties

    private mutating func parseProperty(negated: Bool, _ start: Int) throws(PatternError) -> ScalarSet {
        var name = ""
        var isNegated = negated
        if take("{") {
            if take("^") { isNegated.toggle() }
            while let sign = next, sign != "}", name.unicodeScalars.count < 64 {
                name.unicodeScalars.append(sign)
                position += 1
            }
            guard take("}") else {
                throw PatternError("The name of the property is never closed: write \\p{L} or \\p{Lu}.", offset: start)
            }
        } else if let sign = next {
            name = String(Character(sign))
            position += 1
        }
        guard var mask = ScalarCategory.mask(name) else {
            throw PatternError(
                "No general category has this name, and scripts are not known: write one such as \\p{L}, \\p{Lu} or \\p{Nd}, or a range.",
                offset: start)
        }
        // Without regard to case, one case is all of them.
        if flags.ignoresCase, mask != 0, mask & ~ScalarCategory.cased == 0 { mask = ScalarCategory.cased }
        return isNegated ? ScalarSet([], categories: ~mask & ScalarCategory.all) : ScalarSet([], categories: mask)
    }
}
