import Journal

/// Ids of what a plan is shown by: of 64 signs at most, and never the same for two things. https://hl7.org/fhir/R4/datatypes.html#id
enum ProjectionID {
    /// Parts joined by dashes, such as `4k-12-answer-2`.
    ///
    /// Where that would not read back, is too long or has signs that an id may not have, the id is the beginning of it, two dots and the
    /// digest of the parts: no other id has two dots together.
    ///
    /// - Parameter readsBack: whether no other parts of the same kind, joined by dashes, say the same.
    static func make(_ parts: [String], readsBack: Bool) -> String {
        let text = parts.joined(separator: "-")
        if readsBack, text.utf8.count <= 64, text.utf8.allSatisfy(isSign), !hasDots(text) { return text }
        let beginning = text.utf8.prefix(30).map { isSign($0) ? $0 : UInt8(ascii: "-") }
        let exact = parts.map { "\($0.utf8.count) \($0)" }.joined(separator: " ")
        return String(decoding: beginning, as: UTF8.self) + ".." + ContentHash.of(Array(exact.utf8)).prefix(16).hex
    }

    /// The same of a step, by its key: `4k-12-answer-2`.
    static func make(step key: String, of subject: SubjectID) -> String {
        var key = key
        let citizen = subject.description
        let plain: String? = key.withUTF8 { bytes in
            guard readsBack(step: bytes), citizen.utf8.count + 1 + bytes.count <= 64 else { return nil }
            for index in bytes.indices where bytes[index] != slash {
                let isDouble = bytes[index] == UInt8(ascii: ".") && index > 0 && bytes[index - 1] == UInt8(ascii: ".")
                if isDouble || !isSign(bytes[index]) { return nil }
            }
            return String(unsafeUninitializedCapacity: citizen.utf8.count + 1 + bytes.count) { text in
                var end = 0
                for byte in citizen.utf8 {
                    text[end] = byte
                    end += 1
                }
                text[end] = UInt8(ascii: "-")
                end += 1
                for byte in bytes {
                    text[end] = byte == slash ? UInt8(ascii: "-") : byte
                    end += 1
                }
                return end
            }
        }
        if let plain { return plain }
        let parts = key.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        return make([citizen] + parts, readsBack: readsBack(step: parts))
    }

    private static let slash = UInt8(ascii: "/")

    /// As ``readsBack(step:)``, of a key in one piece, for most keys: false for those that must be looked at more closely.
    private static func readsBack(step key: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = key.firstIndex(of: slash), first > 0 else { return false }
        let run = key[..<first]
        if (48...57).contains(run[run.startIndex]), run.contains(UInt8(ascii: "-")) { return false }
        let rest = key[(first + 1)...]
        let step = rest[..<(rest.firstIndex(of: slash) ?? rest.endIndex)]
        guard let letter = step.first, (97...122).contains(letter), let last = step.last else { return false }
        return !(48...57).contains(last) && !step.contains(UInt8(ascii: "."))
    }

    /// A run and what is in it: of a stay's run whose pathway has dashes in its name nobody could say where it ends.
    static func readsBack(run: String) -> Bool {
        let isOfStay = run.utf8.first.map { (48...57).contains($0) } ?? true
        return !(isOfStay && run.utf8.contains(UInt8(ascii: "-")))
    }

    /// A step by its key: one whose own name ends in a number would be taken for its second time.
    static func readsBack(step key: [String]) -> Bool {
        guard key.count > 1, readsBack(run: key[0]), key[1].utf8.first.map({ (97...122).contains($0) }) ?? false else { return false }
        let last = key[1].split(separator: "-", omittingEmptySubsequences: false).last ?? ""
        let isTime = Int(last).map { $0 > 1 && String($0) == last } ?? false
        return !isTime && !key[1].contains(".")
    }

    /// Whether two dots stand together.
    private static func hasDots(_ text: String) -> Bool {
        zip(text.utf8, text.utf8.dropFirst()).contains { $0 == UInt8(ascii: ".") && $1 == UInt8(ascii: ".") }
    }

    private static func isSign(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}
