/// Which scalars are the same when case does not matter: simple case folding, one scalar to one scalar.
/// https://www.unicode.org/Public/UCD/latest/ucd/CaseFolding.txt (status C and S)
///
/// Worked out from the mappings of Swift's standard library: those to several scalars (ß to SS) do not count, and the dotless ı, which
/// only Turkish holds for an i, stays alone.
enum CaseFolding {
    /// All scalars that are the same, for each of them.
    private static let families: [UInt32: [UInt32]] = {
        var members: [UInt32: [UInt32]] = [:]
        for value in UInt32(0)...0x1FFFF {
            guard let scalar = Unicode.Scalar(value), scalar.properties.changesWhenCaseMapped else { continue }
            members[folded(scalar).value, default: []].append(value)
        }
        var families: [UInt32: [UInt32]] = [:]
        for (folded, values) in members {
            let family = values.contains(folded) ? values : values + [folded]
            guard family.count > 1 else { continue }
            for value in family { families[value] = family }
        }
        return families
    }()

    private static let list: [[UInt32]] = families.filter { $0.key == $0.value[0] }.map(\.value)

    /// The ranges, and all that is the same as something in them.
    static func closure(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        guard ranges.reduce(0, { $0 + $1.count }) > 128 else {
            return ranges + ranges.joined().flatMap { families[$0] ?? [] }.map { $0...$0 }
        }
        let set = ScalarSet(ranges)
        return ranges + list.filter { $0.contains(where: set.contains) }.joined().map { $0...$0 }
    }

    private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard scalar != "\u{131}" else { return scalar }
        let upper = only(scalar.properties.uppercaseMapping) ?? scalar
        return only(upper.properties.lowercaseMapping) ?? upper
    }

    private static func only(_ text: String) -> Unicode.Scalar? {
        text.unicodeScalars.count == 1 ? text.unicodeScalars.first : nil
    }
}
