/// Unicode's general categories by the names that `\p{…}` takes. https://www.unicode.org/reports/tr44/#General_Category_Values
enum ScalarCategory {
    private static let names: [(short: String, long: String)] = [
        ("lu", "uppercaseletter"), ("ll", "lowercaseletter"), ("lt", "titlecaseletter"), ("lm", "modifierletter"), ("lo", "otherletter"),
        ("mn", "nonspacingmark"), ("mc", "spacingmark"), ("me", "enclosingmark"), ("nd", "decimalnumber"), ("nl", "letternumber"),
        ("no", "othernumber"), ("pc", "connectorpunctuation"), ("pd", "dashpunctuation"), ("ps", "openpunctuation"),
        ("pe", "closepunctuation"), ("pi", "initialpunctuation"), ("pf", "finalpunctuation"), ("po", "otherpunctuation"),
        ("sm", "mathsymbol"), ("sc", "currencysymbol"), ("sk", "modifiersymbol"), ("so", "othersymbol"), ("zs", "spaceseparator"),
        ("zl", "lineseparator"), ("zp", "paragraphseparator"), ("cc", "control"), ("cf", "format"), ("cs", "surrogate"),
        ("co", "privateuse"), ("cn", "unassigned"),
    ]

    /// Groups of categories, by the letter that their short names begin with.
    private static let groups: [String: Character] = [
        "letter": "l", "mark": "m", "number": "n", "punctuation": "p", "symbol": "s", "separator": "z", "other": "c",
    ]

    static let count = names.count
    static let all: UInt32 = 1 << UInt32(names.count) - 1
    /// Upper, lower and title case.
    static let cased: UInt32 = 0b111

    /// The categories that a name stands for, as bits; nil when there is no such name. Case, spaces, `-` and `_` do not matter.
    static func mask(_ name: String) -> UInt32? {
        let name = String(name.unicodeScalars.filter { !"-_ ".unicodeScalars.contains($0) }).lowercased()
        switch name {
        case "any": return all
        case "l&", "lc", "casedletter": return cased
        case "xan": return mask(startingWith: "l") | mask(startingWith: "n")
        default: break
        }
        if let index = names.firstIndex(where: { $0.short == name || $0.long == name }) { return 1 << UInt32(index) }
        if let first = groups[name] ?? (name.count == 1 ? name.first : nil), groups.values.contains(first) {
            return mask(startingWith: first)
        }
        return nil
    }

    private static func mask(startingWith first: Character) -> UInt32 {
        names.indices.reduce(0) { names[$1].short.first == first ? $0 | 1 << UInt32($1) : $0 }
    }

    /// The place of a scalar's category in the masks.
    static func bit(of scalar: UInt32) -> UInt32 {
        guard let scalar = Unicode.Scalar(scalar) else { return 27 }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter: return 0
        case .lowercaseLetter: return 1
        case .titlecaseLetter: return 2
        case .modifierLetter: return 3
        case .otherLetter: return 4
        case .nonspacingMark: return 5
        case .spacingMark: return 6
        case .enclosingMark: return 7
        case .decimalNumber: return 8
        case .letterNumber: return 9
        case .otherNumber: return 10
        case .connectorPunctuation: return 11
        case .dashPunctuation: return 12
        case .openPunctuation: return 13
        case .closePunctuation: return 14
        case .initialPunctuation: return 15
        case .finalPunctuation: return 16
        case .otherPunctuation: return 17
        case .mathSymbol: return 18
        case .currencySymbol: return 19
        case .modifierSymbol: return 20
        case .otherSymbol: return 21
        case .spaceSeparator: return 22
        case .lineSeparator: return 23
        case .paragraphSeparator: return 24
        case .control: return 25
        case .format: return 26
        case .surrogate: return 27
        case .privateUse: return 28
        default: return 29
        }
    }
}
