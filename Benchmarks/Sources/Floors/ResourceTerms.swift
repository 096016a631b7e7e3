import CInflate
import FHIR
import Journal

/// The terms that the hub's index finds a resource by, made again from its row.
enum ResourceTerms {
    /// - Parameter row: all columns of `resource`.
    static func of(_ row: [Store.Cell]) throws -> [IndexEntry] {
        guard case .blob(let stored) = row[10] else { return [] }
        let (type, id) = (text(row[1]), text(row[2]))
        let resource = try Resource(json: unpacked(stored))
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

    /// Bytes as they were before the hub packed them: decision 9.
    private static func unpacked(_ stored: [UInt8]) throws -> [UInt8] {
        guard stored.first == 1, stored.count > 5 else { return stored }
        let length = (0..<4).reduce(0) { $0 | Int(stored[1 + $1]) << (8 * $1) }
        var stream = z_stream()
        guard inflateInit2_(&stream, -12, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw Store.Failure(description: "zlib does not start.")
        }
        defer { inflateEnd(&stream) }
        return try [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            try stored.withUnsafeBufferPointer { input in
                stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress?.advanced(by: 5))
                stream.avail_in = UInt32(input.count - 5)
                stream.next_out = buffer.baseAddress
                stream.avail_out = UInt32(length)
                guard inflate(&stream, Z_FINISH) == Z_STREAM_END else {
                    throw Store.Failure(description: "The bytes of a resource cannot be unpacked.")
                }
            }
            count = length
        }
    }
}
