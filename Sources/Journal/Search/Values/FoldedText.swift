/// Texts as they are compared: without case, accents and what else people write or leave out.
///
/// - Letters lose their marks: `é` is `e`, `Å` is `a`, `ø` is `o`; `æ` is `ae`, `œ` is `oe`, `ß` is `ss`, `þ` is `th`, `ð` and `đ` are `d`.
/// - `aa` is `a`, however many there are, since `å` is written `aa` in half of the names that have it: `Aase`, `Åse` and `Ase` are one.
/// - Space, hyphens and dashes are one space, none at either end; apostrophes are nothing.
///
/// Whatever stands inside a text stands, folded, inside the folded text.
enum FoldedText {
    /// Gives the folded bytes.
    @inline(__always)
    static func with<Result>(_ text: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        // No scalar becomes more than three times as long.
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: text.count * 3 + 8) { out in
            let count = fold(text, into: out)
            return body(UnsafeBufferPointer(rebasing: out[0..<count]))
        }
    }

    static func of(_ text: String) -> [UInt8] {
        var text = text
        return text.withUTF8 { with($0) { Array($0) } }
    }

    private static func fold(_ text: UnsafeBufferPointer<UInt8>, into out: UnsafeMutableBufferPointer<UInt8>) -> Int {
        var count = 0
        var pending = false
        var at = 0
        while at < text.count {
            let byte = text[at]
            var mapped = byte
            if byte < 0x80 {
                at &+= 1
                switch byte {
                case 0x41...0x5A: mapped = byte | 0x20
                case 0x09...0x0D, 0x20, 0x2D:
                    pending = count > 0
                    continue
                case 0x27: continue
                default: break
                }
            } else {
                let (scalar, length) = decode(text, at)
                at &+= length
                switch FoldedLetters.fold(scalar) {
                case .nothing: continue
                case .space:
                    pending = count > 0
                    continue
                case .letter(let letter): mapped = letter
                case .letters(let letters):
                    if pending {
                        out[count] = 0x20
                        count &+= 1
                        pending = false
                    }
                    for letter in letters where !(letter == 0x61 && count > 0 && out[count &- 1] == 0x61) {
                        out[count] = letter
                        count &+= 1
                    }
                    continue
                }
            }
            if pending {
                out[count] = 0x20
                count &+= 1
                pending = false
            }
            if mapped == 0x61, count > 0, out[count &- 1] == 0x61 { continue }
            out[count] = mapped
            count &+= 1
        }
        return count
    }

    /// The scalar at a place in valid UTF-8.
    private static func decode(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> (UInt32, Int) {
        let lead = UInt32(text[at])
        func tail(_ offset: Int) -> UInt32 { at &+ offset < text.count ? UInt32(text[at &+ offset] & 0x3F) : 0 }
        if lead < 0xE0 { return ((lead & 0x1F) << 6 | tail(1), 2) }
        if lead < 0xF0 { return ((lead & 0x0F) << 12 | tail(1) << 6 | tail(2), 3) }
        return ((lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4)
    }
}

/// The first sixteen bytes of a folded text as two numbers that sort as the texts do.
struct TextKey {
    var value: UInt64
    var rest: UInt64

    init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0) {
        value = TextKey.word(bytes, start)
        rest = TextKey.word(bytes, start &+ 8)
    }

    @inline(__always) private static func word(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> UInt64 {
        var word: UInt64 = 0
        for at in 0..<8 { word = word &<< 8 | (start &+ at < bytes.count ? UInt64(bytes[start &+ at]) : 0) }
        return word
    }

    /// Where all texts stand that begin with a folded text; it is told whether the first sixteen bytes suffice to know them.
    static func range(_ field: UInt64, beginningWith text: [UInt8]) -> (range: IndexRange, isExact: Bool) {
        text.withUnsafeBufferPointer { bytes in
            let low = TextKey(bytes)
            func filled(_ word: UInt64, _ known: Int) -> UInt64 { known >= 8 ? word : word | (UInt64.max >> UInt64(known * 8)) }
            let values = low.value...filled(low.value, text.count)
            guard text.count > 8 else { return (IndexRange(field: field, values: values), true) }
            return (IndexRange(field: field, values: values, rests: low.rest...filled(low.rest, text.count - 8)), text.count <= 16)
        }
    }
}

/// What becomes of letters outside ASCII.
enum FoldedLetters {
    enum Fold {
        case nothing
        case space
        case letter(UInt8)
        case letters([UInt8])
    }

    static func fold(_ scalar: UInt32) -> Fold {
        if scalar >= 0xC0, scalar < 0x250 { return latin[Int(scalar - 0xC0)] }
        if scalar >= 0x1E00, scalar < 0x1F00 { return vietnamese[Int(scalar - 0x1E00)] }
        return slowly(scalar)
    }

    private static let latin = (0xC0..<0x250).map(work)
    private static let vietnamese = (0x1E00..<0x1F00).map(work)

    private static let special: [UInt32: String] = [
        0xE6: "ae", 0x153: "oe", 0xDF: "ss", 0x1E9E: "ss", 0xFE: "th", 0xF0: "d", 0x131: "i", 0x14B: "n", 0x133: "ij", 0x149: "n",
        0x138: "q", 0x17F: "s",
    ]

    /// Worked out from the names that Unicode gave its letters, which never change: LATIN SMALL LETTER A WITH RING ABOVE is an a.
    private static func work(_ value: Int) -> Fold {
        guard let scalar = Unicode.Scalar(UInt32(value)) else { return .nothing }
        let small = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
        if let text = special[small.value] { return .letters(Array(text.utf8)) }
        if small.isASCII, small.properties.isAlphabetic { return .letter(UInt8(small.value)) }
        let words = (small.properties.name ?? "").split(separator: " ")
        if words.count > 4, words.starts(with: ["LATIN", "SMALL", "LETTER"]), words[3].utf8.count == 1, words[4] == "WITH",
            let letter = words[3].utf8.first
        {
            return .letter(letter | 0x20)
        }
        return slowly(UInt32(value))
    }

    private static func slowly(_ value: UInt32) -> Fold {
        guard let scalar = Unicode.Scalar(value) else { return .nothing }
        // Apostrophes: right and left single quotation mark, prime, modifier letters.
        if [0x2019, 0x2018, 0x2032, 0x2BC, 0x2B9].contains(value) { return .nothing }
        switch scalar.properties.generalCategory {
        case .initialPunctuation, .finalPunctuation: return .letter(0x22)
        case .openPunctuation, .closePunctuation, .otherPunctuation: return .letter(0x2E)
        case .nonspacingMark, .enclosingMark, .format, .control: return .nothing
        case .spaceSeparator, .lineSeparator, .paragraphSeparator, .dashPunctuation: return .space
        default: break
        }
        return .letters(Array(String(base(scalar)).utf8))
    }

    private static func base(_ scalar: Unicode.Scalar) -> String {
        let small = scalar.properties.lowercaseMapping
        guard let only = small.unicodeScalars.first, small.unicodeScalars.count == 1 else { return small }
        // Greek and Cyrillic letters with marks.
        guard let name = only.properties.name, let end = name.range(of: " WITH ") else { return small }
        return bases[String(name[..<end])].map { String(Character($0)) } ?? small
    }

    private static let bases: [String: Unicode.Scalar] = {
        var bases: [String: Unicode.Scalar] = [:]
        for value in UInt32(0x370)..<0x530 {
            guard let scalar = Unicode.Scalar(value), let name = scalar.properties.name, name.contains(" SMALL LETTER ") else { continue }
            bases[name] = scalar
        }
        return bases
    }()
}

extension String {
    /// Without Foundation.
    fileprivate func range(of text: String) -> String.Index? {
        var at = startIndex
        while at < endIndex {
            if self[at...].hasPrefix(text) { return at }
            at = index(after: at)
        }
        return nil
    }
}
