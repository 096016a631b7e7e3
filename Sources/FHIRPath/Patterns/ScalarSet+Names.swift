/// The sets that patterns name. They are about ASCII, as in PCRE without its option UCP.
/// https://www.pcre.org/current/doc/html/pcre2pattern.html#SEC5
extension ScalarSet {
    static let digits = ScalarSet([48...57])
    static let wordSigns = ScalarSet([48...57, 65...90, 95...95, 97...122])
    static let spaces = ScalarSet([9...13, 32...32])
    static let newline = ScalarSet([10...10])
    static let horizontalSpaces = ScalarSet([
        9...9, 32...32, 0xA0...0xA0, 0x1680...0x1680, 0x180E...0x180E, 0x2000...0x200A, 0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000,
    ])
    static let verticalSpaces = ScalarSet([10...13, 0x85...0x85, 0x2028...0x2029])

    private static let posix: [String: ScalarSet] = [
        "alnum": ScalarSet([48...57, 65...90, 97...122]), "alpha": ScalarSet([65...90, 97...122]), "ascii": ScalarSet([0...127]),
        "blank": ScalarSet([9...9, 32...32]), "cntrl": ScalarSet([0...31, 127...127]), "digit": digits, "graph": ScalarSet([33...126]),
        "lower": ScalarSet([97...122]), "print": ScalarSet([32...126]),
        "punct": ScalarSet([33...47, 58...64, 91...96, 123...126]), "space": spaces, "upper": ScalarSet([65...90]), "word": wordSigns,
        "xdigit": ScalarSet([48...57, 65...70, 97...102]),
    ]

    /// What stands between `[:` and `:]`; nil when there is no such name. Without regard to case, `lower` and `upper` are `alpha`.
    static func posix(_ name: String, ignoringCase: Bool) -> ScalarSet? {
        posix[ignoringCase && (name == "lower" || name == "upper") ? "alpha" : name]
    }

    /// What an escape letter stands for, `d` or `D`; nil when it stands for no set.
    static func escape(_ letter: Unicode.Scalar) -> ScalarSet? {
        switch letter {
        case "d": digits
        case "D": digits.complement
        case "w": wordSigns
        case "W": wordSigns.complement
        case "s": spaces
        case "S": spaces.complement
        case "h": horizontalSpaces
        case "H": horizontalSpaces.complement
        case "v": verticalSpaces
        case "V": verticalSpaces.complement
        default: nil
        }
    }
}
