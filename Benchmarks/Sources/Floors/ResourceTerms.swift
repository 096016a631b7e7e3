import FHIR
import Journal
import JournalSQLite

/// The terms that the hub's index finds a resource by, made again from its row.
enum ResourceTerms {
    /// - Parameter row: all columns of `resource`.
    static func of(_ row: [Store.Cell]) throws -> [IndexEntry] {
        guard case .blob(let stored) = row[10] else { return [] }
        let (type, id) = (text(row[1]), text(row[2]))
        let resource = try Resource(json: stored.withUnsafeBytes { try PackedResource.unpack($0) })
        var entries = SearchParameters.r4.entries(of: resource.root, type: type)
        // What the store says of it: its id, the number that references to it have, when it changed, in whose journal it is.
        let reference = SearchParameters.r4.reference(to: type, id: id)
        entries.append(IndexEntry(field: 1, value: reference, rest: 1))
        entries.append(IndexEntry(field: 2, value: reference))
        entries.append(IndexEntry(field: 3, value: UInt64(bitPattern: row[4].int)))
        if case .int(let subject) = row[6] { entries.append(IndexEntry(field: 4, value: UInt64(bitPattern: subject))) }
        return entries
    }

    /// A word of sixteen digits for each.
    static func words(_ entries: [IndexEntry]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(entries.count * 17)
        for entry in entries {
            var number = entry.field &* 0x9E37_79B9_7F4A_7C15 ^ entry.value
            number = (number ^ number >> 29) &* 0xBF58_476D_1CE4_E5B9 ^ entry.rest
            number = (number ^ number >> 32) &* 0x94D0_49BB_1331_11EB
            for shift in stride(from: 60, through: 0, by: -4) {
                let digit = UInt8(truncatingIfNeeded: number >> UInt64(shift) & 15)
                text.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit)
            }
            text.append(UInt8(ascii: " "))
        }
        return text
    }

    private static func text(_ cell: Store.Cell) -> String { String(decoding: cell.bytes, as: UTF8.self) }
}
